import { readAsked } from '#register/asked-number.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { monthName, parseLooseDate, parseLooseMonth } from '#register/loose-date.ts';
import { findHeadings, HEADING_ROWS } from '#tables/headings/heading-row.ts';
import { type CellColumn, columnsOf, halfColumns, mapHeadings } from '#tables/headings/map-headings.ts';
import { FileRefused } from '#tables/import-job.ts';

/** Where a table that somebody has of certificates has what a list needs, by the places of its columns. */
export interface ListColumns {
  number: number;
  /** The Latin and the Chinese name, or one of the two; each of one column, or of its halves'. */
  names: number[][];
  issuer: number | undefined;
  /** How many of the rows given are headings or stand above them. */
  above: number;
}

/** Says that a column has providers' codes. */
const issuerHeadings = new Set(
  `issuer, issuercode, provider, providercode, issuingbody, issuingprovider, awardingbody, trainingprovider,
  機構代號, 頒證機構, 頒證機構代號, 發證機構, 發證機構代號, 培訓機構, 培訓機構代號`
    .split(',')
    .map((heading) => heading.trim()),
);

/**
 * Finds a list's columns by their headings among its first rows that are not blank; undefined: there are no headings. Fails with
 * FileRefused `identity_number` or `doubled_heading` (two columns of numbers), `detail` being the heading, and with
 * `missing_columns` when there are headings and none of a number.
 */
export function findListColumns(rows: readonly string[][]): ListColumns | undefined {
  const top = rows.slice(0, HEADING_ROWS).map((cells) => cells.map(withoutFirstAid));
  const found = findHeadings(top) ?? numberAlone(top);
  if (!found) return undefined;
  const { cells, above } = found;
  const mapping = mapHeadings(cells);
  if (!mapping.ok && mapping.code === 'identity_number') throw new FileRefused(mapping.code, mapping.detail);

  const fields = fieldsOf(cells);
  const names = nameColumns
    .map((columns) => columns.map((column) => fields.indexOf(column)).filter((at) => at >= 0))
    .filter((places) => places.length > 0);
  const issuer = cells.findIndex((cell) => issuerHeadings.has(cell.toLowerCase().replace(/[^\p{L}]/gu, '')));
  return { number: numberAt(cells, fields), names, issuer: issuer < 0 ? undefined : issuer, above };
}

