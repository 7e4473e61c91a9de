import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { cutoffFor, isWithin, runEnd, runStart } from '#remind/reminder-run.ts';
import { instantFrom } from '#support/storage/registry';

const nine = instantFrom('2027-01-29T01:00:00.000Z');

describe('a run', () => {
  it.each([
    ['at its moment', 0, nine],
    ['tried again for hours', 12 * 3600, nine],
    ['replayed a week later', 7 * 86_400, addSeconds(nine, 7 * 86_400)],
    ['replayed ahead of its day', -86_400, addSeconds(nine, -86_400)],
  ])('%s counts from there', (_, seconds, start) => {
    expect(runStart(nine, addSeconds(nine, seconds))).toBe(start);
  });

  it('works until eleven at night', () => {
    expect(runEnd(nine)).toBe('2027-01-29T15:00:00.000Z');
  });
});

describe('the cut where the quota ends', () => {
  const holders = (count: number, daysAway: number) =>
    Array.from({ length: count }, (_, i) => ({
      daysAway,
      holder: `a${Math.floor((i / count) * 0xffff_ffff)
        .toString(16)
        .padStart(8, '0')}${'0'.repeat(23)}`,
    }));
  const counts = (all: { daysAway: number }[]) => {
    const found = new Map<number, number>();
    for (const { daysAway } of all) found.set(daysAway, (found.get(daysAway) ?? 0) + 1);
    return found;
  };

  it('is not made when there is room for all', () => {
    expect(
      cutoffFor(
        new Map([
          [0, 5],
          [30, 5],
        ]),
        10,
      ),
    ).toBeUndefined();
    expect(cutoffFor(new Map([[0, 5]]), Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  it('lets the nearest in first, of those at the cut a share, and never one more than a few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 400 }),
        (days, room) => {
          const all = [...new Set(days)].flatMap((daysAway, i) => holders(10 * (i + 1), daysAway));
          const limit = cutoffFor(counts(all), room);
          const inside = all.filter((one) => isWithin(limit, one));
          expect(inside.length).toBeGreaterThanOrEqual(Math.min(room, all.length) - 1);
          expect(inside.length).toBeLessThanOrEqual(Math.min(room, all.length) + 1);
          const farthest = Math.max(...inside.map(({ daysAway }) => daysAway), 0);
          const out = all.filter((one) => !isWithin(limit, one));
          expect(out.every(({ daysAway }) => daysAway >= farthest)).toBe(true);
        },
      ),
    );
  });
});
