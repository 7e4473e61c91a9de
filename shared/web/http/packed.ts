import { promisify } from 'node:util';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { ProblemError } from './problem.ts';

/** Less is not worth the work. */
const FROM_BYTES = 1024;
/** Lambda hands back 6 MB, in which bytes stand in base64. */
const MOST_BYTES = 4.4 * 1024 * 1024;
const TEXT = /^(?:text\/|application\/(?:problem\+)?json\b)/;
/** `gzip;q=0` is a refusal. */
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Most answers are small, and what packs takes its time to load. */
async function packed(bytes: Buffer): Promise<Buffer> {
  const { gzip } = await import('node:zlib');
  return await promisify(gzip)(bytes);
}

/**
 * Large texts go gzipped to who takes that, or says nothing of encodings and could not have them otherwise (RFC 9110 §12.5.3). Fails with
 * `too_large` when an answer passes neither way. For routes whose answers grow with what somebody stored or asked.
 */
export const packLarge: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next();
  if (c.req.method === 'HEAD' || !TEXT.test(c.res.headers.get('content-type') ?? '')) return;
  const bytes = Buffer.from(await c.res.arrayBuffer());
  const isTooLarge = bytes.length > MOST_BYTES;
  const accepted = c.req.header('accept-encoding');
  const takesGzip = accepted === undefined ? isTooLarge : TAKES_GZIP.test(accepted);
  if (isTooLarge && !takesGzip) throw new ProblemError('too_large');
  const headers = new Headers(c.res.headers);
  const packs = takesGzip && bytes.length >= FROM_BYTES;
  if (packs) {
    headers.set('content-encoding', 'gzip');
    headers.append('vary', 'Accept-Encoding');
  }
  const { status } = c.res;
  const body = packs ? await packed(bytes) : bytes;
  c.res = undefined;
  c.res = new Response(new Uint8Array(body), { status, headers });
};
