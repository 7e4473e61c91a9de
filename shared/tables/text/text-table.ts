import { FileRefused } from '#tables/import-job.ts';
import type { FileRow, FileTable } from '#tables/ports.ts';
import { lineDecoder } from './encoding.ts';
import { lines, MAX_CELLS, MAX_LINE_CHARACTERS, refuseLine } from './lines.ts';
import { type CsvRecord, createRecordCutter } from './records.ts';
import { directedSeparator, findSeparator } from './separator.ts';
import { type Encoding, textBytes } from './text-bytes.ts';

const SEPARATOR_LINES = 20;

/**
 * A text file as one table. A line that is broken (a quotation mark that never closes) costs itself only: reading goes
 * on at the next line. Reading fails with FileRefused `line_too_long` or `too_many_columns`.
 */
export async function openTextTable(path: string, encoding: Encoding): Promise<FileTable> {
  const [first, ...more] = await firstLines(path, encoding);
  const directed = first === undefined ? undefined : directedSeparator(first);
  const separator = directed ?? findSeparator(first === undefined ? [] : [first, ...more]);
  return { separated: true, rows: () => readRows(path, encoding, separator, directed !== undefined) };
}

async function firstLines(path: string, encoding: Encoding): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of textLines(path, encoding)) {
    found.push(...batch.slice(0, SEPARATOR_LINES - found.length));
    if (found.length === SEPARATOR_LINES) break;
  }
  return found;
}

async function* readRows(
  path: string,
  encoding: Encoding,
  separator: string,
  directed: boolean,
): AsyncGenerator<FileRow> {
  let row = 0;
  let skip = directed;
  const records = createRecordCutter(separator);
  for await (const batch of textLines(path, encoding)) {
    for (const line of batch) {
      if (!skip) for (const record of records.add(line)) yield toFileRow(record, ++row);
      skip = false;
    }
  }
  for (const record of records.end()) yield toFileRow(record, ++row);
}

async function* textLines(path: string, encoding: Encoding): AsyncGenerator<string[]> {
  const decode = lineDecoder(encoding);
  for await (const batch of lines(textBytes(path, encoding))) {
    yield batch.map((bytes) => {
      const line = decode(bytes);
      if (line.length > MAX_LINE_CHARACTERS) refuseLine(line);
      return line;
    });
  }
}

const isDamaged = (text: string) => text.includes('\uFFFD');

function toFileRow(record: CsvRecord, row: number): FileRow {
  if ('unreadable' in record) {
    return isDamaged(record.unreadable) ? { row, undecodable: true } : { row, unreadable: record.unreadable };
  }
  const { cells } = record;
  if (cells.some(isDamaged)) return { row, undecodable: true };
  if (cells.length > MAX_CELLS) {
    if (cells.filter((cell) => cell !== '').length > MAX_CELLS) throw new FileRefused('too_many_columns');
    // A sheet saved with thousands of empty columns.
    cells.length = cells.findLastIndex((cell) => cell !== '') + 1;
  }
  return { row, cells };
}
