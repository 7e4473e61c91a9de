import { isSameHan, looseHanKey } from './han-forms.ts';
import { nameParts, plainLine } from './name-parts.ts';
import { withoutTitles } from './titles.ts';

/** Names as a public page may show them, and whether a typed name is the registered one (domain.md §5). */

/** A Latin name with each given name's first letter and one `*` for each letter hidden: `CHAN T** M**`. */
export function maskLatin(name: string): string {
  const tokens = withoutTitles(plainLine(name)).split(' ');
  const [only] = tokens;
  if (tokens.length === 1 && only !== undefined) return hideAfterFirst(only);
  const familyLength = familyNameLength(tokens);
  return tokens.map((token, index) => (index < familyLength ? token : hideAfterInitials(token))).join(' ');
}

/** A Chinese name with its first and last character, of two the first, of one none: `陳＊文`, `李＊`, `＊`. */
export function maskChinese(name: string): string {
  const characters = [...withoutTitles(plainLine(name)).replaceAll(' ', '')];
  const shown = (index: number) =>
    characters.length > 1 && (index === 0 || (index === characters.length - 1 && characters.length > 2));
  return characters.map((character, index) => (shown(index) ? character : '＊')).join('');
}

/**
 * How many tokens make the family name: the one or two in capitals that a name begins with, up to a comma
 * (`AU YEUNG Mei Ling`). Where capitals tell nothing, the first token alone: there are none at the start, all is in
 * capitals without a comma, or so much that given names are among it (`CHAN TAI MAN Tommy`). In doubt more is hidden.
 */
function familyNameLength(tokens: string[]): number {
  const names = tokens.filter((token) => !GENERATION.test(token));
  const end = names.findIndex((token, index) => !isCapitals(token) || names[index - 1]?.endsWith(','));
  return end === 2 ? 2 : 1;
}

const GENERATION = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

function isCapitals(token: string): boolean {
  return /\p{Lu}/u.test(token) && !/\p{Ll}/u.test(token);
}

/** Each run of letters keeps its first, also behind a hyphen or a quotation mark; an apostrophe does not end a run. */
function hideAfterInitials(token: string): string {
  return withoutMarks(token).replace(/(?<=[\p{L}\p{N}]['’]?)[\p{L}\p{N}]/gu, '*');
}

function hideAfterFirst(token: string): string {
  const bare = withoutMarks(token);
  const [head = ''] = /^[^\p{L}\p{N}]*[\p{L}\p{N}]?/u.exec(bare) ?? [];
  return head + bare.slice(head.length).replace(/[\p{L}\p{N}]/gu, '*');
}

/** A mark that is no part of its letter's character would be left standing on the `*`. */
function withoutMarks(token: string): string {
  return token.replace(/\p{M}/gu, '');
}

/** No name is that long; a longer one is not compared. */
const MAX_NAME_LENGTH = 200;

export type NameComparison = 'match' | 'mismatch' | 'notComparable' | 'nothingTyped';

/**
 * Compares a name as typed from the paper with the registered ones. Folded: case, spacing, punctuation, accents,
 * full-width forms, titles, forms of Chinese characters, and where the family name stands. Everything typed must match, and
 * all of a name must be typed; who types both the Latin and the Chinese name must have both right.
 * `notComparable`: what can be compared matches, and the rest is in a script in which no name is registered.
 * `nothingTyped`: not a single letter.
 */
export function compareNames(typed: string, credential: Names): NameComparison {
  if (typed === '') return 'nothingTyped';
  if (typed.length > MAX_NAME_LENGTH) return 'mismatch';
  const asked = nameParts(typed);
  const en = nameParts(credential.nameEn ?? '');
  const zh = nameParts(credential.nameZh ?? '');
  const latin = en.latin.length > 0 ? en.latin : zh.latin;
  const chinese = zh.chinese.length > 0 ? zh.chinese : en.chinese;
  const outcomes = [
    comparePart(asked.latin, latin, () => rotations(latin).includes(asked.latin.join(''))),
    comparePart(asked.chinese, chinese, () => isSameHan(asked.chinese, chinese)),
  ];
  for (const outcome of ['mismatch', 'notComparable', 'match'] as const) {
    if (outcomes.includes(outcome)) return outcome;
  }
  return 'nothingTyped';
}

/** Whether everything typed matches (see `compareNames`). */
export function namesMatch(typed: string, credential: Names): boolean {
  return compareNames(typed, credential) === 'match';
}

/**
 * Whether two certificates are one person's: what both have of the Latin and the Chinese name agrees, and at least one of
 * the two is there to agree. Families and companies share addresses. Either may be the one that says less.
 */
export function isSamePerson(one: Names, other: Names): boolean {
  return agrees(one, other) || agrees(other, one);
}

function agrees(one: Names, other: Names): boolean {
  const outcomes = [
    compareNames(one.nameEn ?? '', { nameEn: other.nameEn }),
    compareNames(one.nameZh ?? '', { nameZh: other.nameZh }),
  ];
  return outcomes.includes('match') && !outcomes.includes('mismatch');
}

/**
 * Whether two typed names mean the same, so that each certificate answers both alike. More than that each matches the
 * other: `钟` matches `鍾` and `鐘`, which are two names.
 */
export function isSameTyped(one: string, other: string): boolean {
  if (one === '' || other === '') return one === other;
  const chinese = (name: string) => nameParts(name).chinese.join(' ');
  return (
    namesMatch(one, { nameEn: other }) &&
    namesMatch(other, { nameEn: one }) &&
    chinese(one) === chinese(other)
  );
}

/**
 * Two who are one person have at least one of these in common, whichever name comes first and wherever its spaces are.
 * Not the other way round: to look candidates up by, where comparing all with all would take too long.
 */
export function nameKeys({ nameEn = '', nameZh = '' }: Names): string[] {
  return [nameEn, nameZh].flatMap((name, field) => {
    const { latin, chinese } = nameParts(name);
    const letters = [...latin.join('')].toSorted().join('');
    return [letters, looseHanKey(chinese)].filter((key) => key !== '').map((key) => `${field} ${key}`);
  });
}

interface Names {
  nameEn?: string | undefined;
  nameZh?: string | undefined;
}

function comparePart(
  typed: readonly string[],
  registered: readonly string[],
  isSame: () => boolean,
): NameComparison {
  if (typed.length === 0) return 'nothingTyped';
  if (registered.length === 0) return 'notComparable';
  return isSame() ? 'match' : 'mismatch';
}

/** `CHAN Tai Man` is also written `Tai Man CHAN`; where the family name ends is not known, so every turn counts. */
function rotations(tokens: string[]): string[] {
  return tokens.map((_, start) => [...tokens.slice(start), ...tokens.slice(0, start)].join(''));
}
