import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { withBundled } from '#infra/bundle';
import { createRegistry } from '#support/storage/registry';
import { credentials, NOW, providers } from '../../unit/verify/public-site.fixtures.ts';
import { type Asked, corpus } from './public-site-corpus.ts';

/**
 * The public function as it is deployed answers hundreds of requests as it always did, to the byte. What is kept is a line
 * each with a hash of the whole answer: whoever changes how requests are read or answers are made sees here whether
 * anybody notices. What the pages say stands beside it in readable files; how they look is left out.
 */
interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  isBase64Encoded: boolean;
  body: string;
}
type Handler = (event: object, context: object) => Promise<Answer>;

let answer: (asked: Asked) => Promise<Answer>;

beforeAll(async () => {
  const registry = await createRegistry();
  for (const profile of providers) await registry.providerRepository.addProvider(profile);
  for (const credential of Object.values(credentials)) await registry.credentials.create({ credential });
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'),
    TABLE_NAME: registry.tableName,
    PUBLIC_BASE_URL: 'https://verify.example.hk',
    CONTACT_EMAIL: 'privacy@verify.example.hk',
    LOOKUPS_PER_MINUTE: '1000000',
    EDGE_SECRET: '',
    RELEASE: 'a release',
  }))
    vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  // Of requests that no HTTP API hands over, such as TRACE.
  vi.spyOn(console, 'error').mockReturnValue();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  const handler = await withBundled<Handler>(
    { 'public-site/index': 'functions/public-site/handler.ts' },
    (folder) => createRequire(import.meta.url)(join(folder, 'public-site', 'index.js')).handler,
  );
  answer = (asked) => handler(eventOf(asked), { awsRequestId: randomUUID() });
});

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** As API Gateway's HTTP API has it (payload format 2.0). */
function eventOf({ method, path, query = '', headers = {}, ...more }: Asked): object {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { host: 'verify.example.hk', ...headers },
    requestContext: {
      requestId: 'a request',
      domainName: 'verify.example.hk',
      http: { method, path, sourceIp: '192.0.2.1' },
    },
    isBase64Encoded: false,
    ...more,
  };
}

/** A line of what was asked and what came back; the hash is of all that came back but its looks. */
function lineOf(asked: Asked, { headers, ...rest }: Answer): string {
  const { method, path, query, headers: sent, body = '', ...more } = asked;
  const question = JSON.stringify({ method, path, query, sent, body, ...more });
  const type = headers['content-type'] ?? '';
  return [
    createHash('sha256').update(question).digest('hex').slice(0, 8),
    method,
    decodeURIComponent(encodeURI(`${path}${query ? `?${query}` : ''}`)).slice(0, 70),
    sent?.['accept']?.slice(0, 16) ?? '',
    '->',
    rest.statusCode,
    type.split(';')[0],
    createHash('sha256')
      .update(JSON.stringify(withoutLooks({ headers, ...rest })))
      .digest('hex')
      .slice(0, 16),
  ].join(' ');
}

function withoutLooks(answer: Answer): Answer {
  const { 'content-security-policy': policy = '', ...headers } = answer.headers;
  const packed = headers['content-encoding'] === 'gzip';
  // Another machine's gzip may pack otherwise.
  const body = packed ? gunzipSync(Buffer.from(answer.body, 'base64')).toString() : answer.body;
  return {
    ...answer,
    headers: { ...headers, policy: policy.replaceAll(/'sha256-[^']*'/g, 'a hash') },
    body: body.replaceAll(/<style>.*?<\/style>/gs, ''),
  };
}

it('hundreds of requests are answered as before', async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(500);
  const lines: string[] = [];
  // Not all at once: the engine has its limits.
  for (let n = 0; n < corpus.length; n += 50)
    lines.push(
      ...(await Promise.all(
        corpus.slice(n, n + 50).map(async (asked) => lineOf(asked, await answer(asked))),
      )),
    );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./kept/public-site-answers.txt');
});
