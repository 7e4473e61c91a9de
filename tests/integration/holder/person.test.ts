import { beforeEach, describe, expect, it } from 'vitest';
import { lookUpPerson } from '#holder/person/erase-person.ts';
import { findPerson } from '#holder/person/find-person.ts';
import { createPersonStore } from '#holder/store/person-store.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';

let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
});

async function heldOf(who: string) {
  const { registry, clock } = test;
  const found = await findPerson(registry, { who });
  if (!found.ok) throw new Error(found.code);
  const store = createPersonStore(registry.table, { tableName: registry.tableName, bucket: 'none' });
  return lookUpPerson({ store }, { ...found.person, imports: new Map() }, clock.now);
}

describe('what is held of a person', () => {
  it('has nothing of another who had the same address', async () => {
    await test.register('SPMC-OFA-1', { email: 'family@example.com', nameEn: 'LEE Kin', nameZh: '李健' });
    await test.register('SPMC-OFA-1', { email: 'own@example.com', nameEn: 'LEE Kin', nameZh: '李健' });
    await test.register('SPMC-OFA-2', { email: 'family@example.com' });
    const held = await heldOf('SPMC-OFA-2');
    expect(held.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['certificate', 'formerAddress']));
    const copy = JSON.stringify(held.map(({ data }) => data));
    expect(copy).toContain('family@example.com');
    expect(copy).not.toMatch(/LEE|李健|own@example/);
  });

  it('is told though something else in the table cannot be read', async () => {
    await test.register('SPMC-OFA-2');
    await test.registry.table.put({ pk: 'CERT#BROKEN', sk: 'CREDENTIAL#SPMC', entity: 'credential' });
    const held = await heldOf('SPMC-OFA-2');
    expect(held.map(({ kind }) => kind).toSorted()).toEqual(['certificate', 'unreadable']);
  });
});
