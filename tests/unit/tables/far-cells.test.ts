import { expect, it } from 'vitest';
import { FileRefused } from '#tables/import-job.ts';
import { placesLeft, sheetRows } from '#tables/workbook/sheet-rows.ts';

it('a row with one cell at XFD is read without a look at the thousands of places before it', () => {
  let looks = 0;
  const row: { t: 's'; v: string }[] = [];
  row[0] = { t: 's', v: 'DEMO-OFA-00001' };
  row[16_383] = { t: 's', v: 'far' };
  const counted = new Proxy(row, {
    has: (target, at) => {
      looks++;
      return Reflect.has(target, at);
    },
    get: (target, at, self) => {
      looks++;
      return Reflect.get(target, at, self);
    },
  });
  const [read] = sheetRows({ '!data': [counted] }, false);
  expect(read).toEqual({ row: 1, cells: ['DEMO-OFA-00001', ...Array(255).fill(''), 'far'] });
  expect(looks).toBeLessThan(100);
});

it('rows that have more places than a register, nearly all of them empty, are refused, in whatever sheets', () => {
  const row: { t: 's'; v: string }[] = [];
  row[255] = { t: 's', v: 'far' };
  const sheet = { '!data': Array.from({ length: 10_000 }, () => row) };
  const places = placesLeft();
  expect([...sheetRows(sheet, false, places)]).toHaveLength(10_000);
  expect(() => [...sheetRows(sheet, false, places)]).toThrow(new FileRefused('expands_too_much'));
});
