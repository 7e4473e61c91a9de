import { beforeEach, describe, expect, it } from 'vitest';
import { keys } from '#storage/contract/table.ts';
import { createWatchTest as createPages, type WatchTest as Pages } from '#support/sites/watch-site';
import { createWatchTest } from '#support/sites/watch-test';
import { day } from '#support/storage/registry';
import { declare } from '#watch/declared/declare.ts';
import { MAX_DECLARED } from '#watch/declared/declared.ts';
import { leaveWatch } from '#watch/leave-watch.ts';

const nurse = { nameEn: 'HO Wing Sze', nameZh: '何詠詩', document: 'nurse', lastDay: '2027-12-31' };

describe('on the page of a site', () => {
  let test: Pages;
  let page: string;
  beforeEach(async () => {
    test = await createPages();
    page = await test.watched();
  });
  const text = async (path = page) =>
    (await test.ask(path)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const rosterId = async () => (await test.watchedSite(page))?.rosterId ?? '';
  const people = async () => (await test.registry.watchedSites.members(await rosterId())).declared;

  it('somebody is declared, counted apart, printed as declared, and in the file', async () => {
    await test.register('SPMC-OFA-1');
    await test.add(page, 'SPMC-OFA-1');
    expect((await test.press(`${page}/people`, nurse)).status).toBe(303);
    expect(await text()).toContain('First-aiders today: 1 verified and 1 declared by you.');
    expect(await text()).toContain('Declared by you (Cap. 509A, 59D, 59I and 59K)');
    const sheet = await text(`${page}/first-aiders`);
    expect(sheet).toContain('HO Wing Sze');
    expect(sheet).toContain('由僱主申報 Declared by the employer');
    const { text: csv } = await test.ask(`${page}.csv`);
    expect(csv).toContain(
      '\r\n,Declared by you,HO Wing Sze 何詠詩,"Registered nurse, practising certificate",Valid,,2027-12-31,337,,2027-01-28',
    );
  });

  it('is nobody more once a certificate in that name is on the list, and can be taken off', async () => {
    await test.press(`${page}/people`, { ...nurse, nameEn: 'CHAN Tai Man', nameZh: '' });
    await test.register('SPMC-OFA-1');
    await test.add(page, 'SPMC-OFA-1');
    const said = await text();
    expect(said).toContain('1 person on the list holds');
    expect(said).toContain('a certificate with this name on your list counts. You can remove this entry.');
    const [{ declaredId = '' } = {}] = await people();
    await test.press(`${page}/people/remove`, { id: declaredId });
    expect(await people()).toEqual([]);
  });

  it('is taken off a site by its own link alone, and what was typed stays inert text', async () => {
    const other = await test.watched('Another');
    await test.press(`${page}/people`, nurse);
    const [{ declaredId = '' } = {}] = await people();
    await test.press(`${other}/people/remove`, { id: declaredId });
    expect(await people()).toHaveLength(1);
    const hostile = '"><script>alert(1)</script>';
    const answer = await test.press(`${page}/people`, { ...nurse, nameEn: hostile });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('<script>alert');
    expect(JSON.stringify(test.logged)).not.toContain('HO Wing');
  });

  it('are fifty at most, go with who leaves, and are kept for a year after their last day', async () => {
    for (let n = 0; n < MAX_DECLARED; n++)
      expect((await test.press(`${page}/people`, nurse)).status).toBe(303);
    const full = await test.press(`${page}/people`, nurse);
    expect([full.status, await people()]).toEqual([422, expect.objectContaining({ length: MAX_DECLARED })]);
    expect(full.text).toContain('At most 50 people');
    const [{ declaredId = '' } = {}] = await people();
    const id = await rosterId();
    const item = await test.registry.table.get(keys.declared(id, declaredId), { consistent: true });
    expect(item?.['ttl']).toBe(Date.parse('2028-12-30T16:00:00Z') / 1000);
    await test.press(`${page}/leave`, {});
    expect(await test.registry.watchedSites.declaredIds(id)).toEqual([]);
    expect((await test.press(`${page}/people`, nurse)).status).toBe(410);
    expect(await test.registry.watchedSites.declaredIds(id)).toEqual([]);
  });
});

describe('in mails of news', () => {
  it('each step before the end is told once, on its day, beside the certificates', async () => {
    const test = await createWatchTest();
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const person = { nameEn: 'HO Wing Sze', document: 'nurse', expiresOn: day('2027-02-28') } as const;
    const newId = () => '00000000-0000-4000-8000-000000000001';
    const now = { at: test.service.now, on: test.today() };
    expect(await declare({ ...test.registry, newId }, rosterId, person, now)).toBe('declared');
    const days: string[] = [];
    await test.morning();
    for (
      let { dueOn: on } = await test.watchedSite(rosterId);
      on;
      { dueOn: on } = await test.watchedSite(rosterId)
    ) {
      days.push(on);
      await test.morning(on);
      await test.morning(on);
    }
    expect(days).toEqual(['2026-12-30', '2027-01-29', '2027-02-21', '2027-03-01']);
    expect(test.told()).toEqual([
      ...Array.from({ length: 3 }, () => ['SPMC-1: expiring', 'HO Wing Sze: expiring']),
      ['SPMC-1: expired', 'HO Wing Sze: expired'],
    ]);
    await leaveWatch(test.registry, rosterId, test.service.now);
    expect(await declare({ ...test.registry, newId }, rosterId, person, now)).toBe('gone');
  });

  it('a site of declared people alone has its alerts too', async () => {
    const test = await createWatchTest();
    const rosterId = await test.site();
    const person = { nameZh: '何詠詩', document: 'stJohn', expiresOn: day('2026-12-15') } as const;
    const newId = () => '00000000-0000-4000-8000-000000000002';
    await declare({ ...test.registry, newId }, rosterId, person, { at: test.service.now, on: test.today() });
    await test.morning('2026-12-08');
    expect(test.told()).toEqual([['何詠詩: expiring']]);
  });
});
