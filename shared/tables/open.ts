import { open } from 'node:fs/promises';
import { findEncoding } from '#tables/text/encoding.ts';
import { openTextTable } from '#tables/text/text-table.ts';
import { openWorkbook } from '#tables/workbook/workbook.ts';
import { FileRefused } from './import-job.ts';
import { kindOf } from './kind.ts';
import type { TableFile } from './ports.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * Opens the file at `path`, which must stay there until `close`, by what it is and not by its name: a workbook of Excel,
 * or text in UTF-8, UTF-16 or Big5-HKSCS with commas, semicolons or tabs. Fails with FileRefused `empty`,
 * `not_a_table`, `old_excel`, `undecodable`, `expands_too_much`, `line_too_long`, `too_many_columns`.
 */
export async function openTableFile(path: string): Promise<TableFile> {
  const head = await headOf(path);
  switch (kindOf(head)) {
    case 'empty':
      throw new FileRefused('empty');
    case 'ole2':
      throw new FileRefused('old_excel');
    case 'other':
      throw new FileRefused('not_a_table');
    case 'zip':
      return openWorkbook(path);
    case 'text': {
      const table = await openTextTable(path, await findEncoding(path, head));
      return { tables: [table], close: async () => undefined };
    }
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
