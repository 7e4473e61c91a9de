import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openLanes } from '#support/fault-lanes';
import { runWorld } from '#support/fault-run';
import { faultless } from '#support/fault-verdict';
import { createWorld } from '#support/fault-world';
import { addUp, type Figures, keepFigures, noFigures } from './report.ts';
import { drawn, SEEDS } from './schedules.ts';

let open: Awaited<ReturnType<typeof openLanes>>;
beforeAll(async () => {
  // Where the SDK tries again, and where each fault reaches the code.
  open = await openLanes([1, 3]);
});
afterAll(() => open.close());

it(`in ${SEEDS.length} random schedules of faults, each stage is sent once or on record`, async () => {
  const figures: Figures = { ...noFigures };
  const failed: string[] = [];
  const { lanes } = open;
  const alternately = lanes.map(async (lane, of) => {
    for (const seed of SEEDS.filter((each) => each % lanes.length === of)) {
      const { holders, meanwhileTo, ...script } = drawn(seed);
      const world = await createWorld(holders);
      const meanwhile = meanwhileTo(world.certificates);
      const verdict = await runWorld(lane, world, { ...script, meanwhile });
      addUp(figures, verdict);
      if (!faultless(verdict)) failed.push(`FAULT_SEED=${seed}: ${JSON.stringify(verdict)}`);
    }
  });
  await Promise.all(alternately);
  await keepFigures(inject('faultFigures'), 'random schedules', figures);
  expect(failed).toEqual([]);
});
