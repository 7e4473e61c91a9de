import { typeByCode } from '#register/catalogue/catalogue.ts';
import { findType } from '#register/catalogue/find-type.ts';
import { addYears, type CivilDate } from '#register/civil-date.ts';
import { isYearLast, parseLooseDate, parseLooseMonth } from '#register/loose-date.ts';
import {
  hasHan,
  hasIdentityNumber,
  hasStrayLetters,
  isName,
  isPlainLatin,
  readEmail,
} from '#register/names/holder-input.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import { areBothLatin, areOfTwo, namesByScript } from '#register/names/names-by-script.ts';
import { whyUnfitName } from '#register/names/unfit-name.ts';
import { type Cell, isEmpty, type RowProblem, readCell, readOptionalCell, valueOr } from './cell.ts';
import {
  credentialFacts,
  type Fact,
  type Facts,
  factNames,
  type Language,
  MAX_SESSION_LENGTH,
} from './credential.ts';
import { defaultExpiry, type Renewed, renewedExpiry } from './expiry.ts';
import { MAX_LIFE_YEARS } from './history.ts';
import { readNumber } from './number-input.ts';
import { isDitto } from './placeholder.ts';
import { type Column, columns } from './upload-columns.ts';

/** `number` as printed but tidied, with its `key`; both absent: one is to be assigned. */
export type CredentialFacts = Facts & { number?: string; key?: string };

/**
 * `given`: the columns that say something; what a row leaves empty it does not change. `renewal`: the last valid day follows from
 * the certificate that this one renews.
 */
export type CredentialReading =
  | { ok: true; facts: CredentialFacts; given: ReadonlySet<Column>; renewal: boolean }
  | { ok: false; problems: [RowProblem, ...RowProblem[]] };

export type RawCredential = { [C in Column]?: string | undefined };
type Names = Pick<Facts, 'nameEn' | 'nameZh'>;
type Cells = { [F in Fact]: Cell<Facts[F]> } & { number: ReturnType<typeof readNumber> };

/**
 * Reads one certificate as a file or a form has it; `on` is today in Hong Kong. Never throws, whatever the text.
 * The expiry given wins over the rule of the type, which may go by the certificate that it renews. Problems are at most one a column, in the order of `columns`,
 * an identity card number before all others; the first is the one that a file reports. `registered`: the names that the certificate, or the
 * one that it renews, has already; where they stay, nobody is asked again whether they are one person's. Rules: domain.md §1, §2, §4, §5.
 */
export function readCredential(
  raw: RawCredential,
  on: CivilDate,
  { registered, renewed }: { registered?: Names; renewed?: Renewed } = {},
): CredentialReading {
  const cells = readCells(raw, on, registered);
  const given = new Set(columns.filter((column) => cells[column].value !== undefined));
  const { type, nameEn, nameZh, issuedOn, expiresOn } = cells;
  const ofRenewal = isEmpty(expiresOn) ? expiryOfRenewal(type.value, issuedOn.value, renewed) : undefined;
  if (ofRenewal) cells.expiresOn = { value: ofRenewal };
  else if (isEmpty(expiresOn)) cells.expiresOn = expiryByRule(type.value, issuedOn.value);
  if (isEmpty(type)) type.code = 'missing';
  if (isEmpty(nameEn) && isEmpty(nameZh)) nameEn.code = 'missing';
  if (isEmpty(issuedOn)) issuedOn.code = 'missing';

  const [first, ...rest] = findProblems(cells);
  if (first) return { ok: false, problems: [first, ...rest] };
  const texts = tidyTexts(cells);
  const facts = credentialFacts.parse({ language: texts.nameZh ? 'zh-HK' : 'en', ...texts });
  return { ok: true, facts: { ...cells.number.value, ...facts }, given, renewal: ofRenewal !== undefined };
}

/** What each cell says by itself; of an empty one nothing is made yet. */
export function readCells(raw: RawCredential, on: CivilDate, registered?: Names): Cells {
  const type = readCell(raw.type, 'unknown_type', (text) => valueOr('unknown_type', findType(text)?.code));
  const nameEn = readOptionalCell(raw.nameEn, 'invalid_name', readName);
  const nameZh = readOptionalCell(raw.nameZh, 'invalid_name', readChineseName);
  const issuedOn = readCell(raw.issuedOn, 'invalid_date', (text) => readIssuedOn(text, on));
  const expiresOn = readCell(raw.expiresOn, 'invalid_date', (text) => readExpiresOn(text, type.value));
  return {
    number: readNumber(raw.number),
    type,
    nameEn,
    nameZh:
      registered && areStill(registered, nameEn.value, nameZh.value)
        ? nameZh
        : besideEnglish(nameZh, nameEn.value),
    email: readOptionalCell(raw.email, 'invalid_email', (text) => valueOr('invalid_email', readEmail(text))),
    // A language that is not understood is as good as none: the names then tell it.
    language: { value: readCell(raw.language, 'missing', (text) => ({ value: readLanguage(text) })).value },
    issuedOn,
    expiresOn: withinLife(expiresOn, issuedOn.value),
    courseSession: readOptionalCell(
      raw.courseSession?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '),
      'too_long',
      readSession,
    ),
  };
}

