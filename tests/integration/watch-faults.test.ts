import { beforeAll, describe, expect, it } from 'vitest';
import { killedAt } from '#support/killed-at';
import { createWatchTest, type WatchTest } from '#support/watch-test';
import { leaveWatch } from '#usecases/leave-watch';
import { publishChange } from '#usecases/publish-change';
import { tellNews } from '#usecases/tell-news';

let test: WatchTest;
beforeAll(async () => {
  test = await createWatchTest();
});

const today = '2026-11-21';
const tomorrow = '2026-11-22';
const TELLING = [
  'rosters',
  'watchDesk',
  'credentials',
  'providers',
  'noticeLedger',
  'mailStates',
  'links',
  'mail',
  'notices',
] as const;

let sites = 0;
/**
 * A site with two certificates on the morning of 21 November 2026: one is revoked, the other renewed by a third. What the
 * stream has queued is given, not done.
 */
async function changedSite() {
  test.goTo(today);
  test.desk.taken.length = 0;
  const id = `F${++sites}`;
  const [revoked, renewed, newer] = [`${id}-REVOKED`, `${id}-RENEWED`, `${id}-NEWER`];
  await test.certificate(revoked);
  await test.certificate(renewed);
  const rosterId = await test.site(revoked, renewed);
  await test.certificate(newer, { issuedOn: '2026-11-20', expiresOn: '2029-11-19' });
  await test.revoke(revoked);
  await test.change(renewed, { event: 'superseded', by: { number: newer, provider: 'SPMC' } });
  test.desk.queued.length = 0;
  test.desk.later(60);
  const { email } = await test.roster(rosterId);
  return {
    rosterId,
    email,
    call: { of: 'watch', rosterId, on: test.today() } as const,
    lines: [`${renewed}: renewed`, `${revoked}: revoked`],
    newer,
    revoked,
    /** Each mail that the employer got, or may have got. */
    mails: () =>
      test.desk.taken.filter(({ mail }) => mail.to === email).map(({ mail }) => mail.text.split('\n')),
    isWatched: async () => (await test.member(rosterId, newer.replaceAll('-', ''))) !== undefined,
  };
}
type Site = Awaited<ReturnType<typeof changedSite>>;

/** What the mail service tells of all that it took, as its events do within seconds. */
async function hearEvents(): Promise<void> {
  const at = test.desk.now;
  for (const { claimId } of test.desk.taken)
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
async function expectToldOnce(site: Site, context: string): Promise<void> {
  expect(site.mails(), context).toEqual([site.lines]);
  expect(await site.isWatched(), context).toBe(true);
  expect((await test.roster(site.rosterId)).dueOn ?? '9999', context).toBe('2029-09-20');
}

describe('a call that is killed at any moment', () => {
  it.each([
    ['before', 'its message comes again'],
    ['after', 'its message comes again'],
    ['before', 'its message is lost'],
    ['after', 'its message is lost'],
  ] as const)('%s any call of a port, and %s, tells every change once', async (when, then) => {
    let boundary = 0;
    for (; ; boundary++) {
      const site = await changedSite();
      const { using, reached } = killedAt({ boundary, when }, test.deps(), TELLING);
      await tellNews(using, site.call).catch(() => {});
      await hearEvents();
      test.desk.later(400);
      if (then === 'its message comes again') await test.tell(site.call);
      await goOn();
      await expectToldOnce(site, `${when} call ${boundary}`);
      if (!reached()) break;
    }
    expect(boundary).toBeGreaterThan(25);
  });
});

/** The same ports; something happens just before the `n`-th call of one of them. */
function whenCalled<Deps extends object>(
  n: number,
  whole: Deps,
  names: readonly (keyof Deps)[],
  happening: () => Promise<unknown>,
): { using: Deps; reached: () => boolean } {
  let calls = 0;
  const watch = (port: unknown) =>
    new Proxy(Object(port), {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          if (calls++ === n) await happening();
          return method.apply(target, args);
        };
      },
    });
  const using = { ...whole, ...Object.fromEntries(names.map((name) => [name, watch(whole[name])])) };
  return { using, reached: () => calls > n };
}

