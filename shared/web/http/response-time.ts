import type { Context, MiddlewareHandler } from 'hono';
import { monotonicMilliseconds } from './elapsed.ts';
import type { HttpEnv } from './http-env.ts';

/** In milliseconds; the store takes a few for one number, and nobody notices so many. */
export const QUANTUM = 25;
/** For many numbers at once, whose work spreads further. */
export const LONG_QUANTUM = 250;

/**
 * What holds an answer until the quantum, in milliseconds, unless it has nothing to hide (`isOpen`); a test has none, and
 * does not wait.
 */
export type PadResponseTime = (
  quantum: number,
  isOpen?: (c: Context<HttpEnv>) => boolean,
) => MiddlewareHandler<HttpEnv>;

/**
 * Every other answer about numbers comes on the quantum, at a whole multiple of so many milliseconds after its question: what the
 * store takes longer for a record that it has, though it must not be shown, is lost in the wait. The timer is set before
 * the work, as one set behind it would pass on the parts of a millisecond that the work took; and a tick that comes late,
 * as the work held the process, counts only if the work was done before it was due.
 */
export const padResponseTime: PadResponseTime =
  (quantum, isOpen = () => false) =>
  async (c, next) => {
    const began = monotonicMilliseconds();
    const elapsed = () => monotonicMilliseconds() - began;
    let due = quantum;
    let doneAfter = Number.POSITIVE_INFINITY;
    let answer = () => {};
    const tick = () => {
      if (doneAfter <= due) return answer();
      due = quantum * (Math.floor(elapsed() / quantum) + 1);
      timer = setTimeout(tick, Math.ceil(due - elapsed()));
    };
    let timer = setTimeout(tick, quantum);
    try {
      await next();
      if (isOpen(c)) return;
      doneAfter = elapsed();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
    } finally {
      clearTimeout(timer);
    }
  };
