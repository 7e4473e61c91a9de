import { expect, test } from 'vitest';
import { Survey } from '#import/survey.ts';
import { civilDate } from '#register/civil-date.ts';

/** Which dates of issue of a workbook, given sheet by sheet, are refused until somebody says which way they go. */
function doubted(...sheets: string[][]): string[] {
  const survey = new Survey(civilDate.parse('2026-11-21'));
  const rows = sheets.flatMap((dates, at) =>
    dates.map((issuedOn, n) => ({ row: n + 2, sheet: `Class ${at + 1}`, cells: { issuedOn } })),
  );
  for (const row of rows) survey.see(row);
  return rows.flatMap((row) => (survey.problemOf(row)?.because === 'monthFirst' ? [row.cells.issuedOn] : []));
}

test.each([
  // One date a class, so that its own sheet tells nothing.
  [
    [['10/25/2026'], ['03/03/2026'], ['11/02/2026']],
    ['10/25/2026', '11/02/2026'],
  ],
  [
    [['11/02/2026'], ['10-25-2026'], ['5 Oct 2026']],
    ['11/02/2026', '10-25-2026'],
  ],
  [
    [['10/25/2026', '9/17/2026'], ['1/9/2026'], ['2026-10-05']],
    ['10/25/2026', '9/17/2026', '1/9/2026'],
  ],
  // Day first stays the rule wherever some sheet bears it out.
  [[['25/10/2026'], ['11/02/2026']], []],
  [[['10/25/2026'], ['25/10/2026', '10/05/2026'], ['11/02/2026']], ['10/25/2026']],
  [[['11/02/2026'], ['05/10/2026']], []],
])('of %j are asked about: %j', (sheets, asked) => {
  expect(doubted(...sheets)).toEqual(asked);
});
