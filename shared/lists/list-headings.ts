import { readAsked } from '#register/asked-number.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
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
  const top = rows.slice(0, HEADING_ROWS);
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
  const places = Array.from({ length: Math.max(...some.map((cells) => cells.length)) }, (_, at) => at);
  const columns = places.map((at) =>
    some.map((cells) => cells[at]?.trim() ?? '').filter((cell) => cell !== ''),
  );
  const scores = columns.map((cells) => average(cells.map(likelyNumber)));
  const filled = places.filter((at) => columns[at]?.length);
  const [number, another] = filled.length === 1 ? filled : likeliest(columns, scores);
  if (number === undefined || another !== undefined) return undefined;

  const isAlone = filled.length === 2;
  const texts = places.filter((at) => at !== number && areNames(columns[at] ?? [], isAlone));
  const chinese = texts.filter((at) => average((columns[at] ?? []).map(isChinese)) > 0.5);
  const isPair = texts.length === 2 && chinese.length === 1;
  const names = texts.length === 1 || isPair ? texts.map((at) => [at]) : [];
  return { number, names, issuer: undefined, above: 0 };
}

/** The places of the columns that could be of numbers, those of letters and figures before those of figures alone. */
function likeliest(columns: readonly string[][], scores: readonly number[]): number[] {
  const likely = [...scores.keys()].filter((at) => (scores[at] ?? 0) >= 0.5);
  const lettered = likely.filter((at) => (scores[at] ?? 0) > FIGURES_ALONE);
  const some = lettered.length > 0 ? lettered : likely;
  const varied = some.filter((at) => differ(columns[at] ?? []));
  return varied.length > 0 ? varied : some;
}

/** A course or a site stands in many rows. */
const differ = (cells: readonly string[]) => cells.length < 3 || new Set(cells).size * 2 > cells.length;

const FIGURES_ALONE = 0.6;
const A_DATE = /^\d{1,4}(?:[-/.]|年)\d{1,2}(?:[-/.]|月)\d{1,4}日?$/;

/** A number of letters and figures is likelier one than a telephone's or a row's. */
function likelyNumber(cell: string): number {
  const number = cell.includes('/verify/') ? readAsked(cell).number : cell;
  if (!/\p{Nd}/u.test(number) || A_DATE.test(number) || !normaliseNumber(number).ok) return 0;
  return /\p{L}/u.test(number) ? 1 : FIGURES_ALONE;
}

/** What is alone beside the numbers is a name, whoever holds them all. */
function areNames(cells: string[], isAlone: boolean): boolean {
  const isName = cells.map((cell) => Number(/\p{L}.*\p{L}/u.test(cell) && !/[\p{Nd}@]/u.test(cell)));
  return average(isName) > 0.8 && (isAlone || differ(cells));
}

const isChinese = (cell: string) => Number(/\p{Script=Han}/u.test(cell));

const average = (numbers: number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
