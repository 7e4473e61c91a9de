import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { indexKeys, keys } from '#storage/contract/table.ts';
import { readCredentialChange } from '#storage/credentials/credential-change.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { addWatched } from '#watch/add-watched.ts';
import { leaveWatch } from '#watch/leave-watch.ts';
import { planWatches } from '#watch/news/plan-watches.ts';
import { publishChange } from '#watch/news/publish-change.ts';

let test: WatchTest;
beforeEach(async () => {
  test = await createWatchTest();
});

const broken = { text: 'SET #version = :broken', values: { ':broken': 'no number' } };

describe('what nobody can read of one site', () => {
  it('keeps no other site from hearing of a change', async () => {
    await test.certificate('SPMC-1');
    const sites: string[] = [];
    for (let n = 0; n < 4; n++) sites.push(await test.site('SPMC-1'));
    const [first = '', second = '', ...others] = sites.toSorted();
    await test.registry.table.update(keys.watch('SPMC1', 'SPMC', first), {
      text: 'SET #rosterId = :broken',
      values: { ':broken': 7 },
    });
    await test.registry.table.update(keys.watchedSite(second), broken);

    await expect(test.revoke('SPMC-1')).rejects.toThrow();
    const called = test.service.queued.map(({ subject }) => 'rosterId' in subject && subject.rosterId);
    expect(called.toSorted()).toEqual(others);
  });

  it('keeps no other site from the plan of the morning', async () => {
    await test.certificate('SPMC-1');
    await test.site('SPMC-1');
    const damaged = { ...keys.watchedSite('damaged'), ...indexKeys.dueSite('2020-01-01', 'damaged') };
    await test.registry.table.put({ ...damaged, entity: 'roster' });
    test.goTo('2027-02-01');
    const planned: unknown[] = [];
    const notices = { send: async (calls: unknown[]) => void planned.push(...calls) };
    await expect(planWatches({ ...test.registry, notices }, test.today())).rejects.toThrow();
    expect(planned).toHaveLength(1);
  });

  it('is deleted with the rest when the employer leaves', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    await test.registry.table.update(keys.member(rosterId, 'SPMC1', 'SPMC'), {
      text: 'SET #told = :broken',
      values: { ':broken': 7 },
    });
    await leaveWatch(test.registry, rosterId, test.service.now);
    expect(await test.registry.everythingStored()).not.toMatch(/"(?:watched|watch)"/);
  });
});

describe('a certificate of a site that nobody can read', () => {
  it('keeps the site from nothing else, and is reported every day until it is mended', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    const member = keys.member(rosterId, 'SPMC1', 'SPMC');
    const told = (await test.registry.table.get(member, { consistent: true }))?.['told'];
    const setTold = (value: unknown) =>
      test.registry.table.update(member, { text: 'SET #told = :told', values: { ':told': value } });
    await setTold(7);

    await test.revoke('SPMC-1');
    await test.revoke('SPMC-2');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-2: revoked']]);
    expect(test.service.unreadable).toContainEqual({ rosterId, count: 1 });
    const site = await test.report(rosterId);
    expect(site?.entries.map((entry) => entry.member.number)).toEqual(['SPMC-2']);
    expect(site?.unreadable).toBe(1);

    await test.morning('2026-11-22');
    expect(test.told()).toHaveLength(1);
    await setTold(told);
    await test.morning('2026-11-23');
    expect(test.told()).toEqual([['SPMC-2: revoked'], ['SPMC-1: revoked']]);
  });
});

it('a certificate whose upload was undone is told once as gone, is no fault, and told again when it comes back', async () => {
  await test.certificate('SPMC-1');
  await test.certificate('SPMC-2');
  const rosterId = await test.site('SPMC-1', 'SPMC-2');
  await undo('SPMC1');
  await test.deliver();
  expect(test.told()).toEqual([['SPMC-1: gone']]);
  await test.morning('2026-11-22');
  await test.morning('2026-11-23');
  expect(test.told()).toHaveLength(1);
  expect(test.service.unreadable).toEqual([]);
  expect((await test.report(rosterId)).entries.map(({ match }) => match?.status)).toEqual([
    undefined,
    'valid',
  ]);
  await test.certificate('SPMC-1');
  await test.stream('SPMC1', 'SPMC');
  await test.deliver();
  // No name was typed: only a person can tell whether it is the same person's.
  expect(test.told().at(-1)).toEqual(['SPMC-1: registeredAgain']);
});

