import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CorsRule, LocalBucket } from '#infra/local/template/buckets';
import { type Refusal, refusePresigned } from './presigned-url.ts';
import { escaped } from './ses-answers.ts';

/**
 * What stands before the object store, which knows neither CORS nor signatures: the buckets' CORS rules as the template
 * has them, and presigned URLs that end. True when the request was answered here.
 */
export function frontObjects(
  buckets: readonly LocalBucket[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const name = /^\/([^/?]+)/.exec(request.url ?? '')?.[1];
  const bucket = buckets.find((candidate) => candidate.name === name);
  if (!bucket) return false;
  const rule = corsRuleFor(bucket.cors, request);
  if (rule) allow(response, rule, request);
  if (request.method === 'OPTIONS') {
    response.writeHead(rule ? 200 : 403);
    response.end();
    return true;
  }
  const refusal = refusePresigned(request, new Date());
  if (refusal) {
    refuseObject(response, refusal);
    return true;
  }
  // The object store would read it as a form; what is put is bytes, whatever the sender (curl -d) calls it.
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    request.headers['content-type'] = 'application/octet-stream';
  return false;
}

/** As S3 says it. */
export function refuseObject(response: ServerResponse, { status, code, message }: Refusal): void {
  // What is being uploaded is not read.
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(`<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`);
}

function corsRuleFor(rules: readonly CorsRule[], { method, headers }: IncomingMessage): CorsRule | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  const wanted = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
  const asked = method === 'OPTIONS' ? (headers['access-control-request-headers'] ?? '').split(',') : [];
  return rules.find(
    (rule) =>
      rule.AllowedMethods.some((allowed) => allowed === wanted) &&
      rule.AllowedOrigins.some((pattern) => like(pattern, origin)) &&
      asked.every(
        (header) => !header.trim() || rule.AllowedHeaders.some((pattern) => like(pattern, header.trim())),
      ),
  );
}

function allow(response: ServerResponse, rule: CorsRule, { headers }: IncomingMessage): void {
  response.setHeader(
    'access-control-allow-origin',
    rule.AllowedOrigins.includes('*') ? '*' : (headers.origin ?? ''),
  );
  response.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  const asked = headers['access-control-request-headers'];
  if (asked !== undefined) response.setHeader('access-control-allow-headers', asked);
  if (rule.ExposedHeaders.length > 0)
    response.setHeader('access-control-expose-headers', rule.ExposedHeaders.join(', '));
  if (rule.MaxAge !== undefined) response.setHeader('access-control-max-age', rule.MaxAge);
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
}

/** S3's patterns have at most one `*`. */
function like(pattern: string, text: string): boolean {
  const [head = '', tail] = pattern.toLowerCase().split('*');
  const given = text.toLowerCase();
  if (tail === undefined) return given === head;
  return given.length >= head.length + tail.length && given.startsWith(head) && given.endsWith(tail);
}
