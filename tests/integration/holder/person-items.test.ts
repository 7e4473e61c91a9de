import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson, lookUpPerson } from '#holder/person/erase-person.ts';
import { findPerson } from '#holder/person/find-person.ts';
import { type Person, signsOf } from '#holder/person/person.ts';
import { readHeld } from '#holder/store/held-items.ts';
import { createPersonStore } from '#holder/store/person-store.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-site';
import { callsOf, killedAt } from '#support/storage/killed-at';

/** What is held of somebody beside certificates: on sites of employers, in profiles and in orders. */
let test: WatchTest;
beforeEach(async () => {
  test = await createWatchTest();
});

const stored = () => test.registry.everythingStored();

async function asked(who: string) {
  const { registry, clock } = test;
  const found = await findPerson({ ...registry, clock: () => clock.now }, { who });
  if (!found.ok) throw new Error(found.code);
  const store = createPersonStore(registry.table, { tableName: registry.tableName, bucket: 'none' });
  return { store, person: { ...found.person, imports: new Map() } };
}

async function heldOf(who: string) {
  const { store, person } = await asked(who);
  return lookUpPerson({ store }, person, test.clock.now);
}

async function erase(who: string) {
  const { store, person } = await asked(who);
  return erasePerson({ store, erasures: test.registry.erasures }, person, test.clock.now);
}

const declare = (page: string, nameEn: string, nameZh = '') =>
  test.press(`${page}/people`, { nameEn, nameZh, document: 'nurse', lastDay: '2027-12-31' });

describe('somebody whom an employer declares on a site', () => {
  it('goes with the site when the employer is erased, and is shown with it', async () => {
    const page = await test.watched();
    await declare(page, 'HO Wing Sze', '何詠詩');
    const sites = (await heldOf('hr@example.com')).filter(({ kind }) => kind === 'site');
    expect(JSON.stringify(sites)).toContain('HO Wing Sze');
    expect((await erase('hr@example.com')).left).toEqual([]);
    const left = await stored();
    for (const sign of ['HO Wing Sze', '何詠詩', 'DECLARED#', 'ROSTER#']) expect(left).not.toContain(sign);
  });

  it('is told of, and loses the name, when the person is erased; nobody else does', async () => {
    await test.register('SPMC-OFA-1', { nameEn: 'HO Wing Sze', nameZh: '何詠詩' });
    const page = await test.watched();
    await declare(page, 'ho wing sze');
    await declare(page, '', '何詠詩');
    await declare(page, 'LAM Ka Yan');
    const held = (await heldOf('SPMC-OFA-1')).filter(({ kind }) => kind === 'watchedName');
    expect(held).toHaveLength(2);
    // Others have the name too: whose site it is stays the employer's.
    expect(JSON.stringify(held.map(({ data }) => data))).not.toMatch(/rosterId|nurse|LAM/);

    expect((await erase('SPMC-OFA-1')).left).toEqual([]);
    expect(await stored()).not.toMatch(/ho wing sze|何詠詩/i);
    expect(await stored()).toContain('LAM Ka Yan');
    for (const path of [page, `${page}/first-aiders`, `${page}.csv`]) {
      const { text } = await test.ask(path);
      expect(text).toContain('Name erased at the holder’s request');
      expect(text).toContain('姓名已應持證人要求刪除');
    }
  });
});

