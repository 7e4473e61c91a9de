import { beforeAll, describe, expect, it } from 'vitest';
import { createImportJobs } from '#import/store/import-store.ts';
import type { MailClaim, MailOutcome, UncertainMailing } from '#mail/mail-record.ts';
import { answered, claimedOver, claimMailing } from '#mail/mailing-rules.ts';
import type { Notice } from '#mail/notice.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';

/** Sequences one longer than those that the use cases are tried with. */
let registry: Registry;
beforeAll(async () => {
  registry = await createRegistry();
});

const at = instantFrom('2026-11-21T01:15:00.000Z');
const minutes = (n: number) => addSeconds(at, n * 60);

function unknown(claim: MailClaim, n: number): UncertainMailing {
  const outcome = answered(
    claim,
    { outcome: 'uncertain', code: `lost-${n}` },
    { at: minutes(n), urgent: true },
  );
  if (outcome.state !== 'uncertain') throw new Error('not uncertain');
  return outcome;
}

describe('a notice of whose attempts nobody knows anything', () => {
  /** So many attempts, each made over the one before and lost. */
  async function lost(noticeId: string, times: number): Promise<UncertainMailing[]> {
    const attempts: UncertainMailing[] = [];
    for (let n = 1; n <= times; n++) {
      const over = attempts.at(-1);
      const claim = claimMailing({ claimId: `${noticeId}-${n}`, at: minutes(n) });
      expect(await claimed(noticeId, claim, over)).toBeUndefined();
      const attempt = unknown(claimedOver(claim, over), n);
      expect(await settled(noticeId, claim, attempt)).toBe(1);
      attempts.push(attempt);
    }
    return attempts;
  }
  const notice = (noticeId: string): Notice => ({
    noticeId,
    urgent: true,
    about: { of: 'watchConfirm', rosterId: noticeId },
  });
  /** With what stands in the way, if it was refused. */
  async function claimed(noticeId: string, claim: MailClaim, over?: UncertainMailing) {
    const subject = notice(noticeId);
    const refusal = await registry.noticeLedger.claim(claim, [{ subject, over }]);
    if (refusal?.outcome !== 'refused') return refusal;
    return { outcome: refusal.outcome, existing: refusal.existing.get(subject) };
  }
  const settled = async (noticeId: string, claim: MailClaim, outcome: MailOutcome) =>
    (await registry.noticeLedger.settle([{ subject: notice(noticeId), claim, outcome }])).length;
  const existing = (noticeId: string) => registry.noticeLedger.find(notice(noticeId));

  it.each([3, 4])('keeps all of %i attempts', async (times) => {
    const id = `kept-${times}`;
    const attempts = await lost(id, times);
    const earlier = attempts.slice(0, -1).map(({ claimId, since, code }) => ({ claimId, since, code }));
    expect(await existing(id)).toMatchObject({ state: 'uncertain', claimId: `${id}-${times}`, earlier });
  });

  it.each([1, 2, 3])('hears of its attempt %i of three, and is not made a fourth time', async (n) => {
    const id = `heard-${n}`;
    const [, , last] = await lost(id, 3);
    expect(await registry.mailings.hear(`${id}-${n}`, { kind: 'delivered', at })).toBe('heard');
    expect(await existing(id)).toMatchObject({ state: 'uncertain', heard: { delivered: { at } } });
    const again = claimMailing({ claimId: `${id}-4`, at });
    expect(await claimed(id, again, last)).toMatchObject({ outcome: 'refused' });
  });

  it('is not made again over an attempt that another was made over since', async () => {
    const [first, second] = await lost('stale', 3);
    for (const over of [first, second]) {
      const late = claimMailing({ claimId: 'late', at });
      expect(await claimed('stale', late, over)).toMatchObject({
        outcome: 'refused',
        existing: { claimId: 'stale-3' },
      });
    }
  });

  it('is not settled by those who made an attempt before the one that is held', async () => {
    const [, second] = await lost('held', 2);
    const third = claimMailing({ claimId: 'held-3', at });
    await claimed('held', third, second);
    for (const n of [1, 2]) {
      const slow = claimMailing({ claimId: `held-${n}`, at });
      const sent = answered(slow, { outcome: 'accepted', messageId: 'm' }, { at, urgent: true });
      expect(await settled('held', slow, sent)).toBe(0);
    }
    expect(await existing('held')).toMatchObject({ state: 'claimed', claimId: 'held-3' });
  });

  it('gives its place back to the second when the third certainly did not go, and can be made again', async () => {
    const [, second] = await lost('back', 2);
    const third = claimedOver(claimMailing({ claimId: 'back-3', at }), second);
    await claimed('back', third, second);
    const notNow = { outcome: 'notNow', because: 'rate', code: 'Throttling' } as const;
    const back = answered(claimedOver(third, second), notNow, { at: minutes(9), urgent: true });
    expect(await settled('back', third, back)).toBe(1);
    const stands = await existing('back');
    expect(stands).toMatchObject({ state: 'uncertain', claimId: 'back-2', earlier: [{ claimId: 'back-1' }] });
    expect(stands).not.toHaveProperty('leaseUntil');
    if (stands?.state !== 'uncertain') throw new Error('not uncertain');
    const fourth = claimMailing({ claimId: 'back-4', at: minutes(10) });
    expect(await claimed('back', fourth, stands)).toBeUndefined();
    expect(await registry.mailings.hear('back-1', { kind: 'bounced', at })).toBe('heard');
    expect(await existing('back')).toMatchObject({ claimId: 'back-4', heard: { bounced: { at } } });
  });
});

