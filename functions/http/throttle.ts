import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '#ports';
import type { HttpEnv } from './env.ts';
import { ProblemError } from './problem.ts';

/** So many addresses are remembered at once; whoever has asked least recently is forgotten first. */
const MOST_ADDRESSES = 10_000;
/** No address is longer: what somebody writes in its place is not to fill the memory. */
const LONGEST_ADDRESS = 45;
/** How many callers' worth may come by way of one address that says it asks for others, as our edge does. */
const PASSED_ON = 20;

interface Bucket {
  tokens: number;
  /** The moment of `tokens`, in milliseconds. */
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
  function secondsUntil(wanted: number, from: string, limit: number): number {
    const at = Date.parse(clock());
    const tokens = refilled(buckets.get(from), at, limit);
    const missing = Math.max(0, wanted - tokens);
    buckets.delete(from);
    buckets.set(from, { tokens: missing > 0 ? tokens : tokens - wanted, at });
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
    return Math.ceil((missing * 60) / limit);
  }

  return async (c, next) => {
    const asked = await cost(c);
    // What cannot be counted, as by a length that is no number, costs all there is.
    const wanted = asked >= 0 ? Math.min(asked, perMinute) : perMinute;
    for (const { from, share } of addressesOf(c)) {
      const seconds = secondsUntil(wanted, from, perMinute * share);
      if (seconds > 0)
        throw new ProblemError('too_many_requests', { headers: { 'Retry-After': String(seconds) } });
    }
    await next();
  };
}

function refilled(bucket: Bucket | undefined, at: number, limit: number): number {
  if (!bucket) return limit;
  const waited = Math.max(0, at - bucket.at);
  return Math.min(limit, bucket.tokens + (waited * limit) / 60_000);
}

/**
 * Who asks. The one address that nobody can write is that of the other end of the connection, which API Gateway saw
 * itself (`sourceIp`, and the last of `X-Forwarded-For`). Behind our edge that is CloudFront, for many callers; the one
 * before it is the caller, as CloudFront saw it, whatever stood in the header before. But the API can also be reached
 * past the edge, and there that place holds what the caller likes: so what comes by way of one address is limited too.
 */
function addressesOf(c: Context<HttpEnv>): { from: string; share: number }[] {
  const peer = network(c.env?.requestContext?.http?.sourceIp ?? '');
  const caller = c.req.header('x-forwarded-for')?.split(',').at(-2)?.trim().slice(0, LONGEST_ADDRESS);
  return caller
    ? [
        { from: `by way of ${peer}`, share: PASSED_ON },
        { from: `said to be ${network(caller)}`, share: 1 },
      ]
    : [{ from: peer, share: 1 }];
}

/** Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  const after = tail === undefined ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '') || '0')
    .join(':');
}
