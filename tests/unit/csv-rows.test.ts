import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '#adapters/csv-rows';
import { csvOf } from '#domain/csv';
import { FileRefused } from '#domain/import-job';

async function read(file: string | Uint8Array, pieceLength = 7) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  }
  return Array.fromAsync(csvRows.rows(pieces()));
}

const cells = (...rows: string[][]) => rows.map((row, i) => ({ row: i + 1, cells: row }));

describe('a CSV file', () => {
  it.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF', 'a,b\n1,2\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['a BOM', '\uFEFFa,b\n1,2\n'],
  ])('is read with %s', async (_, file) => {
    expect(await read(file)).toEqual(cells(['a', 'b'], ['1', '2']));
  });

  it('is the same however its bytes are cut, also through a Chinese character', async () => {
    const file = '姓名,"課程 ""甲"""\r\n陳大文,"急救\n證書"\r\n';
    for (let length = 1; length < 12; length++) {
      expect(await read(file, length)).toEqual(cells(['姓名', '課程 "甲"'], ['陳大文', '急救\n證書']));
    }
  });

  it('counts blank rows, as a spreadsheet does', async () => {
    expect((await read('a,b\n\n1,2\n')).map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('takes a quotation mark inside a bare cell for a letter', async () => {
    expect(await read('a,b\n5" pipe,x\nq,r\n')).toEqual(cells(['a', 'b'], ['5" pipe', 'x'], ['q', 'r']));
  });

  it('loses one line to a quotation mark that never closes, wherever it stands', async () => {
    const good = Array.from({ length: 50 }, (_, i) => `${i},x`);
    for (const at of [0, 20, 49]) {
      const lines = good.with(at, `${at},"x`);
      const rows = await read(lines.join('\n'));
      expect(rows).toHaveLength(50);
      expect(rows.filter((row) => 'unreadable' in row)).toEqual([{ row: at + 1, unreadable: `${at},"x` }]);
    }
  });

  it('is refused when its bytes are no UTF-8', async () => {
    const big5 = Uint8Array.from([0xb3, 0xaf, 0xa4, 0x6a, 0x0a]);
    await expect(read(big5)).rejects.toThrow(FileRefused);
  });

  it('is refused when a line does not end', async () => {
    await expect(read('x'.repeat(70_000), 1000)).rejects.toThrow(FileRefused);
  });
});

describe('a CSV that is given back', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+852', "'+852"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=x', `'\t=x`],
    ['  =x', `'  =x`],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
  ])('gives %j as %j', (cell, written) => {
    expect(csvOf([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it('can be read back, and no cell of it starts a formula', async () => {
    const cell = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.replace(/[\r\n\uFEFF]/g, ' ').replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 5 }), async (row) => {
        const [read1] = await read(csvOf([row]));
        if (!read1 || !('cells' in read1)) throw new Error('not read');
        read1.cells.forEach((text, i) => {
          expect(text === row[i] || text === `'${row[i]}`).toBe(true);
          expect(text.trim()).not.toMatch(/^[=+\-@]/);
        });
      }),
    );
  });
});
