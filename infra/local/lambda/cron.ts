import type { Temporal } from 'temporal-polyfill';
import { Failure } from '#infra/local/failure';

export interface Cron {
  /** Whether it fires in the minute that a clock in its timezone shows. */
  matches(minute: Temporal.PlainDateTime): boolean;
  /** Its first moment of a day, `undefined` when it does not fire on that day. */
  firstOn(day: Temporal.PlainDate): Temporal.PlainDateTime | undefined;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * EventBridge Scheduler's `cron(minutes hours day-of-month month day-of-week year)`, with `*`, `?`, lists, ranges, steps.
 * @throws Failure for anything else
 */
export function parseCron(expression: string): Cron {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Failure(`the local system does not know the schedule ${expression}`);
  const field = (index: number, low: number, high: number, names: readonly string[] = []) =>
    parseField(fields[index] ?? '', low, high, names, expression);
  const minutes = field(0, 0, 59);
  const hours = field(1, 0, 23);
  const daysOfMonth = field(2, 1, 31);
  const months = field(3, 1, 12, ['', ...MONTHS]);
  const daysOfWeek = field(4, 1, 7, ['', ...DAYS]);
  const years = field(5, 1970, 2199);
  const onDay = (day: Temporal.PlainDate | Temporal.PlainDateTime) =>
    daysOfMonth(day.day) && months(day.month) && daysOfWeek((day.dayOfWeek % 7) + 1) && years(day.year);
  return {
    matches: (at) => minutes(at.minute) && hours(at.hour) && onDay(at),
    firstOn(day) {
      const hour = first(hours, 23);
      const minute = first(minutes, 59);
      if (hour === undefined || minute === undefined || !onDay(day)) return undefined;
      return day.toPlainDateTime({ hour, minute });
    },
  };
}

function first(allowed: (value: number) => boolean, high: number): number | undefined {
  return Array.from({ length: high + 1 }, (_, value) => value).find(allowed);
}

function parseField(
  text: string,
  low: number,
  high: number,
  names: readonly string[],
  expression: string,
): (value: number) => boolean {
  if (text === '*' || text === '?') return () => true;
  const number = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const value = named > 0 ? named : Number(part);
    if (part !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
    throw new Failure(`the local system does not know "${text}" in the schedule ${expression}`);
  };
  const allowed = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step] = item.split('/');
    const [from = '', to] = range.split('-');
    const begin = range === '*' ? low : number(from);
    const single = range !== '*' && to === undefined && step === undefined;
    const end = single ? begin : to === undefined ? high : number(to);
    for (let value = begin; value <= end; value += step === undefined ? 1 : Math.max(1, number(step)))
      allowed.add(value);
  }
  return (value) => allowed.has(value);
}
