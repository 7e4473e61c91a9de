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

/** Of a mainland resident: place (its province first), day of birth, order, check character. */
const residentNumber =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[1]|8[1-3])\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const residentNumberWithin = /(?<![A-Z0-9])[1-8]\d{5}[ -]?\d{8}[ -]?\d{3}[\dX](?![A-Z0-9])/g;

/** Stands for an identity number that came, wherever its cell goes; it is read as one, so its row is refused alike. */
export const IDENTITY_MASK = 'ID •••';

/**
 * A whole (tidied) text that is an identity number, of Hong Kong or of the mainland (18 characters): its format and a check
 * digit that is right.
 */
export function isIdentityNumber(text: string): boolean {
  const bare = text.toUpperCase().replaceAll(' ', '');
  return text === IDENTITY_MASK || isCardNumber(bare) || isResidentNumber(bare.replaceAll('-', ''));
}

/** GB 11643: the sum with weights of powers of 2 is 1 more than a multiple of 11. */
function isResidentNumber(text: string): boolean {
  if (!residentNumber.test(text)) return false;
  const sum = [...text].reduce(
    (total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (2 ** (17 - at) % 11),
    0,
  );
  return sum % 11 === 1;
}

function isCardNumber(text: string): boolean {
  const [, letters = '', digits = '', ...check] = cardNumber.exec(text) ?? [];
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

/**
 * Whether a text that should be a certificate's number is or holds an identity number. A serial may look like one within
 * a longer number (`FA-A1234563`); with its check digit in brackets, or of the mainland's length, it is one.
 */
export function isIdentityForNumber(text: string): boolean {
  if (!/\p{N}/u.test(text)) return text.includes(IDENTITY_MASK);
  const plain = inPlainForm(text);
  return (
    isIdentityNumber(plain) ||
    cardNumbersIn(plain).some((found) => /[)\]]$|^\d/.test(found) && isIdentityNumber(found))
  );
}

/** What has the form of an identity number in a text, bare of separators; its check digit may be wrong. */
export function cardNumbersIn(text: string): string[] {
  if (text.includes(IDENTITY_MASK)) return [IDENTITY_MASK];
  if (!/\p{N}/u.test(text)) return [];
  const plain = inPlainForm(text).toUpperCase();
  return [...(plain.match(cardNumberWithin) ?? []), ...(plain.match(residentNumberWithin) ?? [])].map(
    (found) => found.replace(/[ .\-/]/g, ''),
  );
}

const inPlainForm = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{Dash}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();

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
