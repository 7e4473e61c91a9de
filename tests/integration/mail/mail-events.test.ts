import { beforeEach, describe, expect, it } from 'vitest';
import type { MailEvent } from '#mail/mail-record.ts';
import { answered, claimMailing, deliveryStatus, type MailAnswer } from '#mail/mailing-rules.ts';
import { recordMailEvent } from '#mail/record-mail-event.ts';
import { sesEvent } from '#mail/store/ses-event.ts';
import { correctCredential } from '#register/change/correct-credential.ts';
import { addSeconds } from '#register/civil-date.ts';
import { listUndeliverable } from '#remind/list-undeliverable.ts';
import { keys } from '#storage/contract/table.ts';
import { dueStage } from '#support/mail/due-stage';
import { createReminderRun } from '#support/mail/reminder-run';
import { sesEvents } from '#support/mail/ses-events';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

const on = day('2027-01-29');
const at = instantFrom('2027-01-29T01:00:00.000Z');
const later = (seconds: number) => addSeconds(at, seconds);

let registry: Registry;
let run: ReturnType<typeof createReminderRun>;
beforeEach(async () => {
  registry = await createRegistry();
  run = createReminderRun(registry);
});

type Told = Parameters<(typeof sesEvents)['send']>[0];

async function hear(of: keyof typeof sesEvents, told: Told) {
  const news = sesEvent.parse(sesEvents[of](told));
  if ('unknownType' in news) throw new Error(news.unknownType);
  return recordMailEvent(registry, news);
}

/** The events of one mail, each at its own time; a second delay is told of as well. */
const tidings = {
  send: 1,
  delay: 60,
  delivery: 120,
  hardBounce: 180,
  complaint: 240,
} as const;
const kinds = Object.keys(tidings) as (keyof typeof tidings)[];

