import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addYears,
  civilDate,
  daysBetween,
  endOfDay,
  endOfMonth,
  hongKongDay,
  instant,
  weekday,
} from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);

/** Days of a registry: 1990 to 2060. */
const days = fc.integer({ min: 0, max: 25_567 }).map((n) => addDays(day('1990-01-01'), n));

describe('a day', () => {
  test.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s is in the calendar', (text) => {
    expect(civilDate.safeParse(text).success).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
  ])('"%s" is not one', (text) => {
    expect(civilDate.safeParse(text).success).toBe(false);
  });

  test.each([
    ['2026-03-31T15:59:59.999Z', '2026-03-31'],
    ['2026-03-31T16:00:00.000Z', '2026-04-01'],
  ])('%s falls on %s in Hong Kong', (at, on) => {
    expect(hongKongDay(instant.parse(at))).toBe(on);
  });

  test('ends with the last moment that falls on it in Hong Kong', () => {
    fc.assert(
      fc.property(days, (on) => {
        const next = new Date(Date.parse(endOfDay(on)) + 1).toISOString();
        expect(hongKongDay(endOfDay(on))).toBe(on);
        expect(hongKongDay(instant.parse(next))).toBe(addDays(on, 1));
      }),
    );
  });

  test.each([
    ['2026-11-21', 6],
    ['2027-02-28', 7],
    ['2026-11-23', 1],
  ])('%s is day %i of the week', (on, expected) => {
    expect(weekday(day(on))).toBe(expected);
  });

  test('the weekday comes back after seven days and not before', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 6 }), (on, n) => {
        expect(weekday(addDays(on, 7))).toBe(weekday(on));
        expect(weekday(addDays(on, n))).not.toBe(weekday(on));
      }),
    );
  });
});

describe('years later', () => {
  test.each([
    ['2023-03-01', 3, 'clamp', '2026-03-01'],
    ['2024-02-29', 3, 'clamp', '2027-02-28'],
    ['2024-02-29', 3, 'roll', '2027-03-01'],
    ['2024-02-29', 4, 'roll', '2028-02-29'],
    ['2024-02-28', 3, 'roll', '2027-02-28'],
  ] as const)('%s and %i years (%s) is %s', (on, years, overflow, expected) => {
    expect(addYears(day(on), years, overflow)).toBe(expected);
  });

  test('only 29 February makes a difference', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 15 }), (on, years) => {
        const apart = daysBetween(addYears(on, years, 'clamp'), addYears(on, years, 'roll'));
        expect(apart).toBe(on.endsWith('-02-29') && years % 4 !== 0 ? 1 : 0);
      }),
    );
  });
});

test('the end of a month is in that month, and the next day is not', () => {
  fc.assert(
    fc.property(days, (on) => {
      const end = endOfMonth(on);
      expect(end >= on).toBe(true);
      expect(end.slice(0, 7)).toBe(on.slice(0, 7));
      expect(addDays(end, 1).slice(8)).toBe('01');
    }),
  );
});

test('adding days and counting them are each other’s inverse', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -4000, max: 4000 }), (on, n) => {
      expect(daysBetween(on, addDays(on, n))).toBe(n);
    }),
  );
});

describe('a library of dates', () => {
  const every = Array.from({ length: 25_567 }, (_, n) => addDays(day('1990-01-01'), n));

  test('agrees on every day of seventy years', () => {
    for (const on of every) {
      const date = Temporal.PlainDate.from(on);
      const monthsEnd = date.with({ day: date.daysInMonth });
      if (weekday(on) !== date.dayOfWeek || endOfMonth(on) !== monthsEnd.toString()) expect(on).toBe('right');
      for (const years of [2, 3]) {
        const clamped = date.add({ years });
        const rolled = clamped.day === date.day ? clamped : clamped.add({ days: 1 });
        if (addYears(on, years, 'clamp') !== clamped.toString()) expect(on).toBe('right');
        if (addYears(on, years, 'roll') !== rolled.toString()) expect(on).toBe('right');
      }
    }
    expect(every.at(-1)).toBe('2059-12-31');
  });

  test('agrees on the day in Hong Kong of any moment since 1980', () => {
    const instants = fc.integer({ min: Date.parse('1980-01-01'), max: Date.parse('2100-01-01') });
    fc.assert(
      fc.property(instants, (milliseconds) => {
        const at = instant.parse(new Date(milliseconds).toISOString());
        const there = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Hong_Kong').toPlainDate();
        expect(hongKongDay(at)).toBe(there.toString());
      }),
    );
  });
});
