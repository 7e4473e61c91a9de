import { readFileSync } from 'node:fs';
import type { WorkBook } from '@e965/xlsx';
import { FileRefused } from '#tables/import-job.ts';
import type { FileRow } from '#tables/ports.ts';
import { readParts } from './archive.ts';
import { workbookOfOle2, workbookOfParts } from './library.ts';
import { placesLeft, sheetRows } from './sheet-rows.ts';

/** Not packed, and read whole. */
const MAX_OLE2_BYTES = 24 * 1024 * 1024;
const ZIP = 0x50;

export interface WorkbookSheets {
  sheets: { name: string; rows(): Iterable<FileRow> }[];
  /** Names of those that it does not show. */
  hidden: string[];
  /** Its days are counted from 1904. */
  from1904: boolean;
}

/** The sheets of the workbook at `path`, in its order. To be called in `convert-workbook.ts`. Fails with FileRefused. */
export async function readWorkbook(path: string): Promise<WorkbookSheets> {
  const { SheetNames, Sheets, Workbook } = await workbookAt(path);
  const from1904 = Boolean(Workbook?.WBProps?.date1904);
  const found: WorkbookSheets = { sheets: [], hidden: [], from1904 };
  const places = placesLeft();
  for (const [at, name] of SheetNames.entries()) {
    const sheet = Sheets[name];
    // The library leaves out what it cannot read.
    if (!sheet) throw new FileRefused('not_a_table');
    if (Workbook?.Sheets?.[at]?.Hidden) found.hidden.push(name);
    else if (sheet['!data']) found.sheets.push({ name, rows: () => sheetRows(sheet, from1904, places) });
  }
  return found;
}

async function workbookAt(path: string): Promise<WorkBook> {
  const bytes = readFileSync(path);
  if (bytes[0] === ZIP) return workbookOfParts(await readParts(path));
  if (bytes.length > MAX_OLE2_BYTES) throw new FileRefused('expands_too_much');
  return workbookOfOle2(bytes);
}
