import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Boundary, Fault } from '#support/fault-front';
import type { Lane } from '#support/fault-lane';
import { openLanes } from '#support/fault-lanes';
import { runWorld, type Script } from '#support/fault-run';
import { faultless, type Verdict } from '#support/fault-verdict';
import { createWorld, type Kind } from '#support/fault-world';
import { addUp, type Figures, keepFigures, noFigures } from './report.ts';
import { CRASHES, isOfProcesses, KILLS, sampled, WHOLE } from './schedules.ts';

/** A mail about two and one of an early stage, then each reason not to send. Few at a time, as nobody crosses another. */
const WORLDS: Kind[][] = [
  ['pair', 'patient'],
  ['noAddress', 'renewed'],
  ['refused', 'revoked'],
];
/** A read that was done leaves what one leaves that was not: each of these stands for two. */
const OF_READS: Fault[] = ['killAfter', 'lose', 'throttle'];
const isRead = ({ action }: Boundary) => /^(Get|Query)/.test(action);
/** These concern only what they name; a delay what has its moment. */
const OTHERS: [Fault, (boundary: Boundary) => boolean][] = [
  ['delay', ({ action, about }) => about === 'MAIL-PACE' || /SendRawEmail|TransactWrite/.test(action)],
  ['half', ({ action }) => action === 'SendMessageBatch' || action === 'Query'],
  ['quota', ({ action }) => action === 'SendRawEmail'],
];

const soon: Script['eventsAt'] = (_, now) => [now + 1000];
const never: Script['eventsAt'] = () => [];

/** Asked once by each process, and remembered. */
const isRemembered = ({ service, action, about }: Boundary) =>
  service === 'secrets' || action === 'GetSendQuota' || about === 'PROFILE';
const ofReminders = ({ worker }: Boundary) => /^(plan|send)-/.test(worker);
const asked = (boundary: Boundary) => ofReminders(boundary) && !isRemembered(boundary);
const rememberedOnly = (boundary: Boundary) => ofReminders(boundary) && isRemembered(boundary);

/** Which request of its kind it is in a run over these: a function that remembers something asks less of other kinds. */
interface Point {
  holders: Kind[];
  kind: string;
  nth: number;
  boundary: Boundary;
}
interface Crash extends Point {
  fault: Fault;
  title: string;
}

const kindOf = ({ worker, service, action, about }: Boundary) =>
  `${worker.replace(/-\d+$/, '')} ${service} ${action} ${about}`.trim();

function pointsAmong(boundaries: readonly Boundary[], holders: Kind[]): Point[] {
  const kindsMet = boundaries.map(kindOf);
  return boundaries.map((boundary, i) => {
    const kind = kindOf(boundary);
    return { holders, kind, boundary, nth: kindsMet.slice(0, i).filter((met) => met === kind).length };
  });
}

const crashAt = (point: Point, fault: Fault): Crash => ({
  ...point,
  fault,
  title: `${fault} at ${point.kind}, ${point.nth} before it, of ${point.holders.join('+')}`,
});

let open: Awaited<ReturnType<typeof openLanes>>;
let single: Lane;
let another: Lane;
let retrying: Lane;
/** Where a function is a process that is really killed. */
let killing: Lane;
/** What a new process asks once, in its first run over the first world. */
let ofNewProcess: Point[];
let points: Point[];

async function run(lane: Lane, holders: Kind[], script: Partial<Script> = {}): Promise<Verdict> {
  return runWorld(lane, await createWorld(holders), {
    schedules: 1,
    mornings: 1,
    eventsAt: soon,
    faultAt: () => undefined,
    ...script,
  });
}

beforeAll(async () => {
  open = await openLanes([
    { attempts: 1 },
    { attempts: 1 },
    { attempts: 3 },
    { attempts: 1, processes: true },
  ]);
  [single, another, retrying, killing] = open.lanes as [Lane, Lane, Lane, Lane];
  points = [];
  for (const [i, holders] of WORLDS.entries()) {
    const calm = await run(single, holders);
    expect(calm).toMatchObject({ lost: [], repeated: [], stale: [], claimed: [], due: [] });
    expect(single.mail.accepted).toHaveLength(i === 0 ? 2 : 0);
    if (i === 0) ofNewProcess = pointsAmong(single.boundaries.filter(rememberedOnly), holders);
    points.push(...pointsAmong(single.boundaries.filter(asked), holders));
  }
});
afterAll(() => open.close());