describe('erasing an employer that breaks off', () => {
  const signs = ['HO Wing Sze', '何詠詩', 'Sha Tin depot'];
  const BOSS = 'boss@example.com';

  /** A site of an employer who has no certificate: nothing but the site leads to what is watched there. */
  async function employer(email = BOSS) {
    await test.register('SPMC-OFA-1');
    await test.register('SPMC-OFA-2');
    await test.press('/watch', {
      email,
      site: 'Sha Tin depot',
      by: 'number',
      count: '2',
    });
    const subject = test.notices.at(-1);
    if (subject?.of !== 'watchConfirm') throw new Error('no mail to confirm');
    const page = await test.pageOf(subject.rosterId);
    await test.press(`${page}/confirm`, {});
    await test.add(page, 'SPMC-OFA-1\nSPMC-OFA-2');
    await declare(page, 'HO Wing Sze', '何詠詩');
    await test.press('/watch/links', { email });
    return subject.rosterId;
  }

  it('is finished by running it again, wherever it broke off', async () => {
    await employer();
    const whole = await asked(BOSS);
    const deps = { store: { erase: whole.store.erase }, erasures: test.registry.erasures };
    const run = (using: typeof deps) =>
      erasePerson(
        { store: { ...whole.store, ...using.store }, erasures: using.erasures },
        whole.person,
        test.clock.now,
      );
    const calls = await callsOf(deps, ['store', 'erasures'], run);
    expect(calls.filter((name) => name === 'store.erase').length).toBeGreaterThanOrEqual(7);

    for (const [boundary] of calls.entries())
      for (const when of ['before', 'after'] as const) {
        // An address of its own, as to one inbox few mails go a day, and from one network few go in a minute.
        test.clock.now = addSeconds(test.clock.now, 60);
        const email = `boss-${when}-${boundary}@example.com`;
        const rosterId = await employer(email);
        const { store, person } = await asked(email);
        const own = { store: { erase: store.erase }, erasures: test.registry.erasures };
        const { using, reached } = killedAt({ boundary, when }, own, ['store', 'erasures']);
        await erasePerson(
          { store: { ...store, ...using.store }, erasures: using.erasures },
          person,
          test.clock.now,
        ).catch(() => {});
        expect(reached(), `${when} ${calls[boundary]}`).toBe(true);

        expect((await erase(email)).left).toEqual([]);
        const left = await stored();
        for (const sign of [...signs, email, rosterId, 'MEMBER#', 'DECLARED#', 'WATCH#'])
          expect(left, `${sign}, ${when} ${boundary} ${calls[boundary]}`).not.toContain(sign);
      }
  });

  it('takes what is added to the site meanwhile, too', async () => {
    const rosterId = await employer();
    const { store, person } = await asked(BOSS);
    const page = await test.pageOf(rosterId);
    let isAdded = false;
    const meanwhile: typeof store = {
      ...store,
      async erase(held) {
        if (held.leads && held.kind === 'site' && !isAdded) {
          isAdded = true;
          await declare(page, 'LAM Ka Yan');
        }
        return store.erase(held);
      },
    };
    const deps = { store: meanwhile, erasures: test.registry.erasures };
    expect((await erasePerson(deps, person, test.clock.now)).left).toEqual([]);
    for (const sign of [...signs, BOSS, 'LAM Ka Yan', rosterId]) expect(await stored()).not.toContain(sign);
  });
});

describe('somebody else who is told of a site', () => {
  const added = async () => {
    const page = await test.watched();
    for (const email of ['Safety@other.example', 'lead@other.example'])
      await test.press(`${page}/recipients`, { email, days: '7' });
    return page;
  };

  it('is shown and erased by their own address, and nobody else with them', async () => {
    const page = await added();
    const held = await heldOf('safety@other.example');
    expect(held.map(({ kind }) => kind)).toEqual(['site']);
    expect(JSON.stringify(held)).not.toMatch(/lead@|hr@/);
    expect((await erase('safety@other.example')).left).toEqual([]);
    expect(await stored()).not.toMatch(/safety@/i);
    expect(await stored()).toContain('lead@other.example');
    expect((await test.ask(page)).status).toBe(200);
  });

  it('goes with the site when the employer is erased', async () => {
    await added();
    expect((await erase('hr@example.com')).left).toEqual([]);
    const left = await stored();
    for (const sign of ['@other.example', 'RECIPIENT#', 'ROSTER#']) expect(left).not.toContain(sign);
  });
});

describe('an address in the profile of a provider', () => {
  it.each([
    ['where the digest goes', { digestEmail: 'Mei@school.example' }, 'Mei@school.example'],
    ['where mail of keys goes', { protectedEmail: 'mei@school.example' }, 'mei@school.example'],
    ['as its contact', { contact: 'Mei@School.example' }, 'Mei@School.example'],
    ['in its contact', { contact: 'Ms Lam: mei@school.example, 2345 6789' }, 'mei@school.example'],
  ])('is told of: %s', async (_, more, shown) => {
    const other = { protectedEmail: 'else@school.example' };
    await test.registry.providerRepository.addProvider({
      ...{ code: 'HOME', name: { en: 'Home', 'zh-HK': '家' }, disclosure: 'masked', approvals: [] },
      ...{ ...other, ...more },
    });
    const held = await heldOf('mei@school.example');
    expect(held).toMatchObject([
      { kind: 'provider', data: { code: 'HOME', ...more }, erase: { keep: true } },
    ]);
    expect(JSON.stringify(held)).toContain(shown);
    expect(JSON.stringify(held)).not.toContain('else@school.example');
    expect(await heldOf('ei@school.example')).toEqual([]);
  });
});

