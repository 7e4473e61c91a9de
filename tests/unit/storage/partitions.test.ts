import { expect, test } from 'vitest';
import * as z from 'zod';
import { instant } from '#register/civil-date.ts';
import { beginningOf, MARKS, PARTITIONS, PLACES } from '#storage/contract/partitions.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { watching } from '#watch/store/watched-item.ts';

const maker = z.custom<(...parts: unknown[]) => Record<string, string>>((value) => value instanceof Function);
const due = { nextReminderOn: '2026-12-01', holder: '0a', key: 'K', provider: 'P', expiresOn: '2026-12-31' };

/** What each of them makes of the parts of a key. */
const made = (makers: object) =>
  Object.entries(makers).map(([name, make]) => {
    const parts = name === 'due' ? [due] : ['A', 'B', 'C', 'D'];
    return [name, maker.parse(make)(...parts)] as const;
  });

test.each(made(keys))('a key of %s begins as a kind of items that functions have rights to', (_, key) => {
  expect(Object.values(PARTITIONS)).toContain(beginningOf(key['pk'] ?? ''));
});

test.each(made(indexKeys))(
  'a place of %s in an index begins as one that functions have rights to',
  (_, place) => {
    const [index] = Object.values(INDEXES).filter(({ partitionKey }) => partitionKey in place);
    const beginning = beginningOf(place[index?.partitionKey ?? ''] ?? '');
    expect(Object.values(PLACES)).toContainEqual({ index: index?.name, beginning });
  },
);

test('no two kinds begin alike', () => {
  const beginnings = Object.values(PARTITIONS);
  expect(new Set(beginnings).size).toBe(beginnings.length);
  for (const one of beginnings) expect(beginnings.filter((other) => other.startsWith(one))).toEqual([one]);
});

test('who watches a certificate is stored with the attributes alone that may be written there', () => {
  const told = { status: 'valid', expiresOn: null, nearing: null, supersededBy: null } as const;
  const [, mark] = watching({
    ...{ rosterId: 'r', key: 'K', provider: 'P', number: 'K', somebodyElse: false, told },
    addedAt: instant.parse('2026-11-30T00:00:00.000Z'),
  });
  expect('put' in mark && Object.keys(mark.put)).toEqual(MARKS.watches.attributes);
});
