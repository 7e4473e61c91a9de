import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate, civilDate } from '#register/civil-date.ts';
import { orderOf, parseLooseDate, parseLooseMonth, serialFrom1900 } from '#register/loose-date.ts';
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
    ['15 Sept 2026', '2026-09-15'],
    ['15-Sept-2026', '2026-09-15'],
    ['15 Sep. 2026', '2026-09-15'],
    ['15SEP2026', '2026-09-15'],
    ['2026-Sep-15', '2026-09-15'],
    ['Mar 6, 2026', '2026-03-06'],
    ['15th September, 2026', '2026-09-15'],
    ['1st of March 2026', '2026-03-01'],
    ['September 22nd, 2026', '2026-09-22'],
    ['Tuesday, 15 September 2026', '2026-09-15'],
    ['15/9/2026 (Tue)', '2026-09-15'],
    ['2026年9月15日 星期二', '2026-09-15'],
    ['2026年9月15日（二）', '2026-09-15'],
    ['15 / 9 / 2026', '2026-09-15'],
    ['2026. 9. 15', '2026-09-15'],
    ['15/9/2026 12:00:00 AM', '2026-09-15'],
    ['15/9/2026 上午 12:00:00', '2026-09-15'],
    ['2026/9/15 上午12:00', '2026-09-15'],
    ['20260915', '2026-09-15'],
    ['15 9 2026', '2026-09-15'],
    ['15\\9\\2026', '2026-09-15'],
    ['15⁄9⁄2026', '2026-09-15'],
    ['15. September 2026', '2026-09-15'],
    ['15-SEP.-2026', '2026-09-15'],
    ['15th-Sep-2026', '2026-09-15'],
    ['15th day of September 2026', '2026-09-15'],
    ['Sep15, 2026', '2026-09-15'],
    ['9月 15, 2026', '2026-09-15'],
    ['9月15日2026年', '2026-09-15'],
    ['2026年9月15', '2026-09-15'],
    ['公元2026年9月15日', '2026-09-15'],
    ['西元 2026/9/15', '2026-09-15'],
    ['貳零貳陸年玖月拾伍日', '2026-09-15'],
    ['二千零二十六年九月十五日', '2026-09-15'],
    ['二千零廿六年九月十五日', '2026-09-15'],
    ['二千零六年九月十五日', '2006-09-15'],
    ['115年9月15日', '2026-09-15'],
    ['R.O.C. 115/9/15', '2026-09-15'],
    ['2026/9/15 AM 12:00:00', '2026-09-15'],
    ['2026年9月15日上午12時00分', '2026-09-15'],
    ['2026-09-15+08:00', '2026-09-15'],
    ['Tue Sep 15 00:00:00 HKT 2026', '2026-09-15'],
    ['“15/9/2026”', '2026-09-15'],
    ['15/9/2026;', '2026-09-15'],
    ['二零二六年九月十五日', '2026-09-15'],
    ['二〇二六年十二月卅一日', '2026-12-31'],
    ['15-九月-2026', '2026-09-15'],
    ['民國115年9月15日', '2026-09-15'],
    ['中華民國一百一十五年九月廿二日', '2026-09-22'],
    ['民國115/09/15', '2026-09-15'],
    ['2026-03-01T00:00:00Z', '2026-03-01'],
    ['2026-09-14T15:59:59.999Z', '2026-09-14'],
    ['2026-09-14T16:00:00.000Z', '2026-09-15'],
    ['2026-09-15T09:30:00+08:00', '2026-09-15'],
    ['2026-09-14T20:00:00-0500', '2026-09-15'],
    ['Mon, 14 Sep 2026 16:00:00 GMT', '2026-09-15'],
    ['Tue Sep 15 2026 00:00:00 GMT+0800 (Hong Kong Standard Time)', '2026-09-15'],
  ])('%s is the day %s', (text, on) => {
    expect(parseLooseDate(text)).toBe(on);
  });

  test.each([
    ['a day that the calendar lacks', '31/02/2026'],
    ['29 February of a common year', '29/02/2025'],
    ['the month first', '03/31/2026'],
    ['a year of two digits', '01/03/26'],
    ['a year of two digits behind a name', '6-Mar-26'],
    ['a month that is none', '6-Mär-2026'],
    ['a month cut elsewhere', '6-Marc-2026'],
    ['mixed separators', '1/3-2026'],
    ['a time of day', '2026-03-01 09:30:00'],
    ['noon', '15/9/2026 12:00:00 PM'],
    ['noon in Chinese', '15/9/2026 下午 12:00:00'],
    ['another weekday', 'Monday, 15 September 2026'],
    ['another weekday in Chinese', '2026年9月15日 星期三'],
    ['a year in two ways at once', '二千零二六年九月十五日'],
    ['a year in two ways at once, as on a cheque', '貳仟零貳陸年玖月拾伍日'],
    ['a year with a figure too many', '二千二六年九月十五日'],
    ['a day with a figure too many', '二零二六年九月十五六日'],
    ['a unit behind one that is no larger', '二零二六年九月十十五日'],
    ['a month without a day', 'Mar-2028'],
    ['a day and a month', '15 Sep'],
    ['the calendar of the Republic unsaid', '115/9/15'],
    ['the Republic’s calendar with two figures, unsaid', '15年9月15日'],
    ['a time of day in Chinese', '2026年9月15日上午9時30分'],
    ['a zone that is several', 'Tue Sep 15 00:00:00 CST 2026'],
    ['a number too small for a serial', '19999'],
    ['a number too large for a serial', '80001'],
    ['a fraction of a day', '45000.5'],
    ['eight digits with the day first', '15092026'],
    ['eight digits with the day first, nearly a year', '20102026'],
    ['eight digits that are no day', '20261301'],
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

describe('a month without a day', () => {
  test.each([
    ['Mar-28', '2028-03-31'],
    ['Feb 2028', '2028-02-29'],
    ['end of Feb 2028', '2028-02-29'],
    ['R.O.C. 117年2月底', '2028-02-29'],
    ['Sept. 2028', '2028-09-30'],
    ['03/2028', '2028-03-31'],
    ['2028-02', '2028-02-29'],
    ['2028年3月', '2028-03-31'],
    ['二零二八年三月', '2028-03-31'],
    ['民國117年3月', '2028-03-31'],
  ])('%s ends on %s', (text, on) => {
    expect(parseLooseMonth(text)).toBe(on);
    expect(parseLooseDate(text)).toBeUndefined();
  });

  test.each(['28-Mar', '03/28', '2028', '2028/13', '15/3/2028', '', 'Mars-28'])('is not %s', (text) => {
    expect(parseLooseMonth(text)).toBeUndefined();
  });
});

test.each([
  ['25/10/2026', 'dayFirst'],
  ['10/25/2026', 'monthFirst'],
  ['１０－２５－２０２６', 'monthFirst'],
  ['10/25/2026 12:00:00 AM', 'monthFirst'],
  ['10 25 2026', 'monthFirst'],
  ['10252026', 'monthFirst'],
  ['25102026', 'dayFirst'],
  ['05102026', 'either'],
  ['20260915', undefined],
  ['10/05/2026', 'either'],
  ['03/03/2026', undefined],
  ['31/31/2026', undefined],
  ['2026-10-05', undefined],
  ['5 Oct 2026', undefined],
])('the order of %s is %s', (text, order) => {
  expect(orderOf(text)).toBe(order);
});

test.each(['2026-03-01 24:00', '2026-03-01 12:60', '2026-03-01T99:00:00Z', '2026年3月1日25時'])(
  '%s is no date, as no clock shows that time',
  (cell) => expect(parseLooseDate(cell)).toBeUndefined(),
);

test('only serials of a workbook that counts from 1904 are moved', () => {
  expect(['45000', '1234', '123456', '2026-03-01', ''].map(serialFrom1900)).toEqual([
    '46462',
    '1234',
    '123456',
    '2026-03-01',
    '',
  ]);
});
