import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate, civilDate } from '#register/civil-date.ts';
import { parseLooseDate } from '#register/loose-date.ts';
import { anyText } from '#support/any-text';

const firstDay = civilDate.parse('1954-10-03');
const day = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => ({ serial: 20_000 + days, on: addDays(firstDay, days) }));
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(on: CivilDate): [number, number, number] {
  const [year = 0, month = 0, dayOfMonth = 0] = on.split('-').map(Number);
  return [year, month, dayOfMonth];
}

describe('a date in a spreadsheet', () => {
  test.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.03.01', '2026-03-01'],
    ['01/03/2026', '2026-03-01'],
    ['1/3/2026', '2026-03-01'],
    ['1-3-2026', '2026-03-01'],
    ['1.3.2026', '2026-03-01'],
    ['12/11/2026', '2026-11-12'],
    ['06-Mar-2026', '2026-03-06'],
    ['6 march 2026', '2026-03-06'],
    ['6/SEP/2026', '2026-09-06'],
    ['31 December 2026', '2026-12-31'],
    ['2026年3月2日', '2026-03-02'],
    ['2026 年 03 月 02 日', '2026-03-02'],
    ['２０２６年３月２日', '2026-03-02'],
    ['０１／０３／２０２６', '2026-03-01'],
    ['45000', '2023-03-15'],
    ['45000.0', '2023-03-15'],
    ['20000', '1954-10-03'],
    ['80000', '2119-01-11'],
    ['2026-03-01 00:00:00', '2026-03-01'],
    ['2026-03-01T00:00:00', '2026-03-01'],
    ['1/3/2026 0:00', '2026-03-01'],
    ['  01/03/2026　', '2026-03-01'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is the day %s', (text, on) => {
    expect(parseLooseDate(text)).toBe(on);
  });

  test.each([
    ['a day that the calendar lacks', '31/02/2026'],
    ['29 February of a common year', '29/02/2025'],
    ['the month first', '03/31/2026'],
    ['a month name first', 'Mar 6, 2026'],
    ['a year of two digits', '01/03/26'],
    ['a year of two digits behind a name', '6-Mar-26'],
    ['a month that is none', '6-Mär-2026'],
    ['a month cut elsewhere', '6-Marc-2026'],
    ['mixed separators', '1/3-2026'],
    ['a time of day', '2026-03-01 09:30:00'],
    ['a moment in UTC, which may be another day here', '2026-03-01T00:00:00Z'],
    ['a number too small for a serial', '19999'],
    ['a number too large for a serial', '80001'],
    ['a fraction of a day', '45000.5'],
    ['eight digits', '20260301'],
    ['a year before there were certificates', '01/03/0206'],
    ['month 0', '2026-00-10'],
    ['nothing', ''],
    ['words', 'no expiry'],
  ])('%s is refused: %s', (_, text) => {
    expect(parseLooseDate(text)).toBeUndefined();
  });

  test('every way of writing a day is read as that day', () => {
    fc.assert(
      fc.property(day, ({ serial, on }) => {
        const [year, month, dayOfMonth] = parts(on);
        const ways = [
          on,
          `${year}/${month}/${dayOfMonth}`,
          `${dayOfMonth}/${month}/${year}`,
          `${dayOfMonth}-${shortMonths[month - 1]}-${year}`,
          `${year}年${month}月${dayOfMonth}日`,
          `${on} 00:00:00`,
          String(serial),
        ];
        expect(ways.map(parseLooseDate)).toEqual(ways.map(() => on));
      }),
    );
  });

  test('any text is a day of the calendar or nothing, never an error', () => {
    const nearlyDate = fc.string({ unit: fc.constantFrom(...'0123456789/-. 年月日JanT:'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(anyText(), nearlyDate), (text) => {
        const on = parseLooseDate(text);
        expect(on === undefined || civilDate.safeParse(on).success).toBe(true);
      }),
    );
  });
});
