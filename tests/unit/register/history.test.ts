import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Credential,
  credentialStatuses,
  type HistoryEntry,
  source,
} from '#register/certificate/credential.ts';
import {
  effectiveExpiry,
  replay,
  statusOn,
  type Transition,
  transition,
} from '#register/certificate/history.ts';
import { addDays, type CivilDate, civilDate, instant } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);
const base = {
  at: instant.parse('2026-11-21T01:00:00.000Z'),
  source: source.parse({ via: 'api', keyId: 'k' }),
};
const by = { number: 'SPMC-OFA-2', provider: 'SPMC' };

const revoked = (on: string): Transition => ({ ...base, event: 'revoked', on: day(on), reason: 'r' });
const suspended = (on: string): Transition => ({ ...base, event: 'suspended', on: day(on), reason: 'r' });
const reinstated = (on: string): Transition => ({ ...base, event: 'reinstated', on: day(on), reason: 'r' });
const superseded = (on: string): Transition => ({
  ...base,
  event: 'superseded',
  on: day(on),
  by,
  reason: 'r',
});
const extended = (on: string, expiresOn: string, order?: string): Transition => ({
  ...base,
  event: 'extended',
  on: day(on),
  expiresOn: day(expiresOn),
  ...(order && { order }),
  reason: 'r',
});
const withdrawn = (on: string, order: string): Transition => ({
  ...base,
  event: 'extensionWithdrawn',
  on: day(on),
  order,
  reason: 'r',
});

/** Issued 2024-03-01, printed as valid through 2027-02-28. */
function credential(entries: HistoryEntry[] = [], facts: Partial<Credential> = {}): Credential {
  return {
    key: 'SPMCOFA1',
    number: 'SPMC-OFA-1',
    provider: 'SPMC',
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    language: 'en',
    issuedOn: day('2024-03-01'),
    expiresOn: day('2027-02-28'),
    history: [{ ...base, event: 'issued', on: day('2024-03-01') }, ...entries],
    version: 1,
    ...facts,
  };
}

const diploma = (entries: HistoryEntry[] = []) => {
  const { expiresOn: _, ...facts } = credential(entries);
  return facts;
};

describe('the status on a day', () => {
  test.each([
    ['the day before issue', '2024-02-29', 'notYetValid'],
    ['the day of issue', '2024-03-01', 'valid'],
    ['91 days left', '2026-11-29', 'valid'],
    ['90 days left', '2026-11-30', 'expiringSoon'],
    ['the last valid day', '2027-02-28', 'expiringSoon'],
    ['the day after', '2027-03-01', 'expired'],
  ])('%s, %s: %s', (_, on, status) => {
    expect(statusOn(credential(), day(on))).toBe(status);
  });

  test.each(['2024-03-01', '2030-01-01', '2060-01-01'])('a diploma is valid on %s', (on) => {
    expect(statusOn(diploma(), day(on))).toBe('valid');
  });

  const all = [superseded('2025-01-03'), suspended('2025-01-02'), revoked('2025-01-01')];
  test.each([
    ['revoked before all', all, 'revoked'],
    ['suspended before superseded', all.slice(0, 2), 'suspended'],
    ['superseded before expired', all.slice(0, 1), 'superseded'],
  ])('%s', (_, entries, status) => {
    expect(statusOn(credential(entries), day('2027-06-01'))).toBe(status);
  });

  test('revoked before it is valid is revoked', () => {
    expect(statusOn(credential([revoked('2024-01-01')]), day('2024-02-01'))).toBe('revoked');
  });

  test('suspended and reinstated: suspended in between, and as before after that', () => {
    const between = credential([suspended('2025-01-01'), reinstated('2025-02-01')]);
    expect(statusOn(between, day('2024-12-31'))).toBe('valid');
    expect(statusOn(between, day('2025-01-01'))).toBe('suspended');
    expect(statusOn(between, day('2025-01-31'))).toBe('suspended');
    expect(statusOn(between, day('2025-02-01'))).toBe('valid');
  });
});

