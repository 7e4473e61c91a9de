import { promisify } from 'node:util';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { isBinary } from './lambda.ts';
import { ProblemError } from './problem.ts';

/** Less is not worth the work. */
const FROM_BYTES = 1024;
/** Lambda hands back 6,291,556 bytes, of which status and headers are far fewer than these. */
const MOST_BYTES = 6_291_556 - 64 * 1024;
/** A text grows so much at most as JSON: each character as six. */
const ESCAPED = 6;
const TEXT = /^(?:text\/|application\/(?:problem\+)?json\b)/;
/** `gzip;q=0` is a refusal. */
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Most answers are small, and what packs takes its time to load. */
async function packed(bytes: Buffer): Promise<Buffer> {
  const { gzip } = await import('node:zlib');
  return await promisify(gzip)(bytes);
}

/** As Lambda counts them: an answer is JSON, with bytes in base64 and quotes and ends of lines in texts escaped. */
function handedBack(body: Buffer, asBytes: boolean): number {
  if (asBytes) return Math.ceil(body.length / 3) * 4;
  return body.length * ESCAPED < MOST_BYTES
    ? body.length
    : Buffer.byteLength(JSON.stringify(body.toString()));
}

/**
 * Large texts go gzipped to who takes that, or says nothing of encodings and could not have them otherwise (RFC 9110 §12.5.3). Fails with
 * `too_large` when an answer passes neither way. For routes whose answers grow with what somebody stored or asked.
 */
export const packLarge: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next();
  const type = c.res.headers.get('content-type') ?? '';
  if (c.req.method === 'HEAD' || !TEXT.test(type)) return;
  const bytes = Buffer.from(await c.res.arrayBuffer());
  const isTooLarge = handedBack(bytes, isBinary(type)) > MOST_BYTES;
  const accepted = c.req.header('accept-encoding');
  const takesGzip = accepted === undefined ? isTooLarge : TAKES_GZIP.test(accepted);
  if (isTooLarge && !takesGzip) throw new ProblemError('too_large');
  const packs = takesGzip && bytes.length >= FROM_BYTES;
  const body = packs ? await packed(bytes) : bytes;
  if (packs && handedBack(body, true) > MOST_BYTES) throw new ProblemError('too_large');
  const headers = new Headers(c.res.headers);
  if (packs) {
    headers.set('content-encoding', 'gzip');
    headers.append('vary', 'Accept-Encoding');
  }
  const { status } = c.res;
  c.res = undefined;
  c.res = new Response(new Uint8Array(body), { status, headers });
};
