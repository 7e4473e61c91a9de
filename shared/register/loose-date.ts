import { addDays, type CivilDate, civilDate } from './civil-date.ts';

/** Day 0 of the 1900 system, shifted by the 29 February 1900 that Excel believes in; right from serial 61 on. */
const EXCEL_EPOCH = civilDate.parse('1899-12-30');
/** 1954 to 2119: outside it a five-digit number is something else than a date. */
const SERIALS = { from: 20_000, to: 80_000 };
/** An earlier year is a slip of the finger (`0206`), and no certificate is that old. */
const FIRST_YEAR = 1900;
const MAX_DATE_LENGTH = 40;

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

const midnight = /[ T]0?0:00(?::00(?:\.0+)?)?$/i;
const dashes = /[\u2010-\u2015\u2212]/g;

/** `\k<s>`: one separator throughout, so that `1/3-2026` is no date. */
const shapes = [
  /^(?<year>\d{4})(?<s>[-/.])(?<month>\d{1,2})\k<s>(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})(?<s>[-/.])(?<month>\d{1,2})\k<s>(?<year>\d{4})$/,
  /^(?<day>\d{1,2})(?<s>[-/. ])(?<month>[a-z]{3,9})\k<s>(?<year>\d{4})$/,
  /^(?<year>\d{4}) ?年 ?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日號号]$/,
];

/**
 * The day that a cell of a spreadsheet means: `YYYY-MM-DD`, `YYYY/M/D`, `D/M/YYYY` (also with `-` or `.`),
 * `D-MMM-YYYY` with an English month, `YYYY年M月D日` or an Excel serial, in half or full width, with or without a
 * midnight behind it. Day first, never month first. Undefined for all else: two-digit years, days that the
 * calendar lacks, times of day (design.md §5).
 */
export function parseLooseDate(text: string): CivilDate | undefined {
  if (text.length > MAX_DATE_LENGTH) return undefined;
  const cell = text.normalize('NFKC').trim().toLowerCase().replace(dashes, '-').replace(midnight, '');
  for (const shape of shapes) {
    const found = shape.exec(cell)?.groups;
    if (found) return fromParts(found);
  }
  return fromSerial(cell);
}

function fromParts({ year = '', month = '', day = '' }: Record<string, string>): CivilDate | undefined {
  if (Number(year) < FIRST_YEAR) return undefined;
  const inFigures = /^\d/.test(month) ? month : monthNumber(month);
  return civilDate.safeParse(`${year}-${inFigures.padStart(2, '0')}-${day.padStart(2, '0')}`).data;
}

/** `mar` or `march` -> `3`; `0`, which no calendar has, when it is neither. */
function monthNumber(word: string): string {
  return String(months.findIndex((name) => name === word || name.slice(0, 3) === word) + 1);
}

function fromSerial(cell: string): CivilDate | undefined {
  const days = /^(\d{5})(?:\.0+)?$/.exec(cell)?.[1];
  if (days === undefined) return undefined;
  const serial = Number(days);
  return serial < SERIALS.from || serial > SERIALS.to ? undefined : addDays(EXCEL_EPOCH, serial);
}
