import { describe, expect, test } from 'vitest';
import {
  applyOrder,
  draftProblem,
  type ExtensionOrder,
  isCovered,
  type OrderPage,
  sumsAfter,
  undoExtension,
} from '#orders/extension-order.ts';
import { type Credential, source } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-22T17:00:00.000Z');
const api = source.parse({ via: 'api', keyId: 'k' });

const order: ExtensionOrder = {
  id: 'o1',
  provider: 'SPMC',
  keyId: 'k',
  state: 'applying',
  // Late in the evening in UTC, the 23rd in Hong Kong.
  createdAt: at,
  types: ['OFA'],
  expiringFrom: day('2026-12-01'),
  expiringTo: day('2026-12-31'),
  expiresOn: day('2027-03-31'),
  reason: 'r',
};

const certificate = (facts: Partial<Credential> = {}): Credential => ({
  key: 'SPMCOFA1',
  number: 'SPMC-OFA-1',
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  language: 'en',
  issuedOn: day('2024-01-01'),
  expiresOn: day('2026-12-15'),
  history: [{ at, source: api, event: 'issued', on: day('2024-01-01') }],
  version: 1,
  ...facts,
});

describe('an order', () => {
  test.each([
    ['2026-11-30', 'OFA', false],
    ['2026-12-01', 'OFA', true],
    ['2026-12-31', 'OFA', true],
    ['2027-01-01', 'OFA', false],
    ['2026-12-15', 'BLS', false],
  ])('is about what expires in its range: %s, %s', (expiresOn, type, expected) => {
    expect(isCovered(order, certificate({ expiresOn: day(expiresOn), type }))).toBe(expected);
  });

  test('for all types is about each of them, and never about what does not expire', () => {
    const { types: _, ...all } = order;
    expect(isCovered(all, certificate({ type: 'BLS' }))).toBe(true);
    const { expiresOn: __, ...diploma } = certificate();
    expect(isCovered(all, diploma)).toBe(false);
  });

  test('has effect from its own day in Hong Kong, whenever the job comes to it', () => {
    const later = instant.parse('2026-11-25T02:00:00.000Z');
    const done = applyOrder(order, certificate(), later);
    if (done.outcome !== 'extended') throw new Error(done.outcome);
    expect(done.credential.history.at(-1)).toEqual({
      event: 'extended',
      at: later,
      on: '2026-11-23',
      source: { via: 'order', orderId: 'o1' },
      order: 'o1',
      expiresOn: '2027-03-31',
      reason: 'r',
    });
    expect(done.credential.expiresOn).toBe('2026-12-15');
    expect(applyOrder(order, done.credential, later)).toEqual({
      outcome: 'extended',
      credential: done.credential,
    });
  });

  test.each<[string, Partial<Credential>, object]>([
    [
      'is revoked',
      { history: [{ at, source: api, event: 'revoked', on: day('2026-01-01'), reason: 'r' }] },
      { outcome: 'skipped', code: 'revoked' },
    ],
    [
      'would last over 15 years',
      { issuedOn: day('2012-01-01') },
      { outcome: 'skipped', code: 'too_long_validity' },
    ],
    ['was issued after it', { issuedOn: day('2026-11-24') }, { outcome: 'skipped', code: 'before_issue' }],
    ['expires at another time', { expiresOn: day('2027-01-01') }, { outcome: 'notCovered' }],
  ])('skips what %s, and says so', (_, facts, expected) => {
    expect(applyOrder(order, certificate(facts), at)).toEqual(expected);
  });

  test('taken back leaves the printed date; where it never was, nothing changes', () => {
    const done = applyOrder(order, certificate(), at);
    if (done.outcome !== 'extended') throw new Error(done.outcome);
    const withdrawal = { reason: 'too early', keyId: 'k', at: instant.parse('2026-12-01T02:00:00.000Z') };
    const withdrawn = { ...order, state: 'withdrawing', withdrawal } as const;
    const back = undoExtension(withdrawn, done.credential, withdrawal.at);
    expect(effectiveExpiry(back)).toBe('2026-12-15');
    expect(back.history.at(-1)).toMatchObject({ event: 'extensionWithdrawn', on: '2026-12-01', order: 'o1' });
    expect(undoExtension(withdrawn, back, withdrawal.at)).toBe(back);
    const untouched = certificate();
    expect(undoExtension(withdrawn, untouched, withdrawal.at)).toBe(untouched);
  });

  test.each([
    ['2026-12-31', 'not_after_range'],
    ['2027-01-01', undefined],
    ['2041-11-22', undefined],
    ['2041-11-23', 'too_long_validity'],
  ])('to %s: %s', (expiresOn, problem) => {
    const draft = { expiringTo: day('2026-12-31'), expiresOn: day(expiresOn) };
    expect(draftProblem(draft, day('2026-11-22'))).toBe(problem);
  });
});

describe('the sums', () => {
  const page = (more: Partial<OrderPage>): OrderPage => ({
    orderId: 'o1',
    n: 0,
    pass: 0,
    planned: ['A', 'B', 'C'],
    before: {
      counts: { matching: 5, extended: 2, skipped: { revoked: 4 }, withdrawn: 0 },
      extendedInPass: 2,
      skippedInPass: { revoked: 1 },
    },
    outcome: { extended: ['A', 'B'], skipped: [{ number: 'C', code: 'revoked' }] },
    ...more,
  });

  test('of the first walk grow with every page', () => {
    expect(sumsAfter(page({ next: 'x' })).counts).toEqual({
      matching: 5,
      extended: 4,
      skipped: { revoked: 2 },
      withdrawn: 0,
    });
  });

  test('of a later walk count what it skipped only as a whole, in place of what the walk before skipped', () => {
    expect(sumsAfter(page({ pass: 1, next: 'x' })).counts.skipped).toEqual({ revoked: 4 });
    expect(sumsAfter(page({ pass: 1 })).counts.skipped).toEqual({ revoked: 2 });
  });

  test('do not change with a page that is only planned', () => {
    const { outcome: _, ...planned } = page({});
    expect(sumsAfter(planned)).toBe(planned.before);
  });
});
