import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { addDays, civilDate, instant } from '#register/civil-date.ts';
import { newsBetween, nextStepAfter, statusToNotify } from '#watch/news/watch-news.ts';
import { type NotifiedStatus, readSite } from '#watch/watched-site.ts';

const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2024-03-01T02:00:00.000Z');
const source = { via: 'api', keyId: 'k' } as const;
const issuedOn = day('2024-03-01');
const issued: HistoryEntry = { event: 'issued', at, on: issuedOn, source };
const by = { number: 'SPMC-2', provider: 'SPMC' };

/** OFA issued 2024-03-01 that ends on 2027-02-28, with what happened since. */
function certificate(events: object[] = [], facts: Partial<Credential> = {}): Credential {
  const history = events.map((event) => ({ at, source, reason: 'x', ...event }) as HistoryEntry);
  return {
    key: 'SPMC1',
    number: 'SPMC-1',
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    language: 'en',
    issuedOn,
    expiresOn: day('2027-02-28'),
    history: [issued, ...history],
    version: 1,
    ...facts,
  };
}

const revoked = (on: string) => ({ event: 'revoked', on: day(on) });
const suspended = (on: string) => ({ event: 'suspended', on: day(on) });
const reinstated = (on: string) => ({
  event: 'reinstated',
  on: day(on),
  at: instant.parse(`${on}T02:00:00.000Z`),
});
const superseded = (on: string, more = by) => ({ event: 'superseded', on: day(on), by: more });
const lifted = (on: string) => ({ event: 'supersessionLifted', on: day(on) });
const extended = (on: string, expiresOn: string) => ({
  event: 'extended',
  on: day(on),
  expiresOn: day(expiresOn),
});

const told = (events: object[], on: string, facts: Partial<Credential> = {}) =>
  statusToNotify({ credential: certificate(events, facts), on: day(on) });

