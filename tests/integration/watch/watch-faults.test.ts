import { beforeAll, describe, expect, it } from 'vitest';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { callsOf, changesOf, killedAt, whenCalled } from '#support/storage/killed-at';
import { snapshotOf } from '#support/storage/snapshot';
import { leaveWatch } from '#watch/leave-watch.ts';
import { notifyOfNews } from '#watch/news/notify-of-news.ts';
import { publishChange } from '#watch/news/publish-change.ts';

const today = '2026-11-21';
const tomorrow = '2026-11-22';
const TELLING = [
  'watchedSites',
  'watchRepository',
  'recipients',
  'credentials',
  'providers',
  'ledger',
  'mailStates',
  'links',
  'mail',
  'notices',
] as const;

/** What reads or changes a site, and the mail; between the calls of others it does not matter when an employer changes it. */
const OF_SITES = ['watchedSites', 'watchRepository', 'recipients', 'mail'] as const;

const REVOKED = 'F1-REVOKED';
const RENEWED = 'F1-RENEWED';
const NEWER = 'F1-NEWER';
/** On the site as well where a test says so, and not revoked yet. */
const LATE = 'F1-LATE';
/** Somebody else who hears of the site. */
const OTHER = 'safety@example.com';
const lines = [`${RENEWED}: renewed`, `${REVOKED}: revoked`];

let test: WatchTest;
let site: Site;
let changed: Snapshot;
let changedWithLate: Snapshot;
type Snapshot = Awaited<ReturnType<typeof snapshotOf>>;
type Site = ReturnType<typeof createSite>;

/**
 * A site with two certificates on the morning of 21 November 2026: one is revoked, the other renewed by a third. What the
 * stream has queued is given, not done. It is made once; what is stored of it is put back for every test and boundary.
 */
beforeAll(async () => {
  test = await createWatchTest();
  await test.certificate(REVOKED);
  await test.certificate(RENEWED);
  const rosterId = await test.site(REVOKED, RENEWED);
  await test.certificate(NEWER, { issuedOn: '2026-11-20', expiresOn: '2029-11-19' });
  await test.revoke(REVOKED);
  await test.change(RENEWED, { event: 'superseded', by: { number: NEWER, provider: 'SPMC' } });
  const recipient = { rosterId, recipientId: '00000000-0000-4000-8000-000000000001', email: OTHER } as const;
  await test.registry.recipients.ask(
    { ...recipient, state: 'asked', days: 60, askedAt: test.service.now },
    await test.watchedSite(rosterId),
    '192.0.2.9',
  );
  await test.registry.recipients.confirm(recipient, test.service.now);
  site = createSite(rosterId, (await test.watchedSite(rosterId)).email);
  changed = await snapshotOf(test.registry);
  await test.certificate(LATE);
  await test.add(rosterId, LATE);
  changedWithLate = await snapshotOf(test.registry);
});

const createSite = (rosterId: string, email: string) => ({
  rosterId,
  call: { of: 'watch', rosterId, on: test.today() } as const,
  /** Each mail that the employer got, or may have got. */
  mails: (to = email) =>
    test.service.taken.filter(({ mail }) => mail.to === to).map(({ mail }) => mail.text.split('\n')),
  isWatched: async () => (await test.member(rosterId, NEWER.replaceAll('-', ''))) !== undefined,
  members: async () => (await test.registry.watchedSites.members(rosterId)).watched,
});

async function changedSite(stored = changed): Promise<Site> {
  await stored.restore();
  test.goTo(today);
  test.service.taken.length = 0;
  test.service.queued.length = 0;
  test.service.later(60);
  return site;
}

/** What the mail service tells of all that it took, as its events do within seconds. */
async function hearEvents(): Promise<void> {
  const at = test.service.now;
  for (const { claimId } of test.service.taken)
    await test.registry.mailings.hear(claimId, { kind: 'accepted', at });
}

/** The queue and two more mornings. */
async function goOn(): Promise<void> {
  await test.deliver();
  await test.morning(tomorrow);
  await test.deliver();
  await test.morning('2026-11-23');
  await test.deliver();
}

/** Every change was in exactly one mail, and there is nothing left to do before the next step. */
async function expectNotifiedOnce(context: string): Promise<void> {
  expect(site.mails(), context).toEqual([lines]);
  expect(site.mails(OTHER), context).toEqual([lines]);
  expect(await site.isWatched(), context).toBe(true);
  expect((await test.watchedSite(site.rosterId)).dueOn ?? '9999', context).toBe('2029-09-20');
}

/** The boundaries of telling, when nothing comes between. */
async function callsOfNotifying(names: readonly (typeof TELLING)[number][], stored = changed) {
  const { call } = await changedSite(stored);
  const calls = await callsOf(test.deps(), names, (using) => notifyOfNews(using, call));
  expect(site.mails()).toHaveLength(1);
  // A mail is written, noted, sent and noted, and the site put to rest: there is no telling with fewer.
  expect(calls).toEqual(
    expect.arrayContaining(['watchRepository.recordNotifications', 'mail.send', 'watchedSites.replace']),
  );
  return calls;
}

