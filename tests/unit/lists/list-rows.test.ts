import { expect, it } from 'vitest';
import { rowsOfTable } from '#lists/list-rows.ts';

const listed = (...table: string[][]) => rowsOfTable(table.map((cells, at) => ({ row: at + 1, cells })));

it.each([
  [['Certificate No.', 'Surname', 'Given Name'], ['ABC-0001', 'CHAN', 'Tai Man'], 'CHAN Tai Man'],
  [['證書編號', '姓氏', '名字'], ['ABC-0001', '陳', '大文'], '陳 大文'],
  [
    ['Certificate No.', 'English Name', 'Chinese Name'],
    ['ABC-0001', 'GURUNG Bishal', 'N/A'],
    'GURUNG Bishal',
  ],
  [['證書編號', '姓名'], ['ABC-0001', '不適用'], undefined],
])('a list with %j has of %j the name %s', (headings, cells, name) => {
  const [row] = listed(headings, cells);
  expect(row).toMatchObject({ number: 'ABC-0001' });
  expect(row?.name).toBe(name);
});
