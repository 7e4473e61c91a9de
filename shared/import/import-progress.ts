import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '#register/civil-date.ts';

/**
 * When an import will be done if it goes on at its pace. The pace is that of the rows after the first chunk since that
 * one was recorded, so that a queue's wait does not count; with one chunk alone, since it was queued. Undefined while
 * nothing is done, or no time has passed.
 */
export function estimateFinish(progress: {
  finishes: readonly { at: Instant; rows: number }[];
  total: number;
  queuedAt: Instant | undefined;
  at: Instant;
}): Instant | undefined {
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
