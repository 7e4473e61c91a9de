import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numbered, readSheet, readSheets, readTable } from '#support/files/table-files';
import { workbookOf } from '#support/files/workbook';
import { zipOf } from '#support/files/zip';
import { samplePath } from '#support/samples';

const sample = (name: string) => readFileSync(samplePath(name));
const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;

describe('a workbook', () => {
  it('that LibreOffice made of the sample comes to the same rows, its dates as ISO', async () => {
    const iso = (cell: string) => cell.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1');
    const csv = await readTable(sample('ofa-2023-2026.csv'));
    expect(await readSheet(sample('ofa-2023-2026.xlsx'))).toEqual(
      csv.map((one) => ('cells' in one ? { ...one, cells: one.cells.map(iso) } : one)),
    );
  });

  it('may have shared, inline, rich and computed texts, truths and errors', async () => {
    const bytes = workbookOf({
      formats: [14],
      strings:
        '<si><t>陳大文</t></si><si><r><rPr><b/></rPr><t>急救</t></r><r><t xml:space="preserve"> 證書</t></r><rPh sb="0" eb="1"><t>きゅう</t></rPh></si><si><t>a_x000D_b &amp; _x005F_c</t></si>',
      sheets: [
        `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
         <row r="2"><c r="A2" t="inlineStr"><is><r><t>李</t></r><r><t>健</t></r></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>陳x</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>
         <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="d" s="0"><v>2026-03-01T00:00:00</v></c></row>`,
      ],
    });
    expect(await readSheet(bytes)).toEqual(
      numbered(['陳大文', '急救 證書', 'a\rb & _c'], ['李健', '陳x', '2'], ['TRUE', '#N/A', '2026-03-01']),
    );
  });

  it('numbers its rows as they are shown, over gaps and without references', async () => {
    const bytes = workbookOf({
      sheets: [
        `${row(text('a'), text('b'))}<row r="5"><c r="C5" t="inlineStr"><is><t>c</t></is></c></row><row/>${row(text('d'))}`,
      ],
    });
    expect(await readSheet(bytes)).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 5, cells: ['', '', 'c'] },
      { row: 7, cells: ['d'] },
    ]);
  });

  it('gives the sheets that it shows in their order, charts not at all', async () => {
    const tables = await readSheets(
      workbookOf({
        sheets: [
          { data: row(text('hidden')), state: 'hidden' },
          { data: '', kind: 'chartsheet' },
          row(text('first')),
          { data: row(text('very hidden')), state: 'veryHidden' },
          row(text('second')),
        ],
      }),
    );
    const first = (one: string) => [{ row: 1, cells: [one] }];
    expect(tables).toEqual(['first', 'second'].map(first));
  });

  it('may have its elements prefixed, its namespaces strict', async () => {
    const sheet =
      '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>陳</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const bytes = workbookOf({
      sheets: [''],
      parts: { 'xl/sheets/sheet0.xml': sheet },
    });
    expect(await readSheet(bytes)).toEqual(numbered(['陳']));
  });

  it('finds every one of many shared texts, in order and out of it', async () => {
    const many = 20_000;
    const strings = Array.from({ length: many }, (_, i) => `<si><t>陳大文 ${i}</t></si>`).join('');
    const at = Array.from({ length: many }, (_, i) => (i * 7919) % many);
    const cell = (i: number) => `<row><c t="s"><v>${i}</v></c><c t="s"><v>${at[i]}</v></c></row>`;
    const bytes = workbookOf({ strings, sheets: [at.map((_, i) => cell(i)).join('')] });
    expect(await readSheet(bytes)).toEqual(
      numbered(...at.map((other, i) => [`陳大文 ${i}`, `陳大文 ${other}`])),
    );
  });

  it('a cell at the far right costs nothing and keeps its column', async () => {
    const bytes = workbookOf({
      sheets: [
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1" t="str"><v>far</v></c></row><row r="2"><c r="XFD2" t="str"><v>x</v></c></row>',
      ],
    });
    const [first, second] = await readSheet(bytes);
    if (!first || !second || !('cells' in first) || !('cells' in second)) throw new Error('not read');
    expect(first.cells.length).toBeLessThan(300);
    expect(second.cells[first.cells.indexOf('far')]).toBe('x');
  });
});

