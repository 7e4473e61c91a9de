import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { type Instant, instant } from '#domain/civil-date';
import type { Clock } from '#ports/clock';

/** The one clock; only handlers bring it in. */
export const clock: Clock = () => instant.parse(new Date().toISOString());

/** Returns at once when the moment has passed. */
export async function pauseUntil(at: Instant): Promise<void> {
  const milliseconds = Date.parse(at) - Date.parse(clock());
  if (milliseconds > 0) await delay(milliseconds);
}

/** Lets time pass until `performance.now()` is `moment`, to a few hundredths of a millisecond. */
export async function pauseExactlyUntil(moment: number): Promise<void> {
  const left = moment - performance.now();
  // Timers count whole milliseconds from when they are set: what is left over would tell of what came before.
  if (left > 2) await delay(left - 2);
  while (performance.now() < moment) await turn();
}
