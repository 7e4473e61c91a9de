import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Boundaries, crashAt, isRead, OF_READS, once, openBoundaries, tried } from './boundaries.ts';
import { type Figures, keepFigures, noFigures } from './report.ts';
import { isOfProcesses, KILLS, sampled, WHOLE } from './schedules.ts';

let open: Boundaries;
beforeAll(async () => {
  // Where a function is a process that is really killed.
  open = await openBoundaries({ attempts: 1, processes: true });
});
afterAll(() => open.close());

it('killed at any I/O boundary and started again, each stage is sent once or on record', async () => {
  const { points, lanes } = open;
  const crashes = points.flatMap((point) =>
    KILLS.filter((kill) => !isRead(point.boundary) || OF_READS.includes(kill)).map((kill) =>
      crashAt(point, kill),
    ),
  );
  const figures: Figures = { ...noFigures, points: points.length };
  const failed = await tried({ lanes, crashes: sampled(crashes) }, { figures, isFine: once });
  await keepFigures(inject('faultFigures'), 'every boundary, killed', figures);
  expect(failed).toEqual([]);
});

it('crashed at what a process asks once in its life, each stage is sent once or on record', async () => {
  const { ofNewProcess, lanes } = open;
  const crashes = ofNewProcess.flatMap((point) => OF_READS.map((fault) => crashAt(point, fault)));
  const figures: Figures = { ...noFigures, points: ofNewProcess.length };
  const failed = await tried({ lanes, crashes: sampled(crashes), anew: true }, { figures, isFine: once });
  await keepFigures(inject('faultFigures'), 'every boundary, of a new process', figures);
  expect(failed).toEqual([]);
});

it.skipIf(WHOLE)(
  'killed for real at some I/O boundaries, others in each run, each stage is sent once or on record',
  async () => {
    const { points, more } = open;
    const some = points.filter((_, i) => isOfProcesses(i));
    const crashes = sampled(some.map((point, i) => crashAt(point, KILLS[i % KILLS.length] ?? 'killBefore')));
    const figures: Figures = { ...noFigures, points: some.length };
    const failed = await tried({ lanes: more, crashes }, { figures, isFine: once });
    await keepFigures(inject('faultFigures'), 'every twelfth boundary, in processes', figures);
    expect(failed).toEqual([]);
  },
);
