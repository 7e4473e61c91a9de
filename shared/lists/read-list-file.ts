import { FileRefused } from '#tables/import-job.ts';
import type { FileTable, TableFile } from '#tables/ports.ts';
import { type ListRow, MAX_LIST_ROWS } from './check-list.ts';
import { type PlacedCells, rowsOfTable } from './list-rows.ts';

/** Rows that are blank or stand above the headings do not count among those of a list. */
const MAX_READ = 4 * MAX_LIST_ROWS;

/**
 * The rows of a list in a file: of its first sheet that has numbers. Fails with FileRefused as `rowsOfTable` does, and
 * with `undecodable` and what the file itself is refused for.
 */
export async function readListFile(file: TableFile): Promise<ListRow[]> {
  let refusal: FileRefused | undefined;
  for (const table of file.tables) {
    try {
      return rowsOfTable(await cellsOf(table));
    } catch (error) {
      if (!(error instanceof FileRefused) || !tellsOfOneSheet.has(error.code)) throw error;
      // A sheet with headings says more of what is missing than an empty one.
      if (!refusal || refusal.code === 'empty') refusal = error;
    }
  }
  throw refusal ?? new FileRefused('empty');
}

/** A cover sheet may stand before the one that is meant. */
const tellsOfOneSheet = new Set<FileRefused['code']>(['empty', 'no_rows', 'missing_columns']);

async function cellsOf(table: FileTable): Promise<PlacedCells[]> {
  const rows: PlacedCells[] = [];
  for await (const row of table.rows()) {
    if ('undecodable' in row) throw new FileRefused('undecodable');
    rows.push('cells' in row ? row : { row: row.row, cells: [row.unreadable] });
    if (rows.length > MAX_READ) throw new FileRefused('too_many_rows');
  }
  return rows;
}
