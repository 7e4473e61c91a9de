import { addDays, type CivilDate, civilDate, endOfMonth, weekday as weekdayOf } from './civil-date.ts';
import { withFigures } from './han-figures.ts';

/** Day 0 of the 1900 system, shifted by the 29 February 1900 that Excel believes in; right from serial 61 on. */
const EXCEL_EPOCH = civilDate.parse('1899-12-30');
/** 1954 to 2119: outside it a five-digit number is something else than a date. */
const SERIALS = { from: 20_000, to: 80_000 };
/** An earlier year is a slip of the finger (`0206`), and no certificate is that old. */
const FIRST_YEAR = 1900;
/** The first year of the Republic of China, whose calendar some courses from Taiwan are dated by, less one. */
const MINGUO = 1911;
/** `Tue Sep 15 2026 00:00:00 GMT+0800 (Hong Kong Standard Time)` has 61. */
const MAX_DATE_LENGTH = 64;

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** As a pattern, in lower case. */
export const monthName = `(?:${months.map((name) => `${name}|${name.slice(0, 3)}`).join('|')}|sept)`;
const month = `(?<month>${monthName})`;

/** The calendar of the Republic of China, by name. */
const minguo = '(?:中華|中华)?民[國国]|r\\.?o\\.?c\\.?';

/** `\k<s>`: one separator throughout, so that `1/3-2026` is no date. */
const shapes = [
  /^(?<year>\d{4})(?<s>[-/. ])(?<month>\d{1,2})\k<s>(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})(?<s>[-/. ])(?<month>\d{1,2})\k<s>(?<year>\d{4})$/,
  // Around a month by name it does not matter what stands between.
  new RegExp(`^(?<day>\\d{1,2})[-/. ]?${month}[-/. ]?(?<year>\\d{4})$`),
  new RegExp(`^${month}[-/. ]?(?<day>\\d{1,2})[-/. ](?<year>\\d{4})$`),
  new RegExp(`^(?<year>\\d{4})[-/. ]?${month}[-/. ]?(?<day>\\d{1,2})$`),
  // What Java makes of a day.
  new RegExp(`^${month} (?<day>\\d{1,2}) 00:00:00 (?:hkt|[+]0800|gmt[+]08:00) (?<year>\\d{4})$`),
  /^(?<year>\d{4}) ?年 ?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日號号]?$/,
  /^(?<day>\d{1,2})(?<s>[-/. ])(?<month>\d{1,2})月\k<s>(?<year>\d{4})$/,
  /^(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日號号 ] ?(?<year>\d{4}) ?年?$/,
  new RegExp(
    `^(?:${minguo}|民) ?(?<minguo>\\d{1,3}) ?年 ?(?<month>\\d{1,2}) ?月 ?(?<day>\\d{1,2}) ?[日號号]?$`,
  ),
  // Without its name too: a year of three figures is of no other calendar.
  /^(?<minguo>\d{3}) ?年 ?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日號号]?$/,
  new RegExp(`^(?:${minguo}) ?(?<minguo>\\d{1,3})(?<s>[-/.])(?<month>\\d{1,2})\\k<s>(?<day>\\d{1,2})$`),
  // Eight figures: the year first, as programs write it. `15092026` has a month 20 then, as every one with the day first has.
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
];

/** A month without a day; of two figures a year follows a name alone. */
const monthShapes = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})$/,
  /^(?<month>\d{1,2})[-/.](?<year>\d{4})$/,
  /^(?<year>\d{4}) ?年 ?(?<month>\d{1,2}) ?月(?:底|份)?$/,
  new RegExp(`^(?:${minguo}) ?(?<minguo>\\d{1,3}) ?年 ?(?<month>\\d{1,2}) ?月(?:底|份)?$`),
  new RegExp(`^${month},?[-/. ’']?(?<year>\\d{4})$`),
  /^(?<month>\d{1,2})月 ?(?<year>\d{4})$/,
  /^(?<month>\d{1,2})月[-/](?<short>\d{2})$/,
  new RegExp(`^${month}[-/. ’']+(?<short>\\d{2})$`),
  new RegExp(`^(?<year>\\d{4})[-/. ]${month}$`),
];