it('a chunk that is recorded three times stays as it was the first time', async () => {
  const outcome = (accepted: number) => ({
    importId: 'thrice',
    n: 0,
    accepted,
    updated: 0,
    unchanged: 0,
    rejectedCount: 0,
    finishedAt: at,
    rejected: [],
    registered: [{ row: 2, number: `N-${accepted}`, outcome: 'accepted' as const }],
  });
  for (const accepted of [1, 2, 3]) await registry.chunks.record(outcome(accepted));
  expect(await Array.fromAsync(registry.chunks.counts('thrice'))).toMatchObject([{ accepted: 1 }]);
  expect((await registry.chunks.registered('thrice')).items).toMatchObject([{ number: 'N-1' }]);
});

it('an import is of its first file, also after a second and a third one came', async () => {
  await registry.table.put({ ...keys.importJob('files'), entity: 'importJob' });
  const jobs = createImportJobs(registry.table);
  const answers = [];
  for (const etag of ['a', 'b', 'a', 'c', 'a']) answers.push(await jobs.claim('files', etag));
  expect(answers).toEqual(['claimed', 'anotherFile', 'claimed', 'anotherFile', 'claimed']);
});

it('a holder may ask for three changes of address on a day, and again on the next', async () => {
  const ask = (n: number, askedAt: string) =>
    registry.changes.ask(
      {
        changeId: `00000000-0000-4000-8000-00000000000${n}`,
        holder: 'h',
        oldEmail: 'old@example.com',
        newEmail: `new${n}@example.com`,
        language: 'en',
        state: 'asked',
        askedAt: instantFrom(askedAt),
        until: instantFrom('2026-11-23T15:59:59.999Z'),
      },
      '192.0.2.1',
    );
  // The last instant of a day in Hong Kong, and the first of the next.
  const [evening, midnight] = ['2026-11-21T15:59:59.999Z', '2026-11-21T16:00:00.000Z'];
  const answers = [];
  for (const n of [1, 2, 3, 4]) answers.push(await ask(n, evening));
  expect(answers).toEqual(['stored', 'stored', 'stored', 'tooMany']);
  expect(await ask(5, midnight)).toBe('stored');
  expect(await registry.changes.get('00000000-0000-4000-8000-000000000004')).toBeUndefined();
});

it('of three orders one works at a time, whatever is withdrawn between', async () => {
  const order = (n: number) =>
    ({
      id: `order-${n}`,
      provider: 'THREE',
      keyId: 'k',
      state: 'applying',
      createdAt: at,
      expiringFrom: '2027-01-01',
      expiringTo: '2027-03-31',
      expiresOn: '2027-06-30',
      reason: 'typhoon',
    }) as never as Parameters<Registry['orders']['begin']>[0];
  const [one, two, three] = [order(1), order(2), order(3)];
  const { orders } = registry;
  expect(await orders.begin(one)).toBe('begun');
  expect(await orders.begin(two)).toBe('busy');
  expect(await orders.move(one, { ...one, state: 'applied' })).toBe('moved');
  expect(await orders.begin(two)).toBe('begun');
  expect(await orders.move({ ...one, state: 'applied' }, { ...one, state: 'withdrawing' })).toBe('busy');
  expect(await orders.move(two, { ...two, state: 'withdrawing' })).toBe('moved');
  expect(await orders.begin(three)).toBe('busy');
  expect(await orders.move(two, { ...two, state: 'applied' })).toBe('changedMeanwhile');
  expect(await orders.move({ ...two, state: 'withdrawing' }, { ...two, state: 'withdrawn' })).toBe('moved');
  expect(await orders.begin(three)).toBe('begun');
  const { items: listed } = await orders.list('THREE', { limit: 9 });
  expect(listed.map(({ id }) => id)).toEqual(['order-3', 'order-2', 'order-1']);
});
