import { isSameHan } from './han-forms.ts';
import { compareNames } from './holder-name.ts';
import { nameParts } from './name-parts.ts';

interface Names {
  nameEn?: string | undefined;
  nameZh?: string | undefined;
}

/**
 * What a row that says `to` means for a certificate of `from`. `samePerson`: a script's name agrees, or is a corrected
 * spelling. `otherPerson`: nothing agrees. `oneScript`: the row lacks a name by which it could be told, so that taking
 * it would put one script's name of the row beside the other's of the certificate, which may be two people's.
 */
export type NameChange = 'samePerson' | 'otherPerson' | 'oneScript';

export function nameChange(from: Names, to: Names): NameChange {
  const en = changeOf('nameEn', from.nameEn, to.nameEn);
  const zh = changeOf('nameZh', from.nameZh, to.nameZh);
  const changes = [en, zh];
  if (changes.includes('same')) return 'samePerson';
  if (changes.includes('other')) return 'otherPerson';
  return changes.includes('corrected') && !changes.includes('leftOut') ? 'samePerson' : 'oneScript';
}

type Change = 'same' | 'corrected' | 'other' | 'leftOut' | 'new' | 'none';

function changeOf(script: keyof Names, from = '', to = ''): Change {
  if (from === to) return from === '' ? 'none' : 'same';
  if (to === '') return 'leftOut';
  if (from === '') return 'new';
  const isSame =
    compareNames(to, { [script]: from }) === 'match' || compareNames(from, { [script]: to }) === 'match';
  if (isSame) return 'same';
  return isCorrected(from, to) ? 'corrected' : 'other';
}

/** The same name but for a letter or two, a word, or a Chinese character. */
function isCorrected(from: string, to: string): boolean {
  const [one, other] = [nameParts(from), nameParts(to)];
  const latin = one.latin.length > 0 && other.latin.length > 0;
  const chinese = one.chinese.length > 0 && other.chinese.length > 0;
  if (!latin && !chinese) return false;
  return (
    (!latin || isCorrectedLatin(one.latin, other.latin)) &&
    (!chinese || isCorrectedChinese(one.chinese, other.chinese))
  );
}

const MAX_LETTERS = 2;
/** Of so many letters one may differ: of five, not two. */
const LETTERS_A_SLIP = 3;

/** `CHAN Tai Man` and `CHAN Tai Ming`; also with a word more (`CHAN Tai Man Peter`), and in another order. */
function isCorrectedLatin(from: string[], to: string[]): boolean {
  const [fewer, more] = from.length < to.length ? [from, to] : [to, from];
  if (fewer.length >= 2 && fewer.every((word) => more.includes(word))) return true;
  return to.some((_, start) => isSlip(from, [...to.slice(start), ...to.slice(0, start)]));
}

/** No word becomes wholly another one: `HO Ka Wai` is not `NG Ka Wai`. */
function isSlip(from: string[], to: string[]): boolean {
  const [one, other] = [from.join(''), to.join('')];
  const letters = Math.max(one.length, other.length);
  if (Math.abs(one.length - other.length) > MAX_LETTERS) return false;
  const slips = distance([...one], [...other], (a, b) => a === b);
  if (slips > MAX_LETTERS || slips * LETTERS_A_SLIP > letters) return false;
  return from.length !== to.length || from.every((word, at) => sharesALetter(word, to[at] ?? ''));
}

const sharesALetter = (word: string, other: string) => [...word].some((letter) => other.includes(letter));

/** Of three characters or more one differs, is missing or too many, and the family name's first is the same. */
function isCorrectedChinese(from: string[], to: string[]): boolean {
  const isSame = (one: string, other: string) => isSameHan([one], [other]);
  const [family = '', otherFamily = ''] = [from[0], to[0]];
  return (
    Math.max(from.length, to.length) >= 3 &&
    isSame(family, otherFamily) &&
    Math.abs(from.length - to.length) <= 1 &&
    distance(from, to, isSame) <= 1
  );
}

/** How many must be put in, taken out or exchanged (Levenshtein). */
function distance<T>(from: readonly T[], to: readonly T[], isSame: (one: T, other: T) => boolean): number {
  let above = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [row, one] of from.entries()) {
    const line = [row + 1];
    for (const [at, other] of to.entries()) {
      const exchanged = (above[at] ?? 0) + (isSame(one, other) ? 0 : 1);
      line.push(Math.min(exchanged, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
