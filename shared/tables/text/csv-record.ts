import { parse } from 'csv-parse/sync';

/** A quoted cell may hold line breaks; one that runs on for longer than this was never closed. */
const MAX_RECORD_LINES = 20;

export type CsvRecord = { cells: string[] } | { unreadable: string };

/**
 * Takes one record off the front; nothing when it needs more lines to be complete. A line that is broken (a quotation
 * mark that never closes) costs itself only.
 */
export function takeRecord(waiting: string[], separator: string, atEnd: boolean): CsvRecord | undefined {
  const [first = ''] = waiting;
  if (!first.includes('"')) {
    waiting.shift();
    return { cells: first.split(separator) };
  }
  for (let count = 1; count <= Math.min(waiting.length, MAX_RECORD_LINES); count++) {
    const text = count === 1 ? first : waiting.slice(0, count).join('\n');
    if (!hasOpenQuote(text)) {
      const cells = plainCells(text, separator) ?? cellsOf(text, { separator, relaxed: false });
      if (!cells) break;
      waiting.splice(0, count);
      return { cells };
    }
    if (count === waiting.length && count < MAX_RECORD_LINES && !atEnd) return undefined;
  }
  waiting.shift();
  const cells = cellsOf(first, { separator, relaxed: true });
  return cells ? { cells } : { unreadable: first };
}

/** In a whole record quotation marks come in pairs, doubled ones included. */
function hasOpenQuote(text: string): boolean {
  let open = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) open = !open;
  return open;
}

/** The cells of a record that has quotation marks only around whole cells: most do, and csv-parse takes long to set up. */
function plainCells(text: string, separator: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    const isQuoted = text[at] === '"';
    const from = isQuoted ? at + 1 : at;
    const found = text.indexOf(isQuoted ? '"' : separator, from);
    const end = found < 0 ? text.length : found;
    const cell = text.slice(from, end);
    at = isQuoted ? end + 1 : end;
    if ((!isQuoted && cell.includes('"')) || (at < text.length && text[at] !== separator)) return undefined;
    cells.push(cell);
    if (at >= text.length) return cells;
  }
}

/** The cells of exactly one record; nothing when the text is not one. `relaxed`: a mark inside a bare cell is a letter. */
function cellsOf(
  text: string,
  { separator, relaxed }: { separator: string; relaxed: boolean },
): string[] | undefined {
  try {
    const records: string[][] = parse(text, {
      delimiter: separator,
      relax_quotes: relaxed,
      relax_column_count: true,
    });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    // csv-parse throws on a quotation mark out of place: the caller decides what that line is.
    return undefined;
  }
}
