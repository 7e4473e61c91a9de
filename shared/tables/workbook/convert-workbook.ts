import { closeSync, openSync, writeSync } from 'node:fs';
import { HEADING_ROWS } from '#tables/headings/heading-row.ts';
import { FileRefused } from '#tables/import-job.ts';
import { stumbled } from '#tables/refusal.ts';
import { readWorkbook, type WorkbookSheets } from './read-workbook.ts';
import type { ProcessAnswer } from './workbook.ts';

const MAX_ROWS = 50_000;

/** Writes the rows of each sheet of the workbook at `path` as lines of JSON to `<path>-<n>`, and gives what it found. */
export async function convertWorkbook(path: string, read = readWorkbook): Promise<ProcessAnswer> {
  try {
    return written(path, await read(path));
  } catch (error) {
    const refused = stumbled(error);
    if (!(refused instanceof FileRefused)) throw error;
    return { refused: refused.code };
  }
}

function written(path: string, { sheets, hidden, from1904 }: WorkbookSheets): ProcessAnswer {
  let rows = 0;
  for (const [at, sheet] of sheets.entries()) {
    const file = openSync(`${path}-${at}`, 'w');
    for (const row of sheet.rows()) {
      writeSync(file, `${JSON.stringify(row)}\n`);
      if (++rows > MAX_ROWS + HEADING_ROWS * (at + 1)) throw new FileRefused('workbook_too_long');
    }
    closeSync(file);
  }
  return { sheets: sheets.map(({ name }) => name), hidden, ...(from1904 && { from1904 }) };
}
