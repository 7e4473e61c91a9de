import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTableFile } from '#tables/open.ts';
import type { FileRow, TableFile } from '#tables/ports.ts';

/** A file of these bytes, opened as an upload is. */
export async function tableFileOf(content: string | Uint8Array): Promise<TableFile> {
  const folder = await mkdtemp(join(tmpdir(), 'table-file-'));
  const remove = () => rm(folder, { recursive: true });
  const path = join(folder, 'file');
  try {
    await writeFile(path, content);
    const { tables, close } = await openTableFile(path);
    return { tables, close: () => close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
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
