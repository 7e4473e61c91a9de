import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { networkOf } from '#storage/network.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

/** What our edge sends along with every request, and nobody else knows. */
export const EDGE_HEADER = 'x-certkeeper-edge';
/** No address is longer: what somebody writes in its place is not to fill the memory. */
const MAX_ADDRESS_LENGTH = 45;

/**
 * Finds out who asks, for `c.get('caller')`. The one address that nobody can write is that of the other end of the connection,
 * which API Gateway saw itself (`sourceIp`). Behind our edge that is CloudFront, for many callers: there the caller is the last but one
 * of `X-Forwarded-For`, whom CloudFront saw. The API can be reached past the edge too, and there that place holds what the
 * caller likes: so it counts only beside the edge's secret. `edgeSecret`: empty for a stage without an edge.
 */
export const identifyCaller = (edgeSecret: string): MiddlewareHandler<HttpEnv> => {
  const expected = digest(edgeSecret);
  const isEdge = (c: Context<HttpEnv>) =>
    edgeSecret !== '' && timingSafeEqual(digest(c.req.header(EDGE_HEADER) ?? ''), expected);
  return async (c, next) => {
    const seen = isEdge(c) ? c.req.header('x-forwarded-for')?.split(',').at(-2)?.trim() : undefined;
    const peer = c.env?.requestContext?.http?.sourceIp ?? '';
    c.set('caller', networkOf((seen || peer).slice(0, MAX_ADDRESS_LENGTH)));
    await next();
  };
};

const digest = (text: string) => createHash('sha256').update(text).digest();
