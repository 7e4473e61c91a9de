import { describe, expect, it } from 'vitest';
import { stopAll } from '#mail/address-state.ts';
import { createMailPace } from '#mail/store/mail-pace.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createMailings } from '#mail/store/mailings.ts';
import { withdrawOrder } from '#orders/withdraw-order.ts';
import { resetSignIn } from '#provider/colleagues/reset-sign-in.ts';
import { setKeySignIn } from '#provider/colleagues/set-key-sign-in.ts';
import { setSecondFactor } from '#provider/colleagues/set-second-factor.ts';
import { issueCredential } from '#register/certificate/registration.ts';
import { changeCredential } from '#register/change/change-credential.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { Contention } from '#register/retry.ts';
import { runIdempotently } from '#register/run-idempotently.ts';
import type { Table } from '#storage/table.ts';
import { askRecipient } from '#watch/recipients/ask-recipient.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { change } from '../../../operator/asking.ts';

/** Somebody else is faster every time: each change is tried so often and no more, and then says what it promises. */
const at = instant.parse('2026-11-21T02:00:00.000Z');
const on = civilDate.parse('2026-11-21');
const source = { via: 'api', keyId: 'k' } as const;
const by = {
  provider: 'MINE',
  keyId: `colleague-${'a'.repeat(12)}`,
  name: 'TSANG Mei Ling',
  role: 'manager',
};

const facts = { type: 'OFA', nameEn: 'CHAN Tai Man', language: 'en', issuedOn: on } as const;
const credential = issueCredential(
  facts,
  { provider: 'MINE', number: 'A-0001', key: 'A0001' },
  { at, on, source },
);
const provider = { code: 'MINE', name: { en: 'Mine', 'zh-HK': '我的' }, disclosure: 'masked', approvals: [] };
const order = { id: 'o', provider: 'MINE', state: 'applied' };
const site = { rosterId: 'r', state: 'watching', email: 'hr@example.com', version: 1 };
const colleague = {
  ...by,
  colleagueId: `colleague-${'b'.repeat(12)}`,
  invitedAt: at,
  joinedAt: at,
  version: 1,
};
const mail = { about: [{ pk: 'R', sk: 'R' }], state: 'sent', claimId: 'c', messageId: 'm', sentAt: at };

type Lost = <Answer>(answer: Answer) => Promise<Answer>;
/** A table whose conditional writes are refused, each time as another was there in between. */
const tableOf = (lost: Lost, item: object | undefined) => ({
  get: async () => item,
  update: () => lost({ ok: false, existing: item }),
  transact: () => lost({ ok: false, held: [{ ok: false, existing: item }] }),
});
const pepper = { hash: async () => Buffer.alloc(32) };

/** Stubs have what the change asks for, and no more. */
const stub = <Deps>(deps: object) => deps as Deps;

