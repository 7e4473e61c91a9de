import { describe, expect, it } from 'vitest';
import { hiddenRowsText, sheetNotReadText } from '#lists/messages/left-out.ts';
import { readListFile } from '#lists/read-list-file.ts';
import type { FileTable, TableFile } from '#tables/ports.ts';

describe('what of a workbook was not checked', () => {
  it.each([
    [
      1,
      'One row is hidden, filtered out or struck through in the workbook, and was not checked.',
      '活頁簿中有1列被隱藏、篩選或劃上刪除線，未有核實。',
    ],
    [
      1200,
      '1,200 rows are hidden, filtered out or struck through in the workbook, and were not checked.',
      '活頁簿中有1,200列被隱藏、篩選或劃上刪除線，未有核實。',
    ],
  ])('%i hidden rows are said', (count, en, zh) => {
    expect(hiddenRowsText(count, 'en')).toBe(en);
    expect(hiddenRowsText(count, 'zh-HK')).toBe(zh);
  });

  it.each([
    ['hidden', 'The sheet “Old” is hidden, and was not checked.', '工作表「Old」已隱藏，未有核實。'],
    [
      'noHeadings',
      'The sheet “Old” has no column of certificate numbers, and was not checked.',
      '工作表「Old」沒有證書編號一欄，未有核實。',
    ],
  ] as const)('a sheet is, for it is or has %s', (because, en, zh) => {
    expect(sheetNotReadText({ name: 'Old', because }, 'en')).toBe(en);
    expect(sheetNotReadText({ name: 'Old', because }, 'zh-HK')).toBe(zh);
  });
});

describe('a list in a workbook', () => {
  const sheet = (name: string, rows: string[][], hiddenRow?: number): FileTable => ({
    name,
    async *rows() {
      for (const [at, cells] of rows.entries())
        yield { row: at + 1, cells, ...(at + 1 === hiddenRow && { hidden: true as const }) };
    },
  });
  const read = (file: Omit<TableFile, 'close'>) => readListFile({ ...file, close: async () => undefined });
  const numbers = [['Certificate number'], ['DEMO-OFA-00001'], ['DEMO-OFA-00002']];
  const prose = [
    ['Notes', 'Of'],
    ['nothing', 'here'],
  ];

  it('is read from every sheet that has numbers, and names what was left out', async () => {
    const { rows, leftOut } = await read({
      tables: [sheet('Cover', prose), sheet('Empty', []), sheet('A', numbers, 3), sheet('B', numbers)],
      hidden: ['Old'],
    });
    expect(rows.map(({ sheet }) => sheet)).toEqual(['A', 'B', 'B']);
    expect(leftOut).toEqual({
      hiddenRows: 1,
      sheets: [
        { name: 'Cover', because: 'noHeadings' },
        { name: 'Old', because: 'hidden' },
      ],
    });
  });

  it('says no sheet of its rows where one alone has numbers, and nothing of what was not left out', async () => {
    const list = await read({ tables: [sheet('Empty', []), sheet('A', numbers)], hidden: [] });
    expect(list.rows.map(({ sheet }) => sheet)).toEqual([undefined, undefined]);
    expect(list).not.toHaveProperty('leftOut');
  });

  it('is refused for what a sheet lacks rather than for an empty one, whichever is first', async () => {
    const [empty, cover] = [sheet('Empty', []), sheet('Cover', prose)];
    for (const tables of [
      [empty, cover],
      [cover, empty],
    ])
      await expect(read({ tables, hidden: [] })).rejects.toMatchObject({ code: 'missing_columns' });
    await expect(read({ tables: [empty], hidden: [] })).rejects.toMatchObject({ code: 'empty' });
    await expect(read({ tables: [], hidden: [] })).rejects.toMatchObject({ code: 'empty' });
  });
});