describe('what happens while a call is at work', () => {
  it('is told once, today or tomorrow, when it is another revocation at any moment', async () => {
    let n = 0;
    for (; ; n++) {
      const site = await changedSite();
      const late = `${site.revoked}-LATE`;
      await test.certificate(late);
      await test.add(site.rosterId, late);
      const { using, reached } = whenCalled(n, test.deps(), TELLING, () => test.revoke(late));
      await tellNews(using, site.call);
      await goOn();
      const said = site.mails().flat().toSorted();
      const expected = reached() ? [...site.lines, `${late}: revoked`] : site.lines;
      expect(said, `at call ${n}`).toEqual(expected.toSorted());
      expect(site.mails().length, `at call ${n}`).toBeLessThanOrEqual(2);
      if (!reached()) break;
    }
    expect(n).toBeGreaterThan(25);
  });

  it('leaves nothing behind when the employer leaves at any moment, and sends at most the mail that is on its way', async () => {
    let n = 0;
    for (; ; n++) {
      const site = await changedSite();
      const leave = () => leaveWatch(test.registry, site.rosterId, test.desk.now);
      const names = TELLING.filter((name) => name !== 'noticeLedger');
      const { using, reached } = whenCalled(n, test.deps(), names, leave);
      await tellNews(using, site.call);
      await goOn();
      if (!reached()) break;
      expect(site.mails().length, `at call ${n}`).toBeLessThanOrEqual(1);
      expect((await test.registry.rosters.members(site.rosterId)).watched, `at call ${n}`).toEqual([]);
      expect(await test.roster(site.rosterId)).toMatchObject({ state: 'left', email: '' });
    }
  });
});

describe('a mail that is begun, and not closed', () => {
  it('does not tell what was undone before it is closed', async () => {
    const site = await changedSite();
    const { using } = killedAt({ boundary: 0, when: 'after' }, test.deps(), ['watchDesk']);
    await expect(tellNews(using, site.call)).rejects.toThrow('killed');
    expect(await test.roster(site.rosterId)).toMatchObject({ news: { n: 1, state: 'open' } });
    await test.change(site.revoked, { event: 'reinstated' });
    await goOn();
    expect(site.mails()).toEqual([site.lines.filter((line) => line.endsWith('renewed'))]);
  });

  it('is asked for again the next morning when it had to wait and its message was lost', async () => {
    const site = await changedSite();
    test.desk.answer = () => ({ outcome: 'notNow', because: 'quota', code: 'quota' });
    expect(await test.tell(site.call)).toBe('waits');
    test.desk.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    test.desk.queued.length = 0;
    await goOn();
    await expectToldOnce(site, '');
  });

  it('keeps what it says from the next day’s news while nobody knows whether it went', async () => {
    const site = await changedSite();
    test.desk.answer = () => ({ outcome: 'uncertain', code: 'TimeoutError' });
    await test.tell(site.call);
    test.desk.queued.length = 0;
    await test.change(site.revoked, { event: 'reinstated' });
    test.desk.queued.length = 0;
    test.desk.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    await test.morning(tomorrow);
    await test.morning('2026-11-23');
    expect(site.mails()).toEqual([site.lines, site.lines, [`${site.revoked}: backInForce`]]);
  });
});