function ordersOf<T>(all: T[]): T[][] {
  if (all.length < 2) return [all];
  return all.flatMap((first, i) => ordersOf(all.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

const setOf = (happened: string[]) => happened.toSorted().join(' ');

/**
 * Some sixty of the 720 orders of six, in which between them each comes after every set of others. What is left depends
 * on nothing but what is stored and what comes next: if every set leaves one state, all orders do.
 */
function ordersThatSuffice<T extends string>(all: T[]): T[][] {
  const stepsOf = (order: T[]) => order.map((next, i) => `${setOf(order.slice(0, i))}, ${next}`);
  const orders = ordersOf(all).map((order) => ({ order, steps: stepsOf(order) }));
  const left = new Set(orders.flatMap(({ steps }) => steps));
  const chosen: T[][] = [];
  while (left.size) {
    const newIn = ({ steps }: (typeof orders)[number]) => steps.filter((step) => left.has(step)).length;
    const best = orders.reduce((a, b) => (newIn(b) > newIn(a) ? b : a));
    for (const step of best.steps) left.delete(step);
    chosen.push(best.order);
  }
  return chosen;
}

describe('events of one mail and our own write: every order ends the same', () => {
  const accepted: MailAnswer = { outcome: 'accepted', messageId: 'm' };
  const unknown: MailAnswer = { outcome: 'uncertain', code: 'TimeoutError' };
  const heard = {
    accepted: { at: later(1) },
    delayed: { at: later(60), code: 'MailboxFull' },
    delivered: { at: later(120) },
    bounced: { at: later(180), code: 'Permanent/General' },
    complained: { at: later(240), code: 'abuse' },
  };

  it.each([
    ['sent', accepted, { state: 'sent', messageId: 'm', sentAt: later(5) }],
    ['not known to us', unknown, { state: 'uncertain', code: 'TimeoutError', since: later(5) }],
    ['never written, as the sender crashed', undefined, { state: 'claimed', claimedAt: at }],
  ] as const)('when it was %s', async (_, answer, own) => {
    await run.certificate('OFA-1');
    const seen = await registry.credentials.get('OFA1', 'SPMC');
    if (!seen) throw new Error('not registered');
    const orders = ordersThatSuffice([...kinds, ...(answer ? (['own'] as const) : [])]);
    const left = new Map<string, unknown>();

    const inOrder = async (order: (typeof orders)[number], n: number) => {
      const [claimId, stage, to] = [`claim-${n}`, `order ${n}`, `holder-${n}@example.com`];
      const subject = dueStage(seen, stage, on, { urgent: false });
      const claim = claimMailing({ claimId, at });
      expect(await registry.ledger.claim(claim, [{ subject }])).toBeUndefined();
      const happen = async (what: (typeof order)[number], late = 0) => {
        if (what !== 'own') await hear(what, { claimId, to, timestamp: later(tidings[what] + late) });
        else if (answer)
          await registry.ledger.settle([
            { subject, claim, outcome: answered(claim, answer, { at: later(5), urgent: false }) },
          ]);
      };
      const found = async () => {
        const record = await registry.table.get(keys.reminder('OFA1', 'SPMC', '2027-02-28', stage), {
          consistent: true,
        });
        const { trouble } = await registry.mailStates.find(to);
        return { ...record, sk: '', stage: '', claimId: '', trouble };
      };
      for (const [i, what] of order.entries()) {
        await happen(what);
        const happened = order.slice(0, i + 1);
        const set = setOf(happened);
        const state = await found();
        if (left.has(set)) expect(state, order.join(' ')).toEqual(left.get(set));
        else {
          left.set(set, state);
          // All that happened comes again, later and the other way round.
          for (const again of happened.toReversed()) await happen(again, 600);
          expect(await found(), `${order.join(' ')}, doubled`).toEqual(state);
        }
      }
      const record = await run.record('OFA1', stage);
      expect(record).toMatchObject({ ...own, heard });
      expect(record.state !== 'skipped' && deliveryStatus(record)).toBe('complained');
    };

    for (const [n, order] of orders.entries()) await inOrder(order, n);
    expect(left.size).toBe(answer ? 63 : 31);
  });

  it('of two tellings of one event the earlier is kept, whichever comes first', async () => {
    await run.certificate('OFA-1');
    await run.certificate('OFA-2', { email: 'lee@example.com' });
    await run.day(on);
    for (const { claimId, mail } of run.taken) {
      const seconds = mail.to.startsWith('lee') ? [60, 90] : [90, 60];
      for (const of of ['delay', 'hardBounce'] as const)
        for (const second of seconds) await hear(of, { claimId, to: mail.to, timestamp: later(second) });
    }
    for (const key of ['OFA1', 'OFA2'])
      expect(await run.record(key, '-30')).toMatchObject({
        heard: { delayed: { at: later(60) }, bounced: { at: later(60) } },
      });
    for (const email of ['chan@example.com', 'lee@example.com'])
      expect((await registry.mailStates.find(email)).trouble?.since).toBe(later(60));
  });

  it('all at the same moment, each three times', async () => {
    await run.certificate('OFA-1');
    run.answer = () => {
      const [claimId, to] = [`claim-1`, 'chan@example.com'];
      for (const of of [...kinds, ...kinds, ...kinds])
        telling.push(hear(of, { claimId, to, timestamp: later(tidings[of]) }));
      return { outcome: 'accepted', messageId: 'm' };
    };
    const telling: Promise<unknown>[] = [];
    await run.day(on);
    await Promise.all(telling);
    expect(await run.record('OFA1', '-30')).toMatchObject({ state: 'sent', heard });
  });
});

describe('a mail of which nobody knows whether it went', () => {
  const uncertain: MailAnswer = { outcome: 'uncertain', code: 'TimeoutError' };
  const nextMorning = (days: number) => later(days * 86_400);
  const lastTaken = () => {
    const last = run.taken.at(-1);
    if (!last) throw new Error('nothing was taken');
    return { claimId: last.claimId, to: last.mail.to, timestamp: run.now };
  };

  beforeEach(async () => {
    await run.certificate('OFA-1');
    run.answer = () => uncertain;
    await run.day(on);
    expect(await run.record('OFA1', '-30')).toMatchObject({ state: 'uncertain' });
  });

  it.each(['send', 'delivery', 'delay'] as const)(
    'is settled by its event (%s), and not sent again',
    async (of) => {
      expect(await hear(of, lastTaken())).toBe('heard');
      await run.day(day('2027-01-30'), nextMorning(1));
      expect(run.taken).toHaveLength(1);
      expect(await run.plan(day('2027-01-30'))).toEqual([]);
      const record = await run.record('OFA1', '-30');
      expect(record.state !== 'skipped' && deliveryStatus(record)).toBe(
        { send: 'accepted', delivery: 'delivered', delay: 'delayed' }[of],
      );
    },
  );

  it('waits for its event before it is sent again, once a morning, three times at most, each on record', async () => {
    await run.day(on, later(14 * 60));
    expect(run.taken).toHaveLength(1);
    for (const days of [1, 2, 3, 4])
      await run.day(day(`2027-01-${29 + Math.min(days, 2)}`), nextMorning(days));
    expect(run.taken.map(({ mail }) => mail.subject)).toEqual(['OFA-1 -30', 'OFA-1 -30', 'OFA-1 -30']);
    expect(await run.record('OFA1', '-30')).toMatchObject({
      state: 'uncertain',
      claimId: run.taken[2]?.claimId,
      earlier: run.taken.slice(0, 2).map(({ claimId }) => ({ claimId, code: 'TimeoutError' })),
    });
    expect(await run.plan(day('2027-01-31'))).toEqual([]);
  });

  it('is not sent a third time when the event of the first comes after the second', async () => {
    const first = lastTaken();
    await run.day(day('2027-01-30'), nextMorning(1));
    expect(run.taken).toHaveLength(2);
    expect(await hear('send', first)).toBe('heard');
    await run.day(day('2027-01-31'), nextMorning(2));
    expect(run.taken).toHaveLength(2);
    expect(await run.record('OFA1', '-30')).toMatchObject({ heard: { accepted: { at: first.timestamp } } });
  });

  it('is not sent again when its event comes while it is about to be', async () => {
    const first = lastTaken();
    run.answer = () => ({ outcome: 'notNow', because: 'rate', code: 'Throttling' });
    await run.day(day('2027-01-30'), nextMorning(1));
    await hear('send', first);
    run.answer = () => uncertain;
    await run.day(day('2027-01-31'), nextMorning(2));
    expect(run.taken).toHaveLength(1);
    expect(await run.plan(day('2027-01-31'))).toEqual([]);
  });

  it('is sent again although the moment for it passes once', async () => {
    // The first is used up by finding out what stands in the way.
    const slots = [0, -1, 0];
    run.slot = (now) => ({ outcome: 'open', at: addSeconds(now, slots.shift() ?? 0) });
    run.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await run.day(day('2027-01-30'), nextMorning(1));
    expect(run.taken).toHaveLength(2);
    expect(await run.record('OFA1', '-30')).toMatchObject({ state: 'sent' });
  });

  it('keeps on record what nobody knows of it through an attempt that was given back', async () => {
    const [first] = run.taken;
    run.answer = () => ({ outcome: 'notNow', because: 'rate', code: 'Throttling' });
    await run.day(day('2027-01-30'), nextMorning(1));
    run.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await run.day(day('2027-01-31'), nextMorning(2));
    expect(await run.record('OFA1', '-30')).toMatchObject({
      state: 'sent',
      earlier: [{ claimId: first?.claimId }],
    });
  });
});

describe('a mail of an early stage', () => {
  it('is sent again no sooner than the next morning, as nothing is lost by waiting', async () => {
    const first = day('2026-11-30');
    const morning = instantFrom('2026-11-30T01:00:00.000Z');
    await run.certificate('OFA-1');
    run.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await run.day(first, morning);
    await run.day(first, addSeconds(morning, 11 * 3600));
    expect(run.taken).toHaveLength(1);
    await run.day(day('2026-12-01'), addSeconds(morning, 86_400));
    expect(run.taken.map(({ mail }) => mail.subject)).toEqual(['OFA-1 -90', 'OFA-1 -90']);
  });
});

describe('an address that came back', () => {
  const bounced = (to: string, claimId?: string) =>
    hear('hardBounce', { to, timestamp: later(9), ...(claimId && { claimId }) });

  it('is put before the provider with the mail service’s word for it, and gets no more mail', async () => {
    await run.certificate('OFA-1');
    await run.day(on);
    await bounced('chan@example.com', run.taken[0]?.claimId);
    expect(await listUndeliverable(registry, { provider: 'SPMC', limit: 10 })).toMatchObject({
      items: [
        {
          credential: { number: 'OFA-1' },
          trouble: { state: 'undeliverable', since: later(9), code: 'Permanent/General' },
        },
      ],
    });
    await run.day(day('2027-02-21'), later(23 * 86_400));
    expect(run.taken).toHaveLength(1);
    expect(await run.record('OFA1', '-7')).toMatchObject({ state: 'skipped', reason: 'undeliverable' });
  });

  it('starts afresh when it is corrected', async () => {
    await run.certificate('OFA-1');
    await run.day(on);
    await bounced('chan@example.com', run.taken[0]?.claimId);
    await correctCredential(registry, {
      provider: 'SPMC',
      key: 'OFA1',
      patch: { email: 'chan.taiman@example.com' },
      reason: 'typo',
      entry: { at, on, source: { via: 'api', keyId: 'k' } },
    });
    await run.day(day('2027-02-21'), later(23 * 86_400));
    expect(run.taken.map(({ mail }) => mail.to)).toEqual(['chan@example.com', 'chan.taiman@example.com']);
    expect(await listUndeliverable(registry, { provider: 'SPMC', limit: 10 })).toMatchObject({ items: [] });
  });

  it('is kept as well when the mail was another system’s, or is forgotten', async () => {
    await run.certificate('OFA-1');
    expect(await bounced('chan@example.com')).toBe('unknown');
    expect(await hear('complaint', { to: 'lee@example.com', timestamp: at, claimId: 'forgotten' })).toBe(
      'unknown',
    );
    expect((await registry.mailStates.find('chan@example.com')).trouble).toMatchObject({
      state: 'undeliverable',
    });
    expect((await registry.mailStates.find('lee@example.com')).trouble).toMatchObject({
      state: 'complained',
    });
  });

  it.each(['softBounce', 'unclearBounce', 'delay', 'notSpam', 'reject'] as const)(
    'is written to as before when it was only a %s',
    async (of) => {
      await run.certificate('OFA-1');
      await run.day(on);
      await hear(of, { to: 'chan@example.com', timestamp: later(9), claimId: run.taken[0]?.claimId ?? '' });
      await run.day(day('2027-02-21'), later(23 * 86_400));
      expect(run.taken).toHaveLength(2);
    },
  );

  it('one mail for several certificates: a record that cannot be read keeps no other from hearing', async () => {
    for (const number of ['OFA-1', 'OFA-2', 'OFA-3']) await run.certificate(number);
    await run.day(on);
    const broken = keys.reminder('OFA1', 'SPMC', '2027-02-28', '-30');
    await registry.table.update(broken, { text: 'SET #claimId = :no', values: { ':no': 7 } });
    await expect(bounced('chan@example.com', run.taken[0]?.claimId)).rejects.toThrow();
    for (const key of ['OFA2', 'OFA3'])
      expect(
        await registry.table.get(keys.reminder(key, 'SPMC', '2027-02-28', '-30'), { consistent: true }),
      ).toMatchObject({ heard: { bounced: { at: later(9) } } });
  });

  it('one mail for several certificates: its events are on record with each', async () => {
    await run.certificate('OFA-1');
    await run.certificate('OFA-2');
    await run.day(on);
    expect(run.taken).toHaveLength(1);
    await bounced('chan@example.com', run.taken[0]?.claimId);
    const fate: MailEvent = 'bounced';
    for (const key of ['OFA1', 'OFA2']) {
      const record = await run.record(key, '-30');
      expect(record.state !== 'skipped' && deliveryStatus(record)).toBe(fate);
    }
  });
});
