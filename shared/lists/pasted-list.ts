import { FileRefused } from '#tables/import-job.ts';
import { createRecordCutter } from '#tables/text/records.ts';
import { type ListRow, MAX_LIST_ROWS } from './check-list.ts';
import { findListColumns } from './list-headings.ts';
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

function cellsBy(separator: string, lines: readonly string[]): PlacedCells[] {
  const cutter = createRecordCutter(separator);
  return [...lines.flatMap((line) => [...cutter.add(line)]), ...cutter.end()].map((record) => ({
    row: record.line,
    // A cell that is never closed is as it stands.
    cells: notTooMany('cells' in record ? record.cells : record.unreadable.split(separator)),
  }));
}

/** Of the empty ones behind the last that is filled there may be any number. */
function notTooMany(cells: string[]): string[] {
  if (cells.length > MAX_COLUMNS) cells.length = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length > MAX_COLUMNS) throw new FileRefused('too_many_columns');
  return cells;
}
