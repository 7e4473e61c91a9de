import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** A calendar day in Hong Kong as `YYYY-MM-DD`; compares and sorts as text. */
export type CivilDate = string & z.$brand<'CivilDate'>;
/** A moment as ISO 8601 in UTC with milliseconds, `2026-11-21T01:00:00.000Z`. */
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
  return !Number.isNaN(start) && dayOf(start) === text;
}

const DAY_MS = 86_400_000;

/** Days are counted as UTC has them, all 24 hours long: Temporal takes ten times as long, for each row of a file. */
function dayOf(start: number): CivilDate {
  const text = new Date(start).toISOString();
  return text.slice(0, text.indexOf('T')) as CivilDate;
}

/** The Hong Kong day on which a moment falls. */
export function hongKongDay(at: Instant): CivilDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Hong_Kong').toPlainDate().toString() as CivilDate;
}

/** The last moment of a Hong Kong day (domain.md §2). From 1980 on, when its clocks were last put back for a winter. */
export function endOfDay(on: CivilDate): Instant {
  return `${on}T15:59:59.999Z` as Instant;
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString() as Instant;
}

/** `days` may be negative. */
export function addDays(on: CivilDate, days: number): CivilDate {
  return dayOf(Date.parse(on) + days * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The same day `years` later. Where that year has no 29 February, `clamp` gives 28 February and `roll` 1 March. */
export function addYears(on: CivilDate, years: number, overflow: 'clamp' | 'roll'): CivilDate {
  const from = Temporal.PlainDate.from(on);
  const clamped = from.add({ years });
  const missedByADay = clamped.day !== from.day;
  const reached = overflow === 'roll' && missedByADay ? clamped.add({ days: 1 }) : clamped;
  return reached.toString() as CivilDate;
}

/** The last day of the month in which `on` falls. */
export function endOfMonth(on: CivilDate): CivilDate {
  const day = Temporal.PlainDate.from(on);
  return day.with({ day: day.daysInMonth }).toString() as CivilDate;
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekday(on: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return Temporal.PlainDate.from(on).dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
