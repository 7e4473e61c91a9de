import type { LambdaEvent } from 'hono/aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHttpApp } from '#web/http/app.ts';
import { httpHandler } from '#web/http/lambda.ts';

const app = createHttpApp({ log: () => {} });
app.get('/verify/:number{.+}', (c) => c.json({ number: c.req.param('number'), query: c.req.query() }));

app.get('/list.csv', (c) => c.body('\uFEFF姓名\r\n', 200, { 'content-type': 'text/csv; charset=utf-8' }));

const eventFor = (rawPath: string) =>
  ({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: 'lang=en',
    headers: { host: 'localhost' },
    requestContext: { requestId: 'r', http: { method: 'GET', path: rawPath }, domainName: 'localhost' },
    isBase64Encoded: false,
    body: null,
  }) as unknown as LambdaEvent;

/** What the app sees when API Gateway hands over this path, decoded as it does. */
async function seen(rawPath: string) {
  const answer = await httpHandler(app)(eventFor(rawPath));
  return JSON.parse(String('body' in answer ? answer.body : ''));
}

describe('a number in the path', () => {
  it.each([
    ['/verify/ABC-1?on=2020-01-01', 'ABC-1?on=2020-01-01'],
    ['/verify/ABC-1#x', 'ABC-1#x'],
    ['/verify/ABC/2024/1', 'ABC/2024/1'],
    ['/verify/ABC 100%', 'ABC 100%'],
    ['/verify/證書１', '證書１'],
    ['/verify/ABC%2D1', 'ABC-1'],
  ])('%s is all number and no query', async (rawPath, number) => {
    expect(await seen(rawPath)).toEqual({ number, query: { lang: 'en' } });
  });
});

describe('a file for a spreadsheet', () => {
  it('keeps its byte order mark, by which the spreadsheet knows its encoding', async () => {
    const answer = await httpHandler(app)(eventFor('/list.csv'));
    const body = 'body' in answer ? String(answer.body) : '';
    const bytes = Buffer.from(body, answer.isBase64Encoded ? 'base64' : 'utf8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toBe('\uFEFF姓名\r\n');
  });
});

describe('what is no text', () => {
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  it.each([
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'image/png',
    'image/x-icon',
  ])('as %s arrives byte for byte', async (type) => {
    const files = createHttpApp({ log: () => {} });
    files.get('/file', (c) => c.body(every, 200, { 'content-type': type }));
    const answer = await httpHandler(files)(eventFor('/file'));
    expect(answer.isBase64Encoded).toBe(true);
    expect(Buffer.from(String('body' in answer && answer.body), 'base64')).toEqual(Buffer.from(every));
  });
});