const cases: Record<string, { tries: number; ends: unknown; run: (lost: Lost) => Promise<unknown> }> = {
  'what is known of an address': {
    tries: 5,
    ends: Contention,
    run: (lost) =>
      createMailStates(stub<Table>(tableOf(lost, undefined)), pepper).request('h', {
        ...{ at, action: 'stop', scope: stopAll, via: 'page' },
      }),
  },
  'what is heard of a mail': {
    tries: 20,
    ends: Contention,
    run: (lost) => createMailings(stub<Table>(tableOf(lost, mail))).hear('c', { kind: 'delivered', at }),
  },
  'a place in the pace of mails': {
    tries: 20,
    ends: Contention,
    run: (lost) => createMailPace(stub<Table>(tableOf(lost, {})), { rate: async () => 14 }).next(at),
  },
  'a certificate': {
    tries: 5,
    ends: Contention,
    run: (lost) =>
      changeCredential(
        stub({ credentials: { get: async () => ({ credential }), replace: () => lost('changedMeanwhile') } }),
        { provider: 'MINE', key: 'A0001' },
        () => ({ ok: true, credential: { ...credential, version: 2 } }),
      ),
  },
  'an uploaded correction': {
    tries: 20,
    ends: Contention,
    run: (lost) =>
      registerCredential(
        stub({
          credentials: {
            create: async () => ({ outcome: 'taken', existing: { credential } }),
            replace: () => lost('changedMeanwhile'),
          },
        }),
        {
          provider: 'MINE',
          facts: { ...facts, nameEn: 'CHAN Tai-man', number: 'A-0001', key: 'A0001' },
          given: new Set(['nameEn']),
          entry: { at, on, source },
          correct: true,
        },
      ),
  },
  'the end of an order': {
    tries: 5,
    ends: { ok: false, code: 'changed_meanwhile' },
    run: (lost) =>
      withdrawOrder(
        stub({
          orders: { get: async () => order, move: () => lost('changedMeanwhile') },
          orderSteps: { send: async () => {} },
        }),
        { provider: 'MINE', orderId: 'o', keyId: 'k', reason: 'too early', at },
      ),
  },
  'a request that may come again': {
    tries: 5,
    ends: { outcome: 'inProgress' },
    run: (lost) =>
      runIdempotently(
        stub({
          requests: { replace: () => lost({ outcome: 'changedMeanwhile' }) },
          clock: () => at,
          newId: () => 'id',
        }),
        { provider: 'MINE', keyHash: 'h', fingerprint: 'f' },
        () => Promise.reject(new Error('runs unclaimed')),
      ),
  },
  'the passkeys of a colleague': {
    tries: 5,
    ends: Contention,
    run: (lost) =>
      resetSignIn(
        stub({ colleagues: { find: async () => colleague, resetSignIn: () => lost('changedMeanwhile') } }),
        { colleagueId: colleague.colleagueId, by, at },
      ),
  },
  'whether a link is enough to sign in': {
    tries: 5,
    ends: Contention,
    run: (lost) =>
      setSecondFactor(
        stub({
          profiles: { findProvider: async () => provider, changeProvider: () => lost('changedMeanwhile') },
        }),
        { to: 'required', by: stub(by), at },
      ),
  },
  'whether a key signs in': {
    tries: 5,
    ends: Contention,
    run: (lost) =>
      setKeySignIn(
        stub({
          profiles: { findProvider: async () => provider, changeProvider: () => lost('changedMeanwhile') },
        }),
        { to: 'off', by: stub(by) },
      ),
  },
  'somebody else who is told of a site': {
    tries: 20,
    ends: Contention,
    run: (lost) =>
      askRecipient(
        stub({
          watchedSites: { get: async () => site },
          recipients: { ofSite: async () => [], ask: () => lost('changedMeanwhile') },
          newId: () => 'id',
        }),
        'r',
        { typed: 'lead@example.com', days: 7, caller: 'c', at },
      ),
  },
  'that a site has news': {
    // Two writes a try.
    tries: 40,
    ends: Contention,
    run: (lost) => createWatchRepository(stub<Table>(tableOf(lost, site))).markDirty('r', on),
  },
  'a profile, by the operator': {
    tries: 5,
    ends: expect.objectContaining({ message: expect.stringContaining('being changed by others') }),
    run: (lost) =>
      change(
        stub({ findProvider: async () => provider, changeProvider: () => lost('changedMeanwhile') }),
        'MINE',
        (seen) => ({ profile: seen }),
      ),
  },
};

describe('a race that is lost every time ends', () => {
  it.each(Object.entries(cases))('for %s', async (_, { tries, ends, run }) => {
    let lostSoFar = 0;
    const lost: Lost = async (answer) => {
      if (++lostSoFar > 100) throw new Error('without an end');
      return answer;
    };
    const answer = await run(lost).catch((error: unknown) => error);
    expect(answer).toEqual(ends === Contention ? expect.any(Contention) : ends);
    expect(lostSoFar).toBe(tries);
  });
});
