import { describe, expect, it } from 'vitest';
import { undoRow } from '#import/rows/undo-row.ts';
import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { statusOn } from '#register/certificate/history.ts';
import { civilDate, instant } from '#register/civil-date.ts';

/** Taking back what one row of a file did to one certificate. */
const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-21T02:00:00.000Z');
const file = (row: number, importId = 'file') => ({ via: 'import', importId, row, keyId: 'k' }) as const;
const desk = { via: 'api', keyId: 'k' } as const;
const undo = { at, on: day('2026-11-22'), source: { ...file(2), keyId: 'k2', undo: true } } as const;

const issued = (source: HistoryEntry['source'] = desk): HistoryEntry => ({
  event: 'issued',
  at,
  on: day('2024-03-01'),
  source,
});
const corrected = (
  changes: { field: string; from: string | null; to: string | null }[],
  source: HistoryEntry['source'] = file(2),
): HistoryEntry => ({ event: 'corrected', at, on: day('2026-11-21'), source, changes, reason: 'upload' });
const status = (
  event: 'revoked' | 'suspended' | 'reinstated',
  source: HistoryEntry['source'] = desk,
  on = '2026-11-21',
): HistoryEntry => ({ event, at, on: day(on), source, reason: 'r' });
const extended: HistoryEntry = {
  event: 'extended',
  at,
  on: day('2026-11-21'),
  source: desk,
  expiresOn: day('2027-12-31'),
  reason: 'r',
};

const certificate = (history: HistoryEntry[], facts: Partial<Credential> = {}): Credential => ({
  key: 'MINE1',
  number: 'MINE-1',
  provider: 'MINE',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  email: 'new@example.com',
  language: 'en',
  issuedOn: day('2024-03-01'),
  expiresOn: day('2027-02-28'),
  history,
  version: history.length,
  ...facts,
});
const undoing = (history: HistoryEntry[], facts?: Partial<Credential>) =>
  undoRow(certificate(history, facts), file(2), undo);
const toNew = { field: 'email', from: 'old@example.com', to: 'new@example.com' };

it('of a row that did nothing to it, be it of another file or another row, changes nothing', () => {
  const expected = { outcome: 'changedSince' };
  expect(undoing([issued()])).toEqual(expected);
  expect(undoing([issued(file(3))])).toEqual(expected);
  expect(undoing([issued(file(2, 'other'))])).toEqual(expected);
});

it('of a row that is undone already changes nothing more', () => {
  const undone: HistoryEntry = corrected([{ ...toNew, from: toNew.to, to: toNew.from }], undo.source);
  expect(undoing([issued(), corrected([toNew]), undone])).toEqual({ outcome: 'takenBack' });
  expect(undoing([issued(), status('revoked', file(2)), status('reinstated', undo.source)])).toEqual({
    outcome: 'takenBack',
  });
});

it('takes away what the row registered, as long as nothing else was done with it', () => {
  expect(undoing([issued(file(2))])).toEqual({ outcome: 'takenBack', next: 'none' });
  expect(undoing([issued(file(2)), status('suspended')])).toEqual({ outcome: 'changedSince' });
});

it('is for rows of files: anything else that one is said to have done is a fault', () => {
  expect(() => undoing([issued(), { ...extended, source: file(2) }])).toThrow('does not do what history has');
});

