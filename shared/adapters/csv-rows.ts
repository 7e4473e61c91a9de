import { parse } from 'csv-parse/sync';
import { FileRefused } from '#domain/import-job';
import type { FileRow, RowReader } from '#ports';

/** A quoted cell may hold line breaks; one that runs on for longer than this was never closed. */
const LONGEST_RECORD_LINES = 20;
const LONGEST_LINE_CHARACTERS = 64 * 1024;

/**
 * CSV in UTF-8, with or without BOM, as a stream of rows. A line that is broken (a quotation mark that never closes)
 * costs itself only: reading goes on at the next line. Fails with FileRefused `undecodable`
 * or `line_too_long`.
 */
export const csvRows: RowReader = {
  async *rows(bytes) {
    let row = 0;
    const waiting: string[] = [];
    for await (const line of lines(decoded(bytes))) {
      waiting.push(line);
      while (waiting.length) {
        const record = takeRecord(waiting, false);
        if (!record) break;
        yield numbered(record, ++row);
      }
    }
    while (waiting.length) {
      const record = takeRecord(waiting, true);
      if (record) yield numbered(record, ++row);
    }
  },
};

type Record = { cells: string[] } | { unreadable: string };

const numbered = (record: Record, row: number): FileRow => ({ row, ...record });

/** Takes one record off the front; nothing when it needs more lines to be complete. */
function takeRecord(waiting: string[], atEnd: boolean): Record | undefined {
  const [first = ''] = waiting;
  if (!first.includes('"')) {
    waiting.shift();
    return { cells: first.split(',') };
  }
  for (let count = 1; count <= Math.min(waiting.length, LONGEST_RECORD_LINES); count++) {
    const text = waiting.slice(0, count).join('\n');
    if (!hasOpenQuote(text)) {
      const cells = cellsOf(text, { relaxed: false });
      if (!cells) break;
      waiting.splice(0, count);
      return { cells };
    }
    if (count === waiting.length && count < LONGEST_RECORD_LINES && !atEnd) return undefined;
  }
  waiting.shift();
  const cells = cellsOf(first, { relaxed: true });
  return cells ? { cells } : { unreadable: first };
}

/** In a whole record quotation marks come in pairs, doubled ones included. */
const hasOpenQuote = (text: string) => (text.split('"').length - 1) % 2 === 1;

/** The cells of exactly one record; nothing when the text is not one. `relaxed`: a mark inside a bare cell is a letter. */
function cellsOf(text: string, { relaxed }: { relaxed: boolean }): string[] | undefined {
  try {
    const records: string[][] = parse(text, { relax_quotes: relaxed, relax_column_count: true });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    // csv-parse throws on a quotation mark out of place: the caller decides what that line is.
    return undefined;
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const strict = (part?: Uint8Array) => {
    try {
      return decoder.decode(part, { stream: part !== undefined });
    } catch {
      throw new FileRefused('undecodable');
    }
  };
  for await (const part of bytes) yield strict(part);
  yield strict();
}

/** Splits at CRLF, LF or CR; an empty last line is none. */
async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of text) {
    const pieces = (rest + part).split(/\r\n|\n|\r(?=[^\n])/);
    rest = pieces.pop() ?? '';
    if ([rest, ...pieces].some((piece) => piece.length > LONGEST_LINE_CHARACTERS)) {
      throw new FileRefused('line_too_long');
    }
    yield* pieces;
  }
  const last = rest.replace(/\r$/, '');
  if (last) yield last;
}
