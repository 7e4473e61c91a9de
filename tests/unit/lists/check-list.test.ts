import { describe, expect, it } from 'vitest';
import { answerRow, type ListRow, rowKinds } from '#lists/check-list.ts';
import { kindMessages, rowSentence, rowWord } from '#lists/messages/lists.ts';
import type { Check, Match } from '#register/certificate/verification.ts';
import { civilDate } from '#register/civil-date.ts';
import { markRepeats, markTooManyNames } from '#verify/list-marks.ts';

const on = civilDate.parse('2026-11-21');
const rows = (...asked: [number: string, name?: string, issuer?: string][]): ListRow[] =>
  asked.map(([number, name, issuer], at) => ({
    row: at + 1,
    number,
    ...(name && { name }),
    ...(issuer && { issuer }),
  }));
const repeats = (...asked: Parameters<typeof rows>) =>
  markRepeats(rows(...asked)).map(({ sameAs }) => sameAs);

describe('rows that ask the same', () => {
  it('are found by the number, however it is written', () => {
    expect(repeats(['ABC-0001'], ['abc 0001'], ['ＡＢＣ０００１'], ['ABC-0002'])).toEqual([
      undefined,
      1,
      1,
      undefined,
    ]);
  });

  it('are found by names that fold to the same', () => {
    expect(repeats(['ABC-0001', 'CHAN Tai Man'], ['ABC-0001', 'tai man chan'])).toEqual([undefined, 1]);
  });

  it('ask something else with another name, with none, or of another provider', () => {
    expect(
      repeats(['ABC-0001', 'CHAN Tai Man'], ['ABC-0001', 'LEE Kin'], ['ABC-0001'], ['ABC-0001', '', 'AB']),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are never those that have no number', () => {
    expect(repeats(['?'], ['?'])).toEqual([undefined, undefined]);
  });

  it('cost no more when one number comes with 50,000 names', () => {
    const many = Array.from({ length: 50_000 }, (_, at): [string, string] => [
      'ABC-0001',
      `CHAN ${'x'.repeat(at % 150)} ${at}`,
    ]);
    expect(markRepeats(rows(...many)).filter(({ sameAs }) => sameAs)).toEqual([]);
  });

  it('cost no more when each of the names has a hundred words', () => {
    const words = 'a '.repeat(95);
    const many = Array.from({ length: 22_000 }, (_, at): [string, string] => ['ABC-0001', words + at]);
    expect(markRepeats(rows(...many)).filter(({ sameAs }) => sameAs)).toEqual([]);
  });
});

describe('one number with many names', () => {
  const crowded = (...asked: Parameters<typeof rows>) =>
    markTooManyNames(markRepeats(rows(...asked))).map((row) => row.crowded ?? false);
  const named = (count: number, number = 'ABC-0001') =>
    Array.from({ length: count }, (_, n): [string, string] => [number, `CHAN ${'ABCDEFGHIJKLMNOP'[n]}`]);

  it('is taken up to ten, whatever else the list has', () => {
    const asked: Parameters<typeof rows> = [
      ...named(10),
      ['ABC-0001', 'chan a'],
      ['ABC-0001'],
      ...named(10, 'ABC-0002'),
    ];
    expect(crowded(...asked)).toEqual(asked.map(() => false));
  });

  it('is not looked up at all beyond, in any of its rows, however it is written', () => {
    const asked: Parameters<typeof rows> = [
      ['abc 0001'],
      ...named(11),
      ['ＡＢＣ０００１', 'LEE Kin'],
      ['ABC-0002', 'LEE Kin'],
      ['?', 'LEE Kin'],
    ];
    expect(crowded(...asked)).toEqual([...asked.slice(0, 13).map(() => true), false, false]);
  });
});

const match = (facts: Partial<Match> = {}): Match => ({
  number: 'ABC-0001',
  issuer: { code: 'ABC', name: { en: 'ABC', 'zh-HK': 'ABC' } },
  type: { code: 'OFA', name: { en: 'OFA', 'zh-HK': 'OFA' } },
  holder: { name: 'CHAN T** M**' },
  nameMatch: 'notAsked',
  status: 'valid',
  statusSince: null,
  statusRecordedOn: null,
  knownThen: 'valid',
  today: null,
  daysLeft: 400,
  issuedOn: civilDate.parse('2024-03-01'),
  expiresOn: civilDate.parse('2027-12-26'),
  extendedFrom: null,
  extension: null,
  supersededBy: null,
  recognition: [],
  checks: [],
  ...facts,
});
const check = (name: Check['check'], outcome: Check['outcome']): Check => ({ check: name, outcome });
const [row = { row: 1, number: '' }] = rows(['ABC-0001']);
const answer = (...matches: Match[]) => answerRow(row, { outcome: 'found', on, matches });

describe('what a row comes to', () => {
  it('puts what is most urgent first', () => {
    expect(rowKinds).toEqual([
      'revoked',
      'suspended',
      'nameDiffers',
      'notFound',
      'several',
      'mistyped',
      'expired',
      'superseded',
      'notYetValid',
      'unclear',
      'expiringSoon',
      'valid',
      'repeated',
    ]);
  });

  it('is an impossible number, or none on record', () => {
    expect(answerRow(row, { outcome: 'impossible', problem: 'wrong_check_character' })).toEqual({
      ...row,
      kind: 'mistyped',
      problem: 'wrong_check_character',
    });
    expect(answerRow(row, { outcome: 'notFound', on, matches: [] })).toEqual({ ...row, kind: 'notFound' });
  });

  it.each(['revoked', 'suspended', 'expired', 'superseded', 'notYetValid', 'expiringSoon', 'valid'] as const)(
    'is %s as the verdict is',
    (status) => expect(answer(match({ status })).kind).toBe(status),
  );

  const differs = { nameMatch: 'mismatch' as const, checks: [check('nameMatches', 'fail')] };

  it.each([
    ['revoked', 'revoked', 'Revoked, and the name does not match', '已撤銷，且姓名不符'],
    ['suspended', 'suspended', 'Suspended, and the name does not match', '已暫停，且姓名不符'],
    ['expired', 'nameDiffers', 'Name does not match, and expired', '姓名不符，且已過期'],
    ['superseded', 'nameDiffers', 'Name does not match', '姓名不符'],
    ['valid', 'nameDiffers', 'Name does not match', '姓名不符'],
  ] as const)('where the name differs and it is %s, is %s, and says both', (status, kind, en, zh) => {
    const row = answer(match({ ...differs, status, statusSince: on }));
    expect([row.kind, rowWord(row, 'en'), rowWord(row, 'zh-HK')]).toEqual([kind, en, zh]);
    expect(rowSentence(row, 'en')).toContain(
      'The name in your list is not the one registered for this number',
    );
    expect(rowSentence(row, 'zh-HK')).toContain('清單上的姓名');
  });

  it('tells since when, whichever comes first', () => {
    const of = (status: Match['status']) =>
      rowSentence(answer(match({ ...differs, status, statusSince: on })), 'en');
    expect(of('revoked')).toBe(
      'The provider revoked it on 21 Nov 2026. Do not accept it. The name in your list is not the one registered for this number either.',
    );
    expect(of('expired')).toContain('Status: Expired (21 Nov 2026).');
  });

  it('keeps saying both of a list that was counted by its names', () => {
    const row = answer(match({ ...differs, status: 'revoked' }));
    expect(rowWord({ ...row, kind: 'nameDiffers' }, 'en')).toBe('Revoked, and the name does not match');
  });

  it.each(['nameMatches', 'inForce'] as const)('is never valid where %s could not be checked', (unknown) => {
    const checks = [check(unknown, 'unknown')];
    expect(answer(match({ checks })).kind).toBe('unclear');
    expect(answer(match({ checks, status: 'revoked' })).kind).toBe('revoked');
  });

  it('is that several providers have it where nothing tells which is meant: never valid, nor revoked by whoever took it', () => {
    const matches = [match(), match({ issuer: { code: 'XYZ', name: { en: 'X', 'zh-HK': 'X' } } })];
    const several = answerRow(row, { outcome: 'found', on, matches, severalIssuers: ['ABC', 'XYZ'] });
    expect(several).toEqual({ ...row, kind: 'several', severalIssuers: ['ABC', 'XYZ'] });
    expect(rowSentence(several, 'en')).toContain('ABC, XYZ');
    expect(rowSentence(several, 'zh-HK')).toContain('ABC、XYZ');
  });

  it('is that of the first match where there is an answer, and tells of the others', () => {
    const taken = match({ status: 'revoked', issuer: { code: 'XYZ', name: { en: 'X', 'zh-HK': 'X' } } });
    expect(answer(match(), taken)).toMatchObject({ kind: 'valid', match: { issuer: 'ABC' }, others: 1 });
  });

  it('says of an expired one what to do', () => {
    const expired = answer(match({ status: 'expired' }));
    expect(rowSentence(expired, 'en')).toContain('Ask the holder for the renewed one.');
    expect(rowSentence(expired, 'zh-HK')).toContain('請向持證人索取續期後的證書');
  });

  it('tells of a past day what has changed since', () => {
    const later = answer(match({ today: { status: 'revoked', since: on } }));
    expect(later.kind).toBe('valid');
    expect(rowSentence(later, 'en')).toContain('Today: Revoked (21 Nov 2026).');
    expect(rowSentence(later, 'zh-HK')).toContain('今日狀況：已撤銷（2026年11月21日）。');
  });

  it('asks for the printed name of a number that is not found only where the list has none', () => {
    const said = (name?: string) =>
      (['en', 'zh-HK'] as const).map((language) =>
        rowSentence({ ...row, kind: 'notFound', ...(name && { name }) }, language),
      );
    expect(said()).toEqual([
      expect.stringContaining('give the printed name'),
      expect.stringContaining('填寫證書上的姓名'),
    ]);
    expect(said('CHAN Tai Man')).toEqual([
      expect.stringContaining('the number and the name again'),
      expect.stringContaining('核對編號及姓名'),
    ]);
  });

  it('says of a name without a number that the number is missing', () => {
    const said = (number: string) =>
      rowSentence({ ...row, number, kind: 'mistyped', problem: 'invalid_number' }, 'en');
    expect(said('陳大文')).toContain('There is no certificate number in this row.');
    expect(said('12')).toContain('A certificate number has 4 to 32');
    expect(said('ID •••')).toContain('identity card number');
  });

  it.each(rowKinds)('is said of %s in both languages in whole sentences', (kind) => {
    const { match: found } = answer(match({ statusSince: on }));
    const said = { ...row, kind, sameAs: 4, match: found, severalIssuers: ['ABC', 'XYZ'] };
    for (const language of ['en', 'zh-HK'] as const) {
      expect(kindMessages[kind][language]).not.toBe('');
      const sentence = rowSentence(said, language);
      expect(sentence).not.toMatch(/undefined|null|NaN|\s\s/);
      expect(sentence).toMatch(language === 'en' ? /^[A-Z\d].*\.$/ : /^[^a-z]*。$/);
    }
  });
});
