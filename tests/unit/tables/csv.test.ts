import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '#support/files/table-files';
import { toCsv, withoutGuard } from '#tables/csv.ts';

describe('a CSV that is given back', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+852', "'+852"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\t=x', `'\t=x`],
    ['  =x', `'  =x`],
    ['＝1+1', "'＝1+1"],
    ['　＠x', "'　＠x"],
    ["'=x", "''=x"],
    ["'t Hart", "'t Hart"],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
  ])('gives %j as %j', (cell, written) => {
    expect(toCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it('can be read back, and no cell of it starts a formula', async () => {
    const formula = fc
      .tuple(fc.constantFrom('', "'", "''", ' '), fc.constantFrom('=', '+', '-', '@', '＝'), fc.string())
      .map((parts) => parts.join(''));
    const cell = fc
      .oneof(fc.string({ unit: 'grapheme' }), formula)
      .map((text) => text.replace(/[\r\n\uFEFF\uFFFD;\t]/g, ' ').replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 20, maxLength: 20 }),
        async (rows) => {
          const read = (await readTable(toCsv(rows))).flatMap((row) => ('cells' in row ? row.cells : []));
          expect(read).toHaveLength(40);
          rows.flat().forEach((written, i) => {
            const text = read[i] ?? '';
            expect(withoutGuard(text)).toBe(written);
            expect(text.trim()).not.toMatch(/^[=+\-@]/);
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});