/** Takes a certificate back, as undoing its upload does. */
async function undo(key: string): Promise<void> {
  const seen = await test.registry.credentials.get(key, 'SPMC');
  if (!seen) throw new Error('none');
  await test.registry.credentials.remove(seen);
  const image = marshall(toItem(seen, 'a'.repeat(32)), { removeUndefinedValues: true });
  const gone = readCredentialChange({ dynamodb: { OldImage: image } });
  if (!gone) throw new Error('no change');
  await publishChange({ ...test.registry, notices: test.service.deps().notices }, gone, test.service.now);
}

describe('a number whose upload was undone, and that comes back,', () => {
  const named = { number: 'SPMC-1', name: 'CHAN Tai Man' };
  const register = async (nameEn: string, nameZh: string) => {
    await test.certificate('SPMC-1', { nameEn, nameZh });
    await test.stream('SPMC1', 'SPMC');
    await test.deliver();
  };

  it.each([
    ['CHAN Tai Man', '陳大文', 'backInForce', 'valid'],
    ['WONG Siu Fan', '黃小芬', 'otherHolder', undefined],
  ])('is told for what it is: %s', async (nameEn, nameZh, kind, shown) => {
    await test.certificate('SPMC-1', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' });
    await test.certificate('SPMC-2');
    const rosterId = await test.site('SPMC-2');
    await test.add(rosterId, named);
    await undo('SPMC1');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: gone']]);
    await test.morning('2026-11-22');
    await register(nameEn, nameZh);
    expect(test.told().at(-1)).toEqual([`SPMC-1: ${kind}`]);
    await test.morning('2026-11-23');
    expect(test.told()).toHaveLength(2);
    const { entries } = await test.report(rosterId);
    expect(entries.map(({ match }) => match?.status)).toEqual([shown, 'valid']);
  });
});

it("a provider's profile that nobody can read keeps a site from none of the other news", async () => {
  await test.certificate('SPMC-1');
  await test.certificate('OPEN-1', {}, 'OPEN');
  const rosterId = await test.site('SPMC-1', 'OPEN-1');
  await test.registry.table.update(keys.provider('OPEN'), {
    text: 'SET #profile = :broken',
    values: { ':broken': 7 },
  });
  await test.revoke('SPMC-1');
  await test.deliver();
  expect(test.told()).toEqual([['SPMC-1: revoked']]);
  expect(test.service.unreadable).toEqual([{ rosterId, count: 1 }]);
  const site = await test.report(rosterId);
  expect(site?.entries.map(({ match }) => match?.status)).toEqual([undefined, 'revoked']);
});

describe('a certificate whose provider wants the name first', () => {
  it('takes as many reads to be refused as one that is not there', async () => {
    await test.certificate('SHY-1', {}, 'SHY');
    const rosterId = await test.site();
    const readsFor = async (number: string, name?: string) => {
      let reads = 0;
      const credentials = {
        get: (...asked: Parameters<typeof test.registry.credentials.get>) => {
          reads++;
          return test.registry.credentials.get(...asked);
        },
      };
      const rows = [{ row: 1, number, ...(name && { name }) }];
      const at = { at: test.service.now, on: test.today() };
      const added = await addWatched({ ...test.registry, credentials }, rosterId, rows, at);
      return added.outcome === 'done' && [added.rows[0]?.outcome, reads];
    };
    expect(await readsFor('SHY-2')).toEqual(['notFound', 0]);
    expect(await readsFor('SHY-1')).toEqual(['notFound', 0]);
    expect(await readsFor('SHY-1', 'LEE Kin')).toEqual(['notFound', 0]);
    expect(await readsFor('SHY-1', 'CHAN Tai Man')).toEqual(['added', 1]);
  });
});
