import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { day, makeUnreadable } from '#support/storage/registry';
import { addWatched } from '#watch/add-watched.ts';
import { changeSettings } from '#watch/change-settings.ts';
import { confirmWatch } from '#watch/confirm-watch.ts';
import { describeWatched } from '#watch/describe-watched.ts';
import { leaveWatch } from '#watch/leave-watch.ts';
import { removeWatched } from '#watch/remove-watched.ts';
import { MAX_WATCHED } from '#watch/watched-site.ts';

let test: WatchTest;
beforeEach(async () => {
  test = await createWatchTest();
});

const HOUR = 3600;
const bounced = { state: 'undeliverable', since: '2026-11-01T00:00:00.000Z', code: 'General' } as never;

/** Asks for a site, and gives its id. */
async function asked(typed?: string): Promise<string> {
  expect(await test.ask(typed)).toEqual({ ok: true });
  const subject = test.service.queued.at(-1)?.subject;
  if (subject?.of !== 'watchConfirm') throw new Error('nobody is asked to confirm it');
  return subject.rosterId;
}
const confirm = (rosterId: string) => confirmWatch(test.registry, rosterId, test.service.now);
const outcomes = async (added: ReturnType<WatchTest['add']>) => {
  const answer = await added;
  return answer.outcome === 'done' ? answer.rows.map(({ outcome }) => outcome) : answer.outcome;
};

describe('asking to watch a site', () => {
  it('sends one mail with a link that confirms it, and nothing else before it is confirmed', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await asked();
    expect(await outcomes(test.add(rosterId, 'SPMC-1'))).toBe('gone');
    await test.revoke('SPMC-1');
    await test.morning('2026-11-22');
    await test.deliver();
    expect(test.service.taken.map(({ mail }) => mail.to)).toEqual(['hr@example.com']);
    const token = /\/watch\/([\w.-]+)\?lang=en/.exec(test.service.taken[0]?.mail.text ?? '')?.[1] ?? '';
    expect(await test.registry.links.read('roster', token)).toEqual({ rosterId, link: 1 });
    expect(await test.registry.links.read('unsubscribe', token)).toBeUndefined();
  });

  it.each(['', 'nobody', 'a@b', 'hr@example.com\r\nBcc: x@example.com'])(
    'refuses the address %j',
    async (typed) => {
      expect(await test.ask(typed)).toEqual({ ok: false, code: 'invalid' });
    },
  );

  it('refuses a site without a name', async () => {
    expect(await test.ask('hr@example.com', ' ')).toEqual({ ok: false, code: 'invalidSite' });
  });

  it('gives the same answer whatever is known of the address, and leaves one in trouble alone', async () => {
    await test.certificate('SPMC-1', { email: 'chan@example.com' });
    await test.registry.mailStates.record('gone@example.com', bounced);
    for (const typed of ['nobody@example.com', 'chan@example.com', 'gone@example.com']) await asked(typed);
    await test.deliver();
    expect(test.service.taken.map(({ mail }) => mail.to)).toEqual(['nobody@example.com', 'chan@example.com']);
    expect(test.service.reported).toContainEqual(
      expect.objectContaining({ state: 'skipped', reason: 'undeliverable' }),
    );
  });

  it('can be done five times a day with one address, however it is written, and again the next day', async () => {
    for (const typed of [
      'hr@example.com',
      'HR@example.com',
      'hr@EXAMPLE.com',
      ' hr@example.com',
      'hr+again@example.com',
    ])
      await asked(typed);
    expect(await test.ask()).toEqual({ ok: false, code: 'usedUp' });
    expect(await test.ask('hr+more+again@example.com')).toEqual({ ok: false, code: 'usedUp' });
    // Whose address it is asks from elsewhere.
    expect(await test.ask('hr@example.com', 'Depot', '198.51.100.7')).toEqual({ ok: true });
    await asked('other@example.com');
    test.goTo('2026-11-22');
    await asked();
  });

  it('can be done five times also when it is asked ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => test.ask()));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
  });

  it('is not reminded of any more once it is confirmed, left, or seven days old', async () => {
    const ids = [await asked('a@example.com'), await asked('b@example.com'), await asked('c@example.com')];
    await confirm(ids[0] ?? '');
    await leaveWatch(test.registry, ids[1] ?? '', test.service.now);
    test.service.later(7 * 24 * HOUR + 1);
    await test.deliver();
    expect(test.service.taken).toEqual([]);
  });
});

