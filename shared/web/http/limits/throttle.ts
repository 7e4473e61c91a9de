import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '#register/ports/clock.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';

/** So many addresses are remembered at once; whoever has asked least recently is forgotten first. */
const MAX_ADDRESSES = 10_000;

interface Bucket {
  tokens: number;
  /** The instant of `tokens`, in milliseconds. */
  at: number;
}

/**
 * Lets one address look up `perMinute` certificates a minute, and as many at once when it has rested: 429
 * `too_many_requests` with `Retry-After` (seconds) for more. `cost`: how many a request looks up (1); one that costs more
 * than a full bucket takes a full one. Tokens are taken before anything is looked up, so a refusal tells nothing of what
 * would have been found. Kept in the memory of one instance of the function: the edge's own limit is the outer one.
 */
export function throttle({
  perMinute,
  clock,
  cost = () => 1,
}: {
  perMinute: number;
  clock: Clock;
  cost?: (c: Context<HttpEnv>) => number | Promise<number>;
}): MiddlewareHandler<HttpEnv> {
  // In the order of the latest request.
  const buckets = new Map<string, Bucket>();

  /** How long until there are so many tokens, in seconds; they are taken when that is now. */
  function secondsUntil(wanted: number, from: string): number {
    const at = Date.parse(clock());
    const tokens = refilled(buckets.get(from), at, perMinute);
    const missing = Math.max(0, wanted - tokens);
    buckets.delete(from);
    buckets.set(from, { tokens: missing > 0 ? tokens : tokens - wanted, at });
    const [oldest] = buckets.keys();
    if (buckets.size > MAX_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
    return Math.ceil((missing * 60) / perMinute);
  }

  return async (c, next) => {
    const asked = await cost(c);
    // What cannot be counted, as by a length that is no number, costs all there is.
    const wanted = asked >= 0 ? Math.min(asked, perMinute) : perMinute;
    const seconds = secondsUntil(wanted, c.get('caller'));
    if (seconds > 0)
      throw new ProblemError('too_many_requests', { headers: { 'Retry-After': String(seconds) } });
    await next();
  };
}

function refilled(bucket: Bucket | undefined, at: number, limit: number): number {
  if (!bucket) return limit;
  const waited = Math.max(0, at - bucket.at);
  return Math.min(limit, bucket.tokens + (waited * limit) / 60_000);
}
