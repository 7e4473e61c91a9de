import { mod37_2 } from 'cdigit';
import { catalogue } from '#register/catalogue/catalogue.ts';

export type NumberProblem = 'invalid_number' | 'wrong_check_character';

/** Crockford's base 32: without I, L, O and U, which people misread. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A key of 32 characters with a separator after each fits twice over; longer text is refused before any work on it. */
const MAX_INPUT_LENGTH = 128;

/**
 * What people put between the characters of a number, once NFKC has made full-width forms plain: white space, invisible
 * characters, any dash (also the minus signs, and the long vowel mark that an input method gives for one), slash or dot.
 */
const SEPARATORS =
  /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Dash}\u02D7\u30FC/\u2044\u2215\u29F8.\u00B7\u2027\u3002\u30FB]/gu;

/** Whether one character of a number, once NFKC made it plain, only stands between others. */
export const isSeparator = (character: string): boolean => character.replace(SEPARATORS, '') === '';

/**
 * The key under which a number is stored and found: 4 to 32 of A-Z 0-9 (domain.md §4). Takes text of any length with
 * any characters, never throws, and answers `invalid_number` when no key is left.
 */
export function normaliseNumber(
  text: string,
): { ok: true; key: string } | { ok: false; problem: 'invalid_number' } {
  if (text.length > MAX_INPUT_LENGTH) return { ok: false, problem: 'invalid_number' };
  const bare = text.normalize('NFKC').replace(SEPARATORS, '');
  // Upper-cased last: in Unicode "ß" and "ı" have upper cases among A-Z, and are not what any number has.
  return /^[A-Za-z0-9]{4,32}$/.test(bare)
    ? { ok: true, key: bare.toUpperCase() }
    : { ok: false, problem: 'invalid_number' };
}

/**
 * Whether two texts of one key are one number as printed: their groups of digits are the same. `OFA-1-12` and `OFA-11-2` have
 * one key and are two certificates; `OFA-0001` and `ofa 0001` are one.
 */
export function isSameNumber(one: string, other: string): boolean {
  return partedNumber(one) === partedNumber(other);
}

/** Whether a request that spells a number so may change the one printed as `number`: a bare key says nothing of separators. */
export function mayMean(spelt: string, number: string): boolean {
  return /^[a-z0-9]+$/i.test(spelt) || isSameNumber(spelt, number);
}

/** A number as far as its separators tell it from others of its key: one hyphen stands where a digit follows a digit. */
export function partedNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(SEPARATORS, ' ')
    .replace(/(?<=\d) +(?=\d)/g, '-')
    .replaceAll(' ', '')
    .toUpperCase();
}

/**
 * A provider, a type, a serial of 7 and a check character. A letter must be among the last eight, so that a provider's
 * own `ABC-OFA-2024-0001` is not taken for one of ours; I, L, O and U may be, so that an O typed for a 0 is.
 */
const ASSIGNED = new RegExp(
  `^[A-Z]{2,8}(?:${catalogue.map(({ code }) => code).join('|')})(?=[0-9]{0,7}[A-Z])[0-9A-Z]{8}$`,
);

/**
 * Whether a key that looks like a number assigned here was mistyped (ISO 7064 MOD 37-2 over provider, type and serial).
 * Keys of any other shape are `ok`: they are the providers' own and carry no check that we know.
 */
export function checkNumber(key: string): 'ok' | 'wrong_check_character' {
  if (!ASSIGNED.test(key)) return 'ok';
  return mod37_2.validate(key) ? 'ok' : 'wrong_check_character';
}

/** Whether a key that `checkNumber` takes is in the form of numbers assigned here, and under another provider's code. */
export function isAssignedToOther(key: string, provider: string): boolean {
  const type = key.startsWith(provider) ? key.slice(provider.length, -8) : '';
  return ASSIGNED.test(key) && !catalogue.some(({ code }) => code === type);
}

/**
 * Whether a number assigned to one of two providers may be read as the other's: its code and a type in one are another code and
 * another type, as `ABC` with `NREMR` and `ABCNR` with `EMR`.
 */
export function isReadTwoWays(one: string, other: string): boolean {
  const beginnings = new Set(catalogue.map(({ code }) => one + code));
  return one !== other && catalogue.some(({ code }) => beginnings.has(other + code));
}

/** Letters that assigned numbers are made without, and what they are misread for. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

/**
 * The key that somebody asks about. In a number assigned here O, I, L and U stand for the 0, 1, 1 and V that they were
 * misread for, where the check character then holds: `readAs` has the key that it was read as.
 */
export function askedKey(
  text: string,
): { ok: true; key: string; readAs?: string } | { ok: false; problem: NumberProblem } {
  const normalised = normaliseNumber(text);
  if (!normalised.ok) return normalised;
  const { key } = normalised;
  if (checkNumber(key) === 'ok') return { ok: true, key };
  const readAs = key.slice(0, -8) + key.slice(-8).replace(/[OILU]/g, (letter) => MISREAD[letter] ?? letter);
  return readAs !== key && mod37_2.validate(readAs)
    ? { ok: true, key: readAs, readAs }
    : { ok: false, problem: 'wrong_check_character' };
}

/**
 * The number `<provider>-<type>-<serial><check>` that a serial of 7 Crockford characters makes, or `undefined` when it
 * makes none and another is to be drawn: the check character falls outside the Crockford alphabet, or fewer than two
 * of the last eight characters are letters (with two, a slip that turns one into a digit still leaves a number that
 * `checkNumber` recognises). About one serial in seven is refused. Throws when the serial is not one.
 */
export function composeNumber(
  provider: string,
  type: string,
  serial: string,
): { number: string; key: string } | undefined {
  if (!isSerial(serial)) throw new Error('a serial is 7 characters of the Crockford alphabet');
  const tail = serial + mod37_2.compute(`${provider}${type}${serial}`);
  return isCheckable(tail)
    ? { number: `${provider}-${type}-${tail}`, key: `${provider}${type}${tail}` }
    : undefined;
}

/** A hundred refused serials in a row are a broken source, not bad luck. */
const MAX_DRAWS = 100;

/** A new number: `draw` is asked with 0, 1, … until its serial makes one. Throws when it keeps giving none that does. */
export function assignNumber(
  provider: string,
  type: string,
  draw: (attempt: number) => string,
): { number: string; key: string } {
  for (let attempt = 0; attempt < MAX_DRAWS; attempt += 1) {
    const assigned = composeNumber(provider, type, draw(attempt));
    if (assigned) return assigned;
  }
  throw new Error(`no usable serial in ${MAX_DRAWS} draws`);
}

function isSerial(text: string): boolean {
  return text.length === 7 && [...text].every((character) => CROCKFORD.includes(character));
}

function isCheckable(tail: string): boolean {
  const letters = [...tail].filter((character) => character >= 'A').length;
  return letters >= 2 && CROCKFORD.includes(tail.slice(-1));
}