describe('a number in a workbook is what the user sees', () => {
  it.each([
    ['0', 0, 'General', '0'],
    ['12345678901', 0, 'General', '12345678901'],
    ['123456789012', 0, 'General', '1.23457E+11'],
    ['1000000000000', 0, 'General', '1E+12'],
    ['0.1', 0, 'General', '0.1'],
    ['0.30000000000000004', 0, 'General', '0.3'],
    ['42', 1, '0', '42'],
    ['42', 1, '00000', '00042'],
    ['123456789012', 1, '0', '123456789012'],
    ['12345678901234567', 1, '0', '1.23457E+16'],
    ['1234567', 1, '#,##0', '1,234,567'],
    ['42', 1, '"OFA-"00000', 'OFA-00042'],
    ['20240012', 1, '0000-0000', '2024-0012'],
    ['123456', 1, '0.00E+00', '1.23E+05'],
    ['42', 1, '[Red]0;(0)', '42'],
    ['-42', 1, '0;(0)', '(42)'],
    ['0.5', 1, '0%', '50%'],
    ['2.50', 1, '0.##', '2.5'],
    ['42', 1, '@', '42'],
    ['42', 1, 'G/通用格式', '42'],
    ['45287', 1, 'yyyy-mm-dd', '2023-12-27'],
    ['45287.75', 1, 'd/m/yyyy', '2023-12-27'],
    ['45287.75', 1, 'd/m/yyyy h:mm', '2023-12-27 18:00'],
    ['45287', 1, 'd/m/yyyy h:mm', '2023-12-27'],
    ['45287', 1, 'yyyy"年"m"月"d"日"', '2023-12-27'],
    ['45287', 1, '[$-404]e/m/d', '2023-12-27'],
    ['45287', 1, '[$-404]e"年"m"月"d"日";@', '2023-12-27'],
    ['45287', 1, '[$-C04]d mmmm, yyyy;@', '2023-12-27'],
    ['60', 1, 'yyyy-mm-dd', '1900-02-29'],
    ['59', 1, 'yyyy-mm-dd', '1900-02-28'],
    ['61', 1, 'yyyy-mm-dd', '1900-03-01'],
    ['0.375', 1, 'h:mm', '09:00'],
    ['3000000', 1, 'yyyy-mm-dd', '3000000'],
  ])('%s (style %i, %s) is %s', async (value, style, format, shown) => {
    const bytes = workbookOf({
      sheets: [`<row><c s="${style}"><v>${value}</v></c></row>`],
      formats: [0, format],
    });
    expect(await readSheet(bytes)).toEqual(numbered([shown]));
  });

  it.each([14, 15, 16, 22, 27, 31, 36, 50, 57, 58])('built-in format %i is a date', async (id) => {
    const bytes = workbookOf({ sheets: [row('<c s="0"><v>45287</v></c>')], formats: [id] });
    expect(await readSheet(bytes)).toEqual(numbered(['2023-12-27']));
  });

  it.each([
    ['mmm-yy', 'Mar-2028'],
    ['mm/yyyy', 'Mar-2028'],
    ['yyyy"年"m"月"', 'Mar-2028'],
    ['yyyy', '2028'],
    ['mmm', 'Mar'],
    ['d-mmm', '2028-03-01'],
  ])('a date shown as %s has no day that it does not show', async (format, shown) => {
    const bytes = workbookOf({ sheets: [row('<c s="0"><v>46813</v></c>')], formats: [format] });
    expect(await readSheet(bytes)).toEqual(numbered([shown]));
  });

  it('counts days from 1904 where the workbook does', async () => {
    const bytes = workbookOf({ sheets: [row('<c s="0"><v>43825</v></c>')], formats: [14], from1904: true });
    expect(await readSheet(bytes)).toEqual(numbered(['2023-12-27']));
  });
});