/** Does that on several lanes at a time, and says in which cases it went wrong. */
async function tried(
  work: { lanes: Lane[]; crashes: Crash[]; anew?: boolean; script?: Partial<Script> },
  { figures, isFine }: { figures: Figures; isFine(verdict: Verdict): boolean },
): Promise<string[]> {
  const left = work.crashes.values();
  const failed: string[] = [];
  const lane = async (of: Lane) => {
    for (const { holders, kind, nth, fault, title } of left) {
      if (work.anew) await of.pool.stop();
      let met = 0;
      const faultAt = (boundary: Boundary) =>
        kindOf(boundary) === kind && met++ === nth ? fault : undefined;
      const verdict = await run(of, holders, { ...work.script, faultAt });
      addUp(figures, verdict);
      const fell = met > nth;
      if (!fell || !isFine(verdict)) failed.push(`${again(title)}: ${JSON.stringify({ fell, ...verdict })}`);
    }
  };
  await Promise.all(work.lanes.map(lane));
  return failed;
}

const again = (title: string) => `FAULT_CASE='${title}' npx vitest run --project faults every-boundary`;

const once = (verdict: Verdict) => faultless(verdict) && verdict.repeatedUnheard.length === 0;

it('crashed at any I/O boundary and started again, each stage is sent once or on record', async () => {
  const everywhere = points.flatMap((point) => {
    const others = OTHERS.filter(([, concerns]) => concerns(point.boundary)).map(([fault]) => fault);
    return [...(isRead(point.boundary) ? OF_READS : CRASHES), ...others].map((fault) =>
      crashAt(point, fault),
    );
  });
  // What the SDK tries again was done twice where the first was done and nobody heard.
  const twice = everywhere.filter(({ boundary, fault }) => fault === 'lose' && !isRead(boundary));
  const figures: Figures = { ...noFigures, points: points.length };
  const of = { figures, isFine: once };
  const failed = await Promise.all([
    tried({ lanes: [single, another], crashes: sampled(everywhere) }, of),
    tried({ lanes: [retrying], crashes: sampled(twice) }, of),
  ]);
  await keepFigures(inject('faultFigures'), 'every boundary', figures);
  expect(failed.flat()).toEqual([]);
});

it('crashed at what a process asks once in its life, each stage is sent once or on record', async () => {
  const crashes = ofNewProcess.flatMap((point) => OF_READS.map((fault) => crashAt(point, fault)));
  const figures: Figures = { ...noFigures, points: ofNewProcess.length };
  const lanes = [single, another];
  const failed = await tried({ lanes, crashes: sampled(crashes), anew: true }, { figures, isFine: once });
  await keepFigures(inject('faultFigures'), 'every boundary, of a new process', figures);
  expect(failed).toEqual([]);
});

it.skipIf(WHOLE)(
  'killed for real at some I/O boundaries, others in each run, each stage is sent once or on record',
  async () => {
    const some = points.filter((_, i) => isOfProcesses(i));
    const crashes = sampled(some.map((point, i) => crashAt(point, KILLS[i % KILLS.length] ?? 'killBefore')));
    const figures: Figures = { ...noFigures, points: some.length };
    const failed = await tried({ lanes: [killing], crashes }, { figures, isFine: once });
    await keepFigures(inject('faultFigures'), 'every twelfth boundary, in processes', figures);
    expect(failed).toEqual([]);
  },
);

it('when no event ever comes, a mail is repeated only where nobody could know that it went', async () => {
  const [mailed] = WORLDS;
  const between = points.filter(
    ({ holders, boundary }) => holders === mailed && /SendRawEmail|TransactWriteItems/.test(boundary.action),
  );
  const crashes = sampled(between.flatMap((point) => CRASHES.map((fault) => crashAt(point, fault))));
  const figures: Figures = { ...noFigures, points: between.length };
  const failed = await tried(
    { lanes: [single, another], crashes, script: { eventsAt: never } },
    { figures, isFine: faultless },
  );
  await keepFigures(inject('faultFigures'), 'every boundary between claim and record, no event', figures);
  expect(failed).toEqual([]);
  // What was sampled may have missed them.
  if (crashes.length === between.length * CRASHES.length) expect(figures.repeatedUnheard).toBeGreaterThan(0);
});
