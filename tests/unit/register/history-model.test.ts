import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential, CredentialStatus } from '#register/certificate/credential.ts';
import {
  effectiveExpiry,
  replay,
  statusOn,
  type Transition,
  transition,
} from '#register/certificate/history.ts';
import {
  addDays,
  addSeconds,
  type CivilDate,
  civilDate,
  daysBetween,
  hongKongDay,
} from '#register/civil-date.ts';
import { instantFrom } from '#support/storage/registry';

const day = (text: string) => civilDate.parse(text);
const issuedOn = day('2024-03-01');
const printed = day('2027-02-28');
const source = { via: 'api', keyId: 'k' } as const;

const issued: Credential = {
  key: 'SPMCOFA1',
  number: 'SPMC-OFA-1',
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  language: 'en',
  issuedOn,
  expiresOn: printed,
  history: [{ at: instantFrom('2024-03-01T02:00:00.000Z'), source, event: 'issued', on: issuedOn }],
  version: 1,
};

/**
 * The certificate's register as a clerk would keep it on paper for one day: what is recorded, in its order, each change
 * only once its day has come.
 */
function onPaper({ history, expiresOn }: Credential, on: CivilDate): CredentialStatus {
  let revoked: CivilDate[] = [];
  let suspended: CivilDate[] = [];
  let isSuperseded = false;
  let extensions: { to: CivilDate; order: string | undefined }[] = [];
  for (const entry of history) {
    if (entry.on > on) continue;
    if (entry.event === 'revoked') revoked.push(entry.on);
    if (entry.event === 'suspended') suspended.push(entry.on);
    if (entry.event === 'superseded') isSuperseded = true;
    if (entry.event === 'supersessionLifted') isSuperseded = false;
    if (entry.event === 'extended') extensions.push({ to: entry.expiresOn, order: entry.order });
    if (entry.event === 'extensionWithdrawn')
      extensions = extensions.filter(({ order }) => order !== entry.order);
    if (entry.event === 'reinstated') {
      const recordedOn = hongKongDay(entry.at);
      const [, from = entry.on] = [entry.on, recordedOn].toSorted();
      revoked = revoked.filter((since) => since > from);
      suspended = suspended.filter((since) => since > from);
    }
  }
  if (revoked.length) return 'revoked';
  if (suspended.length) return 'suspended';
  if (isSuperseded) return 'superseded';
  if (on < issuedOn) return 'notYetValid';
  const last = [expiresOn ?? '', ...extensions.map(({ to }) => to)].toSorted().at(-1) ?? '';
  if (on > last) return 'expired';
  return daysBetween(on, civilDate.parse(last)) <= 90 ? 'expiringSoon' : 'valid';
}

const by = { number: 'SPMC-OFA-2', provider: 'SPMC' };
const reason = 'r';
type Draft = (at: Transition['at'], on: CivilDate, expiresOn: CivilDate, order: string) => Transition;
const drafts = {
  revoke: (at, on) => ({ at, on, source, reason, event: 'revoked' }),
  suspend: (at, on) => ({ at, on, source, reason, event: 'suspended' }),
  reinstate: (at, on) => ({ at, on, source, reason, event: 'reinstated' }),
  supersede: (at, on) => ({ at, on, source, reason, event: 'superseded', by }),
  lift: (at, on) => ({ at, on, source, reason, event: 'supersessionLifted' }),
  extend: (at, on, expiresOn) => ({ at, on, source, reason, event: 'extended', expiresOn }),
  order: (at, on, expiresOn, order) => ({ at, on, source, reason, event: 'extended', expiresOn, order }),
  withdraw: (at, on, _, order) => ({ at, on, source, reason, event: 'extensionWithdrawn', order }),
} satisfies Record<string, Draft>;
type Step = keyof typeof drafts;

/** What comes of it, as far as the register lets it through. */
const recorded = (entries: readonly Transition[]) =>
  entries.reduce((before, entry) => {
    const result = transition(before, entry);
    return result.ok ? result.credential : before;
  }, issued);

/** The days on which anything can change, each with its neighbours. */
const daysOf = ({ history }: Credential) =>
  [...history.flatMap((entry) => [entry.on, hongKongDay(entry.at)]), printed]
    .concat(history.flatMap((entry) => (entry.event === 'extended' ? [entry.expiresOn] : [])))
    .flatMap((on) => [-91, -90, -1, 0, 1].map((by) => addDays(on, by)))
    .filter((on, i, all) => all.indexOf(on) === i);

describe('the status on every day is that of the register on paper', () => {
  const after = fc.integer({ min: 0, max: 40 });
  const steps = fc.array(
    fc.record({
      step: fc.constantFrom(...(Object.keys(drafts) as Step[])),
      hoursLater: fc.integer({ min: 0, max: 400 }),
      effect: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 30 })),
      longer: fc.integer({ min: 1, max: 400 }),
      order: fc.constantFrom('o1', 'o2', 'o3'),
    }),
    { minLength: 3, maxLength: 14 },
  );

  it('whatever was recorded, in whatever order', () => {
    let refused = 0;
    fc.assert(
      fc.property(steps, after, (drawn, start) => {
        let at = addSeconds(instantFrom('2026-10-01T01:00:00.000Z'), start * 86_400);
        const entries = drawn.map(({ step, hoursLater, effect, longer, order }) => {
          at = addSeconds(at, hoursLater * 3600);
          return drafts[step](at, addDays(hongKongDay(at), effect), addDays(printed, longer), order);
        });
        const credential = recorded(entries);
        refused += entries.length - (credential.history.length - 1);
        const days = daysOf(credential);
        expect(days.map((on) => [on, statusOn(credential, on)])).toEqual(
          days.map((on) => [on, onPaper(credential, on)]),
        );
      }),
      { numRuns: 200 },
    );
    // Else it would be no histories of a register.
    expect(refused).toBeGreaterThan(0);
  });
});