export function findProblems(cells: Cells): RowProblem[] {
  const problems = columns.flatMap((column) => {
    const { code, because } = cells[column];
    return code ? [{ column, code, ...(because && { because }) }] : [];
  });
  return problems.toSorted(
    (a, b) => Number(b.code === 'identity_number') - Number(a.code === 'identity_number'),
  );
}

/** The facts that the cells of a row without problems give, each name in the column of its script. */
export function tidyTexts(cells: Cells): { [F in Fact]?: string } {
  const names = namesByScript(cells.nameEn.value, cells.nameZh.value);
  const all = { ...cells, nameEn: { value: names.nameEn }, nameZh: { value: names.nameZh } };
  return Object.fromEntries(factNames.flatMap((fact) => (all[fact].value ? [[fact, all[fact].value]] : [])));
}

function readName(text: string): Cell<string> {
  if (isDitto(text)) return { code: 'invalid_name' };
  if (hasIdentityNumber(text)) return { code: 'identity_number' };
  const because = whyUnfitName(text);
  if (because) return { code: 'invalid_name', because };
  return isName(text) && !hasStrayLetters(text) ? { value: text } : { code: 'invalid_name' };
}

/** A Latin name may stand here and moves over; what is neither was read in a wrong encoding. */
function readChineseName(text: string): Cell<string> {
  const name = readName(text);
  return name.value && !hasHan(text) && !isPlainLatin(text) ? { code: 'invalid_name' } : name;
}

const areStill = (registered: Names, nameEn: string | undefined, nameZh: string | undefined) =>
  registered.nameEn === nameEn && registered.nameZh === nameZh;

/** Who has no Chinese name is often written twice; another Latin name is none of this person's that can be told. */
function besideEnglish(nameZh: Cell<string>, nameEn: string | undefined): Cell<string> {
  if (nameEn === undefined || nameZh.value === undefined) return nameZh;
  if (areOfTwo(nameEn, nameZh.value)) return { code: 'invalid_name', because: 'twoNames' };
  if (!areBothLatin(nameEn, nameZh.value)) return nameZh;
  return isSamePerson({ nameEn }, { nameEn: nameZh.value })
    ? {}
    : { code: 'invalid_name', because: 'notChinese' };
}

function readSession(text: string): Cell<string> {
  if (isDitto(text)) return {};
  if (hasIdentityNumber(text)) return { code: 'identity_number' };
  return [...text].length > MAX_SESSION_LENGTH ? { code: 'too_long' } : { value: text };
}

function readDate(text: string): Cell<CivilDate> {
  const on = parseLooseDate(text);
  if (on) return { value: on };
  const because = parseLooseMonth(text) ? 'noDay' : isYearLast(text) ? 'yearLast' : undefined;
  return { code: 'invalid_date', because };
}

/** A month alone is its last day for a type that expires at the end of one, and for no other. */
function readExpiresOn(text: string, code: string | undefined): Cell<CivilDate> {
  const rule = code === undefined ? undefined : typeByCode(code)?.expiry;
  const isMonthly = rule?.kind === 'years' && rule.convention === 'endOfMonth';
  const lastOfMonth = isMonthly ? parseLooseMonth(text) : undefined;
  return lastOfMonth ? { value: lastOfMonth } : readDate(text);
}

function readIssuedOn(text: string, on: CivilDate): Cell<CivilDate> {
  const issuedOn = readDate(text);
  return issuedOn.value && issuedOn.value > on ? { code: 'in_future' } : issuedOn;
}

function withinLife(given: Cell<CivilDate>, issuedOn: CivilDate | undefined): Cell<CivilDate> {
  if (!given.value || !issuedOn) return given;
  if (given.value < issuedOn) return { code: 'before_issue' };
  return given.value > addYears(issuedOn, MAX_LIFE_YEARS, 'roll') ? { code: 'too_long_validity' } : given;
}

function expiryOfRenewal(
  code: string | undefined,
  issuedOn: CivilDate | undefined,
  renewed: Renewed | undefined,
): CivilDate | undefined {
  const rule = code === undefined ? undefined : typeByCode(code)?.expiry;
  if (!rule || !issuedOn || !renewed || renewed.type !== code) return undefined;
  return renewedExpiry(rule, renewed, issuedOn);
}

function expiryByRule(code: string | undefined, issuedOn: CivilDate | undefined): Cell<CivilDate> {
  const rule = code === undefined ? undefined : typeByCode(code)?.expiry;
  if (!rule) return {};
  if (rule.kind === 'required') return { code: 'missing' };
  return { value: issuedOn && defaultExpiry(rule, issuedOn) };
}

const messagesForLanguage: Record<Language, string[]> = {
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

/** Undefined for anything else than the two languages. */
function readLanguage(text: string): Language | undefined {
  const word = text.toLowerCase();
  if (/^zh(?:[-_]|$)/.test(word) || messagesForLanguage['zh-HK'].includes(word)) return 'zh-HK';
  return /^en[-_]/.test(word) || messagesForLanguage.en.includes(word) ? 'en' : undefined;
}
