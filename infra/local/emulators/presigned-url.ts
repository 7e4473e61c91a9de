import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The access key of the local system itself and of its operator; a function's is its name. */
export const LOCAL_KEY = 'local';
/** The secret that the local functions sign with. */
export const LOCAL_SECRET = 'local';

export type Refusal = { status: 403; code: 'AccessDenied' | 'SignatureDoesNotMatch'; message: string };

/**
 * What S3 would say against a request with a presigned URL (SigV4 in the query): it has expired, or something that was
 * signed, such as the length, is not as it was, or it is not signed at all. `undefined`: nothing.
 */
export function refusePresigned(request: IncomingMessage, now: Date): Refusal | undefined {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const given = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  if (!url.searchParams.has('X-Amz-Signature')) {
    return request.headers.authorization
      ? undefined
      : { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  }
  const date = given('Date');
  const until = instantOf(date) + Number(given('Expires')) * 1000;
  if (!(until > now.getTime())) return { status: 403, code: 'AccessDenied', message: 'Request has expired' };
  const [, day = '', region = '', service = ''] = given('Credential').split('/');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [
    'AWS4-HMAC-SHA256',
    date,
    scope,
    sha256(canonicalRequest(request, url, given('SignedHeaders'))),
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${LOCAL_SECRET}`));
  if (hmac(key, text).toString('hex') === given('Signature')) return undefined;
  const message = 'The request signature we calculated does not match the signature you provided.';
  return { status: 403, code: 'SignatureDoesNotMatch', message };
}

function canonicalRequest(request: IncomingMessage, url: URL, signedHeaders: string): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const payload = url.searchParams.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return [request.method, url.pathname, query.join('&'), headers.join(''), signedHeaders, payload].join('\n');
}

/** `20261122T013000Z` in milliseconds, NaN when it is none. */
const instantOf = (text: string) =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
