import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, startGateway } from '#infra/local/lambda/gateway';
import { matchRoute } from '#infra/local/lambda/routes';
import { freePort } from '#infra/local/preflight';
import { tinyPools } from './tiny-pool.ts';

const poolOf = tinyPools();

const SIX_MB = 6 * 1024 * 1024;
const { pool } = poolOf(`exports.handler = async (event) => {
  if (event.rawPath === '/throw') throw new Error('secret detail');
  if (event.rawPath === '/nonsense') return { statusCode: 'many' };
  if (event.rawPath === '/cookies') return { statusCode: 201, cookies: ['a=1; Path=/', 'b=2'], headers: { 'X-Mine': 'yes' } };
  if (event.rawPath === '/bytes') return { statusCode: 200, isBase64Encoded: true, body: '/wD+', headers: { 'content-type': 'image/png' } };
  if (event.rawPath === '/plain') return { hello: 'you' };
  if (event.rawPath === '/large')
    return { statusCode: 200, isBase64Encoded: true, body: Buffer.alloc(Number(event.rawQueryString)).toString('base64') };
  if (event.rawPath === '/size') return { statusCode: 200, body: String(Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8').length) };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};`);
const routes = [
  { key: '$default', functionArn: 'site' },
  { key: 'ANY /v1', functionArn: 'api' },
  { key: 'ANY /v1/{proxy+}', functionArn: 'api' },
];

let gateway: Gateway;
let base: string;
let port: number;
beforeAll(async () => {
  port = await freePort();
  base = `http://localhost:${port}`;
  gateway = await startGateway({ port, routes, poolOf: () => pool });
});
afterAll(() => gateway.stop());

const seen = async (path: string, init?: RequestInit) =>
  JSON.parse(await (await fetch(`${base}${path}`, init)).text());

