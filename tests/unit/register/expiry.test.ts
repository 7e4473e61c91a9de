import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, typeByCode } from '#register/catalogue/catalogue.ts';
import {
  defaultExpiry,
  type ExpiryRule,
  isInRenewalSeason,
  renewedExpiry,
} from '#register/certificate/expiry.ts';
import { addDays, civilDate, daysBetween } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const days = fc.integer({ min: 0, max: 25_567 }).map((n) => addDays(day('1990-01-01'), n));

const years = (count: number, convention: 'dayBefore' | 'sameDate' | 'endOfMonth'): ExpiryRule => ({
  kind: 'years',
  years: count,
  convention,
});
const spring: ExpiryRule = { kind: 'nremt', month: 3, day: 31 };
const autumn: ExpiryRule = { kind: 'nremt', month: 9, day: 30 };

describe('the last valid day that follows from the day of issue', () => {
  test.each([
    ['dayBefore, 3 years', years(3, 'dayBefore'), '2023-03-01', '2026-02-28'],
    ['dayBefore, 3 years', years(3, 'dayBefore'), '2024-02-29', '2027-02-28'],
    ['dayBefore, 3 years', years(3, 'dayBefore'), '2025-03-01', '2028-02-29'],
    ['dayBefore, 3 years', years(3, 'dayBefore'), '2026-01-31', '2029-01-30'],
    ['sameDate, 3 years', years(3, 'sameDate'), '2023-03-01', '2026-03-01'],
    ['sameDate, 3 years', years(3, 'sameDate'), '2024-02-29', '2027-02-28'],
    ['endOfMonth, 2 years', years(2, 'endOfMonth'), '2024-02-29', '2026-02-28'],
    ['endOfMonth, 2 years', years(2, 'endOfMonth'), '2026-02-10', '2028-02-29'],
    ['NREMT', spring, '2026-06-30', '2028-03-31'],
    ['NREMT', spring, '2026-07-01', '2029-03-31'],
    ['NREMT, EMR', autumn, '2026-12-31', '2029-09-30'],
    ['NREMT, EMR', autumn, '2026-01-01', '2028-09-30'],
  ])('%s: %o of %s is %s', (_, rule, issuedOn, expected) => {
    expect(defaultExpiry(rule, day(issuedOn))).toBe(expected);
  });

  test.each(['none', 'required'] as const)('there is none where the rule is "%s"', (kind) => {
    expect(defaultExpiry({ kind }, day('2026-01-01'))).toBeUndefined();
  });

  test.each([
    ['OFA', '2024-03-01', '2027-02-28'],
    ['EMTB', '2026-03-01', '2028-03-01'],
    ['BLS', '2026-02-10', '2028-02-29'],
    ['ITLS', '2024-02-29', '2027-02-28'],
    ['NREMT', '2026-07-01', '2029-03-31'],
    ['NREMR', '2026-12-31', '2029-09-30'],
  ])('a %s of %s is valid through %s', (code, issuedOn, expected) => {
    const rule = typeByCode(code)?.expiry ?? { kind: 'none' };
    expect(defaultExpiry(rule, day(issuedOn))).toBe(expected);
  });
});

test('no type expires before it is issued, nor later than 15 years after', () => {
  fc.assert(
    fc.property(fc.constantFrom(...catalogue), days, ({ expiry }, issuedOn) => {
      const expiresOn = defaultExpiry(expiry, issuedOn);
      if (expiresOn === undefined) return;
      expect(expiresOn > issuedOn).toBe(true);
      expect(daysBetween(issuedOn, expiresOn)).toBeLessThan(15 * 365);
    }),
  );
});

test('the conventions differ as they say: the day before the same date, and at the latest the end of its month', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 5 }), (issuedOn, count) => {
      const dayBefore = defaultExpiry(years(count, 'dayBefore'), issuedOn) ?? issuedOn;
      const sameDate = defaultExpiry(years(count, 'sameDate'), issuedOn) ?? issuedOn;
      const endOfMonth = defaultExpiry(years(count, 'endOfMonth'), issuedOn) ?? issuedOn;
      // 29 February meets no 29 February: both conventions then come to 28 February.
      const missing = issuedOn.endsWith('-02-29') && count % 4 !== 0;
      expect(daysBetween(dayBefore, sameDate)).toBe(missing ? 0 : 1);
      expect(endOfMonth >= sameDate).toBe(true);
      expect(endOfMonth.slice(0, 7)).toBe(sameDate.slice(0, 7));
    }),
  );
});

test('who is issued later never expires earlier', () => {
  fc.assert(
    fc.property(fc.constantFrom(...catalogue), days, days, ({ expiry }, a, b) => {
      const [earlier, later] = a <= b ? [a, b] : [b, a];
      const first = defaultExpiry(expiry, earlier);
      const second = defaultExpiry(expiry, later);
      if (first && second) expect(first <= second).toBe(true);
    }),
  );
});

test.each([
  ['NREMT', '2027-03-31', '2027-03-01', '2029-03-31'],
  ['NREMR', '2026-09-30', '2026-08-01', '2028-09-30'],
  ['NREMR', '2026-09-30', '2028-10-01', undefined],
  ['NREMT', '2028-02-29', '2028-01-10', '2030-02-28'],
  ['OFA', '2027-02-28', '2027-01-01', undefined],
  ['NREMT', undefined, '2027-01-01', undefined],
])('%s that renews one through %s on %s lasts through %s', (code, old, issuedOn, last) => {
  const rule = typeByCode(code)?.expiry ?? spring;
  const renewed = { type: code, expiresOn: old === undefined ? undefined : day(old) };
  expect(renewedExpiry(rule, renewed, day(issuedOn))).toBe(last);
});

test.each([
  ['2027-03-31', '2026-09-30', false],
  ['2027-03-31', '2026-10-01', true],
  ['2027-03-31', '2027-04-30', true],
  ['2027-03-31', '2027-05-01', false],
  ['2026-09-30', '2026-03-31', false],
  ['2026-09-30', '2026-04-01', true],
  ['2026-09-30', '2026-10-31', true],
  ['2026-09-30', '2026-11-01', false],
])('a registration through %s is renewed on %s: %s', (expiresOn, issuedOn, is) => {
  expect(isInRenewalSeason(day(expiresOn), day(issuedOn))).toBe(is);
});
