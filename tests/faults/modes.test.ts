import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lane } from '#support/faults/fault-lane';
import { openLanes } from '#support/faults/fault-lanes';
import type { Boundary, Fault } from '#support/faults/fault-proxy';
import { randomFrom } from '#support/faults/fault-random';
import { runWorld, type Script } from '#support/faults/fault-run';
import { faultless } from '#support/faults/fault-verdict';
import { createWorld, type Kind } from '#support/faults/fault-world';

let open: Awaited<ReturnType<typeof openLanes>>;
let lane: Lane;
/** Where the SDK tries again by itself. */
let retrying: Lane;
beforeAll(async () => {
  open = await openLanes([{ attempts: 1 }, { attempts: 3 }]);
  [lane, retrying] = open.lanes as [Lane, Lane];
});
afterAll(() => open.close());

async function run(holders: Kind[], script: Partial<Script>, using = lane) {
  const verdict = await runWorld(using, await createWorld(holders), {
    schedules: 1,
    mornings: 2,
    eventsAt: (_, now) => [now + 1000],
    faultAt: () => undefined,
    ...script,
  });
  expect(faultless(verdict), JSON.stringify(verdict)).toBe(true);
  return { ...verdict, mails: using.mail.accepted.length };
}

/** That, the first time that it is asked. */
function first(fault: Fault, asked: (boundary: Boundary) => boolean): Script['faultAt'] {
  let met = false;
  return (boundary) => {
    if (met || !asked(boundary)) return undefined;
    met = true;
    return fault;
  };
}
const mailing = ({ action }: Boundary) => action === 'SendRawEmail';
const never = () => [];

it('two schedules at the same moment, worked through side by side: one e-mail each', async () => {
  for (const seed of [1, 2, 3]) {
    const found = await run(['urgent', 'pair', 'patient'], { schedules: 2, interleave: randomFrom(seed) });
    expect(found).toMatchObject({ mails: 3, uncertain: 0 });
  }
});

it('SES took it and the reply was lost: its event settles it, and nothing is sent again', async () => {
  for (const using of [lane, retrying])
    expect(await run(['urgent', 'patient'], { faultAt: first('lose', mailing) }, using)).toMatchObject({
      mails: 2,
      uncertain: 0,
    });
});

it('the reply was lost and no event ever comes: sent once more, with the first attempt on record', async () => {
  const found = await run(['urgent'], { faultAt: first('lose', mailing), eventsAt: never });
  expect(found).toMatchObject({ mails: 2, uncertain: 1 });
  expect(found.repeatedUnheard).toHaveLength(1);
});

it('a claim whose holder died before it mailed: its lease ends, and another one mails, once', async () => {
  const found = await run(['urgent', 'patient'], { faultAt: first('killBefore', mailing) });
  expect(found).toMatchObject({ mails: 2, uncertain: 1, repeatedUnheard: [] });
});

it('DynamoDB throttles the first call of every kind: everything is done in the end', async () => {
  const met = new Set<string>();
  const faultAt: Script['faultAt'] = ({ service, action, about }) => {
    const call = `${action} ${about}`;
    if (service !== 'dynamodb' || met.has(call)) return undefined;
    met.add(call);
    return 'throttle';
  };
  expect(await run(['pair', 'noAddress', 'refused'], { faultAt })).toMatchObject({ mails: 1 });
  expect(met.size).toBeGreaterThan(8);
});
