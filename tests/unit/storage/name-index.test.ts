import { expect, it } from 'vitest';
import { readTypedName, startsOf } from '#register/names/name-search.ts';
import { keys } from '#storage/contract/table.ts';
import { createNameIndex } from '#storage/credentials/name-index.ts';
import type { Item, Table } from '#storage/table.ts';

/** A provider's names in the order of the table, which gives so many at a time as it is asked for. */
function indexOf(people: [latin: string, count: number][]) {
  const items: Item[] = people.flatMap(([latin, count]) =>
    Array.from({ length: count }, (_, n) => `${latin.replaceAll(' ', '').toUpperCase()}${n}`).flatMap((key) =>
      startsOf({ latin: latin.split(' '), chinese: '' }).map((start) => ({
        ...{ ...keys.name('MINE', start, key), latin, chinese: '' },
      })),
    ),
  );
  const sorted = items.toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
  const read: string[] = [];
  const page: Table['page'] = async ({ condition, limit = 0, startAfter }) => {
    const beginning = String(condition.values?.[':beginning']);
    read.push(beginning);
    const found = sorted.filter(
      ({ sk }) => String(sk).startsWith(beginning) && (!startAfter || String(sk) > String(startAfter['sk'])),
    );
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, ...(last && { last }) };
  };
  return { names: createNameIndex({ page } as Table), read };
}

async function allFor({ names }: ReturnType<typeof indexOf>, text: string): Promise<string[]> {
  const typed = readTypedName(text);
  if (!typed) throw new Error('nothing to look for');
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await names.find({ provider: 'MINE', typed, cursor });
    found.push(...page.items.map(({ key }) => key));
    if (!page.cursor) return found;
    cursor = page.cursor;
  }
}

it('everybody whose name begins so is found, once, however many pages they fill', async () => {
  const index = indexOf([
    ['siu lam', 450],
    ['ka yan', 3],
  ]);
  for (const text of ['siu', 'lam siu', 'siu lam']) {
    const found = await allFor(index, text);
    expect(found).toHaveLength(450);
    expect(new Set(found).size).toBe(450);
  }
  expect(await allFor(index, 'yan')).toHaveLength(3);
});

it('of two words the rarer is read to its end, also where both fill more than a page', async () => {
  const index = indexOf([
    ['siu lam', 250],
    ['siu man', 450],
  ]);
  expect(await allFor(index, 'lam siu')).toHaveLength(250);
  const behindRuns = index.read.slice(index.read.lastIndexOf('lamsiu') + 1);
  expect(behindRuns.slice(4)).not.toContain('siu');
});
