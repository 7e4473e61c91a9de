import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { keys, prefixes } from '#storage/contract/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import { loadPublicSite, type PublicSite } from './public-site.ts';
import { startReadProxy } from './read-proxy.ts';
import type { Figure } from './report.ts';
import { median } from './spent.ts';
import { fillTable, foreign, found, missing } from './verify-numbers.ts';

const TABLE_NAME = 'bench';
const MOST = 500;
const WARM_UP = 3;
const CALLS = 30;
/** As the function has them. */
const AT_ONCE = 50;
/** Each found, missing and foreign number is asked about once: nothing may remember it. */
const LOOKUPS = 300;

/**
 * `POST /verify` of 500 and `GET /verify/{number}` through the public site's bundle on the real engine: what they read, how
 * long they take, and whether the time tells a number that is hidden (`foreign`: of a provider that answers only to the
 * name) from one that is not there. Times are those of the function alone, without a network that would blur them.
 */
export async function verifyFigures(folder: string): Promise<Figure[]> {
  const children = new Children();
  const dynamoDb = await startDynamoDbLocal(children);
  const proxy = await startReadProxy(dynamoDb.url);
  try {
    Object.assign(process.env, {
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    });
    await createEmptyTable(TABLE_NAME);
    await fillTable(TABLE_NAME, MOST);
    const counted = await loadPublicSite(folder, TABLE_NAME, proxy.url);
    proxy.taken();
    const reads = await readsOf(counted, proxy.taken);
    const site = await loadPublicSite(folder, TABLE_NAME, dynamoDb.url);
    return [...reads, ...(await timesOfMany(site)), ...(await timesOfOne(site))];
  } finally {
    await proxy.stop();
    await dynamoDb.stop();
    await children.close();
  }
}

/** What a call reads once the providers' profiles are known, which are read once a minute. */
async function readsOf(
  site: PublicSite,
  taken: Awaited<ReturnType<typeof startReadProxy>>['taken'],
): Promise<Figure[]> {
  const distinct = Array.from({ length: MOST }, (_, i) => found(i));
  const repeated = distinct.map((_, i) => found(i % 100));
  const figures: Figure[] = [];
  for (const { what, numbers, requests, units } of [
    { what: '500 numbers', numbers: distinct, requests: MOST, units: MOST / 2 },
    { what: '500 numbers, 100 different', numbers: repeated, requests: 100, units: 50 },
  ]) {
    await askMany(site, numbers);
    figures.push(...readFigures(`POST /verify of ${what}`, taken(), { requests, units }));
  }
  await site.get(`/verify/${found(1)}`);
  figures.push(...readFigures('GET /verify/{number}', taken(), { requests: 1, units: 0.5 }));
  return figures;
}

function readFigures(
  what: string,
  reads: { requests: Record<string, number>; units: number },
  goal: { requests: number; units: number },
): Figure[] {
  const requests = Object.values(reads.requests).reduce((sum, count) => sum + count, 0);
  return [
    { what: `${what}: requests to DynamoDB`, value: requests, unit: '', goal: { atMost: goal.requests } },
    { what: `${what}: read units`, value: reads.units, unit: '', goal: { atMost: goal.units } },
  ];
}

/** Against bare queries for the same numbers, by turns: what the function itself adds. */
async function timesOfMany(site: PublicSite): Promise<Figure[]> {
  const client = new DynamoDBClient({});
  const rounds: { answered: number; bare: number }[] = [];
  for (let call = 0; call < WARM_UP + CALLS; call++) {
    // Another order each time, and every tenth one not there, so that a mix-up would show.
    const numbers = Array.from({ length: MOST }, (_, i) =>
      i % 10 ? found((i * 7 + call) % MOST) : missing(i),
    );
    const first = call % 2 ? await queryAll(client, numbers) : undefined;
    const answered = await askMany(site, numbers);
    rounds.push({ answered, bare: first ?? (await queryAll(client, numbers)) });
  }
  const counted = rounds.slice(WARM_UP);
  const sorted = counted.map(({ answered }) => answered).toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
  return [
    { what: `POST /verify of 500, median of ${CALLS} calls`, value: median(sorted), unit: 'ms' },
    { what: `POST /verify of 500, p95 of ${CALLS} calls`, value: p95, unit: 'ms' },
    {
      what: `bare queries for 500, ${AT_ONCE} at once, median`,
      value: median(counted.map(({ bare }) => bare)),
      unit: 'ms',
    },
    {
      what: 'the first by the last',
      value: median(counted.map(({ answered, bare }) => answered / bare)),
      unit: 'x',
    },
  ];
}

