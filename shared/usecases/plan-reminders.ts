import type { CivilDate } from '#domain/civil-date';
import type { DueIndex, HolderBatch, ReminderQueue, ShardQueue } from '#ports';

/** Starts a day's run: one message for each shard of what is due. Twice is once: the claims see to it. */
export function startReminderRun(
  deps: { shards: ShardQueue },
  input: { on: CivilDate; shards: readonly string[] },
): Promise<void> {
  return deps.shards.send(input.shards.map((shard) => ({ on: input.on, shard })));
}

/** One e-mail names at most this many certificates: two items of a transaction each, a hundred at a time. */
const MOST_IN_ONE_MAIL = 25;

/**
 * Queues what is due in one shard, one message a holder, those whose stage has waited longest first. Reads no more than
 * what is due; keeps only keys in memory.
 */
export async function planShard(
  deps: { due: DueIndex; reminders: ReminderQueue },
  input: { on: CivilDate; shard: string },
): Promise<{ credentials: number; holders: number }> {
  const byHolder = new Map<string, HolderBatch['credentials']>();
  let credentials = 0;
  for await (const { holder, key, provider } of deps.due.dueIn(input.shard, input.on)) {
    credentials++;
    const due = byHolder.get(holder) ?? [];
    due.push({ key, provider });
    byHolder.set(holder, due);
  }
  await deps.reminders.send([...byHolder.values()].flatMap((due) => [...batches(input.on, due)]));
  return { credentials, holders: byHolder.size };
}

function* batches(on: CivilDate, due: HolderBatch['credentials']): Generator<HolderBatch> {
  for (let start = 0; start < due.length; start += MOST_IN_ONE_MAIL) {
    yield { on, credentials: due.slice(start, start + MOST_IN_ONE_MAIL) };
  }
}
