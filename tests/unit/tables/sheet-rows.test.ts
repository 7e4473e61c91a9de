import type { CellObject, Range, WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { FileRow } from '#tables/ports.ts';
import { cellText } from '#tables/workbook/cell-text.ts';
import { sheetRows } from '#tables/workbook/sheet-rows.ts';
import { cellsAlone, withEastAsianDates, withFills, withStruckFills } from '#tables/workbook/sheet-xml.ts';

/** The rows of a sheet out of the library's cells, and what is written into its XML before. */
type Cells = (CellObject | undefined)[][];
const s = (v: string): CellObject => ({ t: 's', v });
const rowsOf = (cells: Cells, more: Partial<WorkSheet> = {}): FileRow[] => [
  // Its types know of no empty places.
  ...sheetRows({ '!data': cells as CellObject[][], ...more }, false),
];
const at = (column: number, cell: CellObject): (CellObject | undefined)[] => {
  const row: (CellObject | undefined)[] = [];
  row[column] = cell;
  return row;
};
const refused = (code: string) => expect.objectContaining({ name: 'FileRefused', code });

describe('a sheet', () => {
  it('without cells has no rows, nor has an empty one a row', () => {
    expect([...sheetRows({}, false)]).toEqual([]);
    expect(rowsOf([[], [s('')], [undefined, { t: 'z' }]])).toEqual([]);
  });

  it('ends at its last row and column', () => {
    expect(rowsOf([at(16_383, s('x'))])).toMatchObject([{ row: 1 }]);
    expect(() => rowsOf([at(16_384, s('x'))])).toThrow(refused('not_a_table'));
    const last: Cells = [];
    last[1_048_575] = [s('x')];
    expect(rowsOf(last)).toEqual([{ row: 1_048_576, cells: ['x'] }]);
    last[1_048_576] = [s('x')];
    expect(() => rowsOf(last)).toThrow(refused('not_a_table'));
  });

  it('has up to 256 cells in a row, and as many columns further right', () => {
    const wide = (count: number) => Array.from({ length: count }, () => s('x'));
    expect(rowsOf([wide(256)])).toMatchObject([{ cells: Array(256).fill('x') }]);
    expect(() => rowsOf([wide(257)])).toThrow(refused('too_many_columns'));
    const far = (count: number) => Array.from({ length: count }, (_, n) => at(300 + n, s('x')));
    expect(rowsOf(far(256))).toHaveLength(256);
    expect(() => rowsOf(far(257))).toThrow(refused('too_many_columns'));
  });

  it('keeps columns beyond the 256th in their order, one behind the other', () => {
    const rows = rowsOf([at(900, s('c')), at(256, s('a')), at(700, s('b')), [s('first')]]);
    expect(rows.map((row) => ('cells' in row ? row.cells.indexOf(row.cells.at(-1) ?? '') : -1))).toEqual([
      258, 256, 257, 0,
    ]);
  });

  it('has up to 64 kB of text in a row', () => {
    expect(rowsOf([[s('x'.repeat(65_536))]])).toHaveLength(1);
    expect(() => rowsOf([[s('x'.repeat(65_536)), s('y')]])).toThrow(refused('line_too_long'));
  });

  it('does not guess at characters that were lost', () => {
    expect(rowsOf([[s('CHAN')], [s('CH\uFFFDN')], [s('x'), s('\uD842')], [s('𠮷')]])).toEqual([
      { row: 1, cells: ['CHAN'] },
      { row: 2, undecodable: true },
      { row: 3, undecodable: true },
      { row: 4, cells: ['𠮷'] },
    ]);
  });

  it('tells rows that it hides, and those with a struck cell', () => {
    const struck = { ...s('b'), s: { patternType: 'struckThrough' } };
    const filled = { ...s('d'), s: { patternType: 'solid' } };
    const rows = [{}, {}, { hidden: true }, {}];
    expect(rowsOf([[s('a')], [s('x'), struck], [s('c')], [filled]], { '!rows': rows })).toEqual([
      { row: 1, cells: ['a'] },
      { row: 2, cells: ['x', 'b'], hidden: true },
      { row: 3, cells: ['c'], hidden: true },
      { row: 4, cells: ['d'] },
    ]);
  });
});

describe('a merged block', () => {
  const block = (r1: number, c1: number, r2: number, c2: number): Range => ({
    s: { r: r1, c: c1 },
    e: { r: r2, c: c2 },
  });
  const merged = (cells: Cells, ...merges: Range[]) => rowsOf(cells, { '!merges': merges });

  it('has its value in every cell, down and to the right', () => {
    expect(
      merged(
        [
          [s('a'), s('x')],
          [undefined, s('y')],
        ],
        block(0, 0, 1, 0),
      ),
    ).toEqual([
      { row: 1, cells: ['a', 'x'] },
      { row: 2, cells: ['a', 'y'] },
    ]);
    expect(merged([[s('a')], [], []], block(0, 0, 1, 1))).toEqual([
      { row: 1, cells: ['a', 'a'] },
      { row: 2, cells: ['a', 'a'] },
    ]);
  });

  it('of one row says which of its cells only repeat', () => {
    expect(
      merged([[s('a'), undefined, undefined, s('d'), undefined]], block(0, 0, 0, 2), block(0, 3, 0, 4)),
    ).toEqual([{ row: 1, cells: ['a', 'a', 'a', 'd', 'd'], across: [1, 2, 4] }]);
  });

  it('without a value fills nothing', () => {
    expect(merged([[s('a')]], block(0, 1, 3, 3), block(7, 0, 9, 9))).toEqual([{ row: 1, cells: ['a'] }]);
  });

  it('ends where the sheet and its columns end', () => {
    expect(merged([[s('a')], [s('b')]], block(0, 0, 99, 0))).toHaveLength(2);
    const [row] = merged([[s('a')]], block(0, 0, 0, 9_999));
    expect(row).toMatchObject({ cells: Array(256).fill('a') });
  });

  it('is refused with more cells than a register fills, all blocks together', () => {
    // 256 columns of 3,906 rows, twice: 1,999,872 cells, and one row more in each is beyond two million.
    const tall = (rows: number) => Array.from({ length: rows }, (_, n) => (n === 0 ? [s('a')] : []));
    const twice = (rows: number) => {
      const again = block(0, 0, rows - 1, 255);
      return merged(tall(rows), again, again);
    };
    expect(twice(3_906)).toHaveLength(3_906);
    expect(() => twice(3_907)).toThrow(refused('expands_too_much'));
  });
});

describe('the text of a cell', () => {
  const number = (v: number, z: string, w?: string): CellObject => ({
    t: 'n',
    v,
    z,
    ...(w !== undefined && { w }),
  });
  it.each<[CellObject, string]>([
    [{ t: 'z' }, ''],
    [{ t: 'b', v: true }, 'TRUE'],
    [{ t: 'b', v: false }, 'FALSE'],
    [{ t: 'e', v: 42, w: '#N/A' }, '#N/A'],
    [{ t: 'e', v: 42 }, '#ERROR!'],
    [{ t: 's', v: 'text' }, 'text'],
    [{ t: 's' }, ''],
    [number(999_999_999_999_999, '0', '999999999999999'), '999999999999999'],
    [number(1e15, '0', '1000000000000000'), '1.00000E+15'],
    [number(-1e15, '0', '-1000000000000000'), '-1.00000E+15'],
    [number(42, 'General'), '42'],
    [number(42, 'General', ' '), '42'],
    [number(42, 'General', ' 42.0 '), '42.0'],
    [number(42, '0', 'NaN'), '42'],
    [number(42, '0', '-Infinity'), '42'],
    // A day that is none, and one that its column is too narrow for.
    [number(-1, 'yyyy-mm-dd', '-1'), '-1'],
    [number(45_287, 'yyyy-mm-dd', '####'), '45287'],
    [number(45_287.75, 'yyyy-mm-dd hh:mm', '2023-12-27 18:00'), '2023-12-27 18:00'],
    [number(45_287, 'yyyy-mm-dd hh:mm', '2023-12-27 00:00'), '2023-12-27'],
    [number(45_287.75, 'yyyy-mm-dd', '2023-12-27'), '2023-12-27'],
    [number(0.375, 'h:mm', '9:00'), '09:00'],
    [number(1.5, '[h]:mm', '36:00'), '12:00'],
    [number(45_287, 'mmm-yy', 'Dec-23'), 'Dec-2023'],
    [number(45_287, 'mmmm', 'December'), 'December'],
    [number(45_287, 'yyyy', '2023'), '2023'],
    [number(45_287, '"day" mmm-yy', 'day Dec-23'), 'Dec-2023'],
  ])('%j is %s', (cell, shown) => {
    expect(cellText(cell, false)).toBe(shown);
  });
});

describe('the XML of a sheet', () => {
  it.each([
    ['<styleSheet/>', '<styleSheet/>'],
    ['<worksheet><sheetData/><mergeCells/></worksheet>', '<worksheet><sheetData></sheetData></worksheet>'],
    [
      '<worksheet><cols/><sheetData><row/></sheetData><phoneticPr/></worksheet>',
      '<worksheet><sheetData><row/></sheetData></worksheet>',
    ],
    [
      '<x:worksheet><x:sheetData a="1"><x:row/></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B1"/></x:mergeCells><x:b/></x:worksheet>',
      '<worksheet><x:sheetData a="1"><x:row/></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B1"/></x:mergeCells></worksheet>',
    ],
    [
      '<worksheet><sheetData><row/></sheetData><mergeCells><mergeCell/></worksheet>',
      '<worksheet><sheetData><row/></sheetData></worksheet>',
    ],
  ])('%s keeps its cells and merged blocks alone', (xml, kept) => {
    expect(cellsAlone(xml)).toBe(kept);
  });

  it('whose cells never end is no table', () => {
    expect(() => cellsAlone('<worksheet><sheetData><row/></worksheet>')).toThrow(refused('not_a_table'));
  });

  const cell = (xml: string) => cellsAlone(`<sheetData>${xml}</sheetData>`).slice(22, -24);
  it.each([
    ['<c r="A1"><f>B1+1</f></c>', '<c r="A1" t="str"><v>=B1+1</v></c>'],
    ['<c r="A1" t="n"><f>B1</f><v/></c>', '<c r="A1" t="str"><v>=B1</v></c>'],
    ['<c r="A1"><f>B1</f> <v> </v></c>', '<c r="A1" t="str"><v>=B1</v></c>'],
    ['<c><f/></c>', '<c t="str"><v>=</v></c>'],
    ['<x:c r="A1"><x:f>B1</x:f></x:c>', '<x:c r="A1" t="str"><x:v>=B1</x:v></x:c>'],
    ['<c r="A1" t="str"><f>B1</f><v></v></c>', '<c r="A1" t="str"><f>B1</f><v></v></c>'],
    ['<c r="A1" t="str"><f>B1</f></c>', '<c r="A1" t="str"><v>=B1</v></c>'],
    ['<c r="A1"><f>B1</f><v>7</v></c>', '<c r="A1"><f>B1</f><v>7</v></c>'],
  ])('%s: a formula that nobody worked out is not empty', (xml, read) => {
    expect(cell(xml)).toBe(read);
  });
});

describe('the styles of a workbook', () => {
  it('have a fill at least', () => {
    expect(withFills('<styleSheet><cellXfs count="1">')).toBe(
      '<styleSheet><fills><fill><patternFill patternType="none"/></fill></fills><cellXfs count="1">',
    );
    expect(withFills('<x:fills count="1"><x:cellXfs>')).toBe('<x:fills count="1"><x:cellXfs>');
  });

  const styles = (fonts: string, formats: string) =>
    `<fonts>${fonts}</fonts><fills><fill/><fill></fill></fills><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs>${formats}</cellXfs>`;
  const struck = '<fill><patternFill patternType="struckThrough"/></fill></fills>';
  it.each(['<strike/>', '<strike />', '<strike val="1"/>', '<strike val="true"/>', '<x:strike/>'])(
    'with %s in a font give the formats of that font a fill of their own',
    (strike) => {
      const xml = styles(
        `<font/><font>${strike}</font>`,
        '<xf fontId="0" fillId="0"/><xf fontId="1" fillId="1"/><xf fontId="1">',
      );
      expect(withStruckFills(xml)).toBe(
        xml
          .replace('</fills>', struck)
          .replace(
            '<xf fontId="1" fillId="1"/><xf fontId="1">',
            '<xf fontId="1" fillId="2"/><xf fontId="1" fillId="2">',
          ),
      );
    },
  );

  it.each([
    styles('<font/><font><strike val="0"/></font>', '<xf fontId="1"/>'),
    styles('<font/><font/>', '<xf fontId="1"/>'),
    '<fonts><font><strike/></font></fonts>',
  ])('stay as they are: %s', (xml) => {
    expect(withStruckFills(xml)).toBe(xml);
  });

  it('have the dates of East Asian editions as dates, their times as times, but for codes of their own', () => {
    const format = (id: number) => `<xf numFmtId="${id}"/><x:xf a="1" numFmtId="${id}"/>`;
    const read = (id: number) => /numFmtId="(\d+)"\/>$/.exec(withEastAsianDates(format(id)))?.[1];
    const ids = [26, 27, 29, 30, 31, 32, 35, 36, 37, 49, 50, 54, 55, 56, 57, 58, 59];
    expect(ids.map((id) => [id, Number(read(id))])).toEqual([
      [26, 26],
      ...[27, 29, 30, 31].map((id) => [id, 14]),
      [32, 20],
      [35, 20],
      [36, 14],
      [37, 37],
      [49, 49],
      [50, 14],
      [54, 14],
      [55, 20],
      [56, 20],
      [57, 14],
      [58, 14],
      [59, 59],
    ]);
    expect(withEastAsianDates(format(30))).toBe('<xf numFmtId="14"/><x:xf a="1" numFmtId="14"/>');
    const own = `<numFmt numFmtId="30" formatCode="0"/>${format(30)}`;
    expect(withEastAsianDates(own)).toBe(own);
  });
});
