import { columns } from '#register/certificate/upload-columns.ts';
import {
  givenWhereSurnames,
  halfHeadings,
  hints,
  nameHeadings,
  plainHeadings,
  traditionalForms,
  vagueHeadings,
} from './accepted-headings.ts';

/** A row of a file may also say what is to be done with the certificate, and why. */
export const fileColumns = [...columns, 'action', 'reason'] as const;
export type FileColumn = (typeof fileColumns)[number];
/** Where a name stands in columns of its own, its halves and what comes behind them; the row's problems name the whole one's. */
export const halfColumns = {
  nameEn: ['surnameEn', 'givenEn', 'furtherEn'],
  nameZh: ['surnameZh', 'givenZh', 'furtherZh'],
} as const;
export const cellColumns = [...fileColumns, ...halfColumns.nameEn, ...halfColumns.nameZh] as const;
/** What a cell of a file may be of. */
export type CellColumn = (typeof cellColumns)[number];
export type FileCells = { [C in CellColumn]?: string | undefined };

type HeadingProblem = 'no_headings' | 'doubled_heading' | 'identity_number';
export type MappedHeadings =
  | { ok: true; columns: (CellColumn | undefined)[]; ignored: string[] }
  | { ok: false; code: HeadingProblem; detail: string };

type Clarity = 'plain' | 'vague';
interface Heading {
  column: CellColumn;
  clarity: Clarity;
}

const MAX_HEADING_LENGTH = 200;
const MAX_ECHO_LENGTH = 60;
/** A heading with all its hints has fewer. */
const MAX_WORDS = 12;
/** Without any of these a row is not a row of headings: an address or a language says nothing of a certificate. */
const informative = new Set<CellColumn>([
  ...halfColumns.nameEn,
  ...halfColumns.nameZh,
  'number',
  'type',
  'nameEn',
  'nameZh',
  'issuedOn',
  'expiresOn',
  'action',
]);

/**
 * Which field each cell of a row of headings heads; undefined for a cell that heads none. `ignored` has the headings
 * that were not understood, as written.
 *
 * Refuses the file with `identity_number` when a column is of identity card or passport numbers (domain.md §5), with
 * `doubled_heading` when two columns claim one field (`detail` is the heading as written, in both cases), and with
 * `no_headings` when nothing is understood (`detail` is empty: what stands there may be somebody's data).
 */
export function mapHeadings(cells: string[]): MappedHeadings {
  const texts = cells.map(headingText);
  const identity = texts.findIndex(isOfIdentityNumbers);
  if (identity >= 0) return { ok: false, code: 'identity_number', detail: shown(cells[identity]) };

  const headings = headingsOf(texts);
  const taken = new Map<CellColumn, Clarity>();
  for (const clarity of ['plain', 'vague'] as const) {
    for (const [at, heading] of headings.entries()) {
      if (heading?.clarity !== clarity) continue;
      const by = taken.get(heading.column);
      if (by === clarity) return { ok: false, code: 'doubled_heading', detail: shown(cells[at]) };
      if (by === undefined) taken.set(heading.column, clarity);
    }
  }
  if (![...taken.keys()].some((column) => informative.has(column)))
    return { ok: false, code: 'no_headings', detail: '' };

  const mapped = headings.map((heading) =>
    heading && taken.get(heading.column) === heading.clarity ? heading.column : undefined,
  );
  const ignored = cells
    .map((cell) => shown(cell))
    .filter((text, at) => text !== '' && mapped[at] === undefined);
  return { ok: true, columns: mapped, ignored };
}

/** What each cell of a row of headings means beside the others, as `mapHeadings` has it, whether or not two mean the same. */
export function columnsOf(cells: string[]): (CellColumn | undefined)[] {
  return headingsOf(cells.map(headingText)).map((heading) => heading?.column);
}

/** Halves of a name stay where both are there and no whole one is; a lone half is no name. */
function headingsOf(texts: string[]): (Heading | undefined)[] {
  let headings = texts.map(readHeading);
  for (const whole of ['nameEn', 'nameZh'] as const) {
    const [surname, given, further] = halfColumns[whole];
    const placeOf = (column: CellColumn) => headings.findIndex((heading) => heading?.column === column);
    const has = (column: CellColumn) => placeOf(column) >= 0;
    const vague = texts.findIndex((text) => secondHalves[given].has(fold(withoutHints(text))));
    if (has(surname) && !has(given)) {
      // Beside a surname any other name may be the given one; one that has the surname in it is whole all the same.
      const at = vague >= 0 ? vague : placeOf(whole);
      if (at >= 0) headings = headings.with(at, { column: given, clarity: 'plain' });
    } else if (has(surname) && vague >= 0 && headings[vague]?.column === whole && !has(further))
      headings = headings.with(vague, { column: further, clarity: 'plain' });
    if (has(surname) && has(given) && !has(whole)) continue;
    headings = headings.map((heading) =>
      halfColumns[whole].some((half) => half === heading?.column) ? undefined : heading,
    );
  }
  return headings;
}

/**
 * How much a row looks like headings: the fields that it names, a column of identity numbers counted as one. 0 when it
 * names fewer than two, as a title or an address above the table does, or none that tells of a certificate.
 */
export function headingStrength(cells: string[]): number {
  const texts = cells.map(headingText).filter((text) => !isSentence(text));
  const fields = new Set(texts.flatMap((text) => readHeading(text)?.column ?? []));
  const named = [...fields].filter((column) => informative.has(column)).length;
  const others = fields.size - named;
  const identity = texts.some((text) => isOfIdentityNumbers(text) && readHeading(text) === undefined) ? 1 : 0;
  return named > 0 && named + others + identity >= 2 ? named + identity : 0;
}

