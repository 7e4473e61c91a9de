import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '#http/env.ts';

/** In milliseconds; the store takes a few, and nobody notices so many. */
const BEAT = 25;

/**
 * An answer that no record was found comes on the beat, at a whole multiple of 25 ms after its question, and so does one
 * to many questions: what the store takes longer for a record that it has, though it must not be shown, is lost in the wait.
 */
export function evenTime(pauseExactlyUntil: (moment: number) => Promise<void>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    // What is found says so itself.
    if (c.res.status !== 404 && c.req.path !== '/verify') return;
    await pauseExactlyUntil(began + BEAT * Math.ceil((performance.now() - began) / BEAT));
  };
}
