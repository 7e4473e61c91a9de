import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Lane } from '#support/faults/fault-lane';
import { openLanes } from '#support/faults/fault-lanes';
import { runWorld } from '#support/faults/fault-run';
import { faultless } from '#support/faults/fault-verdict';
import { createWorld } from '#support/faults/fault-world';
import { addUp, type Figures, keepFigures, noFigures } from './report.ts';
import { drawn, SEEDS, SEEDS_OF_PROCESSES } from './schedules.ts';

let open: Awaited<ReturnType<typeof openLanes>>;
beforeAll(async () => {
  // Where the SDK tries again, and where each fault reaches the code.
  open = await openLanes([{ attempts: 1 }, { attempts: 3 }, { attempts: 1, processes: true }]);
});
afterAll(() => open.close());

/** Says of which seeds it went wrong, and how each is run again. */
async function tried(lanes: readonly Lane[], seeds: readonly number[], figures: Figures): Promise<string[]> {
  const failed: string[] = [];
  const alternately = lanes.map(async (lane, of) => {
    for (const seed of seeds.filter((each) => each % lanes.length === of)) {
      const { holders, meanwhileTo, ...script } = drawn(seed);
      const world = await createWorld(holders);
      const meanwhile = meanwhileTo(world.certificates);
      const verdict = await runWorld(lane, world, { ...script, meanwhile });
      addUp(figures, verdict);
      if (!faultless(verdict)) failed.push(`${again(seed)}: ${JSON.stringify(verdict)}`);
    }
  });
  await Promise.all(alternately);
  return failed;
}

const again = (seed: number) =>
  `FAULT_SEED=${seed} FAULT_SCHEDULES=1 npx vitest run --project faults random-schedules`;

it(`in ${SEEDS.length} random schedules of faults, each stage is sent once or on record`, async () => {
  const figures: Figures = { ...noFigures };
  const failed = await tried(open.lanes.slice(0, 2), SEEDS, figures);
  await keepFigures(inject('faultFigures'), 'random schedules', figures);
  expect(failed).toEqual([]);
});

it.runIf(SEEDS_OF_PROCESSES.length)(
  'in a few more, where processes are really killed, each stage is sent once or on record',
  async () => {
    const figures: Figures = { ...noFigures };
    const failed = await tried(open.lanes.slice(2), SEEDS_OF_PROCESSES, figures);
    await keepFigures(inject('faultFigures'), 'random schedules, in processes', figures);
    expect(failed).toEqual([]);
  },
);
