import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { erasePerson, lookUpPerson } from '#holder/person/erase-person.ts';
import { findPerson } from '#holder/person/find-person.ts';
import { createPersonStore } from '#holder/store/person-store.ts';
import { keys } from '#storage/contract/table.ts';
import type { Item } from '#storage/table.ts';
import { everyItem } from '#storage/table-scan.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';
import { answerFor } from '#support/storage/stubbed-aws';
import { heldCases, other, own, type Who } from './held-cases.ts';

/**
 * Each kind of item that holds something of a holder, stored for one and for another: the copy has what is theirs and
 * nothing of the other, and erasing takes what it must, and nothing of the other.
 */
let test: HolderTest;
let files: Set<string>;
beforeEach(async () => {
  files = new Set();
  answerFor(S3Client, ({ command, input }) => {
    const file = `${input['Key']}`;
    if (!files.has(file)) throw Object.assign(new Error(), { name: 'NotFound' });
    if (command === 'DeleteObject') files.delete(file);
    return {};
  });
  test = await createHolderTest();
  for (const { key: _, ...facts } of [own, other]) await test.register(facts.number, facts);
});
afterEach(() => void vi.restoreAllMocks());

async function asked({ number }: Who) {
  const { registry, clock } = test;
  const found = await findPerson({ ...registry, clock: () => clock.now }, { who: number });
  if (!found.ok) throw new Error(found.code);
  const store = createPersonStore(registry.table, { tableName: registry.tableName, bucket: 'files' });
  return { deps: { store, erasures: registry.erasures }, person: found.person };
}

async function heldOf(who: Who) {
  const { deps, person } = await asked(who);
  return lookUpPerson(deps, person, test.clock.now);
}

async function erase(who: Who) {
  const { deps, person } = await asked(who);
  return erasePerson(deps, person, test.clock.now);
}

async function stored(entity: string): Promise<Item[]> {
  const items = await Array.fromAsync(everyItem(test.registry.tableName));
  return items.filter((item) => item['entity'] === entity);
}

describe('of everything that is held of somebody', () => {
  it.each(Object.entries(heldCases))('%s is shown and erased, and nobody else’s', async (_, one) => {
    await one.store(test, own);
    const theirs = await stored(one.entity);
    await one.store(test, other);
    const others = (await stored(one.entity)).filter((item) => !theirs.some(isSameKey(item)));
    expect(theirs).not.toEqual([]);
    expect(others).toHaveLength(theirs.length);

    const held = (await heldOf(own)).filter(({ kind }) => kind === one.kind);
    expect(held.length).toBeGreaterThanOrEqual(theirs.length);
    const told = JSON.stringify(held);
    for (const sign of [...Object.values(other), await test.registry.holders.pseudonymOf(other.email)])
      expect(told).not.toContain(sign);

    expect((await erase(own)).left).toEqual([]);
    const left = await Promise.all(theirs.flatMap((item) => one.left?.(item) ?? []));
    const now = await stored(one.entity);
    const isTheirs = (item: Item) => theirs.some(isSameKey(item));
    expect(now.filter(isTheirs)).toEqual(left);
    expect(now.filter((item) => !isTheirs(item))).toEqual(others);
  });
});

const isSameKey =
  ({ pk, sk }: Item) =>
  (item: Item) =>
    item['pk'] === pk && item['sk'] === sk;

it('the file in which they stand is told of, and goes before the row that tells of it', async () => {
  for (const id of ['theirs', 'another']) files.add(`imports/SPMC/${id}`);
  const row = { row: 2, cells: { nameEn: own.nameEn } };
  for (const [id, rows] of Object.entries({ theirs: [row], another: [] }))
    await test.registry.table.put({ ...keys.importRows(id, 'REJECTED', 0), entity: 'importRows', rows });
  expect(await heldOf(own)).toContainEqual(expect.objectContaining({ kind: 'file', which: 'theirs' }));
  const { erased, left } = await erase(own);
  expect(left).toEqual([]);
  const kinds = erased.map(({ kind }) => kind);
  expect(kinds.indexOf('file')).toBeLessThan(kinds.indexOf('rejectedRow'));
  expect([...files]).toEqual(['imports/SPMC/another']);
});
