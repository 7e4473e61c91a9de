/** What is accepted as a holder's name and address, and what is never stored: an identity card's number. */

export const MAX_NAME_LENGTH = 100;
export const MAX_EMAIL_LENGTH = 254;

/** Letters of any script (radicals for some, as a PDF gives them), and what names have beside them. No `< > = @ +`, no mojibake. */
const nameCharacters = /^[\p{L}\p{M}\p{Nd}\p{Nl}\u2e80-\u2fdf .,'’‘`"“”()/&·・•‧–‐-]+$/u;
/** Atoms with single dots between; not one that a spreadsheet would take for a formula. */
const localPart = /^(?![=+-])[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * One line in half width (NFKC) with single spaces. Undefined when it has control characters: a line break or a tab,
 * also at the ends, belongs in no field and would reach a header or a spreadsheet.
 */
export function tidy(text: string): string | undefined {
  // NFKC would tear the accent that people type for an apostrophe into a space and a combining mark.
  const line = text.replaceAll('´', '’').normalize('NFKC');
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line)) return undefined;
  return line
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a tidied text is a name that can be shown and sent anywhere: in a page, an e-mail, a spreadsheet. */
export function isName(name: string): boolean {
  return (
    [...name].length <= MAX_NAME_LENGTH &&
    nameCharacters.test(name) &&
    /\p{L}/u.test(name) &&
    !/^[–‐-]/u.test(name)
  );
}

/** Only Han characters, and what stands between them. */
export function isHanOnly(name: string): boolean {
  return hasHan(name) && /^[\p{Script=Han} ·・•‧]+$/u.test(name);
}

export function hasHan(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}

/**
 * A tidied e-mail address with its domain in lower case; undefined when it is not one that every mail server takes:
 * ASCII throughout, one `@`, no quotes or comments, a dot in the domain, at most 254 characters.
 */
export function readEmail(text: string): string | undefined {
  if (text.length > MAX_EMAIL_LENGTH) return undefined;
  const [local = '', host = '', ...more] = text.split('@');
  const domain = host.toLowerCase();
  const labels = domain.split('.');
  const topLevel = labels.at(-1) ?? '';
  const ok =
    more.length === 0 &&
    local.length <= 64 &&
    localPart.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => domainLabel.test(label)) &&
    /[a-z]/.test(topLevel);
  return ok ? `${local}@${domain}` : undefined;
}

const cardNumber = /^([A-Z]{1,2})(\d{6})(?:\(([\dA])\)|\[([\dA])\]|([\dA]))$/;
/** Also with what people put between its parts: `A-123456-3`, `A123 456(3)`, `A.123456.(3)`. */
const cardNumberWithin =
  /(?<![A-Z0-9])[A-Z]{1,2}[ .\-/]{0,3}\d{3}[ .\-/]?\d{3}[ .\-/]{0,3}(?:\( ?[\dA] ?\)|\[ ?[\dA] ?\]|[\dA])(?![A-Z0-9]|[./-]\d)/g;

/** A whole (tidied) text that is a Hong Kong identity card number: its format and a check digit that is right. */
export function isIdentityNumber(text: string): boolean {
  const [, letters = '', digits = '', ...check] =
    cardNumber.exec(text.toUpperCase().replaceAll(' ', '')) ?? [];
  if (letters === '') return false;
  // The check digit makes the sum with weights 9 (first letter, or a blank worth 36) to 1 a multiple of 11.
  const values = [...letters.padStart(2, ' ')].map((letter) =>
    letter === ' ' ? 36 : Number.parseInt(letter, 36),
  );
  values.push(...[...digits].map(Number), Number.parseInt(check.join(''), 16));
  return values.reduce((sum, value, at) => sum + value * (9 - at), 0) % 11 === 0;
}

/** The same anywhere in a text, as in `CHAN Tai Man A123456(3)`. */
export function hasIdentityNumber(text: string): boolean {
  return cardNumbersIn(text).some(isIdentityNumber);
}

/** What has the form of an identity card's number in a text, bare of separators; its check digit may be wrong. */
export function cardNumbersIn(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{Dash}/gu, '-')
    .replace(/\s+/g, ' ')
    .toUpperCase();
  return (plain.match(cardNumberWithin) ?? []).map((found) => found.replace(/[ .\-/]/g, ''));
}

/** A letter touching a Chinese name, or letters within it: a slip of an input method (`譚o俊`). `陳大文(B)` is a choice. */
const strayLetters =
  /\p{Script=Han}[A-Za-z]+\p{Script=Han}|(?<![A-Za-z])[A-Za-z](?=\p{Script=Han})|(?<=\p{Script=Han})[A-Za-z](?![A-Za-z])/u;

export function hasStrayLetters(name: string): boolean {
  return strayLetters.test(name);
}

/** A name in letters that any keyboard has: one that may stand in the wrong column. */
export function isPlainLatin(name: string): boolean {
  return /^[\x20-\x7e‘’]+$/.test(name);
}
