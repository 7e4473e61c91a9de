import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Boundary, Fault } from '#support/faults/fault-proxy';
import { faultless } from '#support/faults/fault-verdict';
import {
  type Boundaries,
  crashAt,
  isRead,
  OF_READS,
  once,
  openBoundaries,
  tried,
  WORLDS,
} from './boundaries.ts';
import { type Figures, keepFigures, noFigures } from './report.ts';
import { CRASHES, KILLS, sampled, WHOLE } from './schedules.ts';

/** These concern only what they name; a delay what has its instant. */
const OTHERS: [Fault, (boundary: Boundary) => boolean][] = [
  ['delay', ({ action, about }) => about === 'MAIL-PACE' || /SendRawEmail|TransactWrite/.test(action)],
  ['half', ({ action }) => action === 'SendMessageBatch' || action === 'Query'],
  ['quota', ({ action }) => action === 'SendRawEmail'],
];

/** Other names for a request that was not done, as one that was dropped is. Only mails and transactions tell them apart. */
const REFUSALS: Fault[] = ['fail', 'throttle'];
const tellsApart = ({ action }: Boundary) => /SendRawEmail|TransactWrite/.test(action);

let open: Boundaries;
beforeAll(async () => {
  // Where the SDK tries again.
  open = await openBoundaries({ attempts: 3 });
});
afterAll(() => open.close());

it('failed at any I/O boundary, each stage is sent once or on record', async () => {
  const { points, lanes, more } = open;
  const everywhere = points.flatMap((point) => {
    const { boundary } = point;
    const failures = (isRead(boundary) ? OF_READS : CRASHES).filter(
      (fault) => !KILLS.includes(fault) && (WHOLE || !REFUSALS.includes(fault) || tellsApart(boundary)),
    );
    const others = OTHERS.filter(([, concerns]) => concerns(boundary)).map(([fault]) => fault);
    return [...failures, ...others].map((fault) => crashAt(point, fault));
  });
  // What the SDK tries again was done twice where the first was done and nobody heard.
  const twice = everywhere.filter(({ boundary, fault }) => fault === 'lose' && !isRead(boundary));
  const figures: Figures = { ...noFigures, points: points.length };
  const of = { figures, isFine: once };
  const failed = await Promise.all([
    tried({ lanes, crashes: sampled(everywhere) }, of),
    tried({ lanes: more, crashes: sampled(twice) }, of),
  ]);
  await keepFigures(inject('faultFigures'), 'every boundary, failed', figures);
  expect(failed.flat()).toEqual([]);
});

it('when no event ever comes, a mail is repeated only where nobody could know that it went', async () => {
  const { points, lanes } = open;
  const [mailed] = WORLDS;
  const between = points.filter(
    ({ holders, boundary }) => holders === mailed && /SendRawEmail|TransactWriteItems/.test(boundary.action),
  );
  const crashes = sampled(between.flatMap((point) => CRASHES.map((fault) => crashAt(point, fault))));
  const figures: Figures = { ...noFigures, points: between.length };
  const failed = await tried(
    { lanes, crashes, script: { eventsAt: () => [] } },
    { figures, isFine: faultless },
  );
  await keepFigures(inject('faultFigures'), 'every boundary between claim and record, no event', figures);
  expect(failed).toEqual([]);
  // What was sampled may have missed them.
  if (crashes.length === between.length * CRASHES.length) expect(figures.repeatedUnheard).toBeGreaterThan(0);
});
