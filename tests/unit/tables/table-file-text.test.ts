import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered, readTable, tableFileOf } from '#support/files/table-files';

describe('a text file', () => {
  it.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF', 'a,b\n1,2\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['a BOM', '\uFEFFa,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['strokes', 'a|b\n1|2\n'],
  ])('is read with %s', async (_, file) => {
    expect(await readTable(file)).toEqual(numbered(['a', 'b'], ['1', '2']));
  });

  it('is read with quoted cells that hold marks, separators and line breaks', async () => {
    expect(await readTable('姓名,"課程 ""甲"""\r\n陳大文,"急救\n證書, 一"\r\n"",""\r\n')).toEqual(
      numbered(['姓名', '課程 "甲"'], ['陳大文', '急救\n證書, 一'], ['', '']),
    );
  });

  it('is read with cells that are formulas of a text alone, as programs keep zeros', async () => {
    expect(await readTable('a,b\n="0001",="CHAN, Tai Man"\n"=""0002""",="x"&"y"\n=1+1,=""\n')).toEqual(
      numbered(['a', 'b'], ['0001', 'CHAN, Tai Man'], ['0002', '="x"&"y"'], ['=1+1', '']),
    );
  });

  it('is the same wherever its line ends fall in the pieces that are read', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => [`${'x'.repeat(i % 17)}陳`, String(i)]);
    for (const end of ['\r\n', '\r', '\n']) {
      expect(await readTable(rows.map((row) => row.join(',')).join(end))).toEqual(numbered(...rows));
    }
  });

  it('may be read again while it is open', async () => {
    const file = await tableFileOf('a,b\n1,2\n');
    const [table] = file.tables;
    if (!table) throw new Error('no table');
    const first = await Array.fromAsync(table.rows());
    expect(await Array.fromAsync(table.rows())).toEqual(first);
    await file.close();
  });

  it('counts blank rows, as a spreadsheet does', async () => {
    expect((await readTable('a,b\n\n1,2\n')).map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('takes a quotation mark inside a bare cell for a letter', async () => {
    expect(await readTable('a,b\n5" pipe,x\nq,r\n')).toEqual(
      numbered(['a', 'b'], ['5" pipe', 'x'], ['q', 'r']),
    );
  });

  it('loses one line to a quotation mark that never closes, wherever it stands', async () => {
    const good = Array.from({ length: 10_000 }, (_, i) => `${i},x`);
    for (const at of [0, 20, 5000, 9999]) {
      const rows = await readTable(good.with(at, `${at},"x`).join('\n'));
      expect(rows).toHaveLength(10_000);
      expect(rows.filter((row) => !('cells' in row))).toEqual([{ row: at + 1, unreadable: `${at},"x` }]);
    }
  });

  it.each([',', ';', '\t'])('comes back exactly with %j between its cells', async (separator) => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\uFEFF\uFFFD]/gu, ' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const table = [['number', 'name', 'course'], ...rows];
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = table.map((row) => row.map(quoted).join(separator)).join('\r\n');
          expect(await readTable(text)).toEqual(numbered(...table));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the separator', () => {
  it.each([
    ['comma', 'number,name\n1,"CHAN; Tai; Man; x"\n2,b\n', 'name'],
    ['semicolon, with commas in the names', 'number;name\n1;CHAN, Tai Man\n2;LEE, Kin\n', 'name'],
    ['tab, under a title with commas', 'Passed in May, June, July\nnumber\tname\n1\ta\n2\tb\n', 'name'],
    ['the one that cuts more, of two', 'a,b;c,d,e\n1,2;3,4,5\n', 'b;c'],
  ])('is found: %s', async (_, file, cell) => {
    const rows = await readTable(file);
    expect(rows.some((row) => 'cells' in row && row.cells[1] === cell)).toBe(true);
  });

  it.each([';', ',', '\t', '|'])('is what the first line sep=%s says, which is no row', async (separator) => {
    const file = `sep=${separator}\r\na${separator}b,;c\r\n`;
    if (separator === '\t' || separator === '|') {
      expect(await readTable(file)).toEqual(numbered(['a', 'b,;c']));
    }
    expect((await readTable(`${file}1${separator}2`)).at(1)).toEqual({ row: 2, cells: ['1', '2'] });
  });
});

describe('what is no table is refused', () => {
  it.each([
    ['a line that does not end', 'line_too_long', 'x'.repeat(70_000)],
    ['a very long line', 'line_too_long', `a,b\n${'x'.repeat(2_000_000)}`],
    ['a million columns', 'too_many_columns', `${'x,'.repeat(1_000_000)}\n`],
    ['300 columns', 'too_many_columns', `a,b\n${'x,'.repeat(300)}\n`],
    ['no bytes', 'empty', ''],
    ['a PDF', 'not_a_table', '%PDF-1.7\n1 0 obj\n'],
    ['a gzip', 'not_a_table', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['a picture', 'not_a_table', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a page called .xls', 'not_a_table', '\uFEFF\n<html><table><tr><td>1</td></tr></table></html>'],
    [
      'the beginning of a workbook of before 2007',
      'not_a_table',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]),
    ],
    ['zeros', 'not_a_table', new Uint8Array(5000)],
    ['a long line of zeros', 'not_a_table', new Uint8Array(2_000_000)],
    ['other binary numbers', 'not_a_table', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
  ])('%s', async (_, code, file) => {
    await expect(readTable(file)).rejects.toMatchObject({ name: 'FileRefused', code });
  });

  it('but thousands of empty columns are nothing', async () => {
    expect(await readTable(`a,b${','.repeat(16_000)}\n1,2${','.repeat(16_000)}\n`)).toEqual(
      numbered(['a', 'b'], ['1', '2']),
    );
  });
});