describe('what holds on a past day', () => {
  test('is what had happened by then', () => {
    const later = credential([revoked('2025-06-01')]);
    expect(statusOn(later, day('2025-05-31'))).toBe('valid');
    expect(replay(later, day('2025-06-01')).revokedOn).toBe('2025-06-01');
  });

  test('a reinstatement lifts what was recorded before it, never what came later with an earlier effect', () => {
    const suspendedFirst = [suspended('2025-02-01'), reinstated('2025-03-01')];
    const backdated = credential([...suspendedFirst, revoked('2025-01-01')]);
    expect(replay(backdated, day('2025-01-15'))).toMatchObject({ revokedOn: '2025-01-01' });
    expect(statusOn(backdated, day('2026-11-21'))).toBe('revoked');
    const lifted = credential([...suspendedFirst, revoked('2025-01-01'), reinstated('2025-06-01')]);
    expect(statusOn(lifted, day('2025-05-31'))).toBe('revoked');
    expect(statusOn(lifted, day('2025-06-01'))).toBe('valid');
  });

  test.each<[string, Transition[]]>([
    ['after it was suspended', [suspended('2026-11-01'), revoked('2026-12-01')]],
    ['before it was suspended', [revoked('2026-12-01'), suspended('2026-11-01')]],
  ])('a revocation announced for a later day, %s, outlives the reinstatement', (_, announced) => {
    const lifted = credential([...announced, reinstated('2026-11-21')]);
    expect(statusOn(lifted, day('2026-11-20'))).toBe('suspended');
    expect(statusOn(lifted, day('2026-11-21'))).toBe('valid');
    expect(statusOn(lifted, day('2026-12-01'))).toBe('revoked');
    const called = transition(lifted, reinstated('2026-12-01'));
    expect(called.ok && statusOn(called.credential, day('2026-12-01'))).toBe('expiringSoon');
  });

  test('of two revocations the one that takes effect earlier counts', () => {
    const twice = credential([revoked('2025-06-01'), revoked('2025-01-01')]);
    expect(replay(twice, day('2026-01-01')).revokedOn).toBe('2025-01-01');
  });

  test('goes by the order of recording within a day', () => {
    const on = '2025-01-01';
    expect(replay(credential([revoked(on), reinstated(on)]), day(on)).revokedOn).toBeUndefined();
    expect(replay(credential([reinstated(on), revoked(on)]), day(on)).revokedOn).toBe(on);
  });

  test('a corrected date holds for every day', () => {
    const entry: HistoryEntry = {
      ...base,
      event: 'corrected',
      on: day('2026-01-01'),
      changes: [{ field: 'expiresOn', from: '2027-02-28', to: '2025-02-28' }],
      reason: 'typed wrongly',
    };
    const corrected = credential([entry], { expiresOn: day('2025-02-28') });
    expect(statusOn(corrected, day('2025-03-01'))).toBe('expired');
  });
});

