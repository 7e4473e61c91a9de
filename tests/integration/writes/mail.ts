import { expect } from 'vitest';
import type { MailRecord } from '#mail/mail-record.ts';
import { claimMailing } from '#mail/mailing-rules.ts';
import type { Notice } from '#mail/notice.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { retryableSkips, stageIdentity } from '#remind/reminder-record.ts';
import { keys } from '#storage/contract/table.ts';
import type { Item } from '#storage/table.ts';
import { dueStage } from '#support/mail/due-stage';
import {
  at,
  casesOf,
  emailOf,
  given,
  on,
  places,
  refusalsOf,
  registered,
  type World,
} from '#support/storage/write-cases';

const claimOf = (id: string) => claimMailing({ claimId: id, at });
const sent = { state: 'sent', messageId: 'm', sentAt: at };
const released = { state: 'released', code: 'Throttling', releasedAt: at };
const heard = { accepted: { at } };
const uncertainOf = (id: string) =>
  ({ state: 'uncertain', claimId: `${id}-1`, code: 'timeout', since: at, settleFrom: at }) as const;
/** That the claim was refused, and what stands instead. */
const stands = (state: string) => expect.objectContaining({ state });
const refusedBy = (state: string) => {
  const existing = expect.toSatisfy(
    (found: ReadonlyMap<unknown, MailRecord>) => [...found.values()].map((one) => one.state).join() === state,
  );
  return { outcome: 'refused', existing };
};
const notice = (id: string): Notice => ({
  noticeId: id,
  urgent: true,
  about: { of: 'watchConfirm', rosterId: id },
});
const trouble = { state: 'undeliverable', since: at, code: 'bounce' } as const;

const noticeOf = (id: string, record: Item) => ({
  ...keys.notice(id),
  noticeId: id,
  claimId: 'c',
  ...record,
});
const putNotice = (record: Item) => (world: World, id: string) => world.put(noticeOf(id, record));

/** A claim that is held by somebody has two ways to be lost. */
const lostClaims = {
  'somebody else claimed it': { claimId: 'another' },
  'it was settled': sent,
};
/** What an attempt that is made again can meet instead of the one before it. */
const movedOn = {
  'somebody else made it': { claimId: 'another' },
  'it was settled': sent,
  'an event was heard': { heard },
};

const noticeWrites = [
  ...casesOf(
    'the claim of a notice',
    async ({ registry }, id) =>
      () =>
        registry.noticeLedger.claim(claimOf(id), [{ subject: notice(id) }]),
    {
      done: undefined,
      holds: { 'a claim was given back': putNotice(released) },
      refusals: {
        'somebody claimed it': { by: putNotice(claimOf('other')), answer: refusedBy('claimed') },
        'an event was heard of the claim given back': {
          by: putNotice({ ...released, heard }),
          answer: refusedBy('released'),
        },
      },
    },
  ),
  ...casesOf(
    'the claim of a notice made again',
    async ({ registry, put }, id) => {
      await put(noticeOf(id, uncertainOf(id)));
      return () => registry.noticeLedger.claim(claimOf(id), [{ subject: notice(id), over: uncertainOf(id) }]);
    },
    {
      done: undefined,
      refusals: Object.fromEntries(
        Object.entries(movedOn).map(([when, attributes]) => [
          when,
          {
            by: ({ set }: World, id: string) => set(keys.notice(id), attributes),
            answer: expect.objectContaining({ outcome: 'refused' }),
          },
        ]),
      ),
    },
  ),
  ...casesOf(
    'the outcome of a notice',
    async ({ registry }, id) => {
      await registry.noticeLedger.claim(claimOf(id), [{ subject: notice(id) }]);
      const outcome = { state: 'sent', claimId: id, messageId: 'm', sentAt: at } as const;
      return async () =>
        (await registry.noticeLedger.settle([{ subject: notice(id), claim: claimOf(id), outcome }])).length;
    },
    {
      done: 1,
      refusals: Object.fromEntries(
        Object.entries(lostClaims).map(([when, attributes]) => [
          when,
          { by: ({ set }: World, id: string) => set(keys.notice(id), attributes), answer: 0 },
        ]),
      ),
    },
  ),
  ...casesOf(
    'that a notice is not sent',
    async ({ registry }, id) =>
      () =>
        registry.noticeLedger.skip(notice(id), { state: 'skipped', reason: 'noAddress', skippedAt: at }),
    {
      done: undefined,
      holds: { 'a claim was given back': putNotice(released) },
      refusals: {
        'somebody claimed it': { by: putNotice(claimOf('other')), answer: stands('claimed') },
        'an event was heard of the claim given back': {
          by: putNotice({ ...released, heard }),
          answer: stands('released'),
        },
      },
    },
  ),
];

