import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '#web/http/env.ts';

/** In milliseconds; the store takes a few for one number, and nobody notices so many. */
export const QUANTUM = 25;
/** For many numbers at once, whose work spreads further. */
export const LONG_QUANTUM = 250;

/**
 * Every answer about numbers comes on the quantum, at a whole multiple of so many milliseconds after its question: what the
 * store takes longer for a record that it has, though it must not be shown, is lost in the wait. `pauseUntil` takes a
 * moment of `performance.now()`.
 */
export function padResponseTime(
  pauseUntil: (moment: number) => Promise<void>,
  quantum: number,
): MiddlewareHandler<HttpEnv> {
  return async (_, next) => {
    const began = performance.now();
    await next();
    await pauseUntil(began + quantum * Math.ceil((performance.now() - began) / quantum));
  };
}
