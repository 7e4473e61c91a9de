import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Lane } from '#support/faults/fault-lane';
import { openLanes } from '#support/faults/fault-lanes';
import { runWorld, type Script } from '#support/faults/fault-run';
import { createWorld, type Kind, type World } from '#support/faults/fault-world';
import { addUp, type Figures, keepFigures, noFigures } from './report.ts';
import { CRASHES, drawn, HOLDERS, SEEDS, WHOLE } from './schedules.ts';

/** Of the first eighty schedules, four in which it loses or repeats: all that a quick run needs to show. */
const WORST = [20_270_147, 20_270_150, 20_270_153, 20_270_179];

/** A mailer that sends first and marks after, under the same faults: that the harness sees what is wrong with it. */
let open: Awaited<ReturnType<typeof openLanes>>;
let lane: Lane;
beforeAll(async () => {
  open = await openLanes([{ attempts: 1 }]);
  [lane] = open.lanes as [Lane];
});
afterAll(() => open.close());

const run = async (world: World, script: Pick<Script, 'faultAt'>, mornings = 3) =>
  // What it asks of nobody cannot be due.
  runWorld(
    lane,
    { ...world, items: world.items.map(({ duePk, dueSk, nextReminderOn, ...item }) => item) },
    { ...script, starts: 'baseline', schedules: 1, mornings, eventsAt: () => [] },
  );

it('loses and repeats when it is crashed at its boundaries', async () => {
  const calm = await run(await createWorld(HOLDERS), { faultAt: () => undefined });
  expect(calm).toMatchObject({ lost: [], repeated: [], stale: [] });
  await run(await createWorld(HOLDERS), { faultAt: () => undefined }, 1);
  const points = [...lane.boundaries.entries()].filter(
    ([, { action }]) => WHOLE || action === 'SendRawEmail',
  );
  const figures: Figures = { ...noFigures, points: points.length };
  for (const fault of CRASHES)
    for (const [n] of points) {
      let passed = 0;
      const faultAt = () => (passed++ === n ? fault : undefined);
      addUp(figures, await run(await createWorld(HOLDERS), { faultAt }));
    }
  await keepFigures(inject('faultFigures'), 'baseline, every boundary', figures);
  expect(figures.lost).toBeGreaterThan(0);
  expect(figures.repeated).toBeGreaterThan(0);
});

it('loses and repeats in the same random schedules', async () => {
  const figures: Figures = { ...noFigures };
  for (const seed of WHOLE ? SEEDS : WORST) {
    const { holders, faultAt } = drawn(seed);
    addUp(figures, await run(await createWorld(holders), { faultAt }));
  }
  await keepFigures(inject('faultFigures'), 'baseline, random schedules', figures);
  expect(figures.lost).toBeGreaterThan(0);
  expect(figures.repeated).toBeGreaterThan(0);
});

it('starves behind a page of addresses that are refused', async () => {
  const figures: Figures = { ...noFigures };
  const holders: Kind[] = [...Array.from({ length: 10 }, (): Kind => 'refused'), 'urgent', 'urgent'];
  addUp(figures, await run(await createWorld(holders), { faultAt: () => undefined }));
  await keepFigures(inject('faultFigures'), 'baseline, more refused addresses than a page', figures);
  expect(figures.lost).toBe(2);
});
