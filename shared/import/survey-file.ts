import type { CivilDate } from '#register/civil-date.ts';
import { serialFrom1900 } from '#register/loose-date.ts';
import { hasIdentityNumber, IDENTITY_MASK } from '#register/names/holder-input.ts';
import { withoutHeading } from '#register/number-label.ts';
import { withoutGuard } from '#tables/csv.ts';
import { findHeadings, HEADING_ROWS, type HeadingRow } from '#tables/headings/heading-row.ts';
import { IdentityColumns } from '#tables/headings/identity-number-columns.ts';
import { type CellColumn, headingStrength, shown } from '#tables/headings/map-headings.ts';
import { FileRefused, type GivenFact, type ImportJob, type RawRow } from '#tables/import-job.ts';
import type { FileRow, FileTable, TableFile } from '#tables/ports.ts';
import { maskedCell } from './masked-cell.ts';
import { ShiftedCells } from './shifted-cells.ts';
import { Survey } from './survey.ts';
import { type FactsOfAll, readTitle } from './title-facts.ts';

const MAX_ROWS = 500_000;
/** As far to the right as identity numbers are looked for. */
const MAX_COLUMNS = 256;
const MAX_CELL_LENGTH = 500;
const MAX_HEADINGS_SHOWN = 50;

/** What can be said of all rows of a file that has no column for it. */
type Askable = NonNullable<ImportJob['asked']>[number];
const isAskable = (field: string): field is Askable => field === 'type' || field === 'issuedOn';

export interface SurveyedFile {
  survey: Survey;
  headings: HeadingRow['headings'];
  ignored: string[];
  sheetsNotRead: NonNullable<ImportJob['sheetsNotRead']>;
  /** What its rows lack and were given. */
  given: GivenFact[];
  /** What they lack and were not given, where that may be. */
  lacking: Askable[];
  /** The rows of data, each time from the first; rows without a cell under a heading are none. */
  rows(): AsyncIterable<RawRow>;
}

/**
 * Reads a file through, without keeping its rows: where its headings are, how many rows of data it has, and what only
 * the whole of them shows. `on` is the day by which rows are judged. A file that has no column for the course or the day of
 * issue has what `defaults` says for all, or what stands above the headings; with `mayLack` it may have neither, and somebody is to be
 * asked. Fails with FileRefused for what is wrong with the file as a whole.
 */
export async function surveyFile(
  file: TableFile,
  on: CivilDate,
  defaults: FactsOfAll = {},
  { mayLack = false }: { mayLack?: boolean | undefined } = {},
): Promise<SurveyedFile> {
  const { sheets, notRead, lacking } = await sheetsOf(file, defaults, mayLack);
  const rows = async function* () {
    for (const sheet of sheets) yield* dataRows(sheet);
  };
  const survey = new Survey(on);
  for (const sheet of sheets) {
    const identities = new IdentityColumns(
      Array.from({ length: MAX_COLUMNS }, (_, at) => !sheet.columns[at]),
    );
    const seeAll = (all: string[]) => {
      identities.see(all);
      sheet.shifted?.see(all);
      // Another class begins, of another course or day: what stands above the first is not said of all.
      if (isOfTitle(sheet) && headingStrength(all) > 0)
        throw new FileRefused('missing_columns', undefined, {
          missing: sheet.given.map(({ column }) => column),
          headings: sheet.cells.slice(0, MAX_HEADINGS_SHOWN),
        });
    };
    for await (const row of dataRows(sheet, seeAll)) {
      survey.see(row);
      if (survey.total > MAX_ROWS) throw new FileRefused('too_many_rows');
    }
    if (identities.found !== undefined)
      throw new FileRefused('identity_number', shown(sheet.cells[identities.found]));
  }
  if (survey.total === 0) throw new FileRefused('no_rows');
  if (survey.isOpen) for await (const row of rows()) survey.lookAgain(row);
  return {
    survey,
    headings: unique(
      sheets.flatMap(({ headings }) => headings),
      ({ column }) => column,
    ),
    ignored: unique(
      sheets.flatMap(({ ignored }) => ignored),
      (heading) => heading,
    ),
    sheetsNotRead: notRead,
    given: sheets.flatMap(({ name, given }) =>
      given.map((fact) => ({ ...fact, ...(name !== undefined && { sheet: name }) })),
    ),
    lacking,
    rows,
  };
}