/** What a file to correct says of a row, or a remark, may speak of identity cards and heads nothing. */
const isSentence = (text: string) => text.includes('。') || text.split(' ').length > MAX_WORDS;

/** Lower case, words apart (also those of `certificateNo` and `HKIDNo`), half width, no invisible characters. */
function headingText(cell: string): string {
  return cell
    .slice(0, MAX_HEADING_LENGTH)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, (character) => traditionalForms.get(character) ?? character)
    .replace(/\s+/g, ' ')
    .trim();
}

function fold(text: string): string {
  return text.replace(/[^\p{L}\p{N}#]/gu, '');
}

const known = new Map<string, Heading>();
function learn(lists: Partial<Record<CellColumn, string>>, clarity: Clarity): void {
  for (const column of cellColumns)
    for (const messages of lists[column]?.split(',') ?? []) known.set(fold(messages), { column, clarity });
}
learn(halfHeadings, 'plain');
learn(vagueHeadings, 'vague');
learn(nameHeadings, 'plain');
learn(plainHeadings, 'plain');
for (const column of fileColumns) known.set(column.toLowerCase(), { column, clarity: 'plain' });

const anyName = new Set(Object.values(nameHeadings).flatMap((messages) => messages.split(',').map(fold)));

function readHeading(text: string): Heading | undefined {
  const folded = fold(text);
  return known.get(folded) ?? known.get(fold(withoutHints(text))) ?? bilingual(fold(withoutHints(text)));
}

/** `Name (as on HKID card)` -> `name`, `Issue Date (DD/MM/YYYY)` -> `issue date`. */
function withoutHints(text: string): string {
  return text
    .replace(/\(([^()]*)\)/g, (group, said: string) => (hints.test(said.trim()) ? ' ' : group))
    .replace(/\bas (?:shown|printed|stated|per|on|in|appear).*/s, '');
}

/** A heading in both languages in one cell; both halves must mean the same field. */
function bilingual(folded: string): Heading | undefined {
  const inChinese = folded.replace(/[^\p{Script=Han}]/gu, '');
  const inEnglish = folded.replace(/\p{Script=Han}/gu, '');
  const zh = known.get(inChinese);
  const en = known.get(inEnglish);
  if (!zh || !en) return undefined;
  if (zh.column === en.column) return zh.clarity === 'plain' ? zh : en;
  if (isHalf(en, 'surname') && isHalf(zh, 'surname')) return en;
  if (isHalf(en, 'given') && (isHalf(zh, 'given') || isName(zh))) return en;
  if (anyName.has(inChinese) && isName(en)) return en;
  return anyName.has(inEnglish) && isName(zh) ? zh : undefined;
}

function isHalf(heading: Heading, half: 'surname' | 'given'): boolean {
  return heading.column === `${half}En` || heading.column === `${half}Zh`;
}

/** By their words, folded. */
const secondHalves = {
  givenEn: new Set(givenWhereSurnames.givenEn.split(',').map(fold)),
  givenZh: new Set(givenWhereSurnames.givenZh.split(',').map(fold)),
};

function isName(heading: Heading | undefined): boolean {
  return heading?.column === 'nameEn' || heading?.column === 'nameZh';
}

/** Words of `identityText`. `終身證書` is valid for life. */
const identityMessages =
  /\bh ?k ?i ?[dc]|\bi ?d card|\bidentity\b|\bidentification\b|\bpassport|\btravel doc|\bnric|^ic$|身[份分](?:證|號)|(?<!終)身證(?!書)|證件(?=號|編|碼|代|[^\p{Script=Han}]|$)|居民證|居留證|護照|回鄉[證卡]|台胞證|通行證/u;
/** `ID No.` alone is an identity card's; a student's or a course's is not. */
const bareIdNumber =
  /(?<!(?:student|member|staff|employee|trainee|learner|candidate|participant|course|class|cert|certificate|record|email)(?:'?s)? )(?:\bi ?d|\bic|\bdoc(?:ument)?) ?(?:no|nos|num|number|numbers|#)(?![a-z])/;
/** `ID` with nothing before it that says whose, or with a country's or a person's word. */
const bareId =
  /(?:^|[^a-z\p{Script=Han} ] ?|\b(?:hk|hkpr|hong kong|national|citizen|resident|personal|government|govt|gov|photo|holder|name|and|or|as on|as in|as per|with|香港) ?|香港 ?|證 ?)i ?ds?(?![a-z])/u;

/** A name `as on the HKID` is a name; `Name and HKID` and whatever speaks of a number are not. */
function isOfIdentityNumbers(heading: string): boolean {
  const text = identityText(heading);
  if (bareIdNumber.test(text)) return true;
  if (!identityMessages.test(text) && !bareId.test(text)) return false;
  return !isName(readHeading(heading)) || /\b(?:no|num|number)\b|號/.test(text);
}

/** What people put between the letters of `HK-ID` and `I.D.` and the characters of `身 份 證` hides nothing. */
function identityText(heading: string): string {
  return heading
    .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
    .replace(/[_/.·\p{Dash}\s]+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}

/** A heading fit to be shown again: one line, no invisible characters, not endless. */
export function shown(cell = '', longest = MAX_ECHO_LENGTH): string {
  const line = cell
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line.slice(0, 2 * longest)];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}