describe('an extension', () => {
  test('as St John’s in 2020: expired in January, extended in May, and what was printed is kept', () => {
    const extension = extended('2020-05-15', '2020-05-31');
    const moved = credential([extension], { issuedOn: day('2017-01-01'), expiresOn: day('2019-12-31') });
    expect(statusOn(moved, day('2020-05-14'))).toBe('expired');
    expect(replay(moved, day('2020-05-14')).expiresOn).toBe('2019-12-31');
    expect(replay(moved, day('2020-05-14')).extendedFrom).toBeUndefined();
    expect(statusOn(moved, day('2020-05-15'))).toBe('expiringSoon');
    expect(replay(moved, day('2020-05-15'))).toEqual({
      expiresOn: '2020-05-31',
      extendedFrom: '2019-12-31',
      extension: { on: '2020-05-15' },
    });
    expect(statusOn(moved, day('2020-06-01'))).toBe('expired');
    expect(effectiveExpiry(moved)).toBe('2020-05-31');
  });

  test('after an extension still tells what was printed', () => {
    const twice = credential([extended('2026-01-01', '2027-05-31'), extended('2026-02-01', '2027-08-31')]);
    expect(replay(twice, day('2026-03-01'))).toEqual({
      expiresOn: '2027-08-31',
      extendedFrom: '2027-02-28',
      extension: { on: '2026-02-01' },
    });
  });

  test('never shortens what a correction has since printed', () => {
    const corrected = credential([extended('2026-01-01', '2027-05-31')], { expiresOn: day('2028-02-29') });
    expect(replay(corrected, day('2026-03-01'))).toEqual({ expiresOn: '2028-02-29' });
  });

  test('in the future counts for the effective expiry already', () => {
    expect(effectiveExpiry(credential([extended('2027-01-01', '2027-05-31')]))).toBe('2027-05-31');
    expect(effectiveExpiry(diploma())).toBeUndefined();
  });
});

describe('an extension by order', () => {
  const byA = extended('2026-01-01', '2027-05-31', 'a');
  const byB = extended('2026-02-01', '2027-08-31', 'b');
  const byItself = extended('2026-03-01', '2027-06-30');
  const withoutA = withdrawn('2026-04-01', 'a');

  test.each<[string, HistoryEntry[], string, string, object | undefined]>([
    ['holds from its day on', [byA], '2026-01-01', '2027-05-31', { on: '2026-01-01', order: 'a' }],
    ['does not hold before', [byA], '2025-12-31', '2027-02-28', undefined],
    [
      'still holds the day before its withdrawal',
      [byA, withoutA],
      '2026-03-31',
      '2027-05-31',
      { on: '2026-01-01', order: 'a' },
    ],
    [
      'does not hold from the day of its withdrawal on',
      [byA, withoutA],
      '2026-04-01',
      '2027-02-28',
      undefined,
    ],
    ['of a longer order is cited', [byA, byB], '2026-02-01', '2027-08-31', { on: '2026-02-01', order: 'b' }],
    [
      'of another order stays',
      [byB, byA, withoutA],
      '2026-04-01',
      '2027-08-31',
      { on: '2026-02-01', order: 'b' },
    ],
    [
      'comes to light again when the longer one is withdrawn',
      [byA, byB, withdrawn('2026-04-01', 'b')],
      '2026-04-01',
      '2027-05-31',
      { on: '2026-01-01', order: 'a' },
    ],
    [
      'leaves the certificate’s own',
      [byA, byItself, withoutA],
      '2026-04-01',
      '2027-06-30',
      { on: '2026-03-01' },
    ],
    [
      'withdrawn, and extended again by another',
      [byA, withoutA, extended('2026-05-01', '2027-07-31', 'c')],
      '2026-05-01',
      '2027-07-31',
      { on: '2026-05-01', order: 'c' },
    ],
    [
      'withdrawn on its own day never holds',
      [byA, withdrawn('2026-01-01', 'a')],
      '2026-01-01',
      '2027-02-28',
      undefined,
    ],
    [
      'to the day that an earlier one gave is not the one cited',
      [byA, extended('2026-02-01', '2027-05-31', 'b')],
      '2026-03-01',
      '2027-05-31',
      { on: '2026-01-01', order: 'a' },
    ],
  ])('%s', (_, entries, on, expiresOn, extension) => {
    const existing = replay(credential(entries), day(on));
    expect([existing.expiresOn, existing.extension]).toEqual([expiresOn, extension]);
    expect(existing.extendedFrom).toBe(extension && '2027-02-28');
  });

  test('withdrawn is out of the effective expiry; on the days between, the status is as it was', () => {
    const registered = credential([extended('2027-02-01', '2027-05-31', 'a'), withdrawn('2027-03-15', 'a')]);
    expect(effectiveExpiry(registered)).toBe('2027-02-28');
    expect(['2027-02-28', '2027-03-14', '2027-03-15'].map((on) => statusOn(registered, day(on)))).toEqual([
      'valid',
      'expiringSoon',
      'expired',
    ]);
  });

  test('below what a correction has since printed is neither counted nor cited', () => {
    const corrected = credential([byA], { expiresOn: day('2028-02-29') });
    expect(replay(corrected, day('2026-03-01'))).toEqual({ expiresOn: '2028-02-29' });
  });

  test.each<[string, HistoryEntry[], Transition, string]>([
    ['once', [], byA, 'ok'],
    ['not twice', [byA], extended('2026-06-01', '2027-07-31', 'a'), 'order_applied_before'],
    [
      'nor again after its withdrawal',
      [byA, withoutA],
      extended('2026-06-01', '2027-07-31', 'a'),
      'order_applied_before',
    ],
    ['not what is revoked', [revoked('2025-01-01')], byA, 'revoked'],
    ['another order after it', [byA], byB, 'ok'],
    ['withdrawn once', [byA], withoutA, 'ok'],
    ['not withdrawn twice', [byA, withoutA], withdrawn('2026-05-01', 'a'), 'order_not_applied'],
    ['not withdrawn where another order is', [byB], withoutA, 'order_not_applied'],
    ['not withdrawn where the certificate was extended by itself', [byItself], withoutA, 'order_not_applied'],
    ['withdrawn also from what was revoked since', [byA, revoked('2026-03-01')], withoutA, 'ok'],
    [
      'withdrawn also from what was issued later, as a correction has it',
      [byA],
      withdrawn('2024-01-01', 'a'),
      'ok',
    ],
  ])('may be recorded %s', (_, entries, entry, expected) => {
    const result = transition(credential(entries), entry);
    expect(result.ok ? 'ok' : result.code).toBe(expected);
  });
});