const stage = '-90';
const stageOf = (id: string, next?: string) => dueStage(registered(id, next), stage, on);
const reminderOf = (id: string) => ({ ...stageIdentity(stageOf(id)), ...claimOf(id) });
const reminderKey = (id: string) => keys.reminder(id, 'SPMC', '2027-02-28', stage);
const putReminder = (record: Item) => (world: World, id: string) =>
  world.put({ ...reminderKey(id), ...reminderOf(id), claimId: 'c', ...record });
const skipped = (reason: string) => ({ state: 'skipped', reason, skippedAt: at });

const reminderWrites = [
  ...Object.entries(places).flatMap(([of, place]) =>
    casesOf(
      `the claim of a reminder ${of}`,
      async ({ registry }, id) => {
        const seen = registered(id, place.next);
        await registry.credentials.create(seen);
        return () => registry.ledger.claim(claimOf(id), [{ subject: dueStage(seen, stage, on) }]);
      },
      {
        done: undefined,
        holds: {
          'a claim was given back': putReminder(released),
          'an attempt failed': putReminder({ state: 'failed', code: 'x', failedAt: at }),
          'a mail came back': putReminder({ ...sent, heard: { ...heard, bounced: { at } } }),
          ...Object.fromEntries(
            retryableSkips.map((reason) => [`it was left out as ${reason}`, putReminder(skipped(reason))]),
          ),
        },
        refusals: {
          ...refusalsOf(place.changes, (id) => keys.credential(id, 'SPMC'), {
            outcome: 'changedMeanwhile',
          }),
          'somebody claimed it': { by: putReminder({}), answer: refusedBy('claimed') },
          'somebody claimed it again that was left out': {
            by: putReminder({ reason: 'revoked' }),
            answer: refusedBy('claimed'),
          },
          'an event was heard of the claim given back': {
            by: putReminder({ ...released, heard }),
            answer: refusedBy('released'),
          },
          'it was left out for good': { by: putReminder(skipped('renewed')), answer: refusedBy('skipped') },
          'its holder stopped such mails': {
            by: given({ version: 1, stops: { all: at } }, 2),
            answer: { outcome: 'changedMeanwhile' },
          },
        },
      },
    ),
  ),
  ...casesOf(
    'the claim of a reminder made again',
    async ({ registry, put }, id) => {
      const seen = registered(id);
      await registry.credentials.create(seen);
      const holder = await registry.holders.pseudonymOf(emailOf(id));
      await put({ ...keys.mailState(holder), version: 3, stops: {} });
      await put({ ...reminderKey(id), ...reminderOf(id), ...uncertainOf(id) });
      const subject = dueStage(seen, stage, on, { mailState: { stops: {}, version: 3 } });
      return () => registry.ledger.claim(claimOf(id), [{ subject, over: uncertainOf(id) }]);
    },
    {
      done: undefined,
      refusals: {
        ...Object.fromEntries(
          Object.entries(movedOn).map(([when, attributes]) => [
            when,
            {
              by: ({ set }: World, id: string) => set(reminderKey(id), attributes),
              answer: expect.objectContaining({ outcome: 'refused' }),
            },
          ]),
        ),
        'its certificate changed': {
          by: ({ set }, id) => set(keys.credential(id, 'SPMC'), { version: 2 }),
          answer: { outcome: 'changedMeanwhile' },
        },
        'its certificate became due': {
          by: ({ set }, id) => set(keys.credential(id, 'SPMC'), { nextReminderOn: '2026-12-01' }),
          answer: { outcome: 'changedMeanwhile' },
        },
        'its holder stopped such mails': {
          by: given({ version: 4 }, 2),
          answer: { outcome: 'changedMeanwhile' },
        },
      },
    },
  ),
  ...casesOf(
    'the outcomes of one mail',
    async ({ put, registry }, id) => {
      const subjects = [id, `${id}B`].map((key) => stageOf(key));
      const claim = claimOf(id);
      for (const subject of subjects)
        await put({ ...reminderKey(subject.seen.credential.key), ...stageIdentity(subject), ...claim });
      const outcome = { state: 'sent', claimId: id, messageId: 'm', sentAt: at } as const;
      return async () =>
        (await registry.ledger.settle(subjects.map((subject) => ({ subject, claim, outcome })))).map(
          ({ subject }) => (subject === subjects[0] ? 'first' : 'second'),
        );
    },
    {
      done: ['first', 'second'],
      refusals: Object.fromEntries(
        Object.entries(lostClaims).map(([when, attributes]) => [
          when,
          { by: ({ set }: World, id: string) => set(reminderKey(id), attributes), answer: ['second'] },
        ]),
      ),
    },
  ),
  ...casesOf(
    'that a reminder is not sent',
    async ({ registry }, id) =>
      () =>
        registry.ledger.skip(stageOf(id), { state: 'skipped', reason: 'revoked', skippedAt: at }),
    {
      done: undefined,
      holds: { 'a claim was given back': putReminder(released) },
      refusals: {
        'somebody claimed it': {
          by: putReminder({}),
          answer: expect.objectContaining({ state: 'claimed', claimId: 'c' }),
        },
        'it was sent': { by: putReminder(sent), answer: stands('sent') },
        'an event was heard of the claim given back': {
          by: putReminder({ ...released, heard }),
          answer: stands('released'),
        },
      },
    },
  ),
];

