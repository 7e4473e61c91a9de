import { beforeEach, describe, expect, it } from 'vitest';
import { renewCredential } from '#register/change/renew-credential.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { day, instantFrom, makeUnreadable } from '#support/storage/registry';
import { addWatched } from '#watch/add-watched.ts';
import { leaveWatch } from '#watch/leave-watch.ts';

let test: WatchTest;
beforeEach(async () => {
  test = await createWatchTest();
});

const renewedBy = (number: string, provider = 'SPMC') =>
  ({ event: 'superseded', by: { number, provider } }) as const;
const due = async (rosterId: string) => (await test.watchedSite(rosterId)).dueOn;

describe('what is mailed of a site', () => {
  it('is a revocation, a minute after the provider recorded it', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    await test.revoke('SPMC-1');
    expect(test.service.queued).toEqual([
      { subject: { of: 'watch', rosterId, on: '2026-11-21' }, seconds: 60 },
    ]);
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: revoked']]);
    expect(await test.watchedSite(rosterId)).toMatchObject({
      news: { n: 1, on: '2026-11-21', state: 'closed' },
    });
    expect(await due(rosterId)).toBeUndefined();
  });

  it('is each change, told in a mail that can be read and left by one click', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    await test.revoke('SPMC-1');
    await test.deliver(test.service.deps());
    const { mail } = test.service.taken[0] ?? {};
    expect(mail?.text).toContain('Tsuen Wan depot');
    expect(mail?.text).toContain('SPMC-1');
    const token = /\/watch\/([\w.-]+)\/leave$/.exec(mail?.unsubscribeUrl ?? '')?.[1] ?? '';
    expect(await test.registry.links.read('roster', token)).toEqual({ rosterId, link: 1 });
  });

  it('is each step before the end, once, on its day, and then nothing for ever', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const days: string[] = [];
    for (let on = await due(rosterId); on; on = await due(rosterId)) {
      days.push(on);
      await test.morning(on);
    }
    expect(days).toEqual(['2026-12-30', '2027-01-29', '2027-02-21', '2027-03-01']);
    expect(test.told()).toEqual([
      ['SPMC-1: expiring'],
      ['SPMC-1: expiring'],
      ['SPMC-1: expiring'],
      ['SPMC-1: expired'],
    ]);
  });

  it('is not what was so when it was added', async () => {
    await test.certificate('SPMC-1', { expiresOn: '2026-12-01' });
    await test.certificate('SPMC-2');
    await test.revoke('SPMC-2');
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    expect(await due(rosterId)).toBe('2026-11-24');
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([]);
  });

  it('is what changed between looking at a certificate and adding it', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site();
    // The stream tells of it before there is a way back to the site.
    const watchedSites = {
      ...test.registry.watchedSites,
      add: async (...args: Parameters<typeof test.registry.watchedSites.add>) => {
        await test.revoke('SPMC-1');
        return test.registry.watchedSites.add(...args);
      },
    };
    const rows = [{ row: 1, number: 'SPMC-1' }];
    await addWatched({ ...test.registry, watchedSites }, rosterId, rows, {
      at: test.service.now,
      on: test.today(),
    });
    expect(test.service.queued).toEqual([]);
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([['SPMC-1: revoked']]);
  });

  it('is nothing of what came and went between two mails', async () => {
    await test.certificate('SPMC-1');
    await test.site('SPMC-1');
    await test.change('SPMC-1', { event: 'suspended' });
    await test.change('SPMC-1', { event: 'reinstated' });
    await test.deliver();
    expect(test.told()).toEqual([]);
  });

  it('is one mail for what is changed at one sitting', async () => {
    const numbers = ['SPMC-1', 'SPMC-2', 'SPMC-3'];
    for (const number of numbers) await test.certificate(number);
    await test.site(...numbers);
    for (const number of numbers) await test.revoke(number);
    expect(test.service.queued).toHaveLength(3);
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: revoked', 'SPMC-2: revoked', 'SPMC-3: revoked']]);
  });

  it('is one mail a day: what comes after it waits for the next morning', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    await test.revoke('SPMC-1');
    await test.deliver();
    await test.revoke('SPMC-2');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: revoked']]);
    expect(await due(rosterId)).toBe('2026-11-22');
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([['SPMC-1: revoked'], ['SPMC-2: revoked']]);
    await test.morning('2026-11-23');
    expect(test.told()).toHaveLength(2);
  });

  it('is one mail with all, with the right days left, after three days without a plan', async () => {
    await test.certificate('SPMC-1', { expiresOn: '2027-01-21' });
    await test.certificate('SPMC-2', { expiresOn: '2027-01-22' });
    await test.certificate('SPMC-3', { expiresOn: '2027-01-23' });
    const rosterId = await test.site('SPMC-1', 'SPMC-2', 'SPMC-3');
    expect(await due(rosterId)).toBe('2026-11-22');
    await test.morning('2026-11-25');
    expect(test.told()).toEqual([['SPMC-1: expiring', 'SPMC-2: expiring', 'SPMC-3: expiring']]);
    const left = await test.member(rosterId, 'SPMC1');
    expect(left?.news?.items).toEqual([{ kind: 'expiring', daysLeft: 57 }]);
  });

  it('is for each site that watches it, and for no other', async () => {
    await test.certificate('SPMC-1');
    await test.certificate('SPMC-2');
    await test.site('SPMC-1');
    await test.site('SPMC-1', 'SPMC-2');
    await test.site('SPMC-2');
    await test.revoke('SPMC-1');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: revoked'], ['SPMC-1: revoked']]);
  });

  it('is skipped, and not told later, while the address is in trouble', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const { email } = await test.watchedSite(rosterId);
    await test.registry.mailStates.record(email, {
      state: 'complained',
      since: test.service.now,
      code: 'abuse',
    });
    await test.revoke('SPMC-1');
    await test.deliver();
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([]);
    expect(test.service.reported).toMatchObject([{ state: 'skipped', reason: 'undeliverable' }]);
  });

  it('leaves no address, name or number in what is reported of it', async () => {
    await test.certificate('SPMC-1');
    await test.site('SPMC-1');
    await test.revoke('SPMC-1');
    await test.deliver();
    expect(JSON.stringify(test.service.reported)).not.toMatch(/@|CHAN|SPMC-1|depot/);
  });
});

