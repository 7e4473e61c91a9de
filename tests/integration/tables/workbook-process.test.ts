import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { surveyFile } from '#import/survey-file.ts';
import { civilDate } from '#register/civil-date.ts';
import { readTables, tableFileOf } from '#support/files/table-files';
import { zipOf } from '#support/files/zip';

const headings = ['Certificate No.', 'Course', 'Name', 'Date of Issue'];
const person = (n: number) => [`ABC-000${n}`, 'OFA', 'CHAN Tai Man', '2026-03-01'];

function workbook() {
  const book = utils.book_new();
  const first = utils.aoa_to_sheet([headings, person(1), person(2)]);
  first['!rows'] = [{}, {}, { hidden: true }];
  utils.book_append_sheet(book, first, 'Class A');
  utils.book_append_sheet(book, utils.aoa_to_sheet([headings, person(3)]), 'Class B');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Printed in May']]), 'Cover');
  utils.book_append_sheet(book, utils.aoa_to_sheet([headings, person(4)]), 'Old');
  book.Workbook = { Sheets: [{}, {}, {}, { Hidden: 1 }] };
  return book;
}

// Each starts a process of its own, which takes its time on a busy machine.
describe('a workbook', { timeout: 120_000 }, () => {
  it.each(['xlsx', 'xlsb'] as const)(
    'of kind %s: every sheet is read or named, hidden rows are told',
    async (bookType) => {
      const file = await tableFileOf(write(workbook(), { type: 'buffer', bookType }));
      const { rows, survey, sheetsNotRead } = await surveyFile(file, civilDate.parse('2026-11-21'));
      const read = await Array.fromAsync(rows());
      await file.close();
      expect(read).toMatchObject([
        { row: 2, sheet: 'Class A', cells: { number: 'ABC-0001' } },
        { row: 3, sheet: 'Class A', problem: { code: 'hidden_row' } },
        { row: 2, sheet: 'Class B', cells: { number: 'ABC-0003' } },
      ]);
      expect(survey.total).toBe(3);
      expect(sheetsNotRead).toEqual([
        { name: 'Cover', because: 'noHeadings' },
        { name: 'Old', because: 'hidden' },
      ]);
    },
  );

  it('of more than 50,000 rows is refused', async () => {
    const book = utils.book_new();
    const rows = Array.from({ length: 50_012 }, (_, n) => [n]);
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'All');
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
    await expect(readTables(bytes)).rejects.toMatchObject({ code: 'workbook_too_long' });
  });

  it('that would take all memory ends its own process, and is refused', async () => {
    // A few bytes of a file, and a thousand million cells.
    const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="All"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const bomb = zipOf({
      'META-INF/manifest.xml': '<manifest/>',
      'styles.xml': '<office:document-styles/>',
      'content.xml': content,
    });
    await expect(readTables(bomb)).rejects.toMatchObject({ name: 'FileRefused', code: 'expands_too_much' });
  });
});