describe('a workbook that is none, or too much, is refused', () => {
  const sheet = (xml: string | Uint8Array) =>
    workbookOf({ sheets: [''], parts: { 'xl/sheets/sheet0.xml': xml } });
  const entities =
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
  it.each([
    ['some other zip', 'not_a_table', zipOf({ 'a.txt': 'a' })],
    ['a document of Word', 'not_a_table', zipOf({ 'xl/workbook.xml': '<document/>' })],
    ['a zip cut short', 'not_a_table', workbookOf({ sheets: [''] }).subarray(0, 300)],
    ['broken XML', 'not_a_table', sheet('<worksheet><sheetData><row></c>')],
    ['XML that ends early', 'not_a_table', sheet('<worksheet><sheetData>')],
    [
      'a text that is not there',
      'not_a_table',
      workbookOf({ sheets: [row('<c t="s"><v>9</v></c>')], strings: '' }),
    ],
    ['entities', 'not_a_table', sheet(entities)],
    ['a sheet of zeros', 'expands_too_much', sheet(Buffer.alloc(100_000_000, ' '))],
    [
      'texts that unpack a thousandfold',
      'expands_too_much',
      workbookOf({ sheets: [''], strings: `<si><t>${'x'.repeat(60_000)}</t></si>`.repeat(600) }),
    ],
    [
      'a row whose cells all have one long text',
      'line_too_long',
      workbookOf({
        sheets: [row('<c t="s"><v>0</v></c>'.repeat(9))],
        strings: `<si><t>${'x'.repeat(8_000)}</t></si>`,
      }),
    ],
    [
      '300 columns',
      'too_many_columns',
      workbookOf({ sheets: [row(...Array.from({ length: 300 }, () => text('x')))] }),
    ],
    [
      'a million columns',
      'expands_too_much',
      workbookOf({ sheets: [row('<c><v>1</v></c>'.repeat(1_000_000))] }),
    ],
  ])('%s', async (_, code, bytes) => {
    await expect(readSheets(bytes)).rejects.toMatchObject({ name: 'FileRefused', code });
  });

  const deepStyles = (deep: number) =>
    `<styleSheet><fonts>${'<font>'.repeat(deep)}${'</font>'.repeat(deep)}</fonts><cellXfs><xf numFmtId="0"/></cellXfs><dxfs>${'<dxf>'.repeat(deep)}${'</dxf>'.repeat(deep)}</dxfs></styleSheet>`;
  const letters = (pieces: number) => `<si><t>${'x'.repeat(1_000)}</t></si>`.repeat(pieces);
  it.each([
    [
      'styles 60,000 deep',
      workbookOf({ sheets: [row(text('x'))], parts: { 'xl/styles.xml': deepStyles(60_000) } }),
    ],
    [
      'five million letters of shared texts',
      workbookOf({ sheets: [row(text('x'))], strings: letters(5_000) }),
    ],
    [
      'a link to another workbook, and one to the web',
      workbookOf({
        sheets: [row(text('x'))],
        parts: {
          'xl/externalLinks/externalLink1.xml': entities,
          'xl/externalLinks/_rels/externalLink1.xml.rels': entities,
          'xl/connections.xml': entities,
        },
      }),
    ],
    [
      'formulas that are each other’s, worked out by nobody',
      workbookOf({ sheets: [row(text('x'), '<c r="B1"><f>C1</f></c>', '<c r="C1"><f>B1</f></c>')] }),
    ],
    [
      'relations in a circle',
      workbookOf({
        sheets: [row(text('x'))],
        parts: {
          'xl/sheets/_rels/sheet0.xml.rels':
            '<Relationships><Relationship Id="a" Type="sheet" Target="../workbook.xml"/></Relationships>',
        },
      }),
    ],
    [
      'merged blocks over the whole sheet, again and again',
      sheet(
        `<worksheet><sheetData><row><c t="str"><v>x</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(2_000)}</mergeCells></worksheet>`,
      ),
    ],
  ])('%s cost little and are read for their cells', async (_, bytes) => {
    const before = process.cpuUsage().user;
    const [rows = []] = await readSheets(bytes);
    expect(rows[0]).toMatchObject({ row: 1, cells: expect.arrayContaining(['x']) });
    expect((process.cpuUsage().user - before) / 1_000_000).toBeLessThan(20);
  });
});