describe('what may follow what', () => {
  const on = '2026-06-01';
  const histories = {
    nothing: [],
    revocation: [revoked('2025-01-01')],
    suspension: [suspended('2025-01-01')],
    reinstatement: [revoked('2025-01-01'), reinstated('2025-02-01')],
    supersession: [superseded('2025-01-01')],
  };
  const events = {
    revoked: revoked(on),
    suspended: suspended(on),
    reinstated: reinstated(on),
    superseded: superseded(on),
    extended: extended(on, '2027-05-31'),
  };

  test.each([
    ['nothing', 'revoked', 'ok'],
    ['nothing', 'suspended', 'ok'],
    ['nothing', 'reinstated', 'not_revoked_or_suspended'],
    ['nothing', 'superseded', 'ok'],
    ['nothing', 'extended', 'ok'],
    ['revocation', 'revoked', 'already_revoked'],
    ['revocation', 'suspended', 'revoked'],
    ['revocation', 'reinstated', 'ok'],
    ['revocation', 'superseded', 'revoked'],
    ['revocation', 'extended', 'revoked'],
    ['suspension', 'revoked', 'ok'],
    ['suspension', 'suspended', 'already_suspended'],
    ['suspension', 'reinstated', 'ok'],
    ['suspension', 'superseded', 'ok'],
    ['suspension', 'extended', 'ok'],
    ['reinstatement', 'revoked', 'ok'],
    ['reinstatement', 'suspended', 'ok'],
    ['reinstatement', 'reinstated', 'not_revoked_or_suspended'],
    ['reinstatement', 'extended', 'ok'],
    ['supersession', 'superseded', 'already_superseded'],
    ['supersession', 'revoked', 'ok'],
    ['supersession', 'suspended', 'ok'],
  ] as const)('after %s, %s: %s', (before, event, expected) => {
    const result = transition(credential(histories[before]), events[event]);
    expect(result.ok ? 'ok' : result.code).toBe(expected);
  });

  test.each([
    ['revoked before the day of issue', credential(), revoked('2024-02-29'), 'before_issue'],
    ['extended to the day it has', credential(), extended(on, '2027-02-28'), 'not_later'],
    ['extended to an earlier day', credential(), extended(on, '2026-12-31'), 'not_later'],
    [
      'extended to less than an extension still to come',
      credential([extended('2026-12-01', '2027-08-31')]),
      extended(on, '2027-05-31'),
      'not_later',
    ],
    ['extended though it does not expire', diploma(), extended(on, '2027-05-31'), 'no_expiry'],
    ['extended beyond 15 years', credential(), extended(on, '2039-03-02'), 'too_long_validity'],
    [
      'suspended with an earlier effect than its revocation',
      credential([revoked('2026-07-01')]),
      suspended('2026-06-01'),
      'revoked',
    ],
  ])('%s: %4$s', (_, before, entry, code) => {
    expect(transition(before, entry)).toEqual({ ok: false, code });
  });

  test('renewed from a day on which it was still revoked, when it is not any more', () => {
    const corrected = credential([revoked('2026-05-01'), reinstated('2026-11-20')]);
    expect(transition(corrected, superseded('2026-11-01')).ok).toBe(true);
  });

  test('on the day of issue itself it may be revoked', () => {
    expect(transition(credential(), revoked('2024-03-01')).ok).toBe(true);
  });

  test('appends one entry, raises the version, and leaves what it was given alone', () => {
    const before = credential();
    const copy = structuredClone(before);
    const result = transition(before, events.revoked);
    expect(result).toEqual({
      ok: true,
      credential: { ...copy, history: [...copy.history, events.revoked], version: 2 },
    });
    expect(before).toEqual(copy);
  });
});