async function queryAll(client: DynamoDBClient, numbers: string[]): Promise<number> {
  const waiting = numbers.map((number) => keys.credential(number.replaceAll('-', ''), '').pk);
  const work = async () => {
    for (let pk = waiting.shift(); pk !== undefined; pk = waiting.shift()) {
      await client.send(
        new QueryCommand({
          TableName: TABLE_NAME,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: prefixes.credential } },
        }),
      );
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return performance.now() - began;
}

const results = z.object({
  results: z.array(
    z.object({ number: z.string(), outcome: z.string(), matches: z.array(z.object({ number: z.string() })) }),
  ),
});

/** In milliseconds. Throws unless each number is answered in its place. */
async function askMany(site: PublicSite, numbers: string[]): Promise<number> {
  const answer = await site.post('/verify', { items: numbers.map((number) => ({ number })) });
  const said = results.parse(JSON.parse(answer.body)).results;
  const inPlace = numbers.every((number, i) => {
    const isThere = number.startsWith('OPEN');
    const { outcome, matches, number: repeated } = said[i] ?? {};
    return (
      repeated === number &&
      outcome === (isThere ? 'found' : 'notFound') &&
      (!isThere || matches?.[0]?.number === number)
    );
  });
  if (answer.status !== 200 || said.length !== numbers.length || !inPlace)
    throw new Error('an answer is not in its place');
  return answer.milliseconds;
}

/** One of each kind by turns, every order of the three as often, so that what else the machine does meets all alike. */
async function timesOfOne(site: PublicSite): Promise<Figure[]> {
  const kinds = { found, missing, foreign };
  const times = { found: [] as number[], missing: [] as number[], foreign: [] as number[] };
  const orders = [
    ['found', 'missing', 'foreign'],
    ['missing', 'foreign', 'found'],
    ['foreign', 'found', 'missing'],
    ['found', 'foreign', 'missing'],
    ['foreign', 'missing', 'found'],
    ['missing', 'found', 'foreign'],
  ] as const;
  for (let n = 0; n < LOOKUPS; n++) {
    for (const kind of orders[n % orders.length] ?? []) {
      const answer = await site.get(`/verify/${kinds[kind](n)}`);
      if (answer.status !== (kind === 'found' ? 200 : 404)) throw new Error(`${kind}: ${answer.status}`);
      if (n >= LOOKUPS / 10) times[kind].push(answer.milliseconds);
    }
  }
  const [foundMs, missingMs, foreignMs] = [median(times.found), median(times.missing), median(times.foreign)];
  return [
    { what: 'GET /verify/{number}, found, median', value: foundMs, unit: 'ms' },
    { what: 'GET /verify/{number}, missing, median', value: missingMs, unit: 'ms' },
    { what: 'GET /verify/{number}, foreign, median', value: foreignMs, unit: 'ms' },
    { what: 'foreign by missing', value: foreignMs / missingMs, unit: 'x' },
    {
      what: 'a guess by the time that a number is foreign, not missing, is right (chance: 0.50)',
      value: slowerShare(times.foreign, times.missing),
      unit: '',
      goal: { atMost: 0.55 },
    },
  ];
}

/** How often one of `some` took longer than one of `others`, of all pairs: a half, when the time tells nothing. */
function slowerShare(some: number[], others: number[]): number {
  const pairs = some.flatMap((one) =>
    others.map((other) => (one > other ? 1 : one < other ? 0 : 0.5) as number),
  );
  return pairs.reduce((sum, share) => sum + share, 0) / pairs.length;
}
