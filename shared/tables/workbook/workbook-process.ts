import { closeSync, openSync, writeSync } from 'node:fs';
import { HEADING_ROWS } from '#tables/headings/heading-row.ts';
import { FileRefused } from '#tables/import-job.ts';
import { stumbled } from '#tables/refusal.ts';
import { readWorkbook } from './read-workbook.ts';
import type { ProcessAnswer } from './workbook.ts';

/*
 * `node workbook-process FILE` writes the rows of each sheet as lines of JSON to `FILE-<n>`, and says on standard output
 * what it found. A process of its own: a workbook is a stranger's input to a large library.
 */

const MAX_ROWS = 50_000;

async function converted(path: string): Promise<ProcessAnswer> {
  const { sheets, hidden, from1904 } = await readWorkbook(path);
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

async function main(path: string): Promise<void> {
  try {
    process.stdout.write(JSON.stringify(await converted(path)));
  } catch (error) {
    const refused = stumbled(error);
    if (!(refused instanceof FileRefused)) throw error;
    process.stdout.write(JSON.stringify({ refused: refused.code }));
  }
}

const [, , path = ''] = process.argv;
void main(path);
