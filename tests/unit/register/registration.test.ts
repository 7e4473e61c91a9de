import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct } from '#register/certificate/correction.ts';
import { type CredentialFacts, readCredential } from '#register/certificate/credential-input.ts';
import {
  type Entry,
  issueCredential,
  mergeUpload,
  withCorrections,
} from '#register/certificate/registration.ts';
import type { Column } from '#register/certificate/upload-columns.ts';
import { civilDate, instant } from '#register/civil-date.ts';

const row = (n: number, importId = 'i1'): Entry => ({
  at: instant.parse('2026-11-21T02:00:00.000Z'),
  on: civilDate.parse('2026-11-21'),
  source: { via: 'import', importId, row: n },
});

const raw = {
  number: 'ABC-0001',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '2024-03-01',
};

function facts(more: Partial<Record<Column, string>> = {}): CredentialFacts {
  const read = readCredential({ ...raw, ...more }, row(2).on);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.facts;
}

const given = (...columns: Column[]) => new Set<Column>([...(Object.keys(raw) as Column[]), ...columns]);
const existing = issueCredential(facts(), { provider: 'ABC', key: 'ABC0001', number: 'ABC-0001' }, row(2));

describe('the same certificate uploaded again', () => {
  it('is unchanged', () => {
    expect(mergeUpload(existing, facts(), given(), row(3))).toEqual({ outcome: 'unchanged' });
  });

  it('counts as accepted when it is the very row that brought it: its message came twice', () => {
    expect(mergeUpload(existing, facts(), given(), row(2))).toEqual({ outcome: 'accepted' });
    expect(mergeUpload(existing, facts(), given(), row(2, 'i2'))).toEqual({ outcome: 'unchanged' });
  });

  it.each([
    ['nameEn', 'CHAN Tai Ming'],
    ['nameZh', '陳大明'],
    ['email', 'new@example.com'],
    ['language', 'en'],
  ] as const)('corrects the %s, and keeps the old one in history', (field, to) => {
    const merge = mergeUpload(existing, facts({ [field]: to }), given(), row(3, 'i2'));
    if (merge.outcome !== 'updated' || !merge.next) throw new Error(merge.outcome);
    expect(merge.next).toMatchObject({ [field]: to, version: 2 });
    expect(merge.next.history.at(-1)).toMatchObject({
      event: 'corrected',
      changes: [{ field, from: existing[field], to }],
    });
    const since = withCorrections(
      merge.next,
      { ...merge.next, nameEn: 'CHAN Somebody' },
      'by hand',
      row(9, 'i3'),
    );
    for (const redelivered of [merge.next, since]) {
      expect(mergeUpload(redelivered, facts({ [field]: to }), given(), row(3, 'i2'))).toEqual({
        outcome: 'updated',
      });
    }
  });

  it.each([
    ['type', { type: 'ITLS' }],
    ['issuedOn', { issuedOn: '2024-03-02' }],
    ['expiresOn', { expiresOn: '2027-03-01' }],
  ] as const)('may not change the %s', (column, change) => {
    const merge = mergeUpload(existing, facts(change), given('expiresOn'), row(3));
    expect(merge).toMatchObject({ outcome: 'rejected', column, code: 'conflicting_row' });
  });

  it('leaves what its row leaves empty', () => {
    const { email: _, language: __, ...bare } = raw;
    const read = readCredential(bare, row(3).on);
    if (!read.ok) throw new Error('facts');
    expect(mergeUpload(existing, read.facts, new Set(Object.keys(bare) as Column[]), row(3))).toEqual({
      outcome: 'unchanged',
    });
  });

  it('never revives a revoked one', () => {
    const revoked = {
      ...existing,
      history: [...existing.history, { ...row(9, 'x'), event: 'revoked' as const, reason: 'x' }],
    };
    expect(mergeUpload(revoked, facts(), given(), row(3))).toEqual({
      outcome: 'rejected',
      column: 'number',
      code: 'revoked',
    });
  });
});

describe('a correction', () => {
  it('without a change gives the credential back as it is', () => {
    expect(correct(existing, { nameEn: 'CHAN Tai Man' }, 'none', row(3))).toEqual({
      ok: true,
      credential: existing,
    });
  });

  it.each(['2024-03-12', '12-03-2024', 'MAR-2026', '3-Mar'])(
    'never judges the number that is registered: %s',
    (number) => {
      expect(correct({ ...existing, number }, { courseSession: 'Class A' }, 'asked', row(3))).toMatchObject({
        ok: true,
        credential: { number, courseSession: 'Class A' },
      });
    },
  );

  it.each([
    { nameEn: 'CHAN Tai Man', nameZh: '陳大文 WONG Siu Ming' },
    { nameEn: 'CHAN Tai Man 陳大文', nameZh: '黃志強' },
    { nameEn: 'CHAN Tai Man', nameZh: 'WONG Siu Ming' },
  ])('of anything else is taken beside two names that were registered before: %j', (names) => {
    const stored = { ...existing, ...names };
    for (const patch of [{ courseSession: 'Class A' }, { courseSession: 'Class A', ...names }])
      expect(correct(stored, patch, 'asked', row(3))).toMatchObject({
        ok: true,
        credential: { ...names, courseSession: 'Class A' },
      });
    expect(correct(stored, { nameEn: 'HO Ka Wai 何嘉慧' }, 'asked', row(3))).toMatchObject({
      ok: false,
      problems: [{ column: 'nameZh', code: 'invalid_name' }],
    });
  });

  it('takes a fact away with null, but never the last name', () => {
    expect(correct(existing, { email: null }, 'asked', row(3))).toMatchObject({
      ok: true,
      credential: { version: 2, email: undefined },
    });
    expect(correct(existing, { nameEn: null, nameZh: null }, 'asked', row(3))).toMatchObject({
      ok: false,
      problems: [{ column: 'nameEn', code: 'missing' }],
    });
  });
});

describe('two people under one number', () => {
  const people: readonly (readonly [string, string])[] = [
    ['CHAN Tai Man', '陳大文'],
    ['CHAN Tai Ming', '陳大銘'],
    ['WONG Chi Keung', '黃志強'],
    ['LI Na', '李娜'],
    ['LAI Na', '黎娜'],
  ];
  const person = fc.constantFrom(...people);
  const scripts = fc.constantFrom('both', 'en', 'zh');
  const namesOf = ([nameEn, nameZh]: readonly [string, string], which: string) => ({
    ...(which !== 'zh' && { nameEn }),
    ...(which !== 'en' && { nameZh }),
  });

  it('are never mixed in one record, whatever two rows of it say', () => {
    fc.assert(
      fc.property(person, scripts, person, scripts, (one, first, other, second) => {
        const read = (names: object, from: Entry) => {
          const reading = readCredential(
            { number: 'X-1001', type: 'OFA', issuedOn: '2026-01-05', ...names },
            from.on,
          );
          if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
          return reading;
        };
        const [was, says] = [read(namesOf(one, first), row(2)), read(namesOf(other, second), row(2, 'i2'))];
        const registered = issueCredential(
          was.facts,
          { provider: 'ABC', key: 'X1001', number: 'X-1001' },
          row(2),
        );
        const merge = mergeUpload(registered, says.facts, says.given, row(2, 'i2'));
        const { nameEn, nameZh } = 'next' in merge && merge.next ? merge.next : registered;
        const owners = people.filter(
          ([en, zh]) => [en, undefined].includes(nameEn) && [zh, undefined].includes(nameZh),
        );
        expect(owners).not.toEqual([]);
      }),
    );
  });
});