describe('confirming a site', () => {
  it('begins to watch it, and twice or at once is as good as once', async () => {
    const rosterId = await asked();
    expect(await Promise.all([confirm(rosterId), confirm(rosterId)])).toEqual(['watching', 'watching']);
    expect(await test.watchedSite(rosterId)).toMatchObject({
      state: 'watching',
      confirmedAt: test.service.now,
    });
  });

  it('is possible for seven days; then the site goes, and a confirmed one stays', async () => {
    const [late, inTime] = [await asked('a@example.com'), await asked('b@example.com')];
    const stored = async (id: string) => test.registry.table.get(keys.watchedSite(id), { consistent: true });
    expect((await stored(late))?.['ttl']).toBe(
      Date.parse(addSeconds(test.service.now, 7 * 24 * HOUR)) / 1000,
    );
    test.service.later(7 * 24 * HOUR);
    expect(await confirm(inTime)).toBe('watching');
    expect(await stored(inTime)).not.toHaveProperty('ttl');
    test.service.later(1);
    expect(await confirm(late)).toBe('gone');
    expect(await confirm('0'.repeat(32))).toBe('gone');
  });
});

describe('adding certificates to a site', () => {
  it('answers each row, whatever is in the others', async () => {
    await test.certificate('SPMC-1', { nameEn: 'CHAN Tai Man', nameZh: '陳大文' });
    await test.certificate('SPMC-2');
    await test.certificate('OPEN-1', {}, 'OPEN');
    const rosterId = await test.site();
    const answer = await test.add(
      rosterId,
      { number: 'spmc 1', name: 'Tai Man CHAN' },
      { number: 'SPMC-2', name: 'LEE Kin' },
      'OPEN-1',
      'open-1',
      'NONE-1',
      '!!',
      'SPMCOFA0000000A',
    );
    expect(answer).toEqual({
      outcome: 'done',
      rows: [
        { row: 1, number: 'spmc 1', outcome: 'added' },
        { row: 2, number: 'SPMC-2', outcome: 'nameDiffers' },
        { row: 3, number: 'OPEN-1', outcome: 'added' },
        { row: 4, number: 'open-1', outcome: 'already' },
        { row: 5, number: 'NONE-1', outcome: 'notFound' },
        { row: 6, number: '!!', outcome: 'impossible', problem: 'invalid_number' },
        { row: 7, number: 'SPMCOFA0000000A', outcome: 'impossible', problem: 'wrong_check_character' },
      ],
    });
    expect(await test.member(rosterId, 'SPMC1')).toMatchObject({ number: 'SPMC-1', name: 'Tai Man CHAN' });
    expect(await test.member(rosterId, 'OPEN1')).not.toHaveProperty('name');
    expect(await outcomes(test.add(rosterId, 'SPMC-1', 'OPEN-1'))).toEqual(['already', 'already']);
  });

  it('answers alike for no such number and the wrong name, or none, where the provider wants the name first', async () => {
    await test.certificate('SHY-1', {}, 'SHY');
    const rosterId = await test.site();
    const rows = [
      { number: 'SHY-1', name: 'LEE Kin' },
      'SHY-1',
      { number: 'SHY-1', name: '陳大文' },
      'NONE-1',
    ];
    expect(await outcomes(test.add(rosterId, ...rows))).toEqual(Array(4).fill('notFound'));
    expect(await outcomes(test.add(rosterId, { number: 'SHY-1', name: 'chan tai man' }))).toEqual(['added']);
  });

  it('keeps no name that cannot be compared', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site();
    expect(await outcomes(test.add(rosterId, { number: 'SPMC-1', name: '陳大文' }))).toEqual(['added']);
    expect(await test.member(rosterId, 'SPMC1')).not.toHaveProperty('name');
  });

  it('takes of a number that two providers have the one whose name or code is typed, and else neither', async () => {
    await test.certificate('2024-0001', { nameEn: 'CHAN Tai Man' });
    await test.certificate('2024-0001', { nameEn: 'LEE Kin' }, 'OPEN');
    const [neither, named, issued, inFront] = await Promise.all(Array.from({ length: 4 }, () => test.site()));
    if (!neither || !named || !issued || !inFront) throw new Error('no site');
    const providers = async (id: string) =>
      (await test.registry.watchedSites.members(id)).watched.map(({ provider }) => provider);
    expect(await test.add(neither, '2024-0001')).toEqual({
      outcome: 'done',
      rows: [{ row: 1, number: '2024-0001', outcome: 'several', issuers: ['OPEN', 'SPMC'] }],
    });
    await test.add(named, { number: '2024-0001', name: 'LEE Kin' });
    await test.add(issued, { number: '2024-0001', issuer: 'SPMC' });
    expect(await test.add(inFront, 'open 2024-0001')).toMatchObject({ rows: [{ number: 'open 2024-0001' }] });
    expect(await Promise.all([neither, named, issued, inFront].map(providers))).toEqual([
      [],
      ['OPEN'],
      ['SPMC'],
      ['OPEN'],
    ]);
  });

  it('takes of a number that another provider took the one whose code stands in it', async () => {
    await test.certificate('SPMC-OFA-2024-0001');
    await test.certificate('SPMC-OFA-2024-0001', {}, 'OPEN');
    const rosterId = await test.site();
    expect(await outcomes(test.add(rosterId, 'SPMC-OFA-2024-0001'))).toEqual(['added']);
    expect((await test.registry.watchedSites.members(rosterId)).watched).toMatchObject([
      { provider: 'SPMC' },
    ]);
  });

  it('takes 500 at a time, and 1,000 in all; two at one moment add each once', async () => {
    const numbers = Array.from({ length: 60 }, (_, n) => `SPMC-${n}`);
    for (const number of numbers) await test.certificate(number);
    const rosterId = await test.site();
    await Promise.all([test.add(rosterId, ...numbers), test.add(rosterId, ...numbers)]);
    expect((await test.registry.watchedSites.members(rosterId)).watched).toHaveLength(60);

    const some = (await test.registry.watchedSites.members(rosterId)).watched[0];
    if (!some) throw new Error('none');
    const more = Array.from({ length: MAX_WATCHED - 61 }, (_, n) => ({ ...some, key: `OTHER${n}` }));
    await test.registry.watchedSites.add(rosterId, more, test.today());
    for (const number of ['NEW-1', 'NEW-2']) await test.certificate(number);
    expect(await outcomes(test.add(rosterId, 'NEW-1', 'NEW-2', 'SPMC-1', 'NONE-1'))).toEqual([
      'added',
      'full',
      'already',
      'notFound',
    ]);
  });

  it('says of a certificate that too many sites watch that no more can, and keeps those that do', async () => {
    await test.certificate('SPMC-1');
    const [one, other] = [await test.site('SPMC-1'), await test.site('SPMC-1')];
    const certificate = { key: 'SPMC1', provider: 'SPMC' };
    const { watchedSites } = test.registry;
    expect(await watchedSites.isWatchedBy(certificate, 2)).toBe(true);
    expect(await watchedSites.isWatchedBy(certificate, 3)).toBe(false);
    const full = {
      ...test.registry,
      credentials: test.registry.credentials,
      watchedSites: { ...watchedSites, isWatchedBy: async () => true },
    };
    const when = { at: test.service.now, on: test.today() };
    const add = async (rosterId: string) =>
      await outcomes(addWatched(full, rosterId, [{ row: 1, number: 'SPMC-1' }], when));
    expect([await add(await test.site()), await add(one), await add(other)]).toEqual([
      ['crowded'],
      ['already'],
      ['already'],
    ]);
  });

  it('asks once for a certificate, however often it stands in a list, how many sites watch it, and not for one that it watches', async () => {
    await test.certificate('SPMC-1');
    await test.certificate('SPMC-2');
    const rosterId = await test.site('SPMC-2');
    const isWatchedBy = vi.spyOn(test.registry.watchedSites, 'isWatchedBy');
    const numbers = ['SPMC-1', 'SPMC-2', 'spmc 1', 'SPMC-1', 'SPMC-2'];
    expect(await outcomes(test.add(rosterId, ...numbers))).toEqual([
      'added',
      'already',
      'already',
      'already',
      'already',
    ]);
    expect(isWatchedBy.mock.calls.map(([{ key }]) => key)).toEqual(['SPMC1']);
  });

  it('goes on past a certificate that cannot be read', async () => {
    await test.certificate('SPMC-1');
    await test.certificate('SPMC-2');
    await makeUnreadable(test.registry, 'SPMC1');
    const rosterId = await test.site();
    expect(await outcomes(test.add(rosterId, 'SPMC-1', 'SPMC-2'))).toEqual(['notFound', 'added']);
  });

  it('is refused for a site that has been left, also between looking and adding', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site();
    const leaving = {
      ...test.registry.watchedSites,
      memberIds: async (id: string) => {
        await leaveWatch(test.registry, id, test.service.now);
        return [];
      },
    };
    const { registry } = test;
    const site = { ...test, registry: { ...registry, watchedSites: leaving } };
    const rows = [{ row: 1, number: 'SPMC-1' }];
    expect(
      await addWatched(site.registry, rosterId, rows, { at: test.service.now, on: test.today() }),
    ).toEqual({
      outcome: 'gone',
    });
    expect(await registry.everythingStored()).not.toContain('"watched"');
  });
});

