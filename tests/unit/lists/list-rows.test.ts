import { expect, it } from 'vitest';
import { readTable, rowsOfTable } from '#lists/list-rows.ts';

const listed = (...table: string[][]) => rowsOfTable(table.map((cells, at) => ({ row: at + 1, cells })));

it.each([
  [['Certificate No.', 'Surname', 'Given Name'], ['ABC-0001', 'CHAN', 'Tai Man'], 'CHAN Tai Man'],
  [['證書編號', '姓氏', '名字'], ['ABC-0001', '陳', '大文'], '陳大文'],
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

it('keeps the other columns of a table by their headings, without a number of an identity card', () => {
  const table = [
    ['Staff list 2026'],
    ['Staff no.', 'Certificate No.', 'Name', 'Site', ''],
    ['7', 'ABC-0001', 'CHAN Tai Man', 'Pier 4', 'x'],
    ['8', 'ABC-0002', 'LEE Kin', 'A123456(3) Pier 5', ''],
  ];
  const { rows, columns } = readTable(table.map((cells, at) => ({ row: at + 1, cells })));
  expect(columns).toEqual(['Staff no.', 'Site', 'E']);
  expect(rows.map(({ own }) => own)).toEqual([
    ['7', 'Pier 4', 'x'],
    ['8', expect.not.stringContaining('A123456'), ''],
  ]);
  expect(rowsOfTable(table.map((cells, at) => ({ row: at + 1, cells })))[0]).not.toHaveProperty('own');
});
