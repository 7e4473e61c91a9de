import { FileRefused } from '#tables/import-job.ts';
import type { FileTable, TableFile } from '#tables/ports.ts';
import { type LeftOut, type ListRow, MAX_LIST_ROWS } from './check-list.ts';
import { type PlacedCells, readTable } from './list-rows.ts';

/** Rows that are blank or stand above the headings do not count among those of a list. */
const MAX_READ = 4 * MAX_LIST_ROWS;

/**
 * The rows of a list in a file: of every sheet that has numbers. Fails with FileRefused as `rowsOfTable` does, and
 * with `undecodable` and what the file itself is refused for.
 */
export async function readListFile(
  file: TableFile,
): Promise<{ rows: ListRow[]; columns?: string[]; leftOut?: LeftOut }> {
  let refusal: FileRefused | undefined;
  const read: { name: string | undefined; rows: ListRow[]; columns: string[] }[] = [];
  const leftOut: LeftOut = { hiddenRows: 0, sheets: [] };
  for (const table of file.tables) {
    const { rows, hidden } = await readCells(table);
    try {
      read.push({ name: table.name, ...readTable(rows) });
      leftOut.hiddenRows += hidden;
    } catch (error) {
      if (!(error instanceof FileRefused) || !tellsOfOneSheet.has(error.code)) throw error;
      if (table.name !== undefined && error.code !== 'empty')
        leftOut.sheets.push({ name: table.name, because: 'noHeadings' });
      // A sheet with headings says more of what is missing than an empty one.
      if (!refusal || refusal.code === 'empty') refusal = error;
    }
  }
  if (read.length === 0) throw refusal ?? new FileRefused('empty');
  for (const name of file.hidden) leftOut.sheets.push({ name, because: 'hidden' });
  // A sheet a site: what they have in common stands in one column.
  const columns = [...new Set(read.flatMap((sheet) => sheet.columns))];
  const rows = read.flatMap((sheet) =>
    sheet.rows.map(({ own = [], ...row }) => ({
      ...row,
      ...(sheet.name !== undefined && read.length > 1 && { sheet: sheet.name }),
      ...(columns.length > 0 && { own: columns.map((column) => own[sheet.columns.indexOf(column)] ?? '') }),
    })),
  );
  if (rows.length > MAX_LIST_ROWS) throw new FileRefused('too_many_rows');
  return {
    rows,
    ...(columns.length > 0 && { columns }),
    ...((leftOut.hiddenRows > 0 || leftOut.sheets.length > 0) && { leftOut }),
  };
}

/** A cover sheet may stand before the one that is meant. */
const tellsOfOneSheet = new Set<FileRefused['code']>(['empty', 'no_rows', 'missing_columns']);

async function readCells(table: FileTable): Promise<{ rows: PlacedCells[]; hidden: number }> {
  const rows: PlacedCells[] = [];
  let hidden = 0;
  for await (const row of table.rows()) {
    if ('undecodable' in row) throw new FileRefused('undecodable');
    if ('cells' in row && row.hidden) hidden++;
    else rows.push('cells' in row ? row : { row: row.row, cells: [row.unreadable] });
    if (rows.length > MAX_READ) throw new FileRefused('too_many_rows');
  }
  return { rows, hidden };
}