describe('any history', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map((n) => addDays(day('2024-03-01'), n));
  const event = fc.oneof(
    fc
      .record({ kind: fc.constantFrom(revoked, suspended, reinstated, superseded), on: days })
      .map(({ kind, on }) => kind(on)),
    fc.record({ on: days, expiresOn: days }).map(({ on, expiresOn }) => extended(on, expiresOn)),
  );
  const histories = fc.array(event, { maxLength: 8 });
  /** Only what the table lets through, as the register holds it. */
  const lawful = histories.map((entries) =>
    entries.reduce((before, entry) => {
      const result = transition(before, entry);
      return result.ok ? result.credential : before;
    }, credential()),
  );

  test('what takes effect after a day changes nothing on that day', () => {
    fc.assert(
      fc.property(histories, event, days, (entries, later, on) => {
        fc.pre(later.on > on);
        expect(replay(credential([...entries, later]), on)).toEqual(replay(credential(entries), on));
      }),
    );
  });

  test('the last valid day only ever moves later, up to the effective expiry', () => {
    fc.assert(
      fc.property(lawful, days, days, (registered, a, b) => {
        const [earlier, later]: [CivilDate, CivilDate] = a <= b ? [a, b] : [b, a];
        const first = replay(registered, earlier).expiresOn ?? '';
        const second = replay(registered, later).expiresOn ?? '';
        expect(first <= second).toBe(true);
        expect(second <= (effectiveExpiry(registered) ?? '')).toBe(true);
      }),
    );
  });

  test('the version counts the changes, and once superseded it stays so', () => {
    fc.assert(
      fc.property(lawful, days, days, (registered, a, b) => {
        expect(registered.version).toBe(registered.history.length);
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        if (replay(registered, earlier).superseded)
          expect(replay(registered, later).superseded).toBeDefined();
      }),
    );
  });

  test('a status never rests on a day still to come', () => {
    fc.assert(
      fc.property(lawful, days, (registered, on) => {
        const { revokedOn = on, suspendedOn = on, superseded: newer } = replay(registered, on);
        expect([revokedOn, suspendedOn, newer?.on ?? on].every((since) => since <= on)).toBe(true);
        expect(credentialStatuses).toContain(statusOn(registered, on));
      }),
    );
  });
});