describe('what an employer is told of a certificate', () => {
  const plain = told([], '2026-11-21');

  it.each<[string, NotifiedStatus, object[], string, object[]]>([
    ['nothing while nothing changes', plain, [], '2026-12-29', []],
    ['60 days before the last valid day', plain, [], '2026-12-30', [{ kind: 'expiring', daysLeft: 60 }]],
    [
      'the days that are left when it is told late',
      plain,
      [],
      '2027-01-02',
      [{ kind: 'expiring', daysLeft: 57 }],
    ],
    ['only the narrowest step of several', plain, [], '2027-02-21', [{ kind: 'expiring', daysLeft: 7 }]],
    ['the next step', told([], '2026-12-30'), [], '2027-01-29', [{ kind: 'expiring', daysLeft: 30 }]],
    ['nothing between two steps', told([], '2026-12-30'), [], '2027-01-28', []],
    ['nothing on the last valid day', told([], '2027-02-21'), [], '2027-02-28', []],
    ['the day after it', told([], '2027-02-21'), [], '2027-03-01', [{ kind: 'expired' }]],
    ['that it expired, and not that it was about to', plain, [], '2027-03-09', [{ kind: 'expired' }]],
    ['a revocation', plain, [revoked('2026-11-20')], '2026-11-22', [{ kind: 'revoked', on: '2026-11-20' }]],
    [
      'a suspension',
      plain,
      [suspended('2026-11-22')],
      '2026-11-22',
      [{ kind: 'suspended', on: '2026-11-22' }],
    ],
    [
      'not a suspension that is over',
      plain,
      [suspended('2026-11-22'), reinstated('2026-11-23')],
      '2026-11-24',
      [],
    ],
    [
      'a revocation of what was suspended',
      told([suspended('2026-11-20')], '2026-11-21'),
      [suspended('2026-11-20'), revoked('2026-11-22')],
      '2026-11-22',
      [{ kind: 'revoked', on: '2026-11-22' }],
    ],
    [
      'that it is back in force, and how near its end is',
      told([suspended('2026-11-20')], '2026-11-21'),
      [suspended('2026-11-20'), reinstated('2027-01-30')],
      '2027-01-30',
      [{ kind: 'backInForce' }, { kind: 'expiring', daysLeft: 29 }],
    ],
    [
      'that it expired, when it is reinstated after its end',
      told([revoked('2026-11-20')], '2026-11-21'),
      [revoked('2026-11-20'), reinstated('2027-03-05')],
      '2027-03-05',
      [{ kind: 'expired' }],
    ],
    [
      'a renewal',
      plain,
      [superseded('2026-11-22')],
      '2026-11-22',
      [{ kind: 'renewed', on: '2026-11-22', by }],
    ],
    [
      'another renewal',
      told([superseded('2026-11-20')], '2026-11-21'),
      [superseded('2026-11-20'), lifted('2026-11-22'), superseded('2026-11-23', { ...by, number: 'SPMC-3' })],
      '2026-11-23',
      [{ kind: 'renewed', on: '2026-11-23', by: { ...by, number: 'SPMC-3' } }],
    ],
    [
      'that a renewal was none',
      told([superseded('2026-11-20')], '2026-11-21'),
      [superseded('2026-11-20'), lifted('2026-11-22')],
      '2026-11-22',
      [{ kind: 'backInForce' }],
    ],
    [
      'an extension',
      plain,
      [extended('2026-11-22', '2027-08-31')],
      '2026-11-22',
      [{ kind: 'dateChanged', from: '2027-02-28', to: '2027-08-31' }],
    ],
    [
      'an extension of what had expired, which is in force again by it',
      told([], '2027-03-01'),
      [extended('2027-03-02', '2027-03-31')],
      '2027-03-02',
      [
        { kind: 'dateChanged', from: '2027-02-28', to: '2027-03-31' },
        { kind: 'expiring', daysLeft: 29 },
      ],
    ],
    [
      'no date of what is revoked',
      told([revoked('2026-11-20')], '2026-11-21'),
      [revoked('2026-11-20'), extended('2026-11-22', '2027-08-31')],
      '2026-11-22',
      [],
    ],
    ['a certificate that becomes valid', told([], '2024-02-28'), [], '2024-03-01', [{ kind: 'backInForce' }]],
  ])('%s', (_, before, events, on, items) => {
    expect(newsBetween(before, { credential: certificate(events), on: day(on) })).toEqual(items);
  });

  it('is a corrected date, and that it comes near by it', () => {
    const credential = certificate([], { expiresOn: day('2026-11-30') });
    expect(newsBetween(plain, { credential, on: day('2026-11-23') })).toEqual([
      { kind: 'dateChanged', from: '2027-02-28', to: '2026-11-30' },
      { kind: 'expiring', daysLeft: 7 },
    ]);
  });

  it.each([
    ['same', 'backInForce', 'valid'],
    ['unknown', 'registeredAgain', 'valid'],
    ['another', 'otherHolder', 'otherHolder'],
  ] as const)('of a number that comes back after it was gone, of %s holder: %s', (holder, kind, status) => {
    const on = day('2026-11-23');
    const gone = statusToNotify({ credential: undefined, on });
    const seen = { credential: certificate(), on, holder };
    expect(newsBetween(gone, seen)).toEqual([{ kind }]);
    const now = statusToNotify(seen);
    expect(now.status).toBe(status);
    expect(newsBetween(now, seen)).toEqual([]);
  });

  it('is nothing more of what is somebody else’s, whatever days pass', () => {
    const seen = { credential: certificate(), on: day('2026-11-23'), holder: 'another' } as const;
    expect(nextStepAfter(statusToNotify(seen), seen)).toBeUndefined();
  });

  it('is nothing when it comes to a day that lies behind', () => {
    const late = told([], '2027-03-01');
    expect(newsBetween(late, { credential: certificate(), on: day('2026-12-30') })).toEqual([]);
  });
});

