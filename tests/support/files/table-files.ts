import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTableFile } from '#tables/open.ts';
import type { FileRow, TableFile } from '#tables/ports.ts';
import { readWorkbook } from '#tables/workbook/read-workbook.ts';

/** Of a machine that is busy with other tests. */
const WORKBOOK_MILLISECONDS = 120_000;

/** A file of these bytes, opened as an upload is. */
export async function tableFileOf(content: string | Uint8Array): Promise<TableFile> {
  const folder = await mkdtemp(join(tmpdir(), 'table-file-'));
  const remove = () => rm(folder, { recursive: true });
  const path = join(folder, 'file');
  try {
    await writeFile(path, content);
    const opened = await openTableFile(path, { workbookMilliseconds: WORKBOOK_MILLISECONDS });
    return { ...opened, close: () => opened.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The same of a workbook, read in this very process. */
export async function readSheets(content: string | Uint8Array): Promise<FileRow[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  try {
    await writeFile(join(folder, 'file'), content);
    const { sheets } = await readWorkbook(join(folder, 'file'));
    return sheets.map(({ rows }) => [...rows()]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All rows of the only sheet. */
export async function readSheet(content: string | Uint8Array): Promise<FileRow[]> {
  const [only, ...others] = await readSheets(content);
  if (!only || others.length) throw new Error('not one sheet');
  return only;
}

/** All rows of all its tables. */
export async function readTables(content: string | Uint8Array): Promise<FileRow[][]> {
  const file = await tableFileOf(content);
  try {
    const tables: FileRow[][] = [];
    for (const table of file.tables) tables.push(await Array.fromAsync(table.rows()));
    return tables;
  } finally {
    await file.close();
  }
}

/** All rows of the only table. */
export async function readTable(content: string | Uint8Array): Promise<FileRow[]> {
  const [only, ...others] = await readTables(content);
  if (!only || others.length) throw new Error('not one table');
  return only;
}

/** What a table of these cells comes to, counted from 1. */
export const numbered = (...rows: string[][]): FileRow[] => rows.map((cells, i) => ({ row: i + 1, cells }));