const addressWrites = [
  ...casesOf(
    'what is found of an address',
    async ({ registry }, id) =>
      () =>
        registry.mailStates.record(emailOf(id), trouble),
    {
      done: undefined,
      refusals: {
        'something else was': { by: given({ version: 1, stops: { all: at } }), answer: undefined },
      },
    },
  ),
  ...casesOf(
    "a holder's wish",
    async ({ registry, put }, id) => {
      await put({ ...keys.mailState(id), version: 1, stops: {}, trouble });
      const request = { at, action: 'stop', scope: 'all', via: 'page' };
      return () => registry.mailStates.request(id, request as never);
    },
    {
      done: undefined,
      refusals: { 'another one was kept': { by: given({ version: 2 }), answer: undefined } },
    },
  ),
  ...casesOf(
    'the report of an address to a provider',
    async ({ registry }, id) =>
      () =>
        registry.mailStates.report(emailOf(id), 'SPMC', trouble),
    {
      done: undefined,
      refusals: { 'an earlier finding stands': { by: given({ rank: '0' }), answer: undefined } },
    },
  ),
  ...casesOf(
    'the report of an earlier finding of an address',
    async ({ registry }, id) => {
      await registry.mailStates.report(emailOf(id), 'SPMC', { ...trouble, since: later });
      return () => registry.mailStates.report(emailOf(id), 'SPMC', trouble);
    },
    { done: undefined, refusals: {} },
  ),
  ...casesOf(
    'the first event of a mail',
    async ({ registry }, id) => {
      await registry.noticeLedger.claim(claimOf(id), [{ subject: notice(id) }]);
      return () => registry.mailings.hear(id, { kind: 'accepted', at });
    },
    {
      done: 'heard',
      refusals: {
        'another was heard': { by: given({ heard: { delivered: { at } } }), answer: 'heard' },
        'the mail was claimed again': { by: given({ claimId: 'another' }), answer: 'heard' },
      },
    },
  ),
  ...casesOf(
    'the next event of a mail',
    async ({ registry, set }, id) => {
      await registry.noticeLedger.claim(claimOf(id), [{ subject: notice(id) }]);
      await set(keys.notice(id), { heard });
      return () => registry.mailings.hear(id, { kind: 'delivered', at });
    },
    {
      done: 'heard',
      refusals: {
        'another was heard': { by: given({ heard: { ...heard, delayed: { at } } }), answer: 'heard' },
        'the mail was claimed again': { by: given({ claimId: 'another' }), answer: 'heard' },
      },
    },
  ),
];