describe('a site that is watched', () => {
  it('shows each certificate as the public pages do, by number, with what the employer says of it', async () => {
    await test.certificate('SPMC-2', { nameEn: 'CHAN Tai Man' });
    await test.certificate('SPMC-1', { nameEn: 'LEE Kin' });
    await test.certificate('SPMC-3');
    const rosterId = await test.site('SPMC-1', 'SPMC-3');
    await test.add(rosterId, { number: 'SPMC-2', name: 'CHAN Tai Man' });
    await makeUnreadable(test.registry, 'SPMC3');
    const id = { key: 'SPMC1', provider: 'SPMC' };
    expect(await describeWatched(test.registry, rosterId, { ...id, somebodyElse: true })).toBe('described');
    const view = await test.report(rosterId);
    expect(
      view?.entries.map(({ member, match }) => [
        member.number,
        member.somebodyElse,
        match?.nameMatch,
        match?.holder.name,
      ]),
    ).toEqual([
      ['SPMC-1', true, 'notAsked', 'LEE K**'],
      ['SPMC-2', false, 'match', 'CHAN T** M**'],
      ['SPMC-3', false, undefined, undefined],
    ]);
  });

  it('no longer shows a certificate whose name has been corrected, where the provider wants the name first', async () => {
    await test.certificate('SHY-1', {}, 'SHY');
    const rosterId = await test.site();
    await test.add(rosterId, { number: 'SHY-1', name: 'CHAN Tai Man' });
    const seen = await test.registry.credentials.get('SHY1', 'SHY');
    if (!seen) throw new Error('none');
    const credential = { ...seen.credential, nameEn: 'LEE Kin', version: 2 };
    await test.registry.credentials.replace(seen, { ...seen, credential });
    const view = await test.report(rosterId);
    expect(view?.entries).toMatchObject([{ match: undefined }]);
    expect(view?.coverage.people).toEqual([]);
  });

  it('can be changed, also by two at one moment', async () => {
    const rosterId = await test.site();
    const change = (site: string) =>
      changeSettings(test.registry, rosterId, {
        site,
        language: 'zh-HK',
        needed: { by: 'number', people: 3 },
      });
    expect(await Promise.all([change('荃灣'), change('葵涌')])).toEqual(['changed', 'changed']);
    expect(await test.watchedSite(rosterId)).toMatchObject({ language: 'zh-HK', needed: { people: 3 } });
    expect(await change('\n')).toBe('invalidSite');
  });

  it('is told nothing more of what is taken out, and keeps no way back to it', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const ids = [{ key: 'SPMC1', provider: 'SPMC' }];
    expect(await removeWatched(test.registry, rosterId, ids)).toBe('removed');
    expect(await removeWatched(test.registry, rosterId, ids)).toBe('removed');
    await test.revoke('SPMC-1');
    expect(test.service.queued).toEqual([]);
    await test.morning('2026-11-22');
    expect(test.told()).toEqual([]);
  });
});

