import { randomBytes } from 'node:crypto';
import type { LambdaEvent } from 'hono/aws-lambda';
import { describe, expect, it } from 'vitest';
import { correctionsFile } from '#import/corrections-file.ts';
import { correctionMessages } from '#import/messages/rejection-reasons.ts';
import { readRow } from '#import/rows/file-row.ts';
import { rejection } from '#import/rows/row-rejection.ts';
import { type CheckedRow, MAX_LIST_ROWS, ROWS_A_CHUNK } from '#lists/check-list.ts';
import { csvAnswer } from '#lists/site/list-csv.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { toCsv } from '#tables/csv.ts';
import { createHttpApp } from '#web/http/app.ts';
import { httpHandler } from '#web/http/lambda.ts';
import { packLarge } from '#web/http/packed.ts';

/** What Lambda hands back, of the JSON of an answer. */
const LIMIT = 6_291_556;
const MB = 1024 * 1024;

type App = ReturnType<typeof createHttpApp>;

function sample(route: (app: App) => void) {
  const app = createHttpApp({ log: () => {} });
  app.use(packLarge);
  route(app);
  const handler = httpHandler(app);
  /** The answer, and what Lambda measures of it. */
  return async (headers: Record<string, string> = {}) => {
    const event = {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/it',
      rawQueryString: '',
      headers: { host: 'localhost', ...headers },
      requestContext: { requestId: 'r', http: { method: 'GET', path: '/it' }, domainName: 'localhost' },
      isBase64Encoded: false,
      body: null,
    } as unknown as LambdaEvent;
    const answer = await handler(event);
    const { headers: given = {} } = answer;
    return {
      status: answer.statusCode,
      encoding: 'content-encoding' in given ? given['content-encoding'] : undefined,
      size: Buffer.byteLength(JSON.stringify(answer)),
    };
  };
}

const of = (body: string, type: string) =>
  sample((app) => app.get('/it', (c) => c.body(body, 200, { 'content-type': type })));

/** Nothing packs it below its own entropy: six bits a character. */
const noise = (length: number) => randomBytes((length * 3) / 4).toString('base64');

const JSON_TYPE = 'application/json';
const CSV = 'text/csv; charset=utf-8';
const gzip = { 'accept-encoding': 'gzip' };
const identity = { 'accept-encoding': 'identity' };

describe('an answer is never more than Lambda hands back', () => {
  it.each([
    ['JSON whose quotes are escaped', '"'.repeat(4 * MB), JSON_TYPE, {}, 200, 'gzip'],
    ['the same for who takes no gzip', '"'.repeat(4 * MB), JSON_TYPE, identity, 413, undefined],
    ['a text just below', 'a'.repeat(6_200_000), JSON_TYPE, identity, 200, undefined],
    ['a text just above', 'a'.repeat(6_300_000), JSON_TYPE, identity, 413, undefined],
    ['a CSV, which is in base64', 'a'.repeat(4.4 * MB), CSV, identity, 200, undefined],
    ['a CSV above that', 'a'.repeat(4.6 * MB), CSV, identity, 413, undefined],
    ['much that packs', 'a'.repeat(20 * MB), CSV, gzip, 200, 'gzip'],
    ['what packs to just below', noise(5.8 * MB), CSV, gzip, 200, 'gzip'],
    ['what is too much even packed', noise(7 * MB), CSV, gzip, 413, undefined],
    ['the same for who says nothing of encodings', noise(7 * MB), CSV, {}, 413, undefined],
  ])('%s', async (_what, body, type, headers, status, encoding) => {
    const answer = await of(body, type)(headers);
    expect(answer).toMatchObject({ status, encoding });
    expect(answer.size).toBeLessThanOrEqual(LIMIT);
  });
});

describe('the largest that people ask for passes', () => {
  const drawn = noise(1024 * 1024);
  /** So many characters that no other call gives. */
  let at = 0;
  const some = (length: number) => {
    at = (at + 61) % (drawn.length - length);
    return drawn.slice(at, at + length);
  };
  const who = (n: number) => `${some(8)} ${some(12)} ${n}`;

  it('the most rows to correct that one file has, each with its own data and everything wrong with it', async () => {
    const columns = [
      'number',
      'type',
      'nameEn',
      'nameZh',
      'email',
      'issuedOn',
      'expiresOn',
      'courseSession',
    ] as const;
    const rows = Array.from({ length: 1_500 }, (_, n) => {
      const cells = {
        ...Object.fromEntries(columns.map((column) => [column, `${who(n)} ${'訓練班'.repeat(5)}`])),
        email: `${who(n)} at example`,
      };
      const reading = readRow(cells, civilDate.parse('2026-11-21'));
      if (reading.ok) throw new Error('a good row');
      return rejection({ row: n + 2, cells }, reading.problems);
    });
    const headings = columns.map((column) => ({ column, heading: column }));
    const file = toCsv(correctionsFile(headings, rows, correctionMessages('zh-HK')));
    const ask = of(file, CSV);
    const { status, size } = await ask(gzip);
    expect(status).toBe(200);
    expect(size).toBeLessThanOrEqual(LIMIT);
  });

  it('a list of 50,000 with names, and the sender’s own columns', async () => {
    const row = (n: number): CheckedRow => ({
      row: n + 1,
      number: some(16),
      name: who(n),
      own: [some(12), '離島區建築地盤'],
      kind: 'nameDiffers',
      match: {
        number: some(16),
        issuer: 'SPMC',
        type: 'OFA',
        holder: 'C*** T** M**',
        nameMatch: 'mismatch',
        status: 'valid',
        statusSince: null,
        daysLeft: 200,
        expiresOn: civilDate.parse('2027-06-09'),
        supersededBy: null,
      },
    });
    const name = { en: 'St. Peter Medical Centre', 'zh-HK': '聖彼得醫療中心' };
    const deps = {
      lists: {
        async *rows() {
          for (let n = 0; n < MAX_LIST_ROWS; n += ROWS_A_CHUNK)
            yield Array.from({ length: ROWS_A_CHUNK }, (_, at) => row(n + at));
        },
      },
      providers: {
        get: async (code: string) => ({ code, name, disclosure: 'masked' as const, approvals: [] }),
        prepare: async () => undefined,
      },
    };
    const on = civilDate.parse('2026-11-21');
    const at = instant.parse('2026-11-21T02:00:00.000Z');
    const list = {
      list: 'l',
      on,
      total: MAX_LIST_ROWS,
      named: MAX_LIST_ROWS,
      columns: ['Tutor', 'Site'],
      createdAt: at,
      until: at,
    };
    const report = { list, state: 'finished' as const };
    const ask = sample((app) => app.get('/it', (c) => csvAnswer(c, deps, report)));
    const { status, encoding, size } = await ask();
    expect([status, encoding]).toEqual([200, 'gzip']);
    expect(size).toBeLessThanOrEqual(LIMIT);
  });
});