it('the name of a file that was sent to be checked is told of and erased, where it names them', async () => {
  await test.register('SPMC-OFA-1', { nameEn: 'HO Wing Sze' });
  const list = { ...keys.checkList('x'), entity: 'checkList', list: 'x' };
  await test.registry.table.put({ ...list, fileName: 'HO Wing Sze.csv' });
  await test.registry.table.put({ ...list, ...keys.checkList('y'), fileName: 'LAM Ka Yan.csv' });
  expect((await erase('SPMC-OFA-1')).left).toEqual([]);
  expect(await stored()).not.toContain('HO Wing Sze');
  expect(await stored()).toContain('LAM Ka Yan.csv');
});

it('a reason for which an order was withdrawn is told of and erased', async () => {
  await test.register('SPMC-OFA-1', { nameEn: 'HO Wing Sze' });
  const withdrawal = { reason: 'HO Wing Sze was none of them', keyId: 'k', at: test.clock.now };
  const order = { ...keys.extensionOrder('SPMC', 'x'), entity: 'extensionOrder', reason: 'typhoon' };
  await test.registry.table.put({ ...order, withdrawal });
  expect((await erase('SPMC-OFA-1')).erased.map(({ kind }) => kind)).toContain('order');
  expect(await stored()).not.toContain('HO Wing Sze');
  expect(await stored()).toContain('typhoon');
});

it('passkeys of a colleague are told of and erased with the address', async () => {
  const { colleagues, passkeys, codes } = test.registry;
  const own = { provider: 'SPMC', colleagueId: `colleague-${'a'.repeat(12)}` };
  const colleague = {
    ...own,
    email: 'mei@school.example',
    name: 'TSANG Mei Ling',
    role: 'desk' as const,
    invitedAt: test.clock.now,
    invitedBy: 'operator',
    version: 1,
  };
  await colleagues.add(colleague, { caller: 'c' });
  const made = { credentialId: 'id-of-it', publicKey: 'key-of-it', counter: 0 };
  await passkeys.add({ ...own, ...made, name: 'Phone of Mei', addedAt: test.clock.now }, colleague);
  const draw = '0c2a5b0e-7a1d-4b6e-9d57-2f6f8f1b6f3e';
  await codes.set({ ...own, draw, setAt: test.clock.now, lastStep: 7 }, { ...colleague, version: 2 });
  const kinds = (await heldOf('mei@school.example')).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'passkey')).toHaveLength(3);
  expect((await erase('mei@school.example')).left).toEqual([]);
  expect(await passkeys.find('id-of-it')).toBeUndefined();
  expect(await stored()).not.toMatch(/Phone of Mei|key-of-it|id-of-it|0c2a5b0e/);
});

describe('each kind of item that is stored', () => {
  const root = join(import.meta.dirname, '../../..');
  const code = globSync(['shared/storage/**/*.ts', 'shared/*/store/**/*.ts', 'operator/**/*.ts'], {
    cwd: root,
  })
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  const entities = new Set([...code.matchAll(/\bentity'?: '(\w+)'/g)].map(([, entity = '']) => entity));
  const nobody: Person = {
    credentials: [],
    addresses: [],
    holders: new Set(),
    changeIds: new Set(),
    rosterIds: new Set(),
    imports: new Map(),
  };
  /** What cannot be read of an item without attributes says at least that somebody looks. */
  const read = async (entity: string) =>
    readHeld(
      { pk: 'NEW#1', sk: 'NEW#1', entity },
      { person: nobody, signs: signsOf(nobody), at: test.clock.now },
    ).catch(() => undefined);

  it('is found in the code', () => {
    expect(entities.size).toBeGreaterThan(35);
    for (const one of ['declared', 'recipient', 'keysIssued', 'unconfirmedMail'])
      expect(entities).toContain(one);
  });

  it.each([...entities])('is looked at for whose it is, or is nobody’s: %s', async (entity) => {
    expect(await read(entity)).toBeUndefined();
  });

  it('is named where nobody knows what it is', async () => {
    expect(await read('brandNew')).toMatchObject({ kind: 'unreadable', which: 'NEW#1 NEW#1' });
    await test.registry.table.put({ pk: 'NEW#1', sk: 'NEW#1', entity: 'brandNew' });
    expect(await heldOf('somebody@example.com')).toMatchObject([
      { kind: 'unreadable', which: 'NEW#1 NEW#1' },
    ]);
  });
});
