import type { MailQuota } from '#mail/ports.ts';
import { addSeconds, type CivilDate, daysBetween, type Instant } from '#register/civil-date.ts';
import type { DueIndex, HolderBatch, ReminderQueue, RunQueue, RunStart, ShardRun } from './ports.ts';
import { cutoffFor, isWithin, runEnd } from './reminder-run.ts';

/** A school's address may have hundreds due: one e-mail can be read, and stays under 100 kB. */
const MAX_IN_ONE_MAIL = 25;
/** Other mail has to go out as well: confirmations, digests. */
const SHARE_FOR_REMINDERS = 0.95;
/** SES counts the last 24 hours: what went yesterday morning makes room bit by bit. */
const LOOK_AGAIN_SECONDS = 900;

/**
 * Starts a day's run: one message for each shard of what is due, and for those that were put in quarantine. Where the
 * account's quota has no room for all holders, those whose expiry is nearest go, over all `shards`; the rest is looked
 * at again in a quarter of an hour, until the day's work is over. Twice is once: the claims see to it. Gives how many
 * holders there was no room for, and whether they are looked at again today.
 */
export async function startReminderRun(
  deps: { due: Pick<DueIndex, 'dueIn'>; shards: RunQueue; quota: MailQuota },
  run: RunStart,
  { shards, quarantine, at }: { shards: readonly string[]; quarantine: string; at: Instant },
): Promise<{ left: number; again: boolean }> {
  if (at > runEnd(run.startedAt)) return { left: 0, again: false };
  const { holders, all } = await countHolders(deps, run.on, shards);
  const room = Math.floor((await deps.quota.remaining()) * SHARE_FOR_REMINDERS);
  const cutoff = cutoffFor(holders, room);
  await deps.shards.send([
    ...shards.map((shard) => ({ ...run, shard, ...(cutoff && { cutoff }) })),
    { ...run, shard: quarantine },
  ]);
  const again = cutoff !== undefined && addSeconds(at, LOOK_AGAIN_SECONDS) < runEnd(run.startedAt);
  if (again) await deps.shards.send([run], LOOK_AGAIN_SECONDS);
  return { left: Math.max(0, all - room), again };
}

async function countHolders(
  deps: { due: Pick<DueIndex, 'dueIn'> },
  on: CivilDate,
  shards: readonly string[],
): Promise<{ holders: Map<number, number>; all: number }> {
  const holders = new Map<number, number>();
  let all = 0;
  for (const shard of shards) {
    const { byHolder } = await readShard(deps, on, shard);
    all += byHolder.size;
    for (const { daysAway } of byHolder.values()) holders.set(daysAway, (holders.get(daysAway) ?? 0) + 1);
  }
  return { holders, all };
}

export interface ShardPlan {
  /** Credentials with a stage on or before the day. */
  due: number;
  /** E-mails at most. */
  planned: number;
  /** How long the oldest has been due, in days. */
  oldestDays: number;
  /** Entries of the index that cannot be read. */
  unreadable: number;
}

/**
 * Queues what is due in one shard and within the run's cutoff, one message a holder, the nearest expiry first. Reads no
 * more than what is due; keeps only keys in memory.
 */
export async function planShard(
  deps: { due: Pick<DueIndex, 'dueIn'>; reminders: ReminderQueue },
  { on, shard, startedAt, cutoff }: ShardRun,
  at: Instant,
): Promise<ShardPlan> {
  if (at > runEnd(startedAt)) return { due: 0, planned: 0, oldestDays: 0, unreadable: 0 };
  const { byHolder, ...counted } = await readShard(deps, on, shard);
  const planned = [...byHolder]
    .filter(([holder, { daysAway }]) => isWithin(cutoff, { holder, daysAway }))
    .toSorted(([, a], [, b]) => a.daysAway - b.daysAway)
    .flatMap(([, { credentials }]) => [
      ...inBatches({ on, startedAt, credentials: [...credentials.values()] }),
    ]);
  await deps.reminders.send(planned);
  return { ...counted, planned: planned.length };
}

interface HolderDue {
  credentials: Map<string, HolderBatch['credentials'][number]>;
  /** Between the day of the run and the nearest expiry. */
  daysAway: number;
}

async function readShard(
  { due }: { due: Pick<DueIndex, 'dueIn'> },
  on: CivilDate,
  shard: string,
): Promise<{ byHolder: Map<string, HolderDue> } & Omit<ShardPlan, 'planned'>> {
  const byHolder = new Map<string, HolderDue>();
  const counted = { due: 0, oldestDays: 0, unreadable: 0 };
  for await (const entry of due.dueIn(shard, on)) {
    if ('unreadable' in entry) {
      counted.unreadable++;
      continue;
    }
    const { holder, key, provider, expiresOn, dueOn } = entry;
    counted.due++;
    counted.oldestDays = Math.max(counted.oldestDays, daysBetween(dueOn, on));
    const daysAway = Math.abs(daysBetween(on, expiresOn));
    const known = byHolder.get(holder) ?? { credentials: new Map(), daysAway };
    // An item that moves while the index is read can be seen twice.
    known.credentials.set(`${key}#${provider}`, { key, provider });
    byHolder.set(holder, { ...known, daysAway: Math.min(known.daysAway, daysAway) });
  }
  return { byHolder, ...counted };
}

function* inBatches({ credentials, ...run }: HolderBatch): Generator<HolderBatch> {
  for (let start = 0; start < credentials.length; start += MAX_IN_ONE_MAIL) {
    yield { ...run, credentials: credentials.slice(start, start + MAX_IN_ONE_MAIL) };
  }
}