const unique = <Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] =>
  [...new Map(values.toReversed().map((value) => [keyOf(value), value])).values()].toReversed();

interface Sheet {
  table: FileTable;
  /** Where the file has several that are read. */
  name: string | undefined;
  above: number;
  columns: (CellColumn | undefined)[];
  headings: HeadingRow['headings'];
  ignored: string[];
  /** Of the row of headings. */
  cells: string[];
  given: Omit<GivenFact, 'sheet'>[];
  /** Of a text. */
  shifted: ShiftedCells | undefined;
}

/** Every sheet with headings that say enough; a class may have one of its own, and a cover sheet stand before them. */
async function sheetsOf(
  file: TableFile,
  defaults: FactsOfAll,
  mayLack: boolean,
): Promise<{ sheets: Sheet[]; notRead: SurveyedFile['sheetsNotRead']; lacking: Askable[] }> {
  const sheets: Sheet[] = [];
  const lacking = new Set<Askable>();
  const notRead: SurveyedFile['sheetsNotRead'] = [];
  let incomplete: FileRefused | undefined;
  let isEmpty = true;
  let isUndecodable = false;
  for (const table of file.tables) {
    const top = await firstRows(table);
    isEmpty &&= top.length === 0;
    isUndecodable ||= top.some((row) => 'undecodable' in row);
    const found = findHeadings(top.map((row) => ('cells' in row ? row.cells : [])));
    if (found && !found.mapping.ok) throw new FileRefused(found.mapping.code, found.mapping.detail);
    const given = found?.mapping.ok ? givenTo(found, defaults) : [];
    const all = found?.missing.filter((field) => !given.some(({ column }) => column === field)) ?? [];
    const missing = mayLack ? all.filter((field) => !isAskable(field)) : all;
    if (found?.mapping.ok && missing.length === 0) {
      const { columns, ignored } = found.mapping;
      const { headings, above, cells } = found;
      for (const field of all) if (isAskable(field)) lacking.add(field);
      sheets.push({
        table,
        name: table.name === undefined ? undefined : withoutIdentity(table.name),
        above,
        columns,
        headings,
        ignored,
        cells,
        given,
        shifted: table.separated && new ShiftedCells(cells.length),
      });
      continue;
    }
    if (table.name !== undefined && top.length > 0)
      notRead.push({ name: withoutIdentity(table.name), because: 'noHeadings' });
    if (found?.mapping.ok)
      incomplete ??= new FileRefused(
        'missing_columns',
        undefined,
        lackOf({ ...found, missing: all }, found.mapping.ignored),
      );
  }
  if (sheets.length === 0)
    throw incomplete ?? new FileRefused(isUndecodable ? 'undecodable' : isEmpty ? 'empty' : 'no_headings');
  const [only] = sheets;
  if (only && sheets.length === 1) only.name = undefined;
  for (const name of file.hidden) notRead.push({ name: withoutIdentity(name), because: 'hidden' });
  return { sheets, notRead, lacking: [...lacking] };
}

/**
 * Only a column that is not there is given: an empty cell of one that is may mean that somebody did not pass. What is said for
 * the whole file comes before what stands above the headings.
 */
function givenTo({ headings, title }: HeadingRow, defaults: FactsOfAll): Sheet['given'] {
  if (headings.some(({ column }) => column === 'action')) return [];
  const said = readTitle(title);
  return (['type', 'issuedOn'] as const)
    .filter((column) => !headings.some((heading) => heading.column === column))
    .flatMap((column): Sheet['given'] => {
      const from = defaults[column] === undefined ? 'title' : 'defaults';
      const value = defaults[column] ?? said[column];
      return value === undefined ? [] : [{ column, value, from }];
    });
}

