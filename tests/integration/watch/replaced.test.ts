import { beforeEach, describe, expect, it } from 'vitest';
import type { Transition } from '#register/certificate/history.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-site';
import { putNewer } from '#watch/replaced/put-newer.ts';

/** A certificate that was replaced: the site's page says by which one, and puts it on the list in one press. */
let test: WatchTest;
let page: string;
beforeEach(async () => {
  test = await createWatchTest();
  page = await test.watched();
  await test.register('SPMC-OFA-1');
  await test.add(page, 'SPMC-OFA-1, CHAN Tai Man');
});

async function replace(older: string, newer: string, facts = {}, provider = 'SPMC') {
  await test.register(newer, { issuedOn: '2027-01-20', expiresOn: '2030-01-19', ...facts }, provider);
  await act(older, { event: 'superseded', by: { number: newer, provider } });
}
async function act(number: string, transition: Partial<Transition>, provider = 'SPMC') {
  const source = { via: 'api', keyId: 'k' } as const;
  const { now: at } = test.clock;
  const entry = { at, on: hongKongDay(at), source, reason: 'x', ...transition } as Transition;
  const done = await changeStatus(test.registry, { provider, key: number.replaceAll('-', ''), entry });
  if (!done.ok) throw new Error(done.code);
}
const said = async () => (await test.ask(page)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const press = (id = 'SPMC#SPMCOFA1') => test.press(`${page}/newer`, { id });

describe('a certificate on a site that was replaced', () => {
  it('is swapped for the newer one in one press, with the name that was typed', async () => {
    await replace('SPMC-OFA-1', 'SPMC-OFA-9');
    expect(await said()).toContain('SPMC-OFA-9 valid until 19 Jan 2030');
    expect(await said()).toContain('Put it on my list instead');
    expect((await test.ask(page)).text).toContain(`action="${page}/newer?lang=en"`);
    const answer = await press();
    expect(answer.status).toBe(303);
    expect((await test.ask(answer.to ?? '')).text).toContain('The newer certificate is on your list');
    expect(await test.members(page)).toEqual(['SPMC-OFA-9']);
    expect(await said()).toContain('CHAN Tai Man');
    // Again, it does nothing.
    expect((await press()).status).toBe(303);
    expect(await test.members(page)).toEqual(['SPMC-OFA-9']);
  });

  it('whose newer one is on the list already is taken off in one press', async () => {
    await replace('SPMC-OFA-1', 'SPMC-OFA-9');
    await test.add(page, 'SPMC-OFA-9');
    expect(await said()).toContain('Take the old one off my list');
    await press();
    expect(await test.members(page)).toEqual(['SPMC-OFA-9']);
  });

  it('says what its newer one is where that is not in force either', async () => {
    await replace('SPMC-OFA-1', 'SPMC-OFA-9');
    await act('SPMC-OFA-9', { event: 'revoked' });
    expect(await said()).toContain('SPMC-OFA-9 Revoked');
    expect(await said()).not.toContain('valid until 19 Jan 2030');
  });

  it('shows nothing of a newer one whose provider wants the name first, and another was typed or none', async () => {
    await replace('SPMC-OFA-1', 'SHY-OFA-9', { nameEn: 'CHAN Siu Ming', nameZh: '' }, 'SHY');
    expect(await said()).not.toMatch(/valid until 19|Put it on my list/);
    await press();
    expect(await test.members(page)).toEqual(['SPMC-OFA-1']);
  });

  it('does not offer a newer one that is in another name than the one that was typed', async () => {
    await replace('SPMC-OFA-1', 'SPMC-OFA-9', { nameEn: 'WONG Ka Yan', nameZh: '' });
    expect(await said()).not.toMatch(/valid until 19|Put it on my list/);
    await press();
    expect(await test.members(page)).toEqual(['SPMC-OFA-1']);
  });

  it('is swapped by the site’s own link alone, and only where it was replaced', async () => {
    await press();
    expect(await test.members(page)).toEqual(['SPMC-OFA-1']);
    await replace('SPMC-OFA-1', 'SPMC-OFA-9');
    const other = await test.watched('Another');
    await test.press(`${other}/newer`, { id: 'SPMC#SPMCOFA1' });
    expect([await test.members(page), await test.members(other)]).toEqual([['SPMC-OFA-1'], []]);
  });

  it('stays where the newer one cannot be added, and is lost in no case', async () => {
    const steps: string[] = [];
    const stub = (isCrowded: boolean, added: 'added' | 'notWatching') => ({
      isWatchedBy: async () => isCrowded,
      add: async () => {
        steps.push('add');
        return added;
      },
      remove: async () => void steps.push('remove'),
    });
    const old = { key: 'A', provider: 'SPMC' };
    const newer = { isWatched: false, member: { ...old, key: 'B' } } as Parameters<
      typeof putNewer
    >[2]['newer'];
    const put = (watchedSites: ReturnType<typeof stub>) =>
      putNewer({ watchedSites }, { rosterId: '0'.repeat(32) }, { old, newer }, hongKongDay(test.clock.now));
    expect([await put(stub(true, 'added')), await put(stub(false, 'notWatching'))]).toEqual([
      'crowded',
      'gone',
    ]);
    expect(steps).toEqual(['add']);
    expect([await put(stub(false, 'added')), steps]).toEqual(['done', ['add', 'add', 'remove']]);
  });
});
