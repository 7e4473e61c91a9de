import * as z from 'zod';
import { addSeconds, type Instant } from '#register/civil-date.ts';

/** From nine in the morning to eleven at night: what a mail says of the days left is true on the day of its run. */
const DAYS_WORK_SECONDS = 14 * 60 * 60;

/**
 * From when a run counts: from the instant of its schedule, also when that was tried again for hours. A day that is
 * replayed on purpose, before it or long after it, begins now.
 */
export function runStart(scheduledAt: Instant, now: Instant): Instant {
  return scheduledAt <= now && now < runEnd(scheduledAt) ? scheduledAt : now;
}

/** What is not done by then is left to the next morning's run. */
export const runEnd = (startedAt: Instant): Instant => addSeconds(startedAt, DAYS_WORK_SECONDS);

/** The part of a day's holders that the quota has room for: all nearer to an expiry than so many days, and a share of those at it. */
export const cutoff = z.object({ daysAway: z.int().nonnegative(), share: z.number().min(0).max(1) });
export type Cutoff = z.infer<typeof cutoff>;

/** `holders`: how many are so many days from their nearest expiry. Undefined: there is room for all. */
export function cutoffFor(holders: ReadonlyMap<number, number>, room: number): Cutoff | undefined {
  let left = room;
  for (const [daysAway, count] of [...holders].toSorted(([a], [b]) => a - b)) {
    if (count > left) return { daysAway, share: left / count };
    left -= count;
  }
  return undefined;
}

/** `holder` is a pseudonym: which of those at the cut are in is as good as drawn, and the same for everybody who asks. */
export function isWithin(
  limit: Cutoff | undefined,
  { daysAway, holder }: { daysAway: number; holder: string },
): boolean {
  if (!limit || daysAway !== limit.daysAway) return !limit || daysAway < limit.daysAway;
  // Not its first digit: that is the shard.
  return Number.parseInt(holder.slice(1, 9), 16) / 0x1_0000_0000 < limit.share;
}
