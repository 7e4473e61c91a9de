import type { CivilDate } from '#register/civil-date.ts';
import { withoutGuard } from '#tables/csv.ts';
import { type FileColumn, shown } from '#tables/headings/file-columns.ts';
import { findHeadings, HEADING_ROWS, type HeadingRow } from '#tables/headings/heading-row.ts';
import { IdentityColumns } from '#tables/headings/identity-columns.ts';
import { FileRefused, type RawRow } from '#tables/import-job.ts';
import type { FileRow, FileTable, TableFile } from '#tables/ports.ts';
import { Survey } from './survey.ts';

const MAX_ROWS = 500_000;
/** As far to the right as identity numbers are looked for. */
const MAX_COLUMNS = 256;
const MAX_CELL_LENGTH = 500;
const MAX_HEADINGS_SHOWN = 50;

export interface SurveyedFile {
  survey: Survey;
  headings: HeadingRow['headings'];
  ignored: string[];
  /** The rows of data, each time from the first; rows without a cell under a heading are none. */
  rows(): AsyncIterable<RawRow>;
}

/**
 * Reads a file through, without keeping its rows: where its headings are, how many rows of data it has, and what only
 * the whole of them shows. `on` is the day by which rows are judged. Fails with FileRefused for what is wrong with the
 * file as a whole.
 */
export async function surveyFile(file: TableFile, on: CivilDate): Promise<SurveyedFile> {
  const { table, above, columns, headings, ignored, cells } = await tableOf(file);
  const rows = () => dataRows(table, above, columns);
  const survey = new Survey(on);
  const identities = new IdentityColumns(Array.from({ length: MAX_COLUMNS }, (_, at) => !columns[at]));
  for await (const row of dataRows(table, above, columns, (all) => identities.see(all))) {
    survey.see(row);
    if (survey.total > MAX_ROWS) throw new FileRefused('too_many_rows');
  }
  if (identities.found !== undefined)
    throw new FileRefused('identity_number', shown(cells[identities.found]));
  if (survey.total === 0) throw new FileRefused('no_rows');
  if (survey.isOpen) for await (const row of rows()) survey.lookAgain(row);
  return { survey, headings, ignored, rows };
}

/** The first sheet with headings that say enough; a cover sheet may stand before it. */
async function tableOf(file: TableFile) {
  let incomplete: FileRefused | undefined;
  let isEmpty = true;
  let isUndecodable = false;
  for (const table of file.tables) {
    const top = await topOf(table);
    isEmpty &&= top.length === 0;
    isUndecodable ||= top.some((row) => 'undecodable' in row);
    const found = findHeadings(top.map((row) => ('cells' in row ? row.cells : [])));
    if (!found) continue;
    const { mapping, missing, headings, above, cells } = found;
    if (!mapping.ok) throw new FileRefused(mapping.code, mapping.detail);
    const { columns, ignored } = mapping;
    if (missing.length === 0) return { table, above, columns, headings, ignored, cells };
    incomplete ??= new FileRefused('missing_columns', undefined, {
      missing,
      headings: [...headings.map(({ heading }) => heading), ...ignored].slice(0, MAX_HEADINGS_SHOWN),
    });
  }
  if (incomplete) throw incomplete;
  throw new FileRefused(isUndecodable ? 'undecodable' : isEmpty ? 'empty' : 'no_headings');
}

async function topOf(table: FileTable): Promise<FileRow[]> {
  const top: FileRow[] = [];
  for await (const row of table.rows()) {
    if (isBlank(row)) continue;
    top.push('cells' in row ? { ...row, cells: row.cells.map(withoutGuard) } : row);
    if (top.length === HEADING_ROWS) break;
  }
  return top;
}

const isBlank = (row: FileRow) => 'cells' in row && row.cells.every((cell) => cell.trim() === '');

async function* dataRows(
  table: FileTable,
  above: number,
  columns: (FileColumn | undefined)[],
  seeAll?: (cells: string[]) => void,
): AsyncGenerator<RawRow> {
  let passed = 0;
  for await (const row of table.rows()) {
    if (isBlank(row) || passed++ < above) continue;
    if ('cells' in row) seeAll?.(row.cells);
    const raw = mapped(row, columns);
    if (!('cells' in raw) || Object.keys(raw.cells).length > 0) yield raw;
  }
}

function mapped(row: FileRow, columns: (FileColumn | undefined)[]): RawRow {
  if ('undecodable' in row) return row;
  if ('unreadable' in row) return { row: row.row, unreadable: cut(row.unreadable) };
  const cells: Partial<Record<FileColumn, string>> = {};
  columns.forEach((column, i) => {
    const cell = column && withoutGuard((row.cells[i] ?? '').trim()).trim();
    if (cell) cells[column] = cut(cell);
  });
  return { row: row.row, cells };
}

const cut = (text: string) => text.slice(0, MAX_CELL_LENGTH).toWellFormed();
