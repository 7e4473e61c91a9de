import * as z from 'zod';

/** A calendar day in Hong Kong as `YYYY-MM-DD`; compares and sorts as text. */
export type CivilDate = string & z.$brand<'CivilDate'>;
/** An instant as ISO 8601 in UTC with milliseconds, `2026-11-21T01:00:00.000Z`. */
export type Instant = string & z.$brand<'Instant'>;

export const civilDate = z
  .string()
  .refine(isCivilDate, { error: 'a day of the calendar as YYYY-MM-DD', params: { code: 'invalid_date' } })
  .brand<'CivilDate'>();
export const instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();

export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = Date.parse(text);
  // 30 February would be taken for a day of March.
  return !Number.isNaN(start) && toCivilDate(start) === text;
}

const DAY_MS = 86_400_000;

/** Days are counted as UTC has them, all 24 hours long: a library of dates takes ten times as long, for each row of a file. */
function toCivilDate(start: number): CivilDate {
  const text = new Date(start).toISOString();
  return text.slice(0, text.indexOf('T')) as CivilDate;
}

const HONG_KONG_AHEAD_MS = 8 * 3_600_000;

/** The Hong Kong day on which an instant falls; from 1980 on, when its clocks were last put back for a winter. */
export function hongKongDay(at: Instant): CivilDate {
  return toCivilDate(Date.parse(at) + HONG_KONG_AHEAD_MS);
}

/** The last instant of a Hong Kong day (domain.md §2), as `hongKongDay` has it. */
export function endOfDay(on: CivilDate): Instant {
  return `${on}T15:59:59.999Z` as Instant;
}

/** From the milliseconds since 1970 that JavaScript counts. */
export function toInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return toInstant(Date.parse(at) + seconds * 1000);
}

/** `days` may be negative. */
export function addDays(on: CivilDate, days: number): CivilDate {
  return toCivilDate(Date.parse(on) + days * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The same day `years` later. Where that year has no 29 February, `clamp` gives 28 February and `roll` 1 March. */
export function addYears(on: CivilDate, years: number, overflow: 'clamp' | 'roll'): CivilDate {
  const year = String(Number(on.slice(0, 4)) + years).padStart(4, '0');
  const same = `${year}${on.slice(4)}`;
  if (isCivilDate(same)) return same as CivilDate;
  return `${year}-${overflow === 'roll' ? '03-01' : '02-28'}` as CivilDate;
}

/** The same day so many months later, or (with a negative number) before; where that month is shorter, its last day. */
export function addMonths(on: CivilDate, months: number): CivilDate {
  const count = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  const month = String((count % 12) + 1).padStart(2, '0');
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${month}-01` as CivilDate;
  const last = endOfMonth(first);
  const same = `${first.slice(0, 8)}${on.slice(8)}`;
  return same <= last ? (same as CivilDate) : last;
}

/** The last day of the month in which `on` falls. */
export function endOfMonth(on: CivilDate): CivilDate {
  const [last] = ['31', '30', '29', '28'].map((day) => `${on.slice(0, 8)}${day}`).filter(isCivilDate);
  return last as CivilDate;
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekday(on: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (new Date(on).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
