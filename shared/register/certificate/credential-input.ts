import { findType, typeOf } from '#register/catalogue/catalogue.ts';
import { checkNumber, normaliseNumber } from '#register/certificate-number.ts';
import { addYears, type CivilDate } from '#register/civil-date.ts';
import { parseLooseDate } from '#register/loose-date.ts';
import {
  hasHan,
  hasIdentityNumber,
  hasStrayLetters,
  isIdentityNumber,
  isName,
  isPlainLatin,
  readEmail,
  tidy,
} from '#register/names/holder-input.ts';
import { namesByScript } from '#register/names/name-columns.ts';
import { type Column, columns } from './columns.ts';
import type { Language } from './credential.ts';
import { defaultExpiry } from './expiry.ts';
import { MAX_LIFE_YEARS } from './history.ts';

/** Why a row was not taken (design.md §5). `revoked`, `conflicting_row`, `not_registered` are the register's to say. */
export const rowCodes = [
  'missing',
  'unknown_type',
  'invalid_date',
  'in_future',
  'before_issue',
  'too_long_validity',
  'invalid_email',
  'invalid_name',
  'invalid_number',
  'wrong_check_character',
  'revoked',
  'conflicting_row',
  'identity_number',
  'unreadable_row',
  'undecodable',
  'unknown_action',
  'not_registered',
] as const;
export type RowCode = (typeof rowCodes)[number];

/** `because` says more than the code where the mending differs: a number that its spreadsheet made a date of. */
export interface RowProblem {
  column: Column;
  code: RowCode;
  because?: 'date' | undefined;
}

/** `number` as printed but tidied, with its `key`; both absent: one is to be assigned. `expiresOn` absent: never. */
export interface CredentialFacts {
  number?: string;
  key?: string;
  type: string;
  nameEn?: string;
  nameZh?: string;
  email?: string;
  language: Language;
  issuedOn: CivilDate;
  expiresOn?: CivilDate;
}

export type CredentialReading =
  | { ok: true; facts: CredentialFacts }
  | { ok: false; problems: [RowProblem, ...RowProblem[]] };

export type RawCredential = { [C in Column]?: string | undefined };
/** What a cell says: nothing (it is empty), a value, or a problem. */
type Cell<T> = { value?: T; code?: RowCode; because?: 'date' };

const MAX_CELL_LENGTH = 500;
const MAX_NUMBER_LENGTH = 64;

/**
 * Reads one certificate as a file or a form has it; `on` is today in Hong Kong. Never throws, whatever the text.
 * The expiry given wins over the rule of the type. Problems are at most one a column, in the order of `columns`,
 * an identity card number before all others; the first is the one that a file reports. Rules: domain.md §1, §2, §4, §5.
 */
export function readCredential(raw: RawCredential, on: CivilDate): CredentialReading {
  const number = readNumber(raw.number);
  const type = read(raw.type, 'unknown_type', readType);
  const nameEn = read(raw.nameEn, 'invalid_name', readName);
  const nameZh = read(raw.nameZh, 'invalid_name', readChineseName);
  const email = read(raw.email, 'invalid_email', (text) => valueOr('invalid_email', readEmail(text)));
  const language = read(raw.language, 'missing', (text) => ({ value: readLanguage(text) }));
  const issuedOn = read(raw.issuedOn, 'invalid_date', (text) => readIssuedOn(text, on));
  const expiresOn = readExpiresOn(raw.expiresOn, type.value, issuedOn.value);

  if (isEmpty(type)) type.code = 'missing';
  if (isEmpty(nameEn) && isEmpty(nameZh)) nameEn.code = 'missing';
  if (isEmpty(issuedOn)) issuedOn.code = 'missing';

  const cells = { number, type, nameEn, nameZh, email, issuedOn, expiresOn };
  const problems = problemsOf(cells);
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  if (!type.value || !issuedOn.value) throw new Error('a row without problems has a type and a date');

  const names = namesByScript(nameEn.value, nameZh.value);
  return {
    ok: true,
    facts: {
      ...number.value,
      type: type.value,
      ...(names.nameEn && { nameEn: names.nameEn }),
      ...(names.nameZh && { nameZh: names.nameZh }),
      ...(email.value && { email: email.value }),
      language: language.value ?? (names.nameZh ? 'zh-HK' : 'en'),
      issuedOn: issuedOn.value,
      ...(expiresOn.value && { expiresOn: expiresOn.value }),
    },
  };
}

function read<T>(raw: string | undefined, unreadable: RowCode, reader: (text: string) => Cell<T>): Cell<T> {
  if (raw === undefined) return {};
  const text = raw.length > MAX_CELL_LENGTH ? undefined : tidy(raw);
  if (text === undefined) return { code: unreadable };
  return text === '' ? {} : reader(text);
}

function valueOr<T>(code: RowCode, value: T | undefined): Cell<T> {
  return value === undefined ? { code } : { value };
}