/** Those boundaries at which something is stored, queued or sent. */
async function changesOfNotifying() {
  const { call } = await changedSite();
  const { taken, queued } = test.service;
  const stateOf = async () =>
    JSON.stringify([await test.registry.everythingStored(), taken.length, queued.length]);
  const changes = await changesOf(test.deps(), TELLING, (using) => notifyOfNews(using, call), stateOf);
  const names = changes.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['watchRepository.recordNotifications', 'mail.send', 'watchedSites.replace']),
  );
  return changes;
}

describe('a call that is killed at any moment', () => {
  it.each([
    ['before', 'its message comes again'],
    ['after', 'its message comes again'],
    ['before', 'its message is lost'],
    ['after', 'its message is lost'],
  ] as const)('%s any change by a call of a port, and %s, tells every change once', async (when, then) => {
    for (const { n: boundary, name } of await changesOfNotifying()) {
      const { call } = await changedSite();
      const { using, reached } = killedAt({ boundary, when }, test.deps(), TELLING);
      await notifyOfNews(using, call).catch(() => {});
      expect(reached(), `${when} ${name}, call ${boundary}`).toBe(true);
      await hearEvents();
      test.service.later(400);
      if (then === 'its message comes again') await test.tell(call);
      await goOn();
      await expectNotifiedOnce(`${when} ${name}, call ${boundary}`);
    }
  });
});

describe('what happens while a call is at work', () => {
  it('is told once, today or tomorrow, when it is another revocation at any moment', async () => {
    const names = [...OF_SITES, 'credentials'] as const;
    const calls = await callsOfNotifying(names, changedWithLate);
    for (const [n, name] of calls.entries()) {
      const { call } = await changedSite(changedWithLate);
      const { using, reached } = whenCalled(n, test.deps(), names, () => test.revoke(LATE));
      await notifyOfNews(using, call);
      expect(reached(), `${name}, call ${n}`).toBe(true);
      await goOn();
      const mails = site.mails();
      const late = `${LATE}: revoked`;
      // A mail is in order of number; what comes too late for it has one of its own.
      const orders = [[[late, ...lines]], [lines, [late]]];
      expect(orders, `${name}, call ${n}`).toContainEqual(mails);
    }
  });

  it('leaves nothing behind when the employer leaves at any moment, and sends at most the mail that is on its way', async () => {
    const calls = await callsOfNotifying(OF_SITES);
    for (const [n, name] of calls.entries()) {
      const { rosterId, call } = await changedSite();
      const leave = () => leaveWatch(test.registry, rosterId, test.service.now);
      const { using, reached } = whenCalled(n, test.deps(), OF_SITES, leave);
      await notifyOfNews(using, call);
      expect(reached(), `${name}, call ${n}`).toBe(true);
      await goOn();
      expect(site.mails().length, `${name}, call ${n}`).toBeLessThanOrEqual(1);
      expect(await site.members(), `${name}, call ${n}`).toEqual([]);
      expect(await test.watchedSite(rosterId)).toMatchObject({ state: 'left', email: '' });
    }
  });
});

describe('a mail that is begun, and not closed', () => {
  it('does not tell what was undone before it is closed', async () => {
    const site = await changedSite();
    const { using } = killedAt({ boundary: 0, when: 'after' }, test.deps(), ['watchRepository']);
    await expect(notifyOfNews(using, site.call)).rejects.toThrow('killed');
    expect(await test.watchedSite(site.rosterId)).toMatchObject({ news: { n: 1, state: 'open' } });
    await test.change(REVOKED, { event: 'reinstated' });
    await goOn();
    expect(site.mails()).toEqual([lines.filter((line) => line.endsWith('renewed'))]);
  });

  it('is asked for again the next morning when it had to wait and its message was lost', async () => {
    const site = await changedSite();
    test.service.answer = () => ({ outcome: 'notNow', because: 'quota', code: 'quota' });
    expect(await test.tell(site.call)).toBe('waits');
    test.service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    test.service.queued.length = 0;
    await goOn();
    await expectNotifiedOnce('');
  });

  it('keeps what it says from the next day’s news while nobody knows whether it went', async () => {
    const site = await changedSite();
    test.service.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await test.tell(site.call);
    test.service.queued.length = 0;
    await test.change(REVOKED, { event: 'reinstated' });
    test.service.queued.length = 0;
    test.service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await test.morning(tomorrow);
    await test.morning('2026-11-23');
    expect(site.mails()).toEqual([lines, lines, [`${REVOKED}: backInForce`]]);
  });
});