const nowMs = Date.parse(at);
const earlier = addSeconds(at, -1);
const later = addSeconds(at, 30);
const open = (when: Instant = at) => ({ outcome: 'open', at: when });
const closed = (because: string, until: Instant) => ({ outcome: 'closed', because, until });

/** Ten mails a second, nine of them used: 111 ms each. */
const paceFrom =
  (pace: Item) =>
  async ({ registry, put }: World) => {
    await registry.table.delete(keys.mailPace());
    if (Object.keys(pace).length) await put({ ...keys.mailPace(), ...pace });
    return () => createMailPace(registry.table, { rate: async () => 10 }).next(at);
  };
const inFiveSeconds = addSeconds(at, 5);
const waiting = { freeAtMs: nowMs + 5000 };
const isClosed = {
  by: given({ closedUntil: later, closedBecause: 'quota' }),
  answer: closed('quota', later),
};

const paceWrites = [
  ...[false, true]
    .flatMap((isSlow) => {
      const slow = isSlow ? { slowUntil: later } : {};
      const rate = isSlow ? ' at half the rate' : '';
      const passed = given({ slowUntil: at });
      const began = given({ slowUntil: later });
      const rateChanged = (answer: unknown) =>
        isSlow
          ? { 'the slow minute was over': { by: passed, answer } }
          : { 'a slow minute began': { by: began, answer } };
      const holds = {
        'a closure had just ended': given({ closedUntil: at }),
        ...(!isSlow && { 'a slow minute had just ended': passed }),
      };
      return [
        ...casesOf(`a moment behind those who wait${rate}`, paceFrom({ ...slow, ...waiting }), {
          nth: isSlow ? 1 : 0,
          done: open(inFiveSeconds),
          holds: { ...holds, 'the last moment was reached': given({ freeAtMs: nowMs + 20_000 }) },
          refusals: {
            ...rateChanged(open(inFiveSeconds)),
            'sending was closed': isClosed,
            'nobody waited any more': { by: given({ freeAtMs: nowMs }), answer: open() },
            'too many came': {
              by: given({ freeAtMs: nowMs + 20_001 }),
              answer: closed('busy', addSeconds(at, 20.001)),
            },
          },
        }),
        ...casesOf(`the first moment${rate}`, paceFrom(slow), {
          nth: 1,
          done: open(),
          holds: { ...holds, 'somebody had sent': given({ freeAtMs: nowMs }) },
          refusals: {
            ...rateChanged(open()),
            'sending was closed': isClosed,
            'somebody took it': { by: given(waiting), answer: open(inFiveSeconds) },
          },
        }),
      ];
    })
    .map((one) => ({
      ...one,
      answer: one.title.includes('the last moment') ? open(addSeconds(at, 20)) : one.answer,
    })),
  ...(['slowUntil', 'closedUntil'] as const).flatMap((name) =>
    casesOf(
      name === 'slowUntil' ? 'slowing down' : 'closing',
      async ({ registry }) => {
        await registry.table.delete(keys.mailPace());
        const pace = createMailPace(registry.table, { rate: async () => 10 });
        return () => (name === 'slowUntil' ? pace.slowDown(at) : pace.close(addSeconds(at, 60), 'account'));
      },
      {
        done: undefined,
        holds: { 'somebody did for a shorter time': given({ [name]: earlier }) },
        refusals: {
          'somebody did for longer': { by: given({ [name]: addSeconds(at, 61) }), answer: undefined },
        },
      },
    ),
  ),
];

/** Writes about mails: the records of what was sent, what is known of addresses, and the pace. */
export const mailWrites = [...noticeWrites, ...reminderWrites, ...addressWrites, ...paceWrites];
