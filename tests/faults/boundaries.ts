import { expect } from 'vitest';
import { DUE_SHARDS } from '#storage/contract/table.ts';
import type { Lane } from '#support/faults/fault-lane';
import { openLanes } from '#support/faults/fault-lanes';
import type { Boundary, Fault } from '#support/faults/fault-proxy';
import { runWorld, type Script } from '#support/faults/fault-run';
import { faultless, type Verdict } from '#support/faults/fault-verdict';
import { createWorld, type Kind } from '#support/faults/fault-world';
import { addUp, type Figures } from './report.ts';
import { WHOLE } from './schedules.ts';

/** A mail about two and one of an early stage, then each reason not to send. Few at a time, as nobody crosses another. */
export const WORLDS: Kind[][] = [
  ['pair', 'patient'],
  ['noAddress', 'renewed'],
  ['refused', 'revoked'],
];
/** A read that was done leaves what one leaves that was not: each of these stands for two. */
export const OF_READS: Fault[] = ['killAfter', 'lose', 'throttle'];
export const isRead = ({ action }: Boundary) => /^(Get|Query)/.test(action);
const soon: Script['eventsAt'] = (_, now) => [now + 1000];

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

/**
 * A run begins by asking each shard in turn, and does nothing between: the first and the last of these reads stand for
 * all, except in a whole run.
 */
const isTried = ({ kind, nth }: Point) =>
  WHOLE || !kind.endsWith(' Query due') || nth === 0 || nth >= DUE_SHARDS.length - 1;

export const crashAt = (point: Point, fault: Fault): Crash => ({
  ...point,
  fault,
  title: `${fault} at ${point.kind}, ${point.nth} before it, of ${point.holders.join('+')}`,
});

async function run(lane: Lane, holders: Kind[], script: Partial<Script> = {}): Promise<Verdict> {
  return runWorld(lane, await createWorld(holders), {
    schedules: 1,
    mornings: 1,
    eventsAt: soon,
    faultAt: () => undefined,
    ...script,
  });
}

/** Two lanes on which every request is found that a calm morning makes, and those of the other kinds that are asked for. */
export async function openBoundaries(...others: Parameters<typeof openLanes>[0]) {
  const { lanes, close } = await openLanes([{ attempts: 1 }, { attempts: 1 }, ...others]);
  const [single, another, ...more] = lanes as [Lane, Lane, ...Lane[]];
  /** What a new process asks once, in its first run over the first world. */
  let ofNewProcess: Point[] = [];
  const points: Point[] = [];
  for (const [i, holders] of WORLDS.entries()) {
    const calm = await run(single, holders);
    expect(calm).toMatchObject({ lost: [], repeated: [], stale: [], claimed: [], due: [] });
    expect(single.mail.accepted).toHaveLength(i === 0 ? 2 : 0);
    if (i === 0) ofNewProcess = pointsAmong(single.boundaries.filter(rememberedOnly), holders);
    points.push(...pointsAmong(single.boundaries.filter(asked), holders).filter(isTried));
  }
  return { points, ofNewProcess, lanes: [single, another], more, close };
}
export type Boundaries = Awaited<ReturnType<typeof openBoundaries>>;

/** Does that on several lanes at a time, and says in which cases it went wrong. */
export async function tried(
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

export const once = (verdict: Verdict) => faultless(verdict) && verdict.repeatedUnheard.length === 0;
