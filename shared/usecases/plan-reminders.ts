import type { CivilDate } from '#domain/civil-date';
import type { DueIndex, HolderBatch, ReminderQueue, ShardQueue } from '#ports';

/** Starts a day's run: one message for each shard of what is due. Twice is once: the claims see to it. */
export function startReminderRun(
  deps: { shards: ShardQueue },
  input: { on: CivilDate; shards: readonly string[] },
): Promise<void> {
  return deps.shards.send(input.shards.map((shard) => ({ on: input.on, shard })));
}

/** A school's address may have hundreds due: one e-mail can be read, and stays under 100 kB. */
const MOST_IN_ONE_MAIL = 25;

/**
 * Queues what is due in one shard, one message a holder, those whose stage has waited longest first. Reads no more than
 * what is due; keeps only keys in memory.
 */
export async function planShard(
  deps: { due: DueIndex; reminders: ReminderQueue },
  input: { on: CivilDate; shard: string },
): Promise<{ credentials: number; holders: number }> {
  const byHolder = new Map<string, Map<string, HolderBatch['credentials'][number]>>();
  let credentials = 0;
  for await (const { holder, key, provider } of deps.due.dueIn(input.shard, input.on)) {
    credentials++;
    const due = byHolder.get(holder) ?? new Map();
    // An item that moves while the index is read can be seen twice.
    due.set(`${key}#${provider}`, { key, provider });
    byHolder.set(holder, due);
  }
  await deps.reminders.send(
    [...byHolder.values()].flatMap((due) => [...batches(input.on, [...due.values()])]),
  );
  return { credentials, holders: byHolder.size };
}

function* batches(on: CivilDate, due: HolderBatch['credentials']): Generator<HolderBatch> {
  for (let start = 0; start < due.length; start += MOST_IN_ONE_MAIL) {
    yield { on, credentials: due.slice(start, start + MOST_IN_ONE_MAIL) };
  }
}
