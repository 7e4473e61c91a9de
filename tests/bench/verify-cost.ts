import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import * as z from 'zod';
import { MEMORY_MB } from '#infra/constructs/service-function';
import { bundleFrom, bundleOf } from './bundle.ts';
import { eventOf, publicSiteEnvironment } from './public-site.ts';
import type { Figure } from './report.ts';
import { median } from './spent.ts';
import { registered, startStubTable } from './stub-table.ts';

/** Each starts every contender once; every third one goes on to the warm calls. A busy machine needs more: `VERIFY_ROUNDS=30`. */
const ROUNDS = Number(process.env['VERIFY_ROUNDS'] ?? 9);
const WARM_EVERY = 3;
const WARM_UP = 300;
const CALLS = 2_000;
const MAX_MS = 120_000;

/** `VERIFY_PEERS=` leaves them out, for who changes ours and compares. */
const chosen = (process.env['VERIFY_PEERS'] ?? 'express,fastify,middy,electrodb').split(',');
const peers = (['express', 'fastify', 'middy', 'electrodb'] as const).filter((name) => chosen.includes(name));
const names = ['floor', 'bare SDK', 'stock', ...peers, 'ours'] as const;
type Name = (typeof names)[number];
type Bundles = Partial<Record<Name, string>>;

/**
 * US dollars on demand in US East (N. Virginia), 2026: aws.amazon.com/dynamodb/pricing/on-demand (a million read request
 * units), /api-gateway/pricing (a million calls of an HTTP API), /lambda/pricing (a million requests; GB-second on arm64).
 */
const prices = { readUnits: 0.125, httpApi: 1, requests: 0.2, gbSecond: 0.0000133 };
/** Of one eventually consistent query for up to 4 kB. */
const READ_UNITS = 0.5;

const run = z.object({
  cold: z.number(),
  warm: z.number(),
  wall: z.number(),
  answers: z.array(z.object({ statusCode: z.number(), body: z.string() })).min(1),
});
const verdict = z.object({
  outcome: z.string(),
  matches: z.array(z.object({ number: z.string(), expiresOn: z.string().nullable() })),
});

/** Microseconds: of the processor until the first answer (`cold`) and for a warm call, and of the clock (`wall`) for one. */
interface Cost {
  cold: number;
  warm: number;
  wall: number;
}
type Round = ReadonlyMap<Name, Cost>;

/**
 * What one `GET /verify/{number}` costs the function: processor time cold (from the start of its process to its first
 * answer) and warm, against the least that anybody could do (`floor`) and what others would write. By turns, each in a
 * process of its own, against a table that answers at once; every answer must be the same. No TLS and no network, for any;
 * ours alone writes its log line, to a pipe.
 */
export async function verifyCostFigures(folder: string): Promise<Figure[]> {
  const bundles: Bundles = {
    floor: await contender('floor', folder),
    'bare SDK': await contender('bare-sdk', folder),
    stock: await contender('stock', folder),
    ...(await bundledPeers(folder)),
    ours: await bundleOf('public-site', join(folder, 'verify-cost')),
  };
  const table = await startStubTable();
  try {
    const cold: Round[] = [];
    const warm: Round[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const isWarm = n % WARM_EVERY === 0;
      const round = await takeTurns(bundles, table, n, isWarm ? CALLS : 0);
      cold.push(round);
      if (isWarm) warm.push(round);
    }
    return [
      ...names.flatMap((name) => figuresOf(name, bundleIn(bundles, name), cold, warm)),
      ...ratioOf('ours by stock', ['ours', 'stock'], { cold, warm }, { cold: 0.75, warm: 0.6 }),
      ...ratioOf('ours by bare SDK', ['ours', 'bare SDK'], { cold, warm }, { cold: 1, warm: 1 }),
      dollars(median(warm.map((round) => of(round, 'ours').wall))),
    ];
  } finally {
    await table.stop();
  }
}

/** As ours is bundled, but with Node's own fetch classes, as everybody else has them. */
const bundled = (entry: string, folder: string) =>
  bundleFrom(
    join('tests', 'bench', entry),
    join(folder, 'verify-cost', `${basename(entry, extname(entry))}.cjs`),
    [],
  );
const contender = (name: string, folder: string) => bundled(join('contenders', `${name}.ts`), folder);

const PEERS = join(import.meta.dirname, 'peers');