describe('calls that come at once, twice or late', () => {
  it('make one mail when three are at work at the same time', async () => {
    for (let times = 0; times < 5; times++) {
      const site = await changedSite();
      await Promise.all([1, 2, 3].map(() => test.tell(site.call)));
      await hearEvents();
      test.desk.later(400);
      await goOn();
      await expectToldOnce(site, `time ${times}`);
    }
  });

  it('make one mail when the message is delivered three times', async () => {
    const site = await changedSite();
    for (let times = 0; times < 3; times++) await test.tell(site.call);
    await goOn();
    await expectToldOnce(site, '');
  });

  it('make one mail when the stream tells of a change twice, and once more two days later', async () => {
    const site = await changedSite();
    const key = site.revoked.replaceAll('-', '');
    await test.stream(key, 'SPMC');
    await test.stream(key, 'SPMC');
    await goOn();
    await test.stream(key, 'SPMC');
    await goOn();
    await expectToldOnce(site, '');
  });
});

describe('a change that is killed on its way through the stream', () => {
  it.each(['before', 'after'] as const)(
    '%s any call of a port, and comes again, is told once',
    async (when) => {
      for (let boundary = 0; ; boundary++) {
        const site = await changedSite();
        await test.tell(site.call);
        test.goTo(tomorrow);
        const key = site.newer.replaceAll('-', '');
        const found = await test.registry.credentials.get(key, 'SPMC');
        if (!found) throw new Error('none');
        const { credential } = found;
        const source = { via: 'api', keyId: 'k' } as const;
        const entry = { event: 'revoked', at: test.desk.now, on: test.today(), source, reason: 'x' } as const;
        const next = { ...credential, history: [...credential.history, entry], version: 2 };
        await test.registry.credentials.replace(found, { credential: next });
        const deps = { ...test.registry, notices: test.desk.deps().notices };
        const { watching } = test.registry.watchDesk;
        const whole = { ...deps, stirring: { stir: test.registry.watchDesk.stir } };
        const { using, reached } = killedAt({ boundary, when }, whole, [
          'credentials',
          'stirring',
          'notices',
        ]);
        const watchDesk = { watching, stir: using.stirring.stir };
        await publishChange({ ...using, watchDesk }, { key, provider: 'SPMC' }, test.desk.now).catch(
          () => {},
        );
        await publishChange(deps, { key, provider: 'SPMC' }, test.desk.now);
        await test.deliver();
        expect(site.mails(), `${when} call ${boundary}`).toEqual([site.lines, [`${site.newer}: revoked`]]);
        if (!reached()) break;
      }
    },
  );

  it('is told the next morning when the call never came', async () => {
    const site = await changedSite();
    await test.morning(tomorrow);
    await expectToldOnce(site, '');
  });

  it('does not depend on what else follows from the change', async () => {
    const site = await changedSite();
    const deps = { ...test.registry, notices: test.desk.deps().notices };
    const broken = {
      ...deps,
      holders: { ...deps.holders, ofType: () => Promise.reject(new Error('broke')) },
    };
    test.desk.queued.length = 0;
    const change = { key: site.revoked.replaceAll('-', ''), provider: 'SPMC' };
    await expect(publishChange(broken, change, test.desk.now)).rejects.toThrow('broke');
    expect(test.desk.queued).toHaveLength(1);
    test.desk.queued.length = 0;
  });
});

describe('leaving that is killed at any moment', () => {
  it.each(['before', 'after'] as const)(
    '%s any call of a port leaves nothing after the next morning',
    async (when) => {
      for (let boundary = 0; ; boundary++) {
        const site = await changedSite();
        const { using, reached } = killedAt({ boundary, when }, { rosters: test.registry.rosters }, [
          'rosters',
        ]);
        const left = await leaveWatch(using, site.rosterId, test.desk.now).catch(() => 'killed');
        if (left === 'killed' && (await test.roster(site.rosterId)).state !== 'left')
          await leaveWatch(test.registry, site.rosterId, test.desk.now);
        await test.tell(site.call);
        await goOn();
        expect(site.mails()).toEqual([]);
        expect(
          (await test.registry.rosters.members(site.rosterId)).watched,
          `${when} call ${boundary}`,
        ).toEqual([]);
        expect((await test.roster(site.rosterId)).dueOn).toBeUndefined();
        if (!reached()) break;
      }
    },
  );
});
