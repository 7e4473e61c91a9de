import { describe, expect, test } from 'vitest';
import { readCredential } from '#register/certificate/credential-input.ts';
import { civilDate } from '#register/civil-date.ts';
import { whyUnfitName } from '#register/names/unfit-name.ts';
import { readSite } from '#watch/watched-site.ts';

const today = civilDate.parse('2026-11-21');
const registered = (nameEn: string) => {
  const read = readCredential({ type: 'OFA', nameEn, issuedOn: '2024-03-01' }, today);
  return read.ok
    ? (read.facts.nameEn ?? read.facts.nameZh)
    : read.problems.map(({ code, because }) => `${code} ${because}`);
};

describe('what is no name, of a person or of a site', () => {
  test.each([
    ['webAddress', 'Urgent visit www.evil.example'],
    ['webAddress', 'Urgent visit WWW evil'],
    ['webAddress', 'evil.com'],
    ['webAddress', 'CHAN Tai Man pay-now.shop'],
    ['webAddress', 'bit.ly/3xYz'],
    ['webAddress', 'ｅｖｉｌ．ｃｏｍ'],
    ['webAddress', 'evil。com.hk'],
    ['webAddress', 'evil.c\u00ADom'],
    ['webAddress', 'https evil'],
    ['webAddress', 'tai.man@example.com'],
    ['webAddress', 'reply to tai@evil.example'],
    ['unseen', '\u3164'],
    ['unseen', '\u00AD\u00AD'],
    ['unseen', '\u115F\u1160'],
    ['unseen', '\u2800\u2800'],
    ['unseen', 'CHAN\u3164Tai Man'],
    ['unseen', 'CHAN \u202Etai'],
    ['tooManyMarks', `Z${'\u0301'.repeat(92)}oe`],
    ['tooManyMarks', `陳${'\u0336'.repeat(4)}大文`],
    ['tooManyMarks', `ก${'\u0E49'.repeat(8)}`],
  ])('%s: %s', (why, name) => {
    expect(whyUnfitName(name.normalize('NFKC'))).toBe(why);
    expect(registered(name)).toEqual([`invalid_name ${why}`]);
    expect(readSite(name)).toBeUndefined();
  });

  test.each([
    'CHAN Tai Man',
    '陳大文',
    'Ma.Theresa SANTOS',
    'J.Li',
    'K.T. MA',
    'St. John WONG',
    'Net Com WONG',
    'Nguyễn Thị Hồng Ửng',
    'มุ้ยอี้ ชื่นจิตร',
    'ကြွေးဦး',
    'O’BRIEN Seán (Mr.)',
    'CHAN/WONG Siu Ling',
    '𠮷田・太郎',
    '葛\u{E0100}飾',
  ])('is a name: %s', (name) => expect(registered(name)).toBe(name.normalize('NFKC')));

  test.each(['Tsuen Wan depot', 'Café @ Central', '荃灣車廠 2/F', 'No. 8 Co. Ltd', 'K11@TST'])(
    'is a site: %s',
    (site) => expect(readSite(site)).toBe(site),
  );
});
