import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '#register/civil-date.ts';

interface Progress {
  /** Of each part that is recorded. */
  finishes: readonly { at: Instant; rows: number }[];
  total: number;
  queuedAt: Instant | undefined;
  at: Instant;
}

/** With not one part recorded for so long, the rest is not waited for. */
const STUCK_MILLISECONDS = 10 * 60_000;

/** How many rows of a job are done, and when the latest part was recorded. */
export function doneOf(
  finishes: Progress['finishes'],
  createdAt: Instant,
): { done: number; latest: Instant } {
  const latest =
    finishes
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? createdAt;
  return { done: sum(finishes), latest };
}

/** Whether the rest should long have come, and nobody knows why it did not. */
export const isStuck = (latest: Instant, at: Instant) =>
  Date.parse(at) - Date.parse(latest) > STUCK_MILLISECONDS;

/**
 * When a job will be done if it goes on at its pace. The pace is that of the rows after the first part since that one was
 * recorded, so that a queue's wait does not count; with one part alone, since it was queued. Undefined while nothing is
 * done, or no time has passed.
 */
export function estimateFinish(progress: Progress): Instant | undefined {
  const [first, ...later] = progress.finishes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (!first) return undefined;
  const counted = sum(later);
  const start = counted > 0 ? first.at : progress.queuedAt;
  const now = Temporal.Instant.from(progress.at);
  const elapsed = start ? now.since(start).total('milliseconds') : 0;
  if (elapsed <= 0) return undefined;
  const left = Math.max(0, progress.total - sum(progress.finishes));
  const milliseconds = Math.round((elapsed / (counted || first.rows)) * left);
  return instant.parse(now.add({ milliseconds }).toString({ smallestUnit: 'millisecond' }));
}

const sum = (chunks: readonly { rows: number }[]) => chunks.reduce((total, { rows }) => total + rows, 0);
