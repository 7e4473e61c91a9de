/** A quoted cell may hold line breaks; one that runs on for longer than this was never closed. */
const MAX_RECORD_LINES = 20;

/** `line`: where it begins, from 1. `unreadable`: the line whose quoted cell never closes; it costs itself only. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; unreadable: string };

/** Cuts lines, given one after the other, into records; what is left comes from `end`. */
export function createRecordCutter(separator: string) {
  const waiting: string[] = [];
  let line = 0;

  function* records(atEnd: boolean): Generator<CsvRecord> {
    while (waiting.length) {
      const found = firstRecord(waiting, separator, atEnd);
      if (!found) return;
      yield { line: line + 1, ...found.record };
      waiting.splice(0, found.lines);
      line += found.lines;
    }
  }
  return {
    add(text: string): Iterable<CsvRecord> {
      waiting.push(text);
      return records(false);
    },
    end: () => records(true),
  };
}

type Cut = { cells: string[] } | { unreadable: string };

/** Nothing: more lines are needed to tell. */
function firstRecord(
  [first = '', ...more]: string[],
  separator: string,
  atEnd: boolean,
): { record: Cut; lines: number } | undefined {
  let text = first;
  let cells = splitCells(text, separator);
  for (const [n, next] of more.entries()) {
    if (cells) break;
    text += `\n${next}`;
    // Only a quotation mark closes a cell.
    if (next.includes('"')) cells = splitCells(text, separator);
    if (cells) return { record: { cells }, lines: n + 2 };
  }
  if (cells) return { record: { cells }, lines: 1 };
  if (!atEnd && more.length + 1 < MAX_RECORD_LINES) return undefined;
  return { record: { unreadable: first }, lines: 1 };
}

/** Where a quoted cell begins, also as a formula (`="0001"`, to keep zeros). A tab is no such space: it may separate, and an empty cell before a quoted one stays. */
const OPENS = /[^\S\t]*=?"/y;
const SPACE = /[^\S\t]*/y;

/**
 * The cells of a record; undefined: a quoted cell is not closed. A quotation mark inside a bare cell is a letter, and so
 * are the marks of a cell that goes on behind its closing one.
 */
function splitCells(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  const cells: string[] = [];
  for (let at = 0; ; at += separator.length) {
    const opened = matchEnd(OPENS, text, at);
    const closed = opened === undefined ? undefined : closingMark(text, opened);
    if (closed === -1) return undefined;
    const behind = closed === undefined ? at : (matchEnd(SPACE, text, closed + 1) ?? closed + 1);
    const isWhole = closed !== undefined && (behind === text.length || text.startsWith(separator, behind));
    if (isWhole) {
      cells.push(textAlone(text.slice(opened, closed).replaceAll('""', '"')));
      at = behind;
    } else {
      const end = text.indexOf(separator, at);
      cells.push(text.slice(at, end < 0 ? undefined : end));
      at = end < 0 ? text.length : end;
    }
    if (at === text.length) return cells;
  }
}

/** A formula that is a text and nothing else is that text, quoted as a whole too: `"=""0001"""`. */
const textAlone = (cell: string) => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;

/** The mark that closes a quoted cell, doubled ones passed over; -1: none does. */
function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function matchEnd(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
