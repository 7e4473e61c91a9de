import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson, lookUpPerson } from '#holder/person/erase-person.ts';
import { findPerson } from '#holder/person/find-person.ts';
import type { PersonStore } from '#holder/person/ports.ts';
import { createPersonStore } from '#holder/store/person-store.ts';
import { keys } from '#storage/contract/table.ts';
import { createHolderTest, type HolderTest } from '#support/sites/holder-site';

let test: HolderTest;
beforeEach(async () => {
  test = await createHolderTest();
});

async function heldOf(who: string) {
  const { registry, clock } = test;
  const found = await findPerson({ ...registry, clock: () => clock.now }, { who });
  if (!found.ok) throw new Error(found.code);
  const store = createPersonStore(registry.table, { tableName: registry.tableName, bucket: 'none' });
  return lookUpPerson({ store }, { ...found.person, imports: new Map() }, clock.now);
}

const store = () =>
  createPersonStore(test.registry.table, { tableName: test.registry.tableName, bucket: 'none' });

/** `meanwhile`: something that breaks it off. */
async function erase(who: string, meanwhile: Partial<PersonStore> = {}) {
  const { registry, clock } = test;
  const found = await findPerson({ ...registry, clock: () => clock.now }, { who });
  if (!found.ok) throw new Error(found.code);
  const deps = { store: { ...store(), ...meanwhile }, erasures: registry.erasures };
  return erasePerson(deps, { ...found.person, imports: new Map() }, clock.now);
}

describe('erasing one of several who share an address', () => {
  const [OLD, THIEF] = ['family@example.com', 'thief@example.org'];

  it('leaves the others their way back to it, when somebody has moved all of them', async () => {
    await test.register('SPMC-OFA-1', { email: OLD, nameEn: 'LEE Kin', nameZh: '李健' });
    await test.register('SPMC-OFA-2', { email: OLD });
    await test.press(`${await test.my(OLD)}/address`, { email: THIEF });
    const subject = test.notices.at(-1);
    if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
    const { changeId } = subject;
    const link = async (of: 'confirmAddress' | 'refuseAddress') =>
      `/change-of-address/${await test.registry.links.sign(of, { changeId })}`;
    await test.press(await link('confirmAddress'), {});
    expect(await test.emailOf('SPMC-OFA-1')).toBe(THIEF);

    await erase('SPMC-OFA-2');
    expect((await test.press(await link('refuseAddress'), {})).status).toBe(303);
    expect(await test.emailOf('SPMC-OFA-1')).toBe(OLD);
    expect(await test.registry.everythingStored()).not.toContain('CHAN Tai Man');
  });
});

describe('erasing that breaks off', () => {
  it('is finished by the number of any certificate, though that one is erased', async () => {
    await test.register('SPMC-OFA-1', { email: 'first@example.com' });
    await test.register('SPMC-OFA-1', { email: 'own@example.com' });
    await test.register('SPMC-BLS-2', { email: 'own@example.com', type: 'BLS', issuedOn: '2026-06-10' });
    // Another person had the address by mistake: it stands in that history.
    await test.register('SPMC-OFA-3', { email: 'own@example.com', nameEn: 'LEE Kin', nameZh: '李健' });
    await test.register('SPMC-OFA-3', { email: 'lee@example.com', nameEn: 'LEE Kin', nameZh: '李健' });
    const whole = store();
    const breakOff: PersonStore['erase'] = async (held) => {
      const answer = await whole.erase(held);
      if (held.kind === 'certificate') throw new Error('the connection broke');
      return answer;
    };
    await expect(erase('own@example.com', { erase: breakOff })).rejects.toThrow('broke');
    const numbers = ['SPMC-OFA-1', 'SPMC-BLS-2'];
    const addresses = await Promise.all(numbers.map((number) => test.emailOf(number)));
    const erased = numbers[addresses.indexOf(undefined)];

    await erase(erased ?? '');
    const left = await test.registry.everythingStored();
    for (const sign of ['own@example.com', 'first@example.com', 'CHAN Tai Man', '陳大文', 'ERASURE'])
      expect(left).not.toContain(sign);
    expect(left).toContain('lee@example.com');
  });
});

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

  it('has a request for their certificates as it was stored before, and an erasure takes it too', async () => {
    await test.register('SPMC-OFA-2', { email: 'own@example.com' });
    const requestId = '6f0e6f5e-38a4-4b5e-9f6e-1c1d3f6f2a10';
    await test.registry.table.put({
      ...keys.certificatesRequest(requestId),
      entity: 'certificatesRequest',
      requestId,
      email: 'Own@example.com',
      language: 'en',
      askedAt: test.clock.now,
    });
    expect((await heldOf('SPMC-OFA-2')).map(({ kind }) => kind)).toContain('addressRequest');
    await erase('own@example.com');
    expect(await test.registry.everythingStored()).not.toContain('CERTIFICATES-REQUEST');
  });

  it('is told though something else in the table cannot be read', async () => {
    await test.register('SPMC-OFA-2');
    await test.registry.table.put({ pk: 'CERT#BROKEN', sk: 'CREDENTIAL#SPMC', entity: 'credential' });
    const held = await heldOf('SPMC-OFA-2');
    expect(new Set(held.map(({ kind }) => kind))).toEqual(new Set(['certificate', 'name', 'unreadable']));
  });
});
