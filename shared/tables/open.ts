import { open } from 'node:fs/promises';
import { findEncoding } from '#tables/text/encoding.ts';
import { withoutPrivateUse } from '#tables/text/private-use.ts';
import { openTextTable } from '#tables/text/text-table.ts';
import { openWorkbook } from '#tables/workbook/workbook.ts';
import { FileRefused } from './import-job.ts';
import { fileKind } from './kind.ts';
import type { FileRow, TableFile } from './ports.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * Opens the file at `path`, which must stay there until `close` and gets others beside it whose names begin like its own, by
 * what it is and not by its name: a workbook (`.xlsx`, `.xlsb`, `.xls`, `.ods`), read in `workbookMilliseconds` at most,
 * or text in UTF-8, UTF-16 or Big5-HKSCS with commas, semicolons, tabs or strokes. Fails with FileRefused `empty`, `not_a_table`,
 * `has_password`, `undecodable`, `expands_too_much`, `workbook_too_long`, `line_too_long`, `too_many_columns`.
 */
export async function openTableFile(
  path: string,
  limits: { workbookMilliseconds: number },
): Promise<TableFile> {
  const file = await opened(path, limits);
  return { ...file, tables: file.tables.map((table) => ({ ...table, rows: () => readable(table.rows()) })) };
}

async function* readable(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
  for await (const row of rows)
    yield 'cells' in row ? { ...row, cells: row.cells.map(withoutPrivateUse) } : row;
}

async function opened(
  path: string,
  { workbookMilliseconds }: { workbookMilliseconds: number },
): Promise<TableFile> {
  const head = await readHead(path);
  switch (fileKind(head)) {
    case 'empty':
      throw new FileRefused('empty');
    case 'other':
      throw new FileRefused('not_a_table');
    case 'zip':
    case 'ole2':
      return openWorkbook(path, { milliseconds: workbookMilliseconds });
    case 'text': {
      const table = await openTextTable(path, await findEncoding(path, head));
      return { tables: [table], hidden: [], close: async () => undefined };
    }
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
