import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lane } from '#support/faults/fault-lane';
import { openLanes } from '#support/faults/fault-lanes';
import type { Meanwhile } from '#support/faults/fault-meanwhile';
import { runWorld } from '#support/faults/fault-run';
import { faultless } from '#support/faults/fault-verdict';
import { createWorld, type Kind } from '#support/faults/fault-world';

let open: Awaited<ReturnType<typeof openLanes>>;
let lane: Lane;
beforeAll(async () => {
  open = await openLanes([{ attempts: 1 }]);
  [lane] = open.lanes as [Lane];
});
afterAll(() => open.close());

const calm = {
  schedules: 1,
  mornings: 1,
  eventsAt: (_: unknown, now: number) => [now + 1000],
  faultAt: () => undefined,
};

/** At each request of a sender, in turn, until there are no more. How many mails went in each. */
async function atEveryInstant(holders: Kind[], action: Meanwhile['action']): Promise<number[]> {
  const mails: number[] = [];
  for (let after = 0; ; after++) {
    const world = await createWorld(holders);
    const [certificate] = world.certificates;
    if (!certificate) throw new Error('nobody is there');
    const verdict = await runWorld(lane, world, { ...calm, meanwhile: { action, certificate, after } });
    expect(faultless(verdict), `after ${after}: ${JSON.stringify(verdict)}`).toBe(true);
    if (!verdict.stopped) return mails;
    mails.push(lane.mail.accepted.length);
  }
}

it('stopped by its holder at any moment between plan and send: nothing is claimed or sent after it', async () => {
  const mails = await atEveryInstant(['pair'], 'unsubscribe');
  expect(mails[0]).toBe(0);
  expect(mails.at(-1)).toBe(1);
  expect(mails).toEqual(mails.toSorted());
});

it('revoked at any moment between plan and send: nothing is claimed or sent about it after', async () => {
  const mails = await atEveryInstant(['urgent'], 'revoke');
  expect(mails[0]).toBe(0);
  expect(mails.at(-1)).toBe(1);
  expect(mails).toEqual(mails.toSorted());
});

it('three days without a run, then one: one mail a holder, with the days that are really left', async () => {
  const world = await createWorld(['urgent', 'patient', 'pair']);
  const verdict = await runWorld(lane, world, { ...calm, away: 3, mornings: 2 });
  expect(faultless(verdict), JSON.stringify(verdict)).toBe(true);
  const said = lane.mail.accepted.map(({ to, text }) => [
    to,
    [...text.matchAll(/(\d+) days/g)].map(([, n]) => n),
  ]);
  expect(said.toSorted()).toEqual([
    ['holder-0@example.com', ['27']],
    ['holder-1@example.com', ['87']],
    ['holder-2@example.com', ['27']],
  ]);
});
