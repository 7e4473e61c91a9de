import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '#register/certificate/number-input.ts';
import { numbered, readSheet, readSheets } from '#support/files/table-files';
import { workbookOf } from '#support/files/workbook';

describe('a workbook with values that make no sense', () => {
  it.each(['-1', 'x', '99999999999'])('has no shared text %s', async (index) => {
    const strings = '<si><t>a</t></si>'.repeat(70);
    const bytes = workbookOf({ sheets: [`<row><c t="s"><v>${index}</v></c></row>`], strings });
    await expect(readSheet(bytes)).rejects.toMatchObject({ name: 'FileRefused', code: 'not_a_table' });
  });

  it('has nothing where its text is one past the last', async () => {
    const bytes = workbookOf({
      sheets: ['<row><c t="s"><v>1</v></c><c><v>1</v></c></row>'],
      strings: '<si><t>a</t></si>',
    });
    expect(await readSheet(bytes)).toEqual(numbered(['', '1']));
  });

  it.each([
    `0.${'0'.repeat(150)}`,
    `0.${'0'.repeat(150)}E+00`,
    `0.${'0'.repeat(2000)}`,
    `0${'%'.repeat(200)}`,
    '['.repeat(20_000),
  ])('shows a number in a strange format as a number', async (format) => {
    const bytes = workbookOf({ sheets: ['<row><c s="0"><v>5</v></c></row>'], formats: [format] });
    const [row] = await readSheet(bytes);
    expect(row && 'cells' in row && Number.parseFloat(row.cells[0] ?? '')).toBe(5);
  });

  it('is read or refused, and never a fault', async () => {
    const junk = fc.oneof(
      fc.constantFrom(
        '',
        '-1',
        '0.5',
        '1e999',
        'NaN',
        '0x10',
        '99999999999',
        '__proto__',
        'ZZZZZZ9',
        '𨋢',
        '_xD800_',
      ),
      fc.string().map((text) => text.replace(/[^!#-%'-;=?-~]/g, '')),
    );
    const format = fc.oneof(
      junk,
      fc.string({ unit: fc.constantFrom(...'0#?.,%E+-;[]"\\@/ymdhs_* '), maxLength: 200 }),
    );
    const cell = fc
      .tuple(junk, fc.constantFrom('s', 'n', 'b', 'd', 'e', 'str', 'inlineStr', 'x'), junk, junk, fc.double())
      .map(
        ([at, type, style, value, number]) =>
          `<c r="${at}" t="${type}" s="${style}"><v>${value}</v></c><c s="0"><v>${number}</v></c>`,
      );
    await fc.assert(
      fc.asyncProperty(junk, format, fc.array(cell, { maxLength: 4 }), async (row, code, cells) => {
        const strings = '<si><t>a</t></si>'.repeat(70);
        const sheets = [`<row r="${row}">${cells.join('')}</row>`];
        const read = readSheets(workbookOf({ sheets, strings, formats: [code] }));
        await read.catch((error: { name?: string }) => expect(error.name).toBe('FileRefused'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a formula that nobody worked out', () => {
  it.each([
    ['without a value', '<c><f>A1</f></c>'],
    ['with an empty value', '<c><f>A1</f><v></v></c>'],
    ['as a text without a value', '<c t="str"><f>A1</f></c>'],
  ])('%s is not empty, and no number', async (_, cell) => {
    const bytes = workbookOf({ sheets: [`<row>${cell}<c><v>1</v></c></row>`] });
    expect(await readSheet(bytes)).toEqual(numbered(['=A1', '1']));
    expect(readNumber('=A1')).toEqual({ code: 'invalid_number' });
  });

  it('is empty when it came out as an empty text', async () => {
    const bytes = workbookOf({ sheets: ['<row><c t="str"><f>A1</f><v></v></c><c><v>1</v></c></row>'] });
    expect(await readSheet(bytes)).toEqual(numbered(['', '1']));
  });
});
