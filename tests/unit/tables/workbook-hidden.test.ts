import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSheet, readSheets } from '#support/files/table-files';
import { workbookOf } from '#support/files/workbook';
import { zipOf } from '#support/files/zip';
import { samplePath } from '#support/samples';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

describe('what a workbook does not show', () => {
  it('is told of a row that is struck through', async () => {
    const styles = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="0" fontId="1" fillId="0"/></cellXfs></styleSheet>`;
    const bytes = workbookOf({
      sheets: ['<row><c s="0"><v>1</v></c></row><row><c s="1"><v>2</v></c></row>'],
      parts: { 'xl/styles.xml': styles },
    });
    expect(await readSheet(bytes)).toEqual([
      { row: 1, cells: ['1'] },
      { row: 2, cells: ['2'], hidden: true },
    ]);
  });

  it('is told of rows that an OpenDocument sheet hides, and of whole sheets', async () => {
    const row = (text: string, attributes = '') =>
      `<table:table-row${attributes}><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row>`;
    const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Old" table:style-name="ta2">${row('old')}</table:table><table:table table:name="Class" table:style-name="ta1">${row('a')}${row('b', ' table:visibility="filter"')}${row('', ' table:number-rows-repeated="2"')}${row('c', ' table:visibility="collapse"')}${row('d')}</table:table></office:spreadsheet></office:body></office:document-content>`;
    const bytes = zipOf({
      'META-INF/manifest.xml': '<manifest/>',
      'styles.xml': '<office:document-styles/>',
      'content.xml': content,
    });
    expect(await readSheets(bytes)).toEqual([
      [
        { row: 1, cells: ['a'] },
        { row: 2, cells: ['b'], hidden: true },
        { row: 5, cells: ['c'], hidden: true },
        { row: 6, cells: ['d'] },
      ],
    ]);
  });

  it('has no day in a date that shows a month alone', async () => {
    const rows = await readSheet(readFileSync(samplePath('field/expiry-month.xlsx')));
    expect(rows.slice(1, 3)).toMatchObject([
      { cells: [expect.anything(), 'BLS', expect.anything(), '2026-03-14', 'Mar-2028'] },
      { cells: [expect.anything(), 'ACLS', expect.anything(), '2026-03-14', 'Mar-2028'] },
    ]);
  });
});
