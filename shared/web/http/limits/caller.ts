import type { Context } from 'hono';
import type { Caller } from '#storage/caller.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

/** No address is longer: what somebody writes in its place is not to fill the memory. */
const MAX_ADDRESS_LENGTH = 45;
/** How many callers' worth may come by way of one address that says it asks for others, as our edge does. */
const PASSED_ON = 20;

/**
 * Who asks. The one address that nobody can write is that of the other end of the connection, which API Gateway saw
 * itself (`sourceIp`, and the last of `X-Forwarded-For`). Behind our edge that is CloudFront, for many callers; the one
 * before it is the caller, as CloudFront saw it, whatever stood in the header before. But the API can also be reached
 * past the edge, and there that place holds what the caller likes: so what comes by way of one address is limited too.
 */
export function findCallers(c: Context<HttpEnv>): Caller[] {
  const peer = network(c.env?.requestContext?.http?.sourceIp ?? '');
  const caller = c.req.header('x-forwarded-for')?.split(',').at(-2)?.trim().slice(0, MAX_ADDRESS_LENGTH);
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
