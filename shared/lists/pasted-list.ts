import { FileRefused } from '#tables/import-job.ts';
import { type ListRow, MAX_LIST_ROWS } from './check-list.ts';
import { findListColumns } from './list-columns.ts';
import {
  listed,
  MAX_COLUMNS,
  type PlacedCells,
  refuseIdentities,
  rowsOfTable,
  rowWith,
} from './list-rows.ts';

/**
 * The rows of a list as people paste it: a number on each line, or a number and a name after a tab, a comma or two
 * spaces, or a range of cells as a spreadsheet puts it on the clipboard, or a CSV with its headings. `row` is the line.
 * Fails with FileRefused as `rowsOfTable` does, and with `too_many_columns`.
 */
export function readPastedList(text: string): ListRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  if (lines.length > MAX_LINES_IN_ALL) throw new FileRefused('too_many_rows');
  if (lines.every((line) => line.trim() === '')) throw new FileRefused('empty');
  if (text.includes('\t')) return rowsOfTable(cellsBy('\t', lines));
  for (const separator of [',', ';']) {
    const table = cellsBy(separator, lines);
    const filled = table.filter(({ cells }) => cells.join('').trim() !== '').map(({ cells }) => cells);
    if (filled.some((cells) => cells.length > 1) && findListColumns(filled)) return rowsOfTable(table);
  }
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ line, row: at + 1 }]));
  const [first] = filled;
  const isHeaded = first !== undefined && findListColumns([[first.line]]) !== undefined;
  const asking = isHeaded ? filled.slice(1) : filled;
  const isNumbered = asking.length > 1 && asking.every(({ line }) => PLACE.test(line));
  const rows = asking.map(({ line, row }) => {
    const { number, name } = parted(line.replace(isNumbered ? PLACE : BULLET, ''));
    return rowWith(row, number, name);
  });
  refuseIdentities(rows.map(({ number, name = '' }) => [number, name]));
  return listed(rows);
}

/** Also blank ones: each takes its memory. */
const MAX_LINES_IN_ALL = 4 * MAX_LIST_ROWS;

const PLACE = /^\s*\d{1,5}(?:[.)]\s+|、\s*|）\s*)/;
const BULLET = /^\s*[•·*‣▪●]\s*|^\s*[-–]\s+/;

/** What parts a number from a name, wherever the line has it first. */
const BETWEEN = /[,，、;；]|[ \u00A0]{2,}|\u3000/u;

/**
 * Between single spaces a name begins with the first Chinese character, or where after the last figure there are only
 * words, two at least: `SPMC OFA 00017 CHAN Tai Man`.
 */
const NAME_BEHIND =
  /^(?<number>[^\p{Script=Han}]*\p{Nd}(?:(?!\p{Nd})[^\p{Script=Han}\s])*)\s*(?<name>\p{Script=Han}.*|(?<=\s)\p{L}[\p{L}'’.-]+(?:\s\p{L}[\p{L}'’.-]*)+(?:\s?\p{Script=Han}+)?)$/u;

/** A longer line has no number and name that could be told apart. */
const MAX_LINE_LENGTH = 400;

function parted(line: string): { number: string; name?: string | undefined } {
  const text = line.trim();
  const between = BETWEEN.exec(text);
  if (between) {
    const name = text.slice(between.index + between[0].length);
    return { number: unquoted(text.slice(0, between.index)), name: unquoted(name) };
  }
  const { number, name } = (text.length <= MAX_LINE_LENGTH && NAME_BEHIND.exec(text)?.groups) || {};
  return number === undefined ? { number: unquoted(text) } : { number, name };
}

const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

/** Cells that begin with a quotation mark may hold separators and line breaks, as spreadsheets write them. */
function cellsBy(separator: string, lines: readonly string[]): PlacedCells[] {
  const table: PlacedCells[] = [];
  for (let at = 0; at < lines.length; at++) {
    const row = at + 1;
    let text = lines[at] ?? '';
    let cells = cellsOf(text, separator);
    // A cell that is not closed goes on in the next line; one that never is, is as it stands.
    for (let more = at + 1; !cells && more < lines.length && more <= at + MAX_LINES; more++) {
      text += `\n${lines[more] ?? ''}`;
      cells = cellsOf(text, separator);
      if (cells) at = more;
    }
    table.push({ row, cells: notTooMany(cells ?? (lines[row - 1] ?? '').split(separator)) });
  }
  return table;
}

/** Of the empty ones behind the last that is filled there may be any number. */
function notTooMany(cells: string[]): string[] {
  if (cells.length > MAX_COLUMNS) cells.length = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length > MAX_COLUMNS) throw new FileRefused('too_many_columns');
  return cells;
}

/** No cell has more lines. */
const MAX_LINES = 20;

/** Undefined: a cell is not closed. */
function cellsOf(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  const cells: string[] = [];
  // A tab is white space too, and where it separates it is not part of a cell: an empty one before a quoted one stays.
  const quotedAt = separator === '\t' ? QUOTED_BETWEEN_TABS : QUOTED;
  for (let from = 0; ; ) {
    const quoted = matchAt(quotedAt.closed, text, from);
    if (!quoted && matchAt(quotedAt.begun, text, from)) return undefined;
    const end = text.indexOf(separator, from + (quoted?.[0].length ?? 0));
    const cell = quoted ? (quoted.groups?.['inside'] ?? '').replaceAll('""', '"') : undefined;
    cells.push(cell ?? text.slice(from, end < 0 ? undefined : end));
    if (end < 0) return cells;
    from = end + separator.length;
  }
}

const QUOTED = { closed: /\s*"(?<inside>(?:[^"]|"")*)"\s*/y, begun: /\s*"/y };
const QUOTED_BETWEEN_TABS = { closed: /[^\S\t]*"(?<inside>(?:[^"]|"")*)"[^\S\t]*/y, begun: /[^\S\t]*"/y };

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