describe('what the row corrected', () => {
  it('is as it was before, and history says so', () => {
    const change = undoing([issued(), corrected([toNew, { field: 'nameZh', from: null, to: '陳大文' }])], {
      nameZh: '陳大文',
    });
    expect(change).toMatchObject({
      outcome: 'takenBack',
      next: {
        email: 'old@example.com',
        nameEn: 'CHAN Tai Man',
        nameZh: undefined,
        version: 3,
        history: [
          { event: 'issued' },
          { event: 'corrected' },
          {
            ...undo,
            event: 'corrected',
            reason: 'upload_undone',
            changes: [
              { field: 'nameZh', from: '陳大文', to: null },
              { field: 'email', from: 'new@example.com', to: 'old@example.com' },
            ],
          },
        ],
      },
    });
  });

  it('and was taken out comes back', () => {
    const change = undoing([issued(), corrected([{ field: 'email', from: 'old@example.com', to: null }])], {
      email: undefined,
    });
    expect(change).toMatchObject({ outcome: 'takenBack', next: { email: 'old@example.com' } });
  });

  it('stays where one of the facts is another one since', () => {
    const both = corrected([toNew, { field: 'nameEn', from: 'CHAN', to: 'CHAN Tai Man' }]);
    expect(undoing([issued(), both], { email: 'later@example.com' })).toEqual({ outcome: 'changedSince' });
    expect(undoing([issued(), both], { email: undefined })).toEqual({ outcome: 'changedSince' });
  });

  const dates = (['issuedOn', 'expiresOn', 'type'] as const).map((field) => {
    const [from, to] = {
      issuedOn: ['2024-03-02', '2024-03-01'],
      expiresOn: ['2027-02-27', '2027-02-28'],
      type: ['BLS', 'OFA'],
    }[field];
    return [field, { field, from: from ?? null, to: to ?? null }] as const;
  });
  it.each(dates)(
    '%s stays once something else was counted from it, but for a correction',
    (field, change) => {
      expect(undoing([issued(), corrected([change]), extended])).toEqual({ outcome: 'changedSince' });
      expect(undoing([issued(), corrected([change]), status('suspended')])).toEqual({
        outcome: 'changedSince',
      });
      expect(undoing([issued(), corrected([change]), corrected([toNew], desk)])).toMatchObject({
        outcome: 'takenBack',
        next: { [field]: change.from },
      });
    },
  );

  it('is taken back whatever else happened to it, where no date hangs on it', () => {
    expect(undoing([issued(), corrected([toNew]), extended, status('suspended')])).toMatchObject({
      outcome: 'takenBack',
      next: { email: 'old@example.com' },
    });
  });

  it('does not come back to one that was erased, nor where no more corrections have a place', () => {
    const erased: HistoryEntry = { event: 'erased', at, on: day('2026-11-21'), source: desk };
    expect(undoing([issued(), corrected([toNew]), erased])).toEqual({ outcome: 'changedSince' });
    const long = corrected([{ field: 'nameEn', from: 'x'.repeat(100_000), to: 'CHAN Tai Man' }], desk);
    expect(undoing([issued(), long, corrected([toNew])])).toEqual({ outcome: 'changedSince' });
  });
});

describe.each(['revoked', 'suspended'] as const)('what the row %s', (event) => {
  it('holds again, from the day of the undoing', () => {
    const change = undoing([issued(), status(event, file(2))]);
    expect(change).toMatchObject({
      outcome: 'takenBack',
      next: {
        version: 3,
        history: [{}, {}, { ...undo, event: 'reinstated', reason: 'upload_undone' }],
      },
    });
    if (change.outcome !== 'takenBack' || !change.next || change.next === 'none') throw new Error('no next');
    const { next } = change;
    expect(['2026-11-21', '2026-11-22'].map((on) => statusOn(next, day(on)))).toEqual([event, 'valid']);
  });

  it('holds again from the day on which it would have begun, where that is still to come', () => {
    expect(undoing([issued(), status(event, file(2), '2026-12-24')])).toMatchObject({
      outcome: 'takenBack',
      next: { history: [{}, {}, { event: 'reinstated', on: '2026-12-24' }] },
    });
  });

  it.each(['revoked', 'suspended', 'reinstated'] as const)('stays where it was %s since', (later) => {
    expect(undoing([issued(), status(event, file(2)), status(later)])).toEqual({ outcome: 'changedSince' });
  });

  it('holds again though another fact was corrected since', () => {
    expect(undoing([issued(), status(event, file(2)), corrected([toNew], desk)])).toMatchObject({
      outcome: 'takenBack',
      next: { email: 'new@example.com' },
    });
  });

  it.each(['revoked', 'suspended'] as const)(
    'stays where it had been %s before: both would be lifted',
    (earlier) => {
      expect(undoing([issued(), status(earlier, desk, '2026-01-01'), status(event, file(2))])).toEqual({
        outcome: 'changedSince',
      });
      const over = [status(earlier, desk, '2026-01-01'), status('reinstated', desk, '2026-02-01')];
      expect(undoing([issued(), ...over, status(event, file(2))])).toMatchObject({ outcome: 'takenBack' });
    },
  );
});