const lackOf = ({ missing, headings }: HeadingRow, ignored: string[]) => ({
  missing,
  headings: [...headings.map(({ heading }) => heading), ...ignored].slice(0, MAX_HEADINGS_SHOWN),
});

async function firstRows(table: FileTable): Promise<FileRow[]> {
  const top: FileRow[] = [];
  for await (const row of table.rows()) {
    if (isBlank(row)) continue;
    // A heading that is merged over several columns is that of the first.
    const heading = (cell: string, at: number, across: number[]) =>
      across.includes(at) || hasIdentityNumber(cell) ? '' : withoutGuard(cell);
    top.push(
      'cells' in row
        ? { ...row, cells: row.cells.map((cell, at) => heading(cell, at, row.across ?? [])) }
        : row,
    );
    if (top.length === HEADING_ROWS) break;
  }
  return top;
}

const isBlank = (row: FileRow) => 'cells' in row && row.cells.every((cell) => cell.trim() === '');

async function* dataRows(
  { table, name, above, columns, given, shifted }: Sheet,
  seeAll?: (cells: string[]) => void,
): AsyncGenerator<RawRow> {
  const place = name === undefined ? {} : { sheet: name };
  let passed = 0;
  for await (const row of table.rows()) {
    if (isBlank(row) || passed++ < above) continue;
    if ('cells' in row) seeAll?.(row.cells);
    const raw = { ...parted(row, mapped(row, columns, table.from1904), { columns, shifted }), ...place };
    if (!('cells' in raw)) yield raw;
    else if (Object.keys(raw.cells).length > 0) yield { ...raw, cells: { ...raw.cells, ...cellsOf(given) } };
  }
}

const isOfTitle = ({ given }: Sheet) => given.some(({ from }) => from === 'title');

const cellsOf = (given: Sheet['given']) =>
  Object.fromEntries(given.map(({ column, value }) => [column, value]));

function mapped(row: FileRow, columns: (CellColumn | undefined)[], from1904?: true): RawRow {
  if ('undecodable' in row) return row;
  if ('unreadable' in row) return { row: row.row, unreadable: cut(withoutIdentity(row.unreadable)) };
  const cells: Partial<Record<CellColumn, string>> = {};
  columns.forEach((column, i) => {
    const sent = column && withoutGuard((row.cells[i] ?? '').trim()).trim();
    if (!sent) return;
    const cell = column === 'number' ? withoutHeading(sent) : sent;
    const isDay = column === 'issuedOn' || column === 'expiresOn';
    cells[column] = cut(maskedCell(column, isDay && from1904 ? serialFrom1900(cell) : cell));
  });
  return { row: row.row, cells, ...(row.hidden && { problem: HIDDEN }) };
}

/** Somebody filtered it out or struck it through: it is not to be registered without a word. */
const HIDDEN = { column: 'number', code: 'hidden_row' } as const;

/** A row whose cells stand in others' columns is not read by them. */
function parted(row: FileRow, raw: RawRow, { columns, shifted }: Pick<Sheet, 'columns' | 'shifted'>): RawRow {
  if (!shifted || !('cells' in row) || !('cells' in raw)) return raw;
  const surplus = shifted.surplusOf(row.cells, raw.cells);
  if (surplus === 0 && !shifted.isCut(row.cells, columns)) return raw;
  return { row: row.row, unreadable: cut(withoutIdentity(row.cells.join(','))), surplus };
}

const withoutIdentity = (text: string) => (hasIdentityNumber(text) ? IDENTITY_MASK : text);
const cut = (text: string) => text.slice(0, MAX_CELL_LENGTH).toWellFormed();