describe('a renewed certificate', () => {
  beforeEach(async () => {
    await test.certificate('SPMC-1');
  });
  const newer = (facts = {}, provider = 'SPMC') =>
    test.certificate('NEW-1', { issuedOn: '2026-11-20', expiresOn: '2029-11-19', ...facts }, provider);

  it('has its successor watched from then on, with what the employer typed', async () => {
    await newer();
    const rosterId = await test.site();
    await test.add(rosterId, { number: 'SPMC-1', name: 'CHAN Tai Man' });
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.deliver();
    expect(await test.member(rosterId, 'NEW1')).toMatchObject({ number: 'NEW-1', name: 'CHAN Tai Man' });
    await test.morning('2026-11-22');
    await test.revoke('NEW-1');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: renewed'], ['NEW-1: revoked']]);
  });

  it('has its successor watched when the provider renews it through the API', async () => {
    const rosterId = await test.site('SPMC-1');
    const source = { via: 'api', keyId: 'k' } as const;
    const done = await renewCredential(test.registry, {
      provider: 'SPMC',
      key: 'SPMC1',
      given: { number: 'SPMC-1-R', issuedOn: '2026-11-20' },
      reason: 'renewed',
      entry: { at: test.service.now, on: test.today(), source },
    });
    expect(done).toMatchObject({ ok: true });
    await test.stream('SPMC1', 'SPMC');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: renewed']]);
    expect(
      (await test.registry.watchedSites.members(rosterId)).watched.map(({ number }) => number).toSorted(),
    ).toEqual(['SPMC-1', 'SPMC-1-R']);
  });

  it('tells of a successor that is not in force, in the same mail', async () => {
    await newer();
    await test.site('SPMC-1');
    await test.revoke('NEW-1');
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.deliver();
    expect(test.told()).toEqual([['NEW-1: revoked', 'SPMC-1: renewed']]);
  });

  it('leads on to the last of several successors', async () => {
    await newer();
    await test.certificate('NEW-2', { issuedOn: '2026-11-21', expiresOn: '2029-11-20' });
    await test.change('NEW-1', renewedBy('NEW-2'));
    const rosterId = await test.site('SPMC-1');
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.deliver();
    expect(test.told()).toEqual([['NEW-1: renewed', 'SPMC-1: renewed']]);
    expect(await test.member(rosterId, 'NEW2')).toBeDefined();
  });

  it.each([
    ['is not there', async () => {}],
    [
      'cannot be read',
      async () => {
        await newer();
        await makeUnreadable(test.registry, 'NEW1');
      },
    ],
  ])('is told as renewed when its successor %s', async (_, happens) => {
    await happens();
    const rosterId = await test.site('SPMC-1');
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: renewed']]);
    expect((await test.registry.watchedSites.members(rosterId)).watched).toHaveLength(1);
  });

  it.each<[string, string | undefined, number]>([
    ['CHAN Tai Man', 'CHAN Tai Man', 2],
    ['another name', 'LEE Kin', 1],
    ['none', undefined, 1],
  ])(
    'has a successor whose provider wants the name first watched only by who gave it: %s',
    async (_, name, count) => {
      await newer({ nameEn: 'CHAN Tai Man' }, 'SHY');
      const rosterId = await test.site('SPMC-1');
      const [member] = (await test.registry.watchedSites.members(rosterId)).watched;
      if (!member) throw new Error('none');
      await test.registry.watchedSites.remove(rosterId, [member]);
      await test.registry.watchedSites.add(rosterId, [{ ...member, ...(name && { name }) }], test.today());
      await test.change('SPMC-1', renewedBy('NEW-1', 'SHY'));
      await test.deliver();
      expect(test.told()).toEqual([['SPMC-1: renewed']]);
      expect((await test.registry.watchedSites.members(rosterId)).watched).toHaveLength(count);
    },
  );

  it('leaves a successor that is watched already as it is', async () => {
    await newer();
    const rosterId = await test.site('SPMC-1');
    await test.add(rosterId, { number: 'NEW-1', name: 'CHAN Tai Man' });
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.deliver();
    expect(await test.member(rosterId, 'NEW1')).toMatchObject({ name: 'CHAN Tai Man' });
    expect((await test.registry.watchedSites.members(rosterId)).watched).toHaveLength(2);
  });

  it('has one successor of two watched once', async () => {
    await test.certificate('SPMC-2');
    await newer();
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    await test.change('SPMC-1', renewedBy('NEW-1'));
    await test.change('SPMC-2', renewedBy('NEW-1'));
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: renewed', 'SPMC-2: renewed']]);
    expect((await test.registry.watchedSites.members(rosterId)).watched).toHaveLength(3);
  });
});

