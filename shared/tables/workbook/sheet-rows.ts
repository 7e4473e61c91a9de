import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import { FileRefused } from '#tables/import-job.ts';
import type { FileRow } from '#tables/ports.ts';
import { MAX_CELLS, MAX_LINE_CHARACTERS } from '#tables/text/lines.ts';
import { cellText } from './cell-text.ts';
import { cellsOf } from './library.ts';
import { STRUCK } from './sheet-xml.ts';

/** The last that a sheet of Excel's has. */
const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;
/** So many cells that only a merged block fills; a sheet that has more is none of a register. */
const MAX_FILLED = 2_000_000;
/** So many places have the rows of a workbook, empty ones too, which cost nothing in its bytes: 50,000 rows of 100 columns. */
const MAX_PLACES = 5_000_000;

/** How many places may still be read, of all sheets together. */
export const placesLeft = () => ({ left: MAX_PLACES });

/**
 * The rows of a sheet that have a cell with something in it, those hidden too; every cell of a merged block has its value.
 * Columns stand where they are up to the 256th; those further right follow those that are used, so that a cell at XFD1
 * costs nothing. Fails with FileRefused.
 */
export function* sheetRows(sheet: WorkSheet, date1904: boolean, places = placesLeft()): Generator<FileRow> {
  const cells = cellsOf(sheet);
  if (cells.length > MAX_ROW || Object.values(cells).some((row) => row && row.length > MAX_COLUMN))
    throw new FileRefused('not_a_table');
  const across = fillMerged(cells, sheet['!merges'] ?? []);
  const columns = placesOf(cells);
  for (const [at, row] of cells.entries()) {
    if (!row) continue;
    const read = rowOf(at + 1, row, { places: columns, date1904, across: across.get(at) });
    if (read && 'cells' in read) places.left -= read.cells.length;
    if (places.left < 0) throw new FileRefused('expands_too_much');
    if (read) yield 'cells' in read && sheet['!rows']?.[at]?.hidden ? { ...read, hidden: true } : read;
  }
}

/** The cells that are there: a cell at XFD leaves thousands of empty places before it, and looking at each takes seconds. */
function* cellsIn(line: (CellObject | undefined)[]): Generator<[column: number, CellObject]> {
  for (const [column, cell] of Object.entries(line)) if (cell) yield [Number(column), cell];
}

function rowOf(
  row: number,
  line: (CellObject | undefined)[],
  {
    places,
    date1904,
    across,
  }: { places: Map<number, number> | undefined; date1904: boolean; across: number[] | undefined },
): FileRow | undefined {
  const cells: string[] = [];
  let filled = 0;
  let characters = 0;
  let isStruck = false;
  for (const [column, cell] of cellsIn(line)) {
    const text = cellText(cell, date1904);
    if (text === '') continue;
    if (++filled > MAX_CELLS) throw new FileRefused('too_many_columns');
    characters += text.length;
    // Cells may all refer to one long text, so that a row takes far more than the bytes that it has.
    if (characters > MAX_LINE_CHARACTERS) throw new FileRefused('line_too_long');
    if (fillOf(cell.s) === STRUCK) isStruck = true;
    const place = places?.get(column) ?? column;
    while (cells.length < place) cells.push('');
    cells[place] = text;
  }
  if (filled === 0) return undefined;
  const isHidden = isStruck ? { hidden: true as const } : {};
  if (cells.some((text) => text.includes('\uFFFD') || !text.isWellFormed()))
    return { row, undecodable: true };
  return { row, cells, ...isHidden, ...(across && { across }) };
}

const fillOf = (style: unknown) =>
  typeof style === 'object' && style !== null && 'patternType' in style ? style.patternType : undefined;

/** Where columns stand among the cells, when some are used beyond the 256th. */
function placesOf(rows: (CellObject | undefined)[][]): Map<number, number> | undefined {
  const used = new Set<number>();
  for (const row of rows) {
    if (!row || row.length <= MAX_CELLS) continue;
    for (const [column] of cellsIn(row)) if (column >= MAX_CELLS) used.add(column);
    if (used.size > MAX_CELLS) throw new FileRefused('too_many_columns');
  }
  const far = [...used].toSorted((a, b) => a - b);
  return used.size === 0 ? undefined : new Map(far.map((column, at) => [column, MAX_CELLS + at]));
}

/** Fills merged blocks; gives, by row, the columns that only repeat the one to their left in a block of that row alone. */
function fillMerged(rows: (CellObject | undefined)[][], merges: readonly Range[]): Map<number, number[]> {
  const across = new Map<number, number[]>();
  let filled = 0;
  for (const { s: from, e: to } of merges) {
    const value = rows[from.r]?.[from.c];
    if (!value) continue;
    for (let row = from.r; row <= Math.min(to.r, rows.length - 1); row++) {
      for (let column = from.c; column <= Math.min(to.c, MAX_CELLS - 1); column++) {
        if (++filled > MAX_FILLED) throw new FileRefused('expands_too_much');
        if (row === from.r && column === from.c) continue;
        const line = rows[row] ?? [];
        line[column] = value;
        rows[row] = line;
        if (from.r === to.r) across.set(row, [...(across.get(row) ?? []), column]);
      }
    }
  }
  return across;
}
