import { readAsked, readIssuer } from '#register/asked-number.ts';
import { providerCode } from '#register/catalogue/provider.ts';
import { isPlaceholder } from '#register/certificate/placeholder.ts';
import { hasIdentityNumber, IDENTITY_MASK, isIdentityForNumber } from '#register/names/holder-input.ts';
import { joinedName } from '#register/names/joined-name.ts';
import { withoutGuard } from '#tables/csv.ts';
import { IdentityColumns } from '#tables/headings/identity-number-columns.ts';
import { FileRefused } from '#tables/import-job.ts';
import { type ListRow, MAX_LIST_ROWS, NAME_KEPT, NUMBER_KEPT } from './check-list.ts';
import { findListColumns, guessListColumns, type ListColumns } from './list-headings.ts';

/** A row of a table that somebody has, with its place in it. */
export interface PlacedCells {
  row: number;
  cells: string[];
}

/** As much of a cell as is looked at. */
const MAX_CELL_LENGTH = 1000;
/** No list has more, nor is any read further to the right. */
export const MAX_COLUMNS = 256;

/**
 * The rows of a list in a table, by its headings or, without any, by what stands in its columns. Blank rows are none.
 * Fails with FileRefused `identity_number`, `doubled_heading`, `missing_columns` (no column of numbers), `too_many_rows`,
 * `no_rows`, `empty`.
 */
export function rowsOfTable(table: readonly PlacedCells[]): ListRow[] {
  return readTable(table).rows.map(({ own: _, ...row }) => row);
}

/** The same with the table's other columns: their headings, and the cells of each row in that order. */
export function readTable(table: readonly PlacedCells[]): { rows: ListRow[]; columns: string[] } {
  const filled = table.flatMap(({ row, cells }) =>
    cells.some((cell) => cell.trim() !== '')
      ? [{ row, cells: cells.map((cell) => withoutGuard(cell.slice(0, MAX_CELL_LENGTH))) }]
      : [],
  );
  if (filled.length === 0) throw new FileRefused('empty');
  const all = filled.map(({ cells }) => cells);
  const columns = findListColumns(all) ?? guessListColumns(all);
  if (!columns) throw new FileRefused('missing_columns');
  const data = filled.slice(columns.above);
  refuseIdentities(data.map(({ cells }) => cells));
  const others = otherColumns(columns, all);
  const rows = data.map((row) => ({
    ...toListRow(row, columns),
    ...(others.length > 0 && { own: others.map(({ at }) => ownCell(row.cells[at])) }),
  }));
  return { rows: listed(rows), columns: others.map(({ heading }) => heading) };
}

/** Columns of the sender's own that come back with the answers: so many, each cell so long. */
const MAX_OWN_COLUMNS = 30;
const OWN_KEPT = 100;

function otherColumns({ number, names, issuer, above }: ListColumns, all: readonly string[][]) {
  const known = new Set([number, ...names.flat(), ...(issuer === undefined ? [] : [issuer])]);
  const head = (above > 0 && all[above - 1]) || [];
  const width = Math.min(MAX_COLUMNS, Math.max(...all.map((cells) => cells.length)));
  return Array.from({ length: width }, (_, at) => ({ at, heading: ownCell(head[at]) || columnLetters(at) }))
    .filter(({ at }) => !known.has(at) && all.slice(above).some((cells) => cells[at]?.trim()))
    .slice(0, MAX_OWN_COLUMNS);
}

/** As a spreadsheet names a column that has no heading. */
const columnLetters = (at: number): string =>
  (at >= 26 ? columnLetters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

const ownCell = (cell = '') => (hasIdentityNumber(cell) ? IDENTITY_MASK : tidied(cell, OWN_KEPT));

/** A file's name, to be found again by it on paper. */
export const keptFileName = (name: string) =>
  hasIdentityNumber(name.slice(0, MAX_CELL_LENGTH)) ? IDENTITY_MASK : tidied(name, OWN_KEPT);

function toListRow({ row, cells }: PlacedCells, { number, names, issuer }: ListColumns): ListRow {
  const said = (at: number) => {
    const cell = cells[at]?.trim() ?? '';
    return isPlaceholder(cell) ? '' : cell;
  };
  const each = names.map((places) => joinedName(...places.map(said)));
  const code = providerCode.safeParse(cells[issuer ?? -1]?.trim().toUpperCase()).data;
  return rowWith(row, cells[number] ?? '', joinedName(...new Set(each)), code);
}

/**
 * A row as it is kept: tidied, and cut where nobody's number or name is that long. The address of a verify page may stand
 * for the number; the day is that of the list.
 */
export function rowWith(row: number, number: string, name = '', code?: string | undefined): ListRow {
  const said = hasIdentityNumber(name.slice(0, MAX_CELL_LENGTH)) ? IDENTITY_MASK : tidied(name, NAME_KEPT);
  const asked = readAsked(number);
  const issuer = readIssuer(code) ?? readIssuer(asked.issuer);
  return {
    row,
    // A column of them is refused; also of a single one nothing is stored.
    number: isIdentityForNumber(asked.number.slice(0, MAX_CELL_LENGTH))
      ? IDENTITY_MASK
      : tidied(asked.number, NUMBER_KEPT),
    ...(said && { name: said }),
    ...(issuer && { issuer }),
  };
}

const tidied = (text: string, most: number) =>
  text
    .slice(0, MAX_CELL_LENGTH)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();

/** The rows that ask anything, if there are any and not too many. */
export function listed(rows: ListRow[]): ListRow[] {
  const asking = rows.filter(({ number, name }) => number !== '' || name);
  if (asking.length === 0) throw new FileRefused('no_rows');
  if (asking.length > MAX_LIST_ROWS) throw new FileRefused('too_many_rows');
  return asking;
}

/** Identity card numbers are no certificate's, and not to be sent here (domain.md §5). */
export function refuseIdentities(rows: readonly string[][]): void {
  const identities = new IdentityColumns(Array.from({ length: MAX_COLUMNS }, () => true));
  for (const cells of rows) identities.see(cells);
  if (identities.found !== undefined) throw new FileRefused('identity_number');
}