describe('a provider that comes to answer only those who know the name', () => {
  it('is told of no more to an employer who gave none', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1');
    await test.add(rosterId, { number: 'SPMC-2', name: 'CHAN Tai Man' });
    const { providerRepository } = test.registry;
    const before = await providerRepository.findProvider('SPMC');
    if (!before) throw new Error('no SPMC');
    await providerRepository.changeProvider(before, { ...before, disclosure: 'matchOnly' });

    for (const number of ['SPMC-1', 'SPMC-2']) await test.revoke(number);
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-2: revoked']]);
    expect(test.service.unreadable).toEqual([]);

    const hidden = await providerRepository.findProvider('SPMC');
    if (!hidden) throw new Error('no SPMC');
    await providerRepository.changeProvider(hidden, before);
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([['SPMC-2: revoked'], ['SPMC-1: revoked']]);
    expect(await due(rosterId)).toBeUndefined();
  });
});

describe('a certificate that cannot be read', () => {
  it('keeps nobody from the news of the others, is reported, and looked at again until it is mended', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    await makeUnreadable(test.registry, 'SPMC1');
    await test.revoke('SPMC-2');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-2: revoked']]);
    expect(test.service.unreadable).toEqual([{ rosterId, count: 1 }]);
    expect(await due(rosterId)).toBe('2026-11-22');
    await test.registry.table.update(
      { pk: 'CERT#SPMC1', sk: 'CREDENTIAL#SPMC' },
      { text: 'SET #type = :type', values: { ':type': 'OFA' } },
    );
    await test.morning('2026-11-22');
    expect(await due(rosterId)).toBe('2026-12-30');
  });
});