/**
 * The day that a cell of a spreadsheet means, in half or full width: `YYYY-MM-DD`, `YYYYMMDD`, `YYYY/M/D`, `D/M/YYYY` (also with
 * `-` or `.`), with an English month anywhere (`15-Sep-2026`, `September 15th, 2026`), `YYYY年M月D日` (also in Chinese figures,
 * and by the Republic's calendar), or an Excel serial; with its weekday or a midnight beside it. An instant is the day that it
 * is in Hong Kong. Day first, never month first. Undefined for all else: two-digit years, days that the calendar lacks,
 * another weekday's, times of day without a zone (design.md §5).
 */
export function parseLooseDate(text: string): CivilDate | undefined {
  const written = partsOf(text);
  if (!written) return undefined;
  const found = firstOf(shapes, written.day);
  const on = found ? fromParts(found) : fromSerial(written.day);
  if (!on || (written.weekday !== undefined && written.weekday !== weekdayOf(on))) return undefined;
  return written.daysLater === 0 ? on : addDays(on, written.daysLater);
}

/** The last day of a month that is written without a day: `Mar-28`, `03/2028`, `2028年3月`. */
export function parseLooseMonth(text: string): CivilDate | undefined {
  const cell = plain(text)?.replace(/^end (?:of )?/, '');
  const found = firstOf(monthShapes, cell ?? '');
  const first =
    found && fromParts({ ...found, ...(found['short'] && { year: `20${found['short']}` }), day: '1' });
  return first && endOfMonth(first);
}

