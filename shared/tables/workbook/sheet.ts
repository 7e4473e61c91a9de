import { FileRefused } from '#tables/import-job.ts';
import type { FileRow } from '#tables/ports.ts';
import { MAX_CELLS, MAX_LINE_CHARACTERS } from '#tables/text/lines.ts';
import { append, unescaped } from './cell-text.ts';
import { shownNumber } from './shown-number.ts';
import type { StringTable } from './string-table.ts';
import type { Styles } from './styles.ts';
import { readXml, type XmlHandler } from './xml.ts';

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: StringTable | undefined;
  styles: Styles;
  from1904: boolean;
}

/**
 * The rows of a sheet that have a cell with something in it. Columns stand where they are up to the 256th; those further
 * right follow in the order in which they first come, so that a cell at XFD1 costs nothing. Fails with FileRefused.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<FileRow> {
  const reader = createSheetReader(context);
  for await (const _ of readXml(bytes, reader)) {
    yield* reader.rows;
    reader.rows.length = 0;
    if (reader.ended) return;
  }
}

function createSheetReader({ strings, styles, from1904 }: SheetContext) {
  const placeOf = createPlaces();
  const rows: FileRow[] = [];
  let inData = false;
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let filled = 0;
  let characters = 0;
  /** A character was lost before the file came here. */
  let damaged = false;
  let type = 'n';
  let style = 0;
  let text = '';
  /** A formula that nobody worked out is not empty: no number would mean that one is to be assigned. */
  let formula = '';
  let hasFormula = false;
  let hasValue = false;
  let inFormula = false;
  let inText = false;
  let inReading = false;

  function endCell() {
    const shown = hasFormula && !hasValue ? `=${formula}` : cellText();
    if (shown === '') return;
    if (++filled > MAX_CELLS) throw new FileRefused('too_many_columns');
    characters += shown.length;
    // Cells may all refer to one long text, so that a row takes far more than the bytes that it has.
    if (characters > MAX_LINE_CHARACTERS) throw new FileRefused('line_too_long');
    if (shown.includes('\uFFFD') || !shown.isWellFormed()) damaged = true;
    const place = placeOf(column);
    while (cells.length < place) cells.push('');
    cells[place] = shown;
  }

  function cellText(): string {
    if (text === '') return '';
    switch (type) {
      case 's': {
        const shared = strings?.at(Number(text));
        if (shared === undefined) throw new FileRefused('not_a_table');
        return shared;
      }
      case 'n':
        return shownNumber(text, styles(style), from1904);
      case 'b':
        return text === '1' || text === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return text
          .replace(/T(?:00:00(?::00(?:\.0+)?)?Z?$)?/, (found) => (found === 'T' ? ' ' : ''))
          .slice(0, 16);
      case 'e':
        return text;
      default:
        return unescaped(text);
    }
  }

  const handler: XmlHandler & { rows: FileRow[]; ended: boolean } = {
    rows,
    ended: false,
    open(name, attributes) {
      if (name === 'sheetData') inData = true;
      if (!inData) return;
      if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        if (column >= LAST_COLUMN) throw new FileRefused('not_a_table');
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        text = '';
        formula = '';
        hasFormula = false;
        hasValue = false;
      } else if (name === 'f') {
        hasFormula = true;
        inFormula = true;
      } else if (name === 'v' || name === 't') {
        inText = !inReading;
        // Excel writes an empty value for a text that came out empty; openpyxl for what it did not work out.
        if (type === 'str') hasValue = true;
      } else if (name === 'rPh') {
        inReading = true;
      } else if (name === 'row') {
        const stated = Number(attributes['r']);
        row = Number.isInteger(stated) && stated > row ? stated : row + 1;
        if (!(row <= LAST_ROW)) throw new FileRefused('not_a_table');
        column = -1;
        cells = [];
        filled = 0;
        characters = 0;
        damaged = false;
      }
    },
    text(piece) {
      if (inFormula) formula = append(formula, piece);
      if (!inText) return;
      text = append(text, piece);
      hasValue = true;
    },
    close(name) {
      if (!inData) return;
      if (name === 'v' || name === 't') inText = false;
      else if (name === 'f') inFormula = false;
      else if (name === 'c') endCell();
      else if (name === 'rPh') inReading = false;
      else if (name === 'row' && filled > 0) rows.push(damaged ? { row, undecodable: true } : { row, cells });
      else if (name === 'sheetData') {
        inData = false;
        handler.ended = true;
      }
    },
  };
  return handler;
}

/** Where a column (0 is A) stands among the cells. */
function createPlaces(): (column: number) => number {
  const far = new Map<number, number>();
  return (column) => {
    if (column < MAX_CELLS) return column;
    const known = far.get(column);
    if (known !== undefined) return known;
    if (far.size === MAX_CELLS) throw new FileRefused('too_many_columns');
    far.set(column, MAX_CELLS + far.size);
    return MAX_CELLS + far.size - 1;
  };
}

/** The column of `B7` is 1; nothing when the cell does not say. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) | 0x20;
    if (letter < 0x61 || letter > 0x7a) break;
    column = column * 26 + letter - 0x60;
  }
  return column === 0 ? undefined : column - 1;
}