describe('leaving', () => {
  it('deletes what the employer typed, and all ways back, at once', async () => {
    await test.certificate('SPMC-1', { nameEn: 'HO Wing Sze' });
    await test.ask('secret@example.com', 'Secret depot');
    const subject = test.service.queued.pop()?.subject;
    const rosterId = subject?.of === 'watchConfirm' ? subject.rosterId : '';
    await confirm(rosterId);
    await test.add(rosterId, { number: 'SPMC-1', name: 'Wing Sze HO' });
    expect(await leaveWatch(test.registry, rosterId, test.service.now)).toBe('left');
    const stored = await test.registry.everythingStored();
    for (const gone of ['secret@example.com', 'Secret depot', 'Wing Sze HO', '"watched"', '"watch"'])
      expect(stored).not.toContain(gone);
    expect(await test.watchedSite(rosterId)).toMatchObject({ state: 'left' });
    expect(await leaveWatch(test.registry, rosterId, test.service.now)).toBe('left');
    expect(await leaveWatch(test.registry, '0'.repeat(32), test.service.now)).toBe('left');
    expect(await confirm(rosterId)).toBe('gone');
    const settings = { site: 'x', language: 'en' } as const;
    expect(await changeSettings(test.registry, rosterId, settings)).toBe('gone');
  });

  it('stops also what is queued, and what is about to be gathered', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    await test.revoke('SPMC-1');
    expect(test.service.queued).toHaveLength(1);
    await leaveWatch(test.registry, rosterId, test.service.now);
    await test.deliver();
    expect(test.service.taken).toEqual([]);
  });

  it('stops a mail that is closed and waits to be sent', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    await test.revoke('SPMC-1');
    test.service.answer = () => ({ outcome: 'notNow', because: 'quota', code: 'quota' });
    const call = test.service.queued.shift();
    if (call?.subject.of === 'watch') expect(await test.tell(call.subject)).toBe('waits');
    test.service.answer = () => ({ outcome: 'accepted', messageId: 'm' });
    expect(test.service.queued).toMatchObject([{ subject: { of: 'watchNews', n: 1 } }]);
    await leaveWatch(test.registry, rosterId, test.service.now);
    await test.deliver();
    expect(test.service.taken).toEqual([]);
  });

  it('is finished by the next morning if it broke off', async () => {
    await test.certificate('SPMC-1');
    const rosterId = await test.site('SPMC-1');
    const watchedSites = { ...test.registry.watchedSites, remove: () => Promise.reject(new Error('broke')) };
    await expect(leaveWatch({ ...test.registry, watchedSites }, rosterId, test.service.now)).rejects.toThrow(
      'broke',
    );
    expect(await test.registry.everythingStored()).toContain('"watched"');
    await test.morning('2026-11-22');
    expect(await test.registry.everythingStored()).not.toContain('"watched"');
    expect(await test.plan()).toEqual([]);
  });
});

it('knows nobody by a roster that was never there', async () => {
  const none = randomUUID().replaceAll('-', '');
  expect(await removeWatched(test.registry, none, [])).toBe('gone');
  expect(await describeWatched(test.registry, none, { key: 'A', provider: 'SPMC', somebodyElse: true })).toBe(
    'gone',
  );
  await test.registry.watchRepository.markDirty(none, day('2026-11-21'));
  expect(await test.registry.watchedSites.get(none)).toBeUndefined();
});