const isEmpty = (cell: Cell<unknown>) => cell.value === undefined && cell.code === undefined;

function problemsOf(cells: Partial<Record<Column, Cell<unknown>>>): RowProblem[] {
  const problems = columns.flatMap((column) => {
    const { code, because } = cells[column] ?? {};
    return code ? [{ column, code, ...(because && { because }) }] : [];
  });
  return problems.toSorted(
    (a, b) => Number(b.code === 'identity_number') - Number(a.code === 'identity_number'),
  );
}

/** `1.0E+12`, `20240001.0`: what is left of a long number that a spreadsheet took for a quantity. */
const mangledBySpreadsheet = /^\d+(?:\.\d+E[+-]?\d+|E[+-]\d+|\.0+)$/i;

/** The number as printed but tidied, with its key; neither value nor code when there is none. */
export function readNumber(raw: string | undefined): Cell<{ number: string; key: string }> {
  return read(raw, 'invalid_number', numberIn);
}

function numberIn(text: string): Cell<{ number: string; key: string }> {
  if (isIdentityNumber(text)) return { code: 'identity_number' };
  if (isDate(text)) return { code: 'invalid_number', because: 'date' };
  const number = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const normalised = normaliseNumber(number);
  const printable = number.length <= MAX_NUMBER_LENGTH && /^[a-z0-9]/i.test(number);
  if (!normalised.ok || !printable || mangledBySpreadsheet.test(number)) return { code: 'invalid_number' };
  const { key } = normalised;
  return checkNumber(key) === 'ok' ? { value: { number, key } } : { code: 'wrong_check_character' };
}

/** `2026-03-01`, `1/3/2026 0:00`, `1-Mar-26`: what a spreadsheet makes of `1-3-26`. Figures alone are none. */
function isDate(text: string): boolean {
  const day = text
    .replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$/i, '')
    .replace(/^(\d{1,2}([- ])[A-Za-z]{3,9}\2)(\d{2})$/, '$120$3');
  return !/^[\d.]{5}$|^\d+(?:\.0+)?$/.test(day) && parseLooseDate(day) !== undefined;
}

function readType(text: string): Cell<string> {
  return valueOr('unknown_type', findType(text)?.code);
}

function readName(text: string): Cell<string> {
  if (hasIdentityNumber(text)) return { code: 'identity_number' };
  return isName(text) && !hasStrayLetters(text) ? { value: text } : { code: 'invalid_name' };
}

/** A Latin name may stand here and moves over; what is neither was read in a wrong encoding. */
function readChineseName(text: string): Cell<string> {
  const name = readName(text);
  return name.value && !hasHan(text) && !isPlainLatin(text) ? { code: 'invalid_name' } : name;
}

function readIssuedOn(text: string, on: CivilDate): Cell<CivilDate> {
  const issuedOn = parseLooseDate(text);
  if (!issuedOn) return { code: 'invalid_date' };
  return issuedOn > on ? { code: 'in_future' } : { value: issuedOn };
}

function readExpiresOn(raw: string | undefined, type: string | undefined, issuedOn: CivilDate | undefined) {
  const given = read(raw, 'invalid_date', (text) => valueOr('invalid_date', parseLooseDate(text)));
  return isEmpty(given) ? expiryByRule(type, issuedOn) : withinLife(given, issuedOn);
}

function withinLife(given: Cell<CivilDate>, issuedOn: CivilDate | undefined): Cell<CivilDate> {
  if (!given.value || !issuedOn) return given;
  if (given.value < issuedOn) return { code: 'before_issue' };
  return given.value > addYears(issuedOn, MAX_LIFE_YEARS, 'roll') ? { code: 'too_long_validity' } : given;
}

function expiryByRule(code: string | undefined, issuedOn: CivilDate | undefined): Cell<CivilDate> {
  const rule = code === undefined ? undefined : typeOf(code)?.expiry;
  if (!rule) return {};
  if (rule.kind === 'required') return { code: 'missing' };
  const expiresOn = issuedOn && defaultExpiry(rule, issuedOn);
  return expiresOn ? { value: expiresOn } : {};
}

const wordsForLanguage: Record<Language, string[]> = {
  'zh-HK': [
    '中文',
    '中',
    '繁體中文',
    '繁體',
    '繁中',
    '廣東話',
    '粵語',
    'chinese',
    'traditional chinese',
    'chi',
    'cantonese',
  ],
  en: ['english', 'eng', 'en', '英文', '英語', '英'],
};

/** Undefined for anything else than the two languages: what to write in is then seen from the names. */
export function readLanguage(text: string): Language | undefined {
  const word = text.toLowerCase();
  if (/^zh(?:[-_]|$)/.test(word) || wordsForLanguage['zh-HK'].includes(word)) return 'zh-HK';
  return /^en[-_]/.test(word) || wordsForLanguage.en.includes(word) ? 'en' : undefined;
}