test('gives the function an event of payload format 2.0', async () => {
  const event = await seen('/v1/credentials/A%20B?x=1&x=2&name=%E9%99%B3', {
    headers: {
      'X-Mine': 'one',
      'User-Agent': 'tester',
      cookie: 'a=1; b=2',
      'x-forwarded-for': '203.0.113.9',
    },
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath: '/v1/credentials/A B',
    rawQueryString: 'x=1&x=2&name=%E9%99%B3',
    cookies: ['a=1', 'b=2'],
    headers: {
      'x-mine': 'one',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': expect.stringMatching(/^203.0.113.9, (127|::1)/),
    },
    queryStringParameters: { x: '1,2', name: '陳' },
    pathParameters: { proxy: 'credentials/A B' },
    requestContext: {
      requestId: expect.any(String),
      stage: '$default',
      timeEpoch: expect.any(Number),
      http: { method: 'GET', path: '/v1/credentials/A B', protocol: 'HTTP/1.1', userAgent: 'tester' },
    },
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
});

test.each([
  ['JSON as text', 'application/json; charset=utf-8', '{"a":"陳"}', false],
  ['a form in base64', 'application/x-www-form-urlencoded', 'a=1', true],
  ['a file that a form sends in base64', 'multipart/form-data; boundary=x', '--x\r\n\r\n陳\r\n--x--', true],
  ['bytes in base64', 'application/octet-stream', '\u0001', true],
])('passes on %s', async (_name, type, body, encoded) => {
  const event = await seen('/', { method: 'POST', headers: { 'content-type': type }, body });
  expect(event.isBase64Encoded).toBe(encoded);
  expect(Buffer.from(event.body, encoded ? 'base64' : 'utf8').toString()).toBe(body);
});

test('passes on bytes that call themselves text without damage', async () => {
  const body = Buffer.from([0xff, 0xfe, 0x41]);
  const event = await seen('/', { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
  expect(Buffer.from(event.body, 'base64')).toEqual(body);
});

test('turns the answer back: cookies, headers, bytes, a bare object', async () => {
  const cookies = await fetch(`${base}/cookies`);
  expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([201, ['a=1; Path=/', 'b=2']]);
  expect(cookies.headers.get('x-mine')).toBe('yes');
  const bytes = await fetch(`${base}/bytes`);
  expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(new Uint8Array([255, 0, 254]));
  expect(bytes.headers.get('content-type')).toBe('image/png');
  expect(await seen('/plain')).toEqual({ hello: 'you' });
});

test('answers HEAD without a body', async () => {
  const response = await fetch(`${base}/`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
});

test.each(['/throw', '/nonsense'])('an invocation error (%s) is 500 and tells nothing', async (path) => {
  const response = await fetch(`${base}${path}`);
  expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test('an answer of bytes may have the 6 MB of Lambda in base64, which are 4.7 MB of a file', async () => {
  const under = await fetch(`${base}/large?4718000`);
  expect([under.status, (await under.arrayBuffer()).byteLength]).toEqual([200, 4_718_000]);
  const over = await fetch(`${base}/large?4719000`);
  expect([over.status, await over.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test('a route is chosen as API Gateway chooses it', () => {
  const table = [
    ...routes,
    { key: 'GET /v1/{id}', functionArn: 'one' },
    { key: 'GET /v1/docs', functionArn: 'docs' },
  ];
  const chosen = (method: string, path: string) => matchRoute(table, method, path)?.key;
  expect(chosen('GET', '/')).toBe('$default');
  expect(chosen('GET', '/v1')).toBe('ANY /v1');
  expect(chosen('GET', '/v1/docs')).toBe('GET /v1/docs');
  expect(chosen('GET', '/v1/7')).toBe('GET /v1/{id}');
  expect(chosen('PUT', '/v1/7')).toBe('ANY /v1/{proxy+}');
  expect(chosen('GET', '/v1/7/8')).toBe('ANY /v1/{proxy+}');
  expect(chosen('GET', '/v10')).toBe('$default');
});

test('takes a body of almost 6 MB', async () => {
  const response = await fetch(`${base}/size`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'a'.repeat(SIX_MB - 10_000),
  });
  expect(await response.text()).toBe(String(SIX_MB - 10_000));
});

/** Sends until it is answered; gives the answer and how much could be sent. */
async function sendMuch(options: RequestOptions, chunks: number) {
  const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/size', ...options });
  request.on('error', () => {});
  const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve)).then(
    async (response) => ({
      status: response.statusCode,
      headers: response.headers,
      body: JSON.parse(await text(response)),
    }),
  );
  const megabyte = Buffer.alloc(1024 * 1024, 'a');
  let over = false;
  void answered.finally(() => {
    over = true;
  });
  let sent = 0;
  const closed = once(request, 'close').catch(() => {});
  for (; sent < chunks && !over; sent += 1) {
    const written = new Promise<void>((resolve) => request.write(megabyte, () => resolve()));
    await Promise.race([written, closed]);
  }
  request.end();
  return { ...(await answered), sent };
}

const tooLarge = {
  status: 413,
  headers: { 'content-type': 'application/problem+json', 'x-request-id': expect.any(String) },
  body: {
    type: 'urn:certkeeper:problem:too_large',
    title: expect.any(String),
    status: 413,
    detail: expect.any(String),
    code: 'too_large',
  },
};

test('refuses a body that says it is larger, before it is sent', async () => {
  const headers = { 'content-length': String(200 * 1024 * 1024), 'content-type': 'text/plain' };
  const answer = await sendMuch({ headers }, 200);
  expect(answer).toMatchObject(tooLarge);
  expect(answer.sent).toBeLessThan(50);
});

test('refuses a body of unknown length as soon as it is larger', async () => {
  const answer = await sendMuch(
    { headers: { 'transfer-encoding': 'chunked', 'content-type': 'text/plain' } },
    200,
  );
  expect(answer).toMatchObject(tooLarge);
  expect(answer.sent).toBeLessThan(50);
});

test('a client of fetch sees the refusal too', async () => {
  const response = await fetch(`${base}/size`, { method: 'POST', body: 'a'.repeat(SIX_MB + 1) });
  expect(response.status).toBe(413);
});

test.each(['/%', '/%zz', '/verify/%E0%A4%A', '/%ff'])(
  'answers the malformed address %s with 400',
  async (path) => {
    const request = httpRequest({ port, host: '127.0.0.1', path }).end();
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(400);
    expect(response.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-request-id': expect.any(String),
    });
  },
);

test('knows the methods of an HTTP API and no others', async () => {
  const request = httpRequest({ port, host: '127.0.0.1', path: '/', method: 'TRACE' }).end();
  const [response] = await once(request, 'response');
  expect(response.statusCode).toBe(405);
});

test.each([
  'GET http://[ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'GET //evil HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'GET /\u0000 HTTP/1.1\r\n\r\n',
  'nonsense\r\n\r\n',
  'GET * HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
])('survives the request %j', async (bytes) => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 [245]\d\d /);
  expect((await fetch(`${base}/`)).status).toBe(200);
});

test('says in one line that its port is taken', async () => {
  await expect(startGateway({ port, routes, poolOf: () => pool })).rejects.toThrow(`port ${port} is taken`);
});
