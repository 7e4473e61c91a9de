import { type CivilDate, daysBetween, type Instant } from '#domain/civil-date';
import type { DueIndex, HolderBatch, MailQuota, ReminderQueue, ShardQueue } from '#ports';

/** Starts a day's run: one message for each shard of what is due. Twice is once: the claims see to it. */
export function startReminderRun(
  deps: { shards: ShardQueue },
  input: { on: CivilDate; shards: readonly string[] },
): Promise<void> {
  return deps.shards.send(input.shards.map((shard) => ({ on: input.on, shard })));
}

/** A school's address may have hundreds due: one e-mail can be read, and stays under 100 kB. */
const MOST_IN_ONE_MAIL = 25;
/** Other mail has to go out as well: confirmations, digests. */
const SHARE_FOR_REMINDERS = 0.95;

export interface ShardPlan {
  /** Credentials with a stage on or before the day. */
  due: number;
  /** E-mails at most. */
  planned: number;
  /** Those that today's quota has no room for; tomorrow's run finds them. */
  left: number;
  /** How long the oldest has been due, in days. */
  oldestDays: number;
  /** Where an entry of the index stands that cannot be read. */
  unreadable: string[];
}

interface HolderDue {
  credentials: Map<string, HolderBatch['credentials'][number]>;
  /** Between the day of the run and the nearest expiry. */
  daysAway: number;
}

/**
 * Queues what is due in one shard, one message a holder, the nearest expiry first. Where the account's quota is not
 * enough for all, only so many as fit into this shard's share of it. Reads no more than what is due; keeps only keys in memory.
 */
export async function planShard(
  deps: { due: DueIndex; reminders: ReminderQueue; quota: MailQuota },
  input: { on: CivilDate; shard: string; shards: number; at: Instant },
): Promise<ShardPlan> {
  const { on, at: plannedAt } = input;
  const byHolder = new Map<string, HolderDue>();
  const unreadable: string[] = [];
  let due = 0;
  let oldestDays = 0;
  for await (const entry of deps.due.dueIn(input.shard, on)) {
    if ('unreadable' in entry) {
      unreadable.push(entry.unreadable);
      continue;
    }
    due++;
    const { holder, key, provider, expiresOn, dueOn } = entry;
    oldestDays = Math.max(oldestDays, daysBetween(dueOn, on));
    const daysAway = Math.abs(daysBetween(on, expiresOn));
    const known = byHolder.get(holder) ?? { credentials: new Map(), daysAway };
    // An item that moves while the index is read can be seen twice.
    known.credentials.set(`${key}#${provider}`, { key, provider });
    byHolder.set(holder, { ...known, daysAway: Math.min(known.daysAway, daysAway) });
  }
  const batches = [...byHolder.values()]
    .toSorted((a, b) => a.daysAway - b.daysAway)
    .flatMap(({ credentials }) => [...batchesOf({ on, plannedAt, credentials: [...credentials.values()] })]);
  const share = Math.ceil(((await deps.quota.remaining()) * SHARE_FOR_REMINDERS) / input.shards);
  const planned = batches.slice(0, share);
  await deps.reminders.send(planned);
  return { due, planned: planned.length, left: batches.length - planned.length, oldestDays, unreadable };
}

function* batchesOf({ credentials, ...run }: HolderBatch): Generator<HolderBatch> {
  for (let start = 0; start < credentials.length; start += MOST_IN_ONE_MAIL) {
    yield { ...run, credentials: credentials.slice(start, start + MOST_IN_ONE_MAIL) };
  }
}