/** `revoke 2026-11-05`: recorded on that morning, with effect from that day. */
function told(line: string): Credential {
  const entries = line.split(', ').map((part) => {
    const [step = '', on = '', expiresOn = '2027-02-28', order = 'o1'] = part.split(' ');
    const draft = drafts[step as Step];
    return draft(instantFrom(`${on}T01:00:00.000Z`), day(on), day(expiresOn), order);
  });
  const credential = recorded(entries);
  // Each of these is one that the register takes.
  expect(credential.history).toHaveLength(entries.length + 1);
  return credential;
}

describe('sequences', () => {
  it.each<[string, Record<string, CredentialStatus>]>([
    [
      'supersede 2025-01-01, suspend 2025-02-01, reinstate 2025-03-01',
      {
        '2024-12-31': 'valid',
        '2025-01-31': 'superseded',
        '2025-02-28': 'suspended',
        '2025-03-01': 'superseded',
        '2026-12-31': 'superseded',
        '2027-03-01': 'superseded',
      },
    ],
    [
      'supersede 2025-01-01, revoke 2025-02-01, reinstate 2025-03-01, lift 2025-04-01',
      { '2025-02-28': 'revoked', '2025-03-31': 'superseded', '2025-04-01': 'valid' },
    ],
    [
      'supersede 2025-01-01, lift 2025-02-01, supersede 2025-03-01, suspend 2025-04-01, reinstate 2025-05-01',
      {
        '2025-01-31': 'superseded',
        '2025-02-28': 'valid',
        '2025-03-31': 'superseded',
        '2025-04-30': 'suspended',
        '2025-05-01': 'superseded',
      },
    ],
    [
      'suspend 2025-01-01, extend 2025-02-01 2028-02-28, revoke 2025-03-01',
      { '2025-02-28': 'suspended', '2025-03-01': 'revoked', '2028-01-01': 'revoked' },
    ],
    [
      'suspend 2025-01-01, revoke 2025-02-01, reinstate 2025-03-01',
      { '2025-01-31': 'suspended', '2025-02-28': 'revoked', '2025-03-01': 'valid' },
    ],
    [
      'revoke 2025-01-01, reinstate 2025-02-01, revoke 2025-03-01, reinstate 2025-04-01, revoke 2025-05-01',
      {
        '2025-01-31': 'revoked',
        '2025-02-28': 'valid',
        '2025-03-31': 'revoked',
        '2025-04-30': 'valid',
        '2025-05-01': 'revoked',
      },
    ],
    [
      'suspend 2025-01-01, reinstate 2025-02-01, suspend 2025-03-01, reinstate 2025-04-01',
      { '2025-01-31': 'suspended', '2025-02-28': 'valid', '2025-03-31': 'suspended', '2025-04-01': 'valid' },
    ],
    [
      'order 2026-12-01 2027-06-30 o1, order 2026-12-02 2027-09-30 o2, order 2026-12-03 2027-12-31 o3, withdraw 2026-12-10 - o2, withdraw 2026-12-11 - o3',
      { '2026-12-09': 'valid', '2027-06-30': 'expiringSoon', '2027-07-01': 'expired' },
    ],
    [
      'order 2026-12-01 2027-06-30 o1, order 2026-12-02 2027-09-30 o2, withdraw 2026-12-10 - o1, withdraw 2026-12-11 - o2, order 2026-12-20 2027-12-31 o3',
      { '2026-12-10': 'valid', '2026-12-11': 'expiringSoon', '2026-12-20': 'valid', '2028-01-01': 'expired' },
    ],
    [
      'order 2026-12-01 2027-06-30 o1, suspend 2026-12-05, withdraw 2026-12-10 - o1, reinstate 2026-12-15',
      {
        '2026-12-04': 'valid',
        '2026-12-14': 'suspended',
        '2026-12-15': 'expiringSoon',
        '2027-03-01': 'expired',
      },
    ],
  ])('%s', (line, statuses) => {
    const credential = told(line.replaceAll(' - ', ' 2027-02-28 '));
    const found = Object.keys(statuses).map((on) => [on, statusOn(credential, day(on))]);
    expect(Object.fromEntries(found)).toEqual(statuses);
  });

  it('a correction after an extension gives back what is printed, and never takes from the extension', () => {
    const extended = told('extend 2026-01-01 2028-02-28');
    const printedLater = { ...extended, expiresOn: day('2027-12-31') };
    expect(replay(printedLater, day('2026-06-01'))).toMatchObject({
      expiresOn: '2028-02-28',
      extendedFrom: '2027-12-31',
    });
    const printedBeyond = { ...extended, expiresOn: day('2028-06-30') };
    expect(replay(printedBeyond, day('2026-06-01'))).toEqual({ expiresOn: '2028-06-30' });
    expect(effectiveExpiry(printedBeyond)).toBe('2028-06-30');
  });
});