const FIRST_AID = /\bfirst[- ]aid(?:ers?)?(?:['’]s?)? (?=cert)|急救[員员](?=[證証证][書书])/iu;

/**
 * `First Aid Certificate No.` as `Certificate No.`: an employer's list has no other. In a provider's file it may be of the
 * certificate that its course asks for.
 */
function withoutFirstAid(cell: string): string {
  const plain = cell.replace(FIRST_AID, '');
  return plain !== cell && headedField(plain) === 'number' ? plain : cell;
}

/** A name in halves is compared like a whole one: the surname first. */
const nameColumns = [
  ['nameEn', ...halfColumns.nameEn],
  ['nameZh', ...halfColumns.nameZh],
] as const;

/** An employer's own words for the holder: a provider's file may have the names of its instructors below them. */
const EMPLOYED =
  /(?:\bof )?\b(?:staff|employees?|workers?|first[ -]?aiders?)(?:['’]s)?\b|員工|僱員|雇員|職員|工人|急救員|同事/giu;

/** `Staff Name` heads names where nothing else does. */
function fieldsOf(cells: string[]): (CellColumn | undefined)[] {
  const fields = columnsOf(cells);
  const others = columnsOf(cells.map((cell) => cell.replace(EMPLOYED, ' ')));
  const areNames = new Set<CellColumn>(nameColumns.flat());
  return fields.map((field, at) => {
    const other = others[at];
    return field ?? (other && areNames.has(other) && !fields.includes(other) ? other : undefined);
  });
}

/** What one heading means when it stands alone: two columns of dates are nothing that a list minds. */
function headedField(cell: string): CellColumn | undefined {
  const mapping = mapHeadings([cell]);
  return mapping.ok ? mapping.columns[0] : undefined;
}

/** `No.` beside `Certificate No.` counts rows. */
function numberAt(cells: string[], fields: (CellColumn | undefined)[]): number {
  const mapping = mapHeadings(cells.map((cell, at) => (fields[at] === 'number' ? cell : '')));
  if (mapping.ok) return mapping.columns.indexOf('number');
  throw new FileRefused(mapping.code === 'no_headings' ? 'missing_columns' : mapping.code, mapping.detail);
}

/** A heading of numbers and no other that is understood: an import would have no use for such a file. */
function numberAlone(top: readonly string[][]): { cells: string[]; above: number } | undefined {
  const isHeading = (cells: string[]) => cells.some((cell) => headedField(cell) === 'number');
  const at = top.findIndex((cells) => isHeading(cells) || isOfIdentities(cells));
  const cells = top[at];
  if (!cells) return undefined;
  const behind = top.findIndex((row, index) => index > at && !isHeading(row));
  return { cells, above: behind < 0 ? top.length : behind };
}

function isOfIdentities(cells: string[]): boolean {
  const mapping = mapHeadings(cells);
  return !mapping.ok && mapping.code === 'identity_number';
}

const ENOUGH_ROWS = 200;

/**
 * Guesses the columns of a table without headings by what stands in them: most cells of the one of numbers could be one;
 * names are taken only where no other column could be them. Undefined: no column is one of numbers, or two are, such as
 * the staff's own and the certificates'; of a wrong one the answer would be that nobody holds any.
 */
export function guessListColumns(rows: readonly string[][]): ListColumns | undefined {
  const some = rows.slice(0, ENOUGH_ROWS);
  const columns = Array.from({ length: Math.max(...some.map((cells) => cells.length)) }, (_, at) =>
    readColumn(some, at),
  );
  const filled = columns.filter(({ cells }) => cells.length > 0);
  const [number, another] = filled.length === 1 ? filled : likeliest(filled);
  if (number === undefined || another !== undefined) return undefined;

  const others = filled.filter((column) => column !== number && !haveSameNumbers(column, number));
  const texts = others.filter(({ cells }) => areNames(cells, others.length === 1));
  const chinese = texts.filter(({ cells }) => average(cells.map(isChinese)) > 0.5);
  const isPair = texts.length === 2 && chinese.length === 1;
  const names = texts.length === 1 || isPair ? texts.map(({ at }) => [at]) : [];
  return { number: number.at, names, issuer: undefined, above: 0 };
}

/** A column by its place, with the cells that are filled. */
interface Column {
  at: number;
  cells: string[];
  /** What each row has that could be a number, by its key. */
  keys: (string | undefined)[];
  /** How many rows have such a one, and how much that is of what says anything. */
  count: number;
  share: number;
  /** Most of them have letters beside their figures, as no telephone's or row's has. */
  isLettered: boolean;
}

function readColumn(rows: readonly string[][], at: number): Column {
  const all = rows.map((cells) => cells[at]?.trim() ?? '');
  const keys = all.map(likelyKey);
  const numbers = keys.filter((key) => key !== undefined);
  const said = all.filter((cell, row) => keys[row] !== undefined || (cell !== '' && !isPlaceholder(cell)));
  return {
    at,
    cells: all.filter((cell) => cell !== ''),
    keys,
    count: numbers.length,
    share: numbers.length / Math.max(1, said.length),
    isLettered: numbers.filter((key) => /[A-Z]/.test(key)).length * 2 >= numbers.length,
  };
}

/** A column of numbers has fewer of anything else. */
const MOST = 0.5;
/** Of a column that has as many, nobody can say that figures in another are the numbers. */
const SOME = 0.1;

/** The columns that could be of numbers, those of letters and figures before those of figures alone. */
function likeliest(columns: readonly Column[]): Column[] {
  const likely = ofVaried(columns.filter(({ share }) => share >= MOST));
  const lettered = likely.filter(({ isLettered }) => isLettered);
  if (lettered.length > 0) return withoutCourses(withoutTwins(lettered));
  return likely.length === 0 ? [] : withoutTwins(ofVaried(columns.filter(({ share }) => share >= SOME)));
}

function ofVaried(columns: Column[]): Column[] {
  const varied = columns.filter(({ keys }) => differ(keys.filter((key) => key !== undefined)));
  return varied.length > 0 ? varied : columns;
}

/** A number stands beside the address of its verify page: the fuller column of the two is read. */
function withoutTwins(columns: Column[]): Column[] {
  const fullest = columns.toSorted((one, other) => other.count - one.count);
  return fullest.filter((column, at) =>
    fullest.slice(0, at).every((fuller) => !haveSameNumbers(fuller, column)),
  );
}

/** Wherever both have a number it is the same, and somewhere both have one. */
function haveSameNumbers(one: Column, other: Column): boolean {
  const both = one.keys.flatMap((key, row) => {
    const beside = other.keys[row];
    return key === undefined || beside === undefined ? [] : [key === beside];
  });
  return both.length > 0 && both.every(Boolean);
}

const COURSES = catalogue.map(({ code }) => code).join('|');
const A_COURSE = new RegExp(`^(?:(?:${COURSES})20\\d{2}|20\\d{2}(?:${COURSES}))$`);

/** `OFA2024` is a course and its year, where what stands beside it is no shorter, as a staff number is. */
function withoutCourses(columns: Column[]): Column[] {
  const courses = columns.filter(({ cells, keys }) => {
    const isRepeated = cells.length < 3 || new Set(cells).size < cells.length;
    return isRepeated && keys.every((key) => key === undefined || A_COURSE.test(key));
  });
  const rest = columns.filter((column) => !courses.includes(column));
  const shortest = Math.min(...rest.flatMap(lengthsOf));
  return rest.length > 0 && courses.flatMap(lengthsOf).every((length) => length <= shortest) ? rest : columns;
}

const lengthsOf = ({ keys }: Column) => keys.flatMap((key) => (key === undefined ? [] : [key.length]));

/** A course or a site stands in many rows. */
const differ = (cells: readonly string[]) => cells.length < 3 || new Set(cells).size * 2 > cells.length;

const A_DATE = /^\d{1,4}(?:[-/.]|年)\d{1,2}(?:[-/.]|月)\d{1,4}日?$/;
/** As spreadsheets show a day whose year has two figures: `1-Mar-24`. */
const A_SHORT_DATE = new RegExp(`^\\d{1,2}[-/. ]?${monthName}[-/. ]?\\d{2}$`, 'i');
const A_MONTH = new RegExp(monthName, 'i');
/** With the words for it, or an extension: `Tel. 9123 4567`, `2345 6789 ext. 12`. */
const A_TELEPHONE =
  /^(?:(?:tel|telephone|phone|mobile|mob|whatsapp|fax)[. ]{0,2}\d{4}[- ]?\d{4}|\d{4}[- ]?\d{4} ?ext[. ]{0,2}\d{1,5})$/i;

/** The key of what could be a number: it has figures, and is neither a day nor plainly a telephone's. */
function likelyKey(cell: string): string | undefined {
  const number = cell.includes('/verify/') ? readAsked(cell).number : cell;
  if (!/\p{Nd}/u.test(number) || isDay(number) || A_TELEPHONE.test(number)) return undefined;
  const normalised = normaliseNumber(number);
  return normalised.ok ? normalised.key : undefined;
}

/** Figures alone may be a number of a day in a spreadsheet, and of a certificate. */
function isDay(text: string): boolean {
  if (A_DATE.test(text) || A_SHORT_DATE.test(text)) return true;
  return A_MONTH.test(text) && (parseLooseDate(text) ?? parseLooseMonth(text)) !== undefined;
}

/** What is alone beside the numbers is a name, whoever holds them all. */
function areNames(cells: string[], isAlone: boolean): boolean {
  const isName = cells.map((cell) => Number(/\p{L}.*\p{L}/u.test(cell) && !/[\p{Nd}@]/u.test(cell)));
  return average(isName) > 0.8 && (isAlone || differ(cells));
}

const isChinese = (cell: string) => Number(/\p{Script=Han}/u.test(cell));

const average = (numbers: number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
