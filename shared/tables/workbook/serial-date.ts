import { addDays, civilDate } from '#register/civil-date.ts';

const SECONDS_A_DAY = 86_400;
/** 31 December 9999, the last day that Excel shows. */
const LAST_SERIAL = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1462;
/** Excel's 1900 had a 29 February, serial 60: day 0 before it is another than after it. */
const LEAP_DAY = 60;
const BEFORE_LEAP_DAY = civilDate.parse('1899-12-31');
const AFTER_LEAP_DAY = civilDate.parse('1899-12-30');

const MAX_REMEMBERED = 4096;
const remembered = new Map<number, string>();

/** What a format shows of a moment. */
export interface Shows {
  date: boolean;
  time: boolean;
}

/**
 * A serial as `YYYY-MM-DD`, with ` HH:MM` when the format shows a time and it is not midnight; `HH:MM` for a time of day
 * alone. `1900-02-29` where Excel shows it. Undefined for what Excel shows as `####`.
 */
export function serialText(serial: number, shows: Shows, from1904: boolean): string | undefined {
  const seconds = Math.round((from1904 ? serial + DAYS_FROM_1900_TO_1904 : serial) * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  if (serial < 0 || day > LAST_SERIAL) return undefined;
  const time = clockText(seconds - day * SECONDS_A_DAY);
  if (!shows.date && Math.floor(serial) === 0) return time;
  return shows.time && time !== '00:00' ? `${dayText(day)} ${time}` : dayText(day);
}

function clockText(seconds: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}`;
}

function dayText(day: number): string {
  const known = remembered.get(day);
  if (known !== undefined) return known;
  const text = calculated(day);
  if (remembered.size < MAX_REMEMBERED) remembered.set(day, text);
  return text;
}

function calculated(day: number): string {
  if (day === 0) return '1900-01-00';
  if (day === LEAP_DAY) return '1900-02-29';
  return addDays(day < LEAP_DAY ? BEFORE_LEAP_DAY : AFTER_LEAP_DAY, day);
}