describe('a call', () => {
  it('of a site that is not due does nothing: what it calls for was done', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const seen = await test.watchedSite(rosterId);
    expect(await test.tell({ of: 'watch', rosterId, on: test.today() })).toBe('done');
    expect(await test.watchedSite(rosterId)).toEqual(seen);
  });

  it('that comes days late tells how things stand today, and not as of its own day', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    test.goTo('2027-03-01');
    await test.tell({ of: 'watch', rosterId, on: day('2027-01-29') });
    expect(test.told()).toEqual([['SPMC-1: expired']]);
    await test.tell({ of: 'watch', rosterId, on: day('2026-12-30') });
    expect(test.told()).toHaveLength(1);
  });

  it('that replays a day to come is told once, and what then happens before that day is told as well', async () => {
    for (const number of ['SPMC-1', 'SPMC-2']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    await test.tell({ of: 'watch', rosterId, on: day('2026-12-30') });
    await test.revoke('SPMC-2');
    await test.deliver();
    expect(test.told()).toEqual([['SPMC-1: expiring', 'SPMC-2: expiring'], ['SPMC-2: revoked']]);
  });

  it('of the first minute of a Hong Kong day is of that day', async () => {
    await test.certificate('SPMC-1');
    await test.site('SPMC-1');
    test.service.now = instantFrom('2026-12-29T15:59:59.000Z');
    expect(await test.plan()).toEqual([]);
    test.service.now = instantFrom('2026-12-29T16:00:00.000Z');
    expect(await test.plan()).toHaveLength(1);
  });

  it('is planned once for each site that is due, the longest waiting first', async () => {
    await test.certificate('SPMC-1', { expiresOn: '2027-01-22' });
    await test.certificate('SPMC-2', { expiresOn: '2027-01-21' });
    const [later, sooner] = [await test.site('SPMC-1'), await test.site('SPMC-2')];
    await test.site();
    test.goTo('2026-11-23');
    expect(await test.plan()).toEqual([
      { of: 'watch', rosterId: sooner, on: '2026-11-23' },
      { of: 'watch', rosterId: later, on: '2026-11-23' },
    ]);
  });
});

describe('stirring a site', () => {
  it('only ever makes it due earlier, and is seen by whoever is at work on it', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const { markDirty } = test.registry.watchRepository;
    const before = await test.watchedSite(rosterId);
    await markDirty(rosterId, day('2026-12-01'));
    expect(await test.watchedSite(rosterId)).toEqual({
      ...before,
      dueOn: '2026-12-01',
      version: before.version + 1,
    });
    await markDirty(rosterId, day('2026-12-05'));
    expect(await test.watchedSite(rosterId)).toMatchObject({
      dueOn: '2026-12-01',
      version: before.version + 2,
    });
    await Promise.all([1, 2, 3, 4].map((n) => markDirty(rosterId, day(`2026-11-2${n}`))));
    expect(await due(rosterId)).toBe('2026-11-21');
  });
});