describe('calls that come at once, twice or late', () => {
  it('make one mail when three are at work at the same time', async () => {
    for (let times = 0; times < 5; times++) {
      const site = await changedSite();
      await Promise.all([1, 2, 3].map(() => test.tell(site.call)));
      await hearEvents();
      test.service.later(400);
      await goOn();
      await expectNotifiedOnce(`time ${times}`);
    }
  });

  it('make one mail when the message is delivered three times', async () => {
    const site = await changedSite();
    for (let times = 0; times < 3; times++) await test.tell(site.call);
    await goOn();
    await expectNotifiedOnce('');
  });

  it('make one mail when the stream tells of a change twice, and once more two days later', async () => {
    await changedSite();
    const key = REVOKED.replaceAll('-', '');
    await test.stream(key, 'SPMC');
    await test.stream(key, 'SPMC');
    await goOn();
    await test.stream(key, 'SPMC');
    await goOn();
    await expectNotifiedOnce('');
  });
});

describe('a change that is killed on its way through the stream', () => {
  const NAMES = ['credentials', 'stirring', 'notices'] as const;
  const change = { key: NEWER.replaceAll('-', ''), provider: 'SPMC' };

  /** The new certificate is revoked the day after it was told of. */
  async function revokedAfter(): Promise<void> {
    await test.tell((await changedSite()).call);
    test.goTo(tomorrow);
    const found = await test.registry.credentials.get(change.key, 'SPMC');
    if (!found) throw new Error('none');
    const { credential } = found;
    const source = { via: 'api', keyId: 'k' } as const;
    const entry = { event: 'revoked', at: test.service.now, on: test.today(), source, reason: 'x' } as const;
    const next = { ...credential, history: [...credential.history, entry], version: 2 };
    await test.registry.credentials.replace(found, { credential: next });
  }

  /** `watching` is read bit by bit, and so is no call that can be cut short. */
  const publish = ({ stirring, ...deps }: ReturnType<typeof publishing>) => {
    const watchRepository = {
      watching: test.registry.watchRepository.watching,
      markDirty: stirring.markDirty,
    };
    return publishChange({ ...deps, watchRepository }, change, test.service.now);
  };
  const publishing = () => ({
    ...test.registry,
    notices: test.service.deps().notices,
    stirring: { markDirty: test.registry.watchRepository.markDirty },
  });

  it.each(['before', 'after'] as const)(
    '%s any call of a port, and comes again, is told once',
    async (when) => {
      await revokedAfter();
      const calls = await callsOf(publishing(), NAMES, publish);
      expect(calls).toEqual(expect.arrayContaining(['stirring.markDirty', 'notices.send']));
      for (const [boundary, name] of calls.entries()) {
        await revokedAfter();
        const { using, reached } = killedAt({ boundary, when }, publishing(), NAMES);
        await publish(using).catch(() => {});
        expect(reached(), `${when} ${name}, call ${boundary}`).toBe(true);
        await publish(publishing());
        await test.deliver();
        expect(site.mails(), `${when} ${name}, call ${boundary}`).toEqual([lines, [`${NEWER}: revoked`]]);
      }
    },
  );

  it('is told the next morning when the call never came', async () => {
    await changedSite();
    await test.morning(tomorrow);
    await expectNotifiedOnce('');
  });

  it('does not depend on what else follows from the change', async () => {
    await changedSite();
    const deps = { ...test.registry, notices: test.service.deps().notices };
    const broken = {
      ...deps,
      holders: { ...deps.holders, ofType: () => Promise.reject(new Error('broke')) },
    };
    test.service.queued.length = 0;
    const change = { key: REVOKED.replaceAll('-', ''), provider: 'SPMC' };
    await expect(publishChange(broken, change, test.service.now)).rejects.toThrow('broke');
    expect(test.service.queued).toHaveLength(1);
    test.service.queued.length = 0;
  });
});

describe('leaving that is killed at any moment', () => {
  it.each(['before', 'after'] as const)(
    '%s any call of a port leaves nothing after the next morning',
    async (when) => {
      const { rosterId } = await changedSite();
      const { watchedSites, recipients } = test.registry;
      const leave = (using: Pick<WatchTest['registry'], 'watchedSites' | 'recipients'>) =>
        leaveWatch(using, rosterId, test.service.now);
      const names = ['watchedSites', 'recipients'] as const;
      const calls = await callsOf({ watchedSites, recipients }, names, leave);
      expect(calls).toEqual(
        expect.arrayContaining(['watchedSites.replace', 'watchedSites.remove', 'recipients.removeAll']),
      );
      for (const [boundary, name] of calls.entries()) {
        const { call } = await changedSite();
        const { using, reached } = killedAt({ boundary, when }, { watchedSites, recipients }, names);
        await leave(using).catch(() => {});
        expect(reached(), `${when} ${name}, call ${boundary}`).toBe(true);
        if ((await test.watchedSite(rosterId)).state !== 'left') await leave(test.registry);
        await test.tell(call);
        await goOn();
        expect(site.mails()).toEqual([]);
        expect(await site.members(), `${when} ${name}, call ${boundary}`).toEqual([]);
        expect(await test.registry.recipients.ofSite(rosterId), `${when} ${name}`).toEqual([]);
        expect((await test.watchedSite(rosterId)).dueOn).toBeUndefined();
      }
    },
  );
});
