import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Lane } from '#support/fault-lane';
import { openLanes } from '#support/fault-lanes';
import type { Boundary, Fault } from '#support/fault-proxy';
import { runWorld, type Script } from '#support/fault-run';
import { faultless, type Verdict } from '#support/fault-verdict';
import { createWorld } from '#support/fault-world';
import { addUp, type Figures, keepFigures, noFigures } from './report.ts';
import { CRASHES, HOLDERS, sampled } from './schedules.ts';

/** What the SDK itself tries again, and so does twice when it was done and nobody heard. */
const RETRIED: Fault[] = ['drop', 'lose'];
/** These concern only what they name. */
const OTHERS: [Fault, (boundary: Boundary) => boolean][] = [
  ['delay', ({ service }) => service !== 'secrets'],
  ['half', ({ action }) => action === 'SendMessageBatch' || action === 'Query'],
  ['quota', ({ action }) => action === 'SendRawEmail'],
];

const soon: Script['eventsAt'] = (_, now) => [now + 1000];
const never: Script['eventsAt'] = () => [];

/** Asked once by each process, and remembered. */
const isRemembered = ({ service, action }: Boundary) => service === 'secrets' || action === 'GetSendQuota';
const ofReminders = ({ worker }: Boundary) => /^(plan|send)-/.test(worker);
const counted = (boundary: Boundary) => ofReminders(boundary) && !isRemembered(boundary);

const named = ({ service, action, about }: Boundary) => [service, action, about].filter(Boolean).join(' ');

let open: Awaited<ReturnType<typeof openLanes>>;
let single: Lane;
let retrying: Lane;
let boundaries: Boundary[];

const world = () => createWorld(HOLDERS);

/** A run in which that happens at the boundary of this number. */
async function crash(lane: Lane, n: number, fault: Fault, eventsAt = soon): Promise<Verdict> {
  let passed = 0;
  return runWorld(lane, await world(), {
    schedules: 1,
    mornings: 2,
    eventsAt,
    faultAt: (boundary) => (counted(boundary) && passed++ === n ? fault : undefined),
  });
}

beforeAll(async () => {
  open = await openLanes([1, 3]);
  [single, retrying] = open.lanes as [Lane, Lane];
  const calm = await runWorld(single, await world(), {
    schedules: 1,
    mornings: 1,
    eventsAt: soon,
    faultAt: () => undefined,
  });
  expect(calm).toMatchObject({ lost: [], repeated: [], stale: [], claimed: [], due: [] });
  expect(single.mail.accepted).toHaveLength(2);
  boundaries = single.boundaries.filter(ofReminders);
});
afterAll(() => open.close());

it('crashed at any I/O boundary and started again, each stage is sent once or on record', async () => {
  const points = boundaries.filter(counted);
  const everywhere = points.flatMap((boundary, n) => [
    ...CRASHES.map((fault) => ({ n, boundary, fault })),
    ...OTHERS.filter(([, concerns]) => concerns(boundary)).map(([fault]) => ({ n, boundary, fault })),
  ]);
  const figures: Figures = { ...noFigures, points: points.length };
  const failed: string[] = [];
  const of = async (lane: Lane, cases: typeof everywhere, how: string) => {
    for (const { n, boundary, fault } of cases) {
      const verdict = await crash(lane, n, fault);
      addUp(figures, verdict);
      if (!faultless(verdict) || verdict.repeatedUnheard.length)
        failed.push(`${how}${fault} at ${n}, ${named(boundary)}: ${JSON.stringify(verdict)}`);
    }
  };
  const written = everywhere.filter(
    ({ boundary, fault }) => RETRIED.includes(fault) && !/^(Get|Query)/.test(boundary.action),
  );
  await Promise.all([of(single, sampled(everywhere), ''), of(retrying, sampled(written), 'tried again: ')]);
  await keepFigures(inject('faultFigures'), 'every boundary', figures);
  expect(failed).toEqual([]);
});

it('crashed at what a process asks once in its life, each stage is sent once or on record', async () => {
  const points = boundaries.filter(isRemembered);
  const figures: Figures = { ...noFigures, points: points.length };
  const failed: string[] = [];
  for (const fault of CRASHES)
    for (const [n, point] of sampled([...points.entries()])) {
      await single.pool.stop();
      let passed = 0;
      const verdict = await runWorld(single, await world(), {
        schedules: 1,
        mornings: 2,
        eventsAt: soon,
        faultAt: (boundary) =>
          ofReminders(boundary) && isRemembered(boundary) && passed++ === n ? fault : undefined,
      });
      addUp(figures, verdict);
      if (!faultless(verdict) || verdict.repeatedUnheard.length)
        failed.push(`${fault} at ${named(point)}: ${JSON.stringify(verdict)}`);
    }
  await keepFigures(inject('faultFigures'), 'every boundary, of a new process', figures);
  expect(failed).toEqual([]);
});

it('when no event ever comes, a mail is repeated only where nobody could know that it went', async () => {
  const asked = boundaries.filter(counted);
  const points = asked.flatMap((boundary, n) =>
    /SendRawEmail|TransactWriteItems/.test(boundary.action) ? [{ n, boundary }] : [],
  );
  const figures: Figures = { ...noFigures, points: points.length };
  const failed: string[] = [];
  for (const fault of CRASHES)
    for (const { n, boundary } of sampled(points)) {
      const verdict = await crash(single, n, fault, never);
      addUp(figures, verdict);
      if (!faultless(verdict)) failed.push(`${fault} at ${named(boundary)}: ${JSON.stringify(verdict)}`);
    }
  await keepFigures(inject('faultFigures'), 'every boundary between claim and record, no event', figures);
  expect(failed).toEqual([]);
  // What was sampled may have missed them.
  if (points.length === sampled(points).length) expect(figures.repeatedUnheard).toBeGreaterThan(0);
});