describe('storing what is told', () => {
  /** A site with two members whose first mail is open. */
  async function opened() {
    for (const number of ['SPMC-1', 'SPMC-2', 'SPMC-3']) await test.certificate(number);
    const rosterId = await test.site('SPMC-1', 'SPMC-2');
    const watchedSite = await test.watchedSite(rosterId);
    await test.registry.watchedSites.replace(watchedSite, {
      ...watchedSite,
      news: { n: 1, on: test.today(), state: 'open' },
    });
    const [one, two] = (await test.registry.watchedSites.members(rosterId)).watched;
    if (!one || !two) throw new Error('none');
    const notifications = [one, two].map((seen) => ({
      seen,
      next: {
        ...seen,
        told: { ...seen.told, status: 'suspended' as const },
        news: { n: 1, items: [{ kind: 'suspended' as const, on: test.today() }] },
        toldBefore: seen.told,
      },
    }));
    const tell = (n = 1) => test.registry.watchRepository.recordNotifications({ rosterId, n }, notifications);
    const told = async () =>
      (await test.registry.watchedSites.members(rosterId)).watched.map((member) => member.told.status);
    return { rosterId, one, two, notifications, tell, told };
  }

  it('is all or nothing, and leaves what the employer says of a member meanwhile', async () => {
    const { tell, told, one, rosterId } = await opened();
    await test.registry.watchedSites.describe({ ...one, somebodyElse: true });
    expect(await tell()).toBe('recorded');
    expect(await told()).toEqual(['suspended', 'suspended']);
    expect(await test.member(rosterId, one.key)).toMatchObject({ somebodyElse: true, news: { n: 1 } });
    expect(await tell()).toBe('changedMeanwhile');
  });

  it('is refused when one of them is taken out, which does not bring it back', async () => {
    const { tell, told, two, rosterId } = await opened();
    await test.registry.watchedSites.remove(rosterId, [two]);
    expect(await tell()).toBe('changedMeanwhile');
    expect(await told()).toEqual(['valid']);
  });

  it.each<[string, (rosterId: string) => Promise<unknown>]>([
    [
      'is closed',
      async (rosterId) => {
        const watchedSite = await test.watchedSite(rosterId);
        const news = { n: 1, on: test.today(), state: 'closed' } as const;
        await test.registry.watchedSites.replace(watchedSite, { ...watchedSite, news });
      },
    ],
    [
      'is not the latest',
      async (rosterId) => {
        const watchedSite = await test.watchedSite(rosterId);
        const news = { n: 2, on: test.today(), state: 'open' } as const;
        await test.registry.watchedSites.replace(watchedSite, { ...watchedSite, news });
      },
    ],
    ['is of a site that was left', (rosterId) => leaveWatch(test.registry, rosterId, test.service.now)],
  ])('is refused when the mail %s', async (_, happens) => {
    const { tell, rosterId } = await opened();
    await happens(rosterId);
    expect(await tell()).toBe('closed');
    expect(await test.registry.everythingStored()).not.toContain('suspended');
  });

  it('adds a successor, and leaves one that was added meanwhile as it is', async () => {
    const { notifications, one, rosterId } = await opened();
    await test.add(rosterId, { number: 'SPMC-3', name: 'CHAN Tai Man' });
    const successor = { ...one, key: 'SPMC3', number: 'SPMC-3' };
    const [first, second] = notifications;
    if (!first || !second) throw new Error('none');
    const all = [{ ...first, successor }, second];
    expect(await test.registry.watchRepository.recordNotifications({ rosterId, n: 1 }, all)).toBe('recorded');
    expect(await test.member(rosterId, 'SPMC3')).toMatchObject({ name: 'CHAN Tai Man' });
  });
});

it('a site of more certificates than one write holds that all change on one day is told all of it in one mail', async () => {
  await test.certificate('SPMC-0');
  const found = await test.registry.credentials.get('SPMC0', 'SPMC');
  const rosterId = await test.site('SPMC-0');
  const [member] = (await test.registry.watchedSites.members(rosterId)).watched;
  if (!found || !member) throw new Error('none');
  const keys = Array.from({ length: 119 }, (_, n) => `MANY${n}`);
  await eachAtOnce(keys, 50, (key) =>
    test.registry.credentials.create({ credential: { ...found.credential, key, number: key } }),
  );
  const members = keys.map((key) => ({ ...member, key, number: key }));
  await test.registry.watchedSites.add(rosterId, members, test.today());
  await test.morning('2026-12-30');
  expect(test.told().map((lines) => lines.length)).toEqual([120]);
});