/** What they are written with has a lock file of its own, so that only who runs this benchmark installs it. */
async function bundledPeers(folder: string): Promise<Bundles> {
  const bundles: Bundles = {};
  if (peers.length && !existsSync(join(PEERS, 'node_modules')))
    await promisify(execFile)('npm', ['ci'], { cwd: PEERS });
  for (const name of peers) bundles[name] = await bundled(join('peers', `${name}.js`), folder);
  return bundles;
}

function bundleIn(bundles: Bundles, name: Name): string {
  const bundle = bundles[name];
  if (bundle === undefined) throw new Error(`${name} is not bundled`);
  return bundle;
}

type Table = Awaited<ReturnType<typeof startStubTable>>;

/** Another one begins each round. */
async function takeTurns(bundles: Bundles, table: Table, n: number, calls: number): Promise<Round> {
  const first = n % names.length;
  const round = new Map<Name, Cost>();
  for (const name of [...names.slice(first), ...names.slice(0, first)])
    round.set(name, await costOf(name, bundleIn(bundles, name), table, calls));
  return round;
}

/** Throws unless every call got the right answer with one query. */
async function costOf(name: Name, bundle: string, table: Table, calls: number): Promise<Cost> {
  const warmUp = calls > 0 ? WARM_UP : 0;
  const event = JSON.stringify(eventOf('GET', `/verify/${registered.number}`));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'contenders', 'worker.js'), bundle, event, String(warmUp), String(calls)],
    { env: environment(table.url), timeout: MAX_MS, maxBuffer: 64_000_000 },
  );
  // Before it stand the lines that the contender logged, which are none of the benchmark's output.
  const { cold, warm, wall, answers } = run.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  const expected = { outcome: 'found', matches: [registered] };
  for (const { statusCode, body } of answers)
    if (statusCode !== 200 || !isDeepStrictEqual(verdict.parse(JSON.parse(body)), expected))
      throw new Error(`${name} answers ${statusCode} ${body}`);
  const lookups = table.lookups();
  if (lookups !== 1 + warmUp + calls) throw new Error(`${name} asks the table ${lookups} times`);
  return { cold, warm: warm / calls, wall: wall / calls };
}

/** What Lambda gives every function, a session token as long as its own included, and what ours asks for. */
const environment = (dynamoDbUrl: string) => ({
  AWS_REGION: 'ap-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_SESSION_TOKEN: 'token'.repeat(200),
  ...publicSiteEnvironment('bench', dynamoDbUrl),
});

function of(round: Round, name: Name): Cost {
  const cost = round.get(name);
  if (!cost) throw new Error(`${name} took no turn`);
  return cost;
}

interface Rounds {
  cold: Round[];
  warm: Round[];
}

function figuresOf(name: Name, bundle: string, cold: Round[], warm: Round[]): Figure[] {
  const goals = name === 'ours' ? { cold: 1.9, warm: 2 } : undefined;
  return [
    { what: `${name}: bundle`, value: statSync(bundle).size / 1000, unit: 'kB' },
    { what: `${name}: cold`, value: median(cold.map((round) => of(round, name).cold)) / 1000, unit: 'ms' },
    { what: `${name}: warm`, value: median(warm.map((round) => of(round, name).warm)), unit: 'us' },
    ...(name === 'floor' ? [] : ratioOf(`${name} by floor`, [name, 'floor'], { cold, warm }, goals)),
  ];
}

/** Round by round, as what else the machine does changes from one to the next. */
function ratioOf(
  what: string,
  [one, other]: [Name, Name],
  rounds: Rounds,
  goals?: { cold: number; warm: number },
): Figure[] {
  return (['cold', 'warm'] as const).map((state) => ({
    what: `${what}, ${state}`,
    value: median(rounds[state].map((round) => of(round, one)[state] / of(round, other)[state])),
    unit: 'x',
    ...(goals && { goal: { atMost: goals[state] } }),
  }));
}

/**
 * Lambda bills whole milliseconds. On top come DynamoDB's own and what a part of a core takes longer (Lambda gives a whole
 * one at 1,769 MB): 0.7 cents for each millisecond.
 */
function dollars(wallMicroseconds: number): Figure {
  const seconds = Math.ceil(wallMicroseconds / 1000) / 1000;
  const lambda = prices.requests + 1_000_000 * seconds * (MEMORY_MB / 1024) * prices.gbSecond;
  const value = READ_UNITS * prices.readUnits + prices.httpApi + lambda;
  return { what: 'ours: a million warm verifications, by this clock', value, unit: '$' };
}
