import { providerCode } from './catalogue/provider.ts';
import { isSeparator, normaliseNumber } from './certificate-number.ts';
import { behindLabel } from './number-label.ts';

/** What somebody asks about, read out of what they typed, pasted, scanned, or followed as a link. */
export interface AskedNumber {
  number: string;
  /** As it stands in an address. */
  issuer?: string | undefined;
  on?: string | undefined;
}

/** An address with all that a mail program puts around it is longer than any number; of longer text nothing is read. */
export const MAX_ASKED_LENGTH = 1000;

/** The path and the query of a number's verify page, wherever its address stands in a text. */
const ADDRESS = /(?:\/|^)verify\/(?<path>[^\s?#<>"]+)(?:\?(?<query>[^\s#<>"]*))?/gi;
/** The end of such an address. */
const END = /^(?<path>[^\s?]+)\?(?<query>(?:issuer|on|lang)=[^\s#<>"]*)/gi;

/**
 * The number, and of an address also the issuer and the day, without what a chat or mail program took along. Text in which
 * the number's end cannot be told stays as it is, to be found impossible, and so does one with two numbers.
 */
export function readAsked(text: string): AskedNumber {
  if (text.length > MAX_ASKED_LENGTH) return { number: text };
  // A page that leads on to ours has its address encoded, and one that leads to such a page has it twice.
  const plain = decoded(decoded(text)).trim().normalize('NFKC');
  const addresses = plain.matchAll(/(?:\/|^)verify\//i.test(plain) ? ADDRESS : END);
  const [first, ...others] = [...addresses].map(({ groups = {} }) => ({
    number: headOf(decoded(groups['path'] ?? '')).head,
    query: groups['query'] ?? '',
  }));
  if (!first) return { number: numberIn(text.trim()) };
  if (others.some(({ number }) => keyOf(number) !== keyOf(first.number))) return { number: text };
  const query = new URLSearchParams(first.query.replaceAll('&amp;', '&'));
  return {
    number: first.number,
    issuer: query.get('issuer') ?? undefined,
    on: query.get('on') ?? undefined,
  };
}

/** A number of the usual length with what stands in front of it. */
const MAX_LENGTH_WITH_MORE = 200;

/**
 * How else a text can be read that as a whole is no number of the register, in this order: `SPMC 2024-0017` as a provider's
 * code and a number, `Certificate No. 2024-0017` as a heading and a number.
 */
export function otherReadings(text: string): { issuer?: string; number: string }[] {
  const plain = text.slice(0, MAX_LENGTH_WITH_MORE);
  const number = behindLabel(plain);
  return [issuerInFront(plain), number === undefined ? undefined : { number }].filter(
    (reading) => reading !== undefined,
  );
}

/** `SPMC 2024-0017`, `SPMC: 2024-0017` as a provider's code and a number. */
function issuerInFront(text: string): { issuer: string; number: string } | undefined {
  const plain = text.normalize('NFKC').trim();
  const { code, number } =
    /^(?<code>[A-Za-z]{2,8})(?:\s*:|\s)\s*(?<number>[^\s:].*)$/.exec(plain)?.groups ?? {};
  const issuer = providerCode.safeParse(code?.toUpperCase()).data;
  return issuer !== undefined && number !== undefined ? { issuer, number } : undefined;
}

/** What may stand behind a code: no more Latin words, as in a name (`St. John`, `Red Cross`), but behind a comma. */
const CODE =
  /^[^\p{L}\p{N}]*(?<code>[A-Za-z]{2,8})(?![A-Za-z0-9])(?=[^\p{Script=Latin}]*$|\s*[,;:!?<>)\]}"\u201D\u3001\u3002\u300D\u300F])/u;

/** A provider's code; undefined, as if none were given, where there can be none. */
export function readIssuer(text: string | null | undefined): string | undefined {
  const { code } = CODE.exec(visible(text ?? ''))?.groups ?? {};
  return providerCode.safeParse(code?.toUpperCase()).data;
}

/** A day of the form YYYY-MM-DD without what stands around it; else the text. */
export function readAskedDay(text: string | null | undefined): string | undefined {
  const [, day] =
    /^[^\p{L}\p{N}]*(\d{4}-\d{2}-\d{2})(?![\dA-Za-z-])\P{Nd}*$/u.exec(visible(text ?? '')) ?? [];
  return day ?? (text?.trim() || undefined);
}

const visible = (text: string) =>
  text
    .slice(0, MAX_ASKED_LENGTH)
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function keyOf(number: string): string {
  const normalised = normaliseNumber(number);
  return normalised.ok ? normalised.key : '';
}

/** Brackets, quotation marks and marks of emphasis that a number may stand in. */
const OPENING = /^[\s\p{Ps}\p{Pi}<"'`*_~]+/u;
/** A full stop or a dash ends a number when words come behind it, and not a figure. */
const SENTENCE = /(?<=\d[A-Za-z]?)(?:\s?[.!?\u3002\u2013\u2014]\s+|\u2014)\p{Lu}?\p{Ll}{2}\P{Nd}*$/u;
/** What ends a number: no letter of another alphabet, which is a slip of the finger. */
const CLOSING = /^[\p{P}\p{S}\p{Script=Han}]/u;
/** A mark between figures is part of a number that is written in some other way: `24(17)`, `1_2`, `A123456(A)`. */
const GLUED = /^[^\p{L}\s]+(?:[A-Za-z][\x21-\x7E]*)?\d|^[([{][A-Za-z0-9]/u;

/** The number in a text. A heading in front of it is taken off where it cannot be a part of it, as nothing with a colon can. */
function numberIn(text: string): string {
  const whole = withoutTail(text);
  const behind = normaliseNumber(whole).ok ? undefined : behindLabel(text.replace(OPENING, ''));
  if (behind === undefined) return whole;
  const number = withoutTail(behind);
  return normaliseNumber(number).ok ? number : whole;
}

function withoutTail(text: string): string {
  if (normaliseNumber(text).ok) return text.replace(SENTENCE, '');
  const { head, rest } = headOf(text.normalize('NFKC'));
  const isNumber = /\d/.test(head) && normaliseNumber(head).ok;
  return isNumber && CLOSING.test(rest) && !GLUED.test(rest) && !hasNumber(rest, head) ? head : text;
}

/** The text up to the first character that no number has. */
function headOf(plain: string): { head: string; rest: string } {
  const characters = [...plain.replace(OPENING, '')];
  const isPart = (character: string) => /[a-z0-9]/i.test(character) || isSeparator(character);
  const at = characters.findIndex((character) => !isPart(character));
  const end = at < 0 ? characters.length : at;
  const last = characters.slice(0, end).findLastIndex((character) => !isSeparator(character));
  return { head: characters.slice(0, last + 1).join(''), rest: characters.slice(end).join('') };
}

/** Which of two numbers is meant, nobody knows. */
function hasNumber(rest: string, first: string): boolean {
  const length = keyOf(first).length;
  return rest
    .split(/[^A-Za-z0-9/.-]+/)
    .some((word) => hasLettersThenFigures(word) || (/^\d+$/.test(word) && word.length === length));
}

function hasLettersThenFigures(word: string): boolean {
  const letters = word.search(/[A-Za-z]{2}/);
  return letters >= 0 && /\d{3}/.test(word.slice(letters));
}