/** Eight figures with the year last: `15092026`, which of other figures (`05102026`) would be two days. */
export function isYearLast(text: string): boolean {
  const [, first = '', second = '', year = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(plain(text) ?? '') ?? [];
  const [dayFirst, monthFirst] = [
    { year, month: second, day: first },
    { year, month: first, day: second },
  ];
  return (fromParts(dayFirst) ?? fromParts(monthFirst)) !== undefined;
}

/** Whether a date in figures could only have its day first, only its month first, or either and mean two days. */
export function orderOf(text: string): 'dayFirst' | 'monthFirst' | 'either' | undefined {
  // Most cells of a large file are none of these.
  if (!/^[^\d０-９]{0,12}(?:\d{1,2}(?!\d)|\d{8}$|[０-９])/.test(text)) return undefined;
  const cell = plain(text) ?? '';
  // Also of a date that is refused itself: it has a time of day, a year of two figures, or no separators.
  const [, first = '', , second = '', year = ''] =
    /(?:^|[ ,])(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?=$|[ ,(])/.exec(cell) ??
    /^(\d{2})()(\d{2})(\d{4})$/.exec(parseLooseDate(text) === undefined ? cell : '') ??
    [];
  if (year.length === 2)
    return Number(first) > 0 && Number(first) <= 12 && Number(second) > 12 && Number(second) <= 31
      ? 'monthFirst'
      : undefined;
  // Its weekday tells which.
  if (partsOf(text)?.weekday !== undefined && parseLooseDate(text) !== undefined) return 'dayFirst';
  const dayFirst = fromParts({ year, month: second, day: first });
  const monthFirst = fromParts({ year, month: first, day: second });
  if (dayFirst && monthFirst) return dayFirst === monthFirst ? undefined : 'either';
  return dayFirst ? 'dayFirst' : monthFirst && 'monthFirst';
}

function firstOf(patterns: readonly RegExp[], cell: string): Record<string, string> | undefined {
  for (const pattern of patterns) {
    const groups = pattern.exec(cell)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

function plain(text: string): string | undefined {
  if (text.length > MAX_DATE_LENGTH) return undefined;
  const cell = text
    .normalize('NFKC')
    // Marks of direction, as a mail program gives them along.
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/^['’"“](.*?)['’"”]?$/, '$1')
    .replace(/(?<=[\d日號号])[.;,、]$/, '')
    .replace(/^(?:公元|西元|公曆|公历) ?(?=[\d零〇○一二貳贰])/, '')
    .replace(/([ap])\.? ?m\.?(?=$|[ ,])/g, '$1m')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2044\u2215\\|_]/g, '/')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[a-z])\.(?=[ -])/g, '')
    .replace(/ ?([-/.]) ?/g, '$1')
    // A day with a zone and no time (XML) is that day.
    .replace(/^(\d{4}-\d{2}-\d{2})(?:z|[+-]\d{2}:\d{2})$/, '$1');
  return withFigures(cell);
}

const time =
  /(?:^| |,|(?<=\d)t|(?<=[\d日號号]))(?<noon>上午|凌晨|午夜|下午|晚上|中午|am|pm)? ?(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?|[時时点點](?<past>\d{1,2})?分?(?:\d{1,2}秒)?正?) ?(?<half>[ap] ?m)? ?(?<zone>z|hkt|(?:utc|gmt)?(?:[+-]\d{2}(?::?\d{2})?)?)(?: \([^()]*\)|\[[a-z_/]*\])?$/;

/** A cell without what is said of its day besides; undefined: it has a time of day, or is none of these. */
function partsOf(text: string): { day: string; weekday: number | undefined; daysLater: number } | undefined {
  const cell = plain(text);
  if (cell === undefined) return undefined;
  const clock = time.exec(cell);
  const daysLater = clock?.groups ? daysLaterInHongKong(clock.groups) : 0;
  if (daysLater === undefined) return undefined;
  const { day, weekday } = withoutWeekday(clock ? cell.slice(0, clock.index) : cell);
  const bare = day
    .replace(/(?<=\d) ?(?:st|nd|rd|th)(?![a-z])/g, '')
    .replace(/(?<=\d) day of\b|\bof\b|,/g, ' ')

    .replace(/\s+/g, ' ')
    .trim();
  return { day: bare, weekday, daysLater };
}

const MINUTES_A_DAY = 24 * 60;
const HONG_KONG_MINUTES = 8 * 60;

/** Of a time without a zone, midnight is the day itself, and any other no date; undefined for that one. */
function daysLaterInHongKong(clock: Record<string, string | undefined>): number | undefined {
  const { noon, half, zone = '' } = clock;
  const [hour, minute] = [Number(clock['hour']), Number(clock['minute'] ?? clock['past'] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const inHalves = noon !== undefined || half !== undefined;
  const isAfternoon = half?.startsWith('p') || ['下午', '晚上', '中午', 'pm'].includes(noon ?? '');
  const minutes = (inHalves ? (hour % 12) + (isAfternoon ? 12 : 0) : hour) * 60 + minute;
  if (zone === '' || zone === 'hkt') return minutes === 0 ? 0 : undefined;
  const [, sign = '+', hours = '0', rest = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(zone) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
  return Math.floor((minutes - ahead + HONG_KONG_MINUTES) / MINUTES_A_DAY);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const english = '(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?';
const chinese = '(?:星期|禮拜|礼拜|週|周)[日天一二三四五六1-6]';
const weekdayBefore = new RegExp(`^(?:${english}|${chinese})[ ,]+`);
const weekdayBehind = new RegExp(`(?<![ ,(])[ ,(]*(?:${english}|${chinese}|\\([日一二三四五六1-6]\\))\\)?$`);

function withoutWeekday(cell: string): { day: string; weekday: number | undefined } {
  const [said] = weekdayBefore.exec(cell) ?? weekdayBehind.exec(cell) ?? [];
  if (said === undefined) return { day: cell.trim(), weekday: undefined };
  const word = said.replace(/[ ,()]|星期|禮拜|礼拜|週|周/g, '');
  const weekday = /^[a-z]/.test(word) ? weekdays.indexOf(word.slice(0, 3)) + 1 : numbered(word);
  return { day: cell.replace(said, '').trim(), weekday };
}

/** ISO: 7 is Sunday. */
const numbered = (word: string) => Math.max('一二三四五六日'.indexOf(word), '123456天'.indexOf(word)) + 1;

function fromParts(parts: Record<string, string | undefined>): CivilDate | undefined {
  const { minguo, year = String(Number(minguo) + MINGUO), month: said = '', day = '' } = parts;
  if (!(Number(year) >= FIRST_YEAR)) return undefined;
  const inFigures = /^\d/.test(said) ? said : monthNumber(said);
  return civilDate.safeParse(`${year}-${inFigures.padStart(2, '0')}-${day.padStart(2, '0')}`).data;
}

/** `sept` -> `9`. */
function monthNumber(word: string): string {
  return String(months.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1);
}

/** From 1904-01-01, the day 0 of workbooks of the Macintosh, back to the day 0 of others. */
const DAYS_TO_1904 = 1462;

/** An Excel serial of a workbook that counts from 1904, as one of 1900; any other text as it is. */
export const serialFrom1900 = (cell: string): string =>
  /^\d{5}$/.test(cell) ? String(Number(cell) + DAYS_TO_1904) : cell;

function fromSerial(cell: string): CivilDate | undefined {
  const days = /^(\d{5})(?:\.0+)?$/.exec(cell)?.[1];
  if (days === undefined) return undefined;
  const serial = Number(days);
  return serial < SERIALS.from || serial > SERIALS.to ? undefined : addDays(EXCEL_EPOCH, serial);
}
