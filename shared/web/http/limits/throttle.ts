import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '#register/ports/clock.ts';
import { widerNetworkOf } from '#storage/network.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';

/** So many addresses are remembered at once; whoever has asked least recently is forgotten first. */
const MAX_ADDRESSES = 10_000;
/** So many times what a network has, all those beside it together have: telephones of one company, or networks of one caller. */
const OF_A_WIDER_NETWORK = 10;

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
    const wider = widerNetworkOf(from);
    const limits = [
      [from, perMinute] as const,
      ...(wider ? [[wider, perMinute * OF_A_WIDER_NETWORK] as const] : []),
    ];
    const found = limits.map(([of, limit]) => {
      const tokens = refilled(buckets.get(of), at, limit);
      return { of, tokens, seconds: Math.ceil((Math.max(0, wanted - tokens) * 60) / limit) };
    });
    const seconds = Math.max(...found.map((one) => one.seconds));
    for (const { of, tokens } of found) keep(of, { tokens: seconds > 0 ? tokens : tokens - wanted, at });
    return seconds;
  }

  function keep(of: string, bucket: Bucket): void {
    buckets.delete(of);
    buckets.set(of, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > MAX_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
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
