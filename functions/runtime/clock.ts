import { setTimeout as delay } from 'node:timers/promises';
import { type Instant, toInstant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';

/** The one clock; only handlers bring it in. */
export const clock: Clock = () => toInstant(Date.now());

/** Returns at once when the instant has passed. */
export async function pauseUntil(at: Instant): Promise<void> {
  const milliseconds = Date.parse(at) - Date.parse(clock());
  if (milliseconds > 0) await delay(milliseconds);
}
