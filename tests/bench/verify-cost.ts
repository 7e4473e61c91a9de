import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { isDeepStrictEqual, promisify } from 'node:util';
import * as z from 'zod';
import { MEMORY_MB } from '#infra/constructs/service-function';
import { bundleFrom, bundleOf } from './bundle.ts';
import { eventOf, publicSiteEnvironment } from './public-site.ts';
import type { Figure } from './report.ts';
import { median } from './spent.ts';
import { registered, startStubTable } from './stub-table.ts';

/** Each starts every contender once. `VERIFY_ROUNDS=3` is for a first look. */
const ROUNDS = Number(process.env['VERIFY_ROUNDS'] ?? 15);
/** Of the warm calls, each contender has so many in each of its turns, which follow one another within seconds. */
const TURNS = 25;
const CALLS = 150;
const WARM_UP = 600;
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

const turn = z.object({
  cpu: z.number(),
  wall: z.number(),
  answers: z.array(z.object({ statusCode: z.number(), body: z.string() })).min(1),
});
const readable = z.instanceof(Readable);
const verdict = z.object({
  outcome: z.string(),
  matches: z.array(z.object({ number: z.string(), expiresOn: z.string().nullable() })),
});

/** Microseconds of one call: of the processor, the first since its process began, and by the clock. */
interface Cost {
  cpu: number;
  wall: number;
}
type Round = ReadonlyMap<Name, Cost>;
interface Rounds {
  cold: Round[];
  warm: Round[];
}

/**
 * What one `GET /verify/{number}` costs the function: processor time cold (from the start of its process to its first
 * answer) and warm, against the least that anybody could do (`floor`) and what others would write. By turns, so that what else
 * the machine does falls on all alike, each in a process of its own, against a table that answers at once; every answer must be the same. No TLS and no network, for any;
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
    const rounds = { cold: await startedByTurns(bundles, table), warm: await warmByTurns(bundles, table) };
    return [
      ...names.flatMap((name) => figuresOf(name, bundleIn(bundles, name), rounds)),
      ...ratioOf('ours by stock', ['ours', 'stock'], rounds, { cold: 0.75, warm: 0.6 }),
      ...ratioOf('ours by bare SDK', ['ours', 'bare SDK'], rounds, { cold: 1, warm: 1 }),
      dollars(median(rounds.warm.map((round) => of(round, 'ours').wall))),
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

async function startedByTurns(bundles: Bundles, table: Table): Promise<Round[]> {
  return await byTurns(ROUNDS, async (name) => {
    await using contender = await start(name, bundleIn(bundles, name), table);
    return contender.started;
  });
}

/** All stay alive meanwhile; who is not asked does nothing. */
async function warmByTurns(bundles: Bundles, table: Table): Promise<Round[]> {
  await using started = new AsyncDisposableStack();
  const contenders = new Map<Name, Contender>();
  for (const name of names) {
    const contender = started.use(await start(name, bundleIn(bundles, name), table));
    contenders.set(name, contender);
    await contender.ask(WARM_UP);
  }
  return await byTurns(TURNS, async (name) => {
    const contender = contenders.get(name);
    if (!contender) throw new Error(`${name} is not started`);
    return await contender.ask(CALLS);
  });
}

/** Another one begins each round. */
async function byTurns(rounds: number, cost: (name: Name) => Promise<Cost>): Promise<Round[]> {
  const all: Round[] = [];
  for (let n = 0; n < rounds; n++) {
    const first = n % names.length;
    const round = new Map<Name, Cost>();
    for (const name of [...names.slice(first), ...names.slice(0, first)]) round.set(name, await cost(name));
    all.push(round);
  }
  return all;
}

interface Contender extends AsyncDisposable {
  /** What it took from the start of its process to its first answer. */
  started: Cost;
  /** What each of so many calls takes. Throws unless every one got the right answer with one query. */
  ask(calls: number): Promise<Cost>;
}

async function start(name: Name, bundle: string, table: Table): Promise<Contender> {
  const event = JSON.stringify(eventOf('GET', `/verify/${registered.number}`));
  const worker = spawn(
    process.execPath,
    [join(import.meta.dirname, 'contenders', 'worker.js'), bundle, event],
    { env: environment(table.url), timeout: MAX_MS, stdio: ['pipe', 'pipe', 'inherit', 'pipe'] },
  );
  worker.stdout?.resume();
  const lines = createInterface({ input: readable.parse(worker.stdio[3]) })[Symbol.asyncIterator]();
  const answered = async (calls: number): Promise<Cost> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    const { cpu, wall, answers } = turn.parse(JSON.parse(value));
    const expected = { outcome: 'found', matches: [registered] };
    for (const { statusCode, body } of answers)
      if (statusCode !== 200 || !isDeepStrictEqual(verdict.parse(JSON.parse(body)), expected))
        throw new Error(`${name} answers ${statusCode} ${body}`);
    const lookups = table.lookups();
    if (lookups !== calls) throw new Error(`${name} asks the table ${lookups} times`);
    return { cpu: cpu / calls, wall: wall / calls };
  };
  return {
    started: await answered(1),
    async ask(calls) {
      worker.stdin?.write(`${calls}\n`);
      return await answered(calls);
    },
    async [Symbol.asyncDispose]() {
      const ended = once(worker, 'exit');
      worker.stdin?.end();
      await ended;
    },
  };
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

function figuresOf(name: Name, bundle: string, rounds: Rounds): Figure[] {
  const goals = name === 'ours' ? { cold: 1.9, warm: 2 } : undefined;
  return [
    { what: `${name}: bundle`, value: statSync(bundle).size / 1000, unit: 'kB' },
    {
      what: `${name}: cold`,
      value: median(rounds.cold.map((round) => of(round, name).cpu)) / 1000,
      unit: 'ms',
    },
    { what: `${name}: warm`, value: median(rounds.warm.map((round) => of(round, name).cpu)), unit: 'us' },
    ...(name === 'floor' ? [] : ratioOf(`${name} by floor`, [name, 'floor'], rounds, goals)),
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
    value: median(rounds[state].map((round) => of(round, one).cpu / of(round, other).cpu)),
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
