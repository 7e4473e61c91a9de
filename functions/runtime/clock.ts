import { setTimeout as delay } from 'node:timers/promises';
import { type Instant, instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';

/** The one clock; only handlers bring it in. */
export const clock: Clock = () => instant.parse(new Date().toISOString());

/** Returns at once when the moment has passed. */
export async function pauseUntil(at: Instant): Promise<void> {
  const milliseconds = Date.parse(at) - Date.parse(clock());
  if (milliseconds > 0) await delay(milliseconds);
}

const nothing = new Int32Array(new SharedArrayBuffer(4));

/** Lets time pass until `performance.now()` is `moment`, to a few hundredths of a millisecond. */
export async function pauseExactlyUntil(moment: number): Promise<void> {
  const left = () => moment - performance.now();
  if (left() > 2) await delay(left() - 2);
  // Timers count whole milliseconds from when they are set: what is left over would tell of what came before.
  while (left() > 0) Atomics.wait(nothing, 0, 0, left());
}