describe('the next day with something to tell', () => {
  it.each<[string, object[], string | undefined]>([
    ['2026-11-21', [], '2026-12-30'],
    ['2026-12-29', [], '2026-12-30'],
    ['2026-12-30', [], '2027-01-29'],
    ['2027-01-29', [], '2027-02-21'],
    ['2027-02-21', [], '2027-03-01'],
    ['2027-03-01', [], undefined],
    ['2024-02-01', [], '2024-03-01'],
    ['2026-11-21', [revoked('2026-11-20')], undefined],
    ['2026-11-21', [superseded('2026-11-20')], undefined],
    // What is announced for a later day changes nothing that the table's stream would tell of on that day.
    ['2026-11-21', [suspended('2026-12-01')], '2026-12-01'],
    ['2026-11-21', [extended('2026-12-01', '2027-08-31')], '2026-12-01'],
  ])('after %s', (on, events, next) => {
    const seen = { credential: certificate(events), on: day(on) };
    expect(nextStepAfter(statusToNotify(seen), seen)).toBe(next);
  });

  it('is never for what does not expire', () => {
    const seen = { credential: certificate(), on: day('2026-11-21') };
    const { expiresOn: _, ...endless } = seen.credential;
    expect(
      nextStepAfter(statusToNotify({ ...seen, credential: endless }), { ...seen, credential: endless }),
    ).toBeUndefined();
  });
});

interface Happening {
  /** Days after the first one on which it is recorded, and after that from which it has effect. */
  after: number;
  ahead: number;
  event: string;
  more: number;
}

describe('telling, on whatever days', () => {
  const first = day('2026-11-21');
  const LAST = 200;
  const happenings: fc.Arbitrary<Happening[]> = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: LAST }),
      ahead: fc.integer({ min: 0, max: 5 }),
      event: fc.constantFrom(
        'revoked',
        'suspended',
        'reinstated',
        'superseded',
        'supersessionLifted',
        'extended',
      ),
      more: fc.integer({ min: 1, max: 200 }),
    }),
    { maxLength: 8 },
  );
  const days = fc.uniqueArray(fc.integer({ min: 0, max: LAST }), { minLength: 1, maxLength: 40 });

  /** The certificate as it is registered on the n-th day. */
  const asOf = (n: number, all: readonly Happening[]) =>
    certificate(
      all
        .filter(({ after }) => after <= n)
        .toSorted((one, other) => one.after - other.after)
        .map(({ after, ahead, event, more }) => ({
          event,
          at: instant.parse(`${addDays(first, after)}T02:00:00.000Z`),
          on: addDays(first, after + ahead),
          ...(event === 'superseded' && { by: { ...by, number: `SPMC-${more}` } }),
          ...(event === 'extended' && { expiresOn: addDays(day('2027-02-28'), more) }),
        })),
    );
  const seenOn = (n: number, all: readonly Happening[]) => ({
    credential: asOf(n, all),
    on: addDays(first, n),
  });
  const allDays = Array.from({ length: LAST + 1 }, (_, n) => n);

  it('ends in the same as telling every day, and leaves nothing that still holds untold', () => {
    fc.assert(
      fc.property(happenings, days, (all, some) => {
        const tellOn = (chosen: number[]) =>
          chosen.reduce(
            (told, n) => {
              const seen = seenOn(n, all);
              const next = newsBetween(told, seen).length > 0 ? statusToNotify(seen) : told;
              expect(next).toEqual(statusToNotify(seen));
              return next;
            },
            statusToNotify(seenOn(0, [])),
          );
        const end = Math.max(...some);
        const daily = tellOn(allDays.filter((n) => n <= end));
        expect(tellOn(some.toSorted((a, b) => a - b))).toEqual(daily);
      }),
    );
  });

  it('is needed only on the day that was named before, or when something was recorded', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        let told = statusToNotify(seenOn(0, all));
        let next = nextStepAfter(told, seenOn(0, all));
        for (const n of allDays.slice(1)) {
          const seen = seenOn(n, all);
          const isNews = newsBetween(told, seen).length > 0;
          const isRecorded = all.some(({ after }) => after === n);
          if (!isRecorded) expect(isNews).toBe(seen.on === next);
          if (isNews) told = statusToNotify(seen);
          if (isNews || isRecorded) next = nextStepAfter(told, seen);
        }
      }),
    );
  });
});

describe("a site's name", () => {
  it.each<[string, string | undefined]>([
    ['Tsuen Wan depot', 'Tsuen Wan depot'],
    ['  荃灣　貨倉 ', '荃灣 貨倉'],
    ['', undefined],
    ['   ', undefined],
    ['depot\r\nBcc: all@example.com', undefined],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), undefined],
  ])('%j is read as %j', (typed, site) => {
    expect(readSite(typed)).toBe(site);
  });
});
