import type { Instant } from '#register/civil-date.ts';

/** No message can wait longer. */
const MAX_DELAY_SECONDS = 900;

/** With what delay, in seconds, a message is queued that can do nothing before `at`; it may have to wait several times. */
export function delayUntil(at: Instant, now: Instant): number {
  const seconds = Math.ceil((Date.parse(at) - Date.parse(now)) / 1000);
  return Math.min(Math.max(seconds, 1), MAX_DELAY_SECONDS);
}
