import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isOfColleague, readColleagueChange } from '#storage/access/colleague-change.ts';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';
import { textOf } from '#support/sites/console-pages';

/** Who is a provider's colleague, what stands in the history of them, and where they are signed in. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
let manager: Awaited<ReturnType<typeof test.signInAs>>;
let managerId: string;
beforeAll(async () => {
  test = await createTestColleagues();
  managerId = await test.invite('lead@mine.example', 'manager', { name: 'HO Kin Man' });
  manager = await test.signInAs('lead@mine.example');
});
const idOf = async (email: string) =>
  (await test.registry.colleagues.list('MINE')).find((one) => one.email === email)?.colleagueId ?? '';
const inviteAtConsole = (email: string, role: string, name = 'TSANG Mei Ling') =>
  manager.post('/console/colleagues', { email, name, role });

describe('a colleague', () => {
  it('is invited by a manager, and stands in the history by name, for the own provider alone', async () => {
    expect((await inviteAtConsole('mei@mine.example', 'desk')).status).toBe(303);
    const mei = await test.signInAs('mei@mine.example');
    await test.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'TEAM-0001' } });
    await mei.post('/console/credentials/TEAM-0001/revoke', { reason: 'asked by the course' });
    const page = textOf((await manager.get('/console/credentials/TEAM-0001')).text);
    expect(page).toMatch(/asked by the course TSANG Mei Ling/);
    const { text: record } = await test.ask('GET', '/v1/credentials/TEAM-0001');
    expect(record).toContain(await idOf('mei@mine.example'));
    expect(record).not.toContain('TSANG');
    expect(JSON.stringify(test.logged)).not.toMatch(/TSANG|mei@mine/);
  });

  it.each([
    ['no address', { email: 'mei', name: 'A B', role: 'desk' }, 'Enter an email address'],
    [
      'a name with an identity number',
      { email: 'a@mine.example', name: 'LEE A123456(3)', role: 'desk' },
      'identity card',
    ],
    [
      'a web address for a name, which the invitation would say to anybody',
      { email: 'a@mine.example', name: 'Urgent visit www.evil.example', role: 'desk' },
      'Enter a name',
    ],
    ['a name that is a formula', { email: 'a@mine.example', name: '=1+1', role: 'desk' }, 'Enter a name'],
    ['somebody who is there', { email: 'LEAD@mine.example', name: 'HO Kin Man', role: 'viewer' }, 'already'],
  ])('is not invited with %s, and what was typed stays', async (_, form, says) => {
    const answer = await manager.post('/console/colleagues', form);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain(says);
    expect(answer.text).toContain(`value="${form.email}"`);
  });

  it('is not invited with two mistakes, which are both said', async () => {
    const answer = await manager.post('/console/colleagues', { email: 'mei', name: '', role: 'desk' });
    const text = textOf(answer.text);
    for (const says of ['Enter an email address', 'Enter a name']) expect(text).toContain(says);
  });

  it('is out at the next request once removed, and leaves no address', async () => {
    await inviteAtConsole('gone@mine.example', 'manager', 'YIP Wai');
    const gone = await test.signInAs('gone@mine.example');
    const id = await idOf('gone@mine.example');
    expect((await gone.get('/console')).status).toBe(200);
    expect((await manager.post(`/console/colleagues/${id}/remove`, {})).status).toBe(303);
    expect((await gone.get('/console')).status).toBe(303);
    expect((await gone.post('/console/keys', { label: 'x' })).headers.get('location')).toBe(
      '/console/sign-in',
    );
    expect((await test.askLink('gone@mine.example')).mail).toBeUndefined();
    expect(await test.registry.everythingStored()).not.toContain('gone@mine.example');
    expect((await manager.get(`/console/colleagues/${id}`)).status).toBe(404);
    expect((await inviteAtConsole('gone@mine.example', 'viewer', 'YIP Wai')).status).toBe(303);
  });

  it.each(['remove', 'role'])('whom somebody else removes meanwhile is found no more: %s', async (step) => {
    await inviteAtConsole(`both-${step}@mine.example`, 'desk', 'YIP Wai');
    const id = await idOf(`both-${step}@mine.example`);
    const removed = vi.spyOn(test.registry.colleagues, 'list').mockResolvedValue([]);
    const { status } = await manager.post(`/console/colleagues/${id}/${step}`, { role: 'viewer' });
    removed.mockRestore();
    expect(status).toBe(404);
  });

  it('is removed with the keys that they issued, if that is asked for', async () => {
    await inviteAtConsole('keys@mine.example', 'manager', 'MAK Lok');
    const mak = await test.signInAs('keys@mine.example');
    const issued = await mak.post('/console/keys', { label: 'Quiet way back' });
    const secret = /ck_[\w-]+/.exec(issued.text)?.[0] ?? '';
    const keys = await manager.get('/console/keys?lang=en');
    expect(textOf(keys.text)).toMatch(/Quiet way back .{0,60}MAK Lok/);
    const page = `/console/colleagues/${await idOf('keys@mine.example')}/remove`;
    expect((await manager.get(page)).text).toContain('Quiet way back');
    const done = await manager.post(page, { issued: 'also' });
    expect(done.headers.get('location')).toBe('/console/colleagues?done=removed');
    expect((await test.ask('GET', '/v1/credentials', { key: secret })).status).toBe(401);
    expect((await test.ask('GET', '/v1/credentials')).status).toBe(200);
  });

  it('is no manager any more with the keys that they issued, if that is asked for', async () => {
    await inviteAtConsole('demoted@mine.example', 'manager', 'SIU Yin');
    const siu = await test.signInAs('demoted@mine.example');
    const secretIn = (text: string) => /ck_[\w-]+/.exec(text)?.[0] ?? '';
    const secret = secretIn((await siu.post('/console/keys', { label: 'Also a way back' })).text);
    const page = `/console/colleagues/${await idOf('demoted@mine.example')}`;
    expect((await manager.get(page)).text).toContain('Also a way back');
    const isIn = async () => (await test.ask('GET', '/v1/credentials', { key: secret })).status === 200;
    // Still a manager: what was ticked with the same role takes nothing.
    await manager.post(`${page}/role`, { role: 'manager', issued: 'also' });
    expect(await isIn()).toBe(true);
    const done = await manager.post(`${page}/role`, { role: 'viewer', issued: 'also' });
    expect(done.headers.get('location')).toBe('/console/colleagues?done=changed');
    expect(await isIn()).toBe(false);
    expect((await manager.get(page)).text).not.toContain('Also a way back');
  });

  it.each(['remove', 'role'] as const)(
    'has invitations that nobody took end with them: %s; who came stays',
    async (step) => {
      const [name, email] = [`FUNG ${step}`, `sender-${step}@mine.example`];
      await inviteAtConsole(email, 'manager', name);
      const sender = await test.signInAs(email);
      const send = (to: string) =>
        sender.post('/console/colleagues', { email: to, name: 'KO Lai', role: 'desk' });
      const [taken, open] = [`taken-${step}@mine.example`, `open-${step}@mine.example`];
      for (const to of [taken, open]) expect((await send(to)).status).toBe(303);
      const colleague = await test.signInAs(taken);
      const page = `/console/colleagues/${await idOf(email)}`;
      expect((await manager.post(`${page}/${step}`, { role: 'desk' })).status).toBe(303);
      expect((await test.askLink(open)).mail).toBeUndefined();
      expect(await idOf(open)).toBe('');
      expect((await colleague.get('/console')).status).toBe(200);
      // The address is free for an invitation of those who stay.
      expect((await inviteAtConsole(open, 'viewer', 'KO Lai')).status).toBe(303);
    },
  );

  it('has what was invited with their keys end with the keys', async () => {
    await inviteAtConsole('byhand@mine.example', 'manager', 'KWAN Oi');
    const kwan = await test.signInAs('byhand@mine.example');
    const secret = /ck_[\w-]+/.exec((await kwan.post('/console/keys', { label: 'Hand' })).text)?.[0] ?? '';
    const withKey = test.browser('');
    const signed = await withKey.post('/console/sign-in', { key: secret });
    const session = test.browser(signed.headers.get('set-cookie')?.split(';')[0] ?? '');
    const asked = { email: 'late@mine.example', name: 'KO Lai', role: 'manager' };
    expect((await session.post('/console/colleagues', asked)).status).toBe(303);
    await manager.post(`/console/colleagues/${await idOf('byhand@mine.example')}/remove`, { issued: 'also' });
    expect(await idOf('late@mine.example')).toBe('');
  });

  describe('whom somebody with a stolen key invited', () => {
    const secretIn = (text: string) => /ck_[\w-]+/.exec(text)?.[0] ?? '';
    async function signedInWith(secret: string) {
      const signed = await test.browser('').post('/console/sign-in', { key: secret });
      return test.browser(signed.headers.get('set-cookie')?.split(';')[0] ?? '');
    }
    const isIn = async (session: typeof manager) => (await session.get('/console')).status === 200;

    it('is named where the key is revoked, and goes with whom they let in and with their keys', async () => {
      const stolen = secretIn((await manager.post('/console/keys', { label: 'Stolen' })).text);
      const thief = await signedInWith(stolen);
      const [first, second, open] = ['first', 'second', 'open'].map((name) => `${name}@thief.example`) as [
        string,
        string,
        string,
      ];
      await thief.post('/console/colleagues', { email: first, name: 'YAU Chun', role: 'manager' });
      await thief.post('/console/colleagues', { email: open, name: 'YAU Man', role: 'manager' });
      const accomplice = await test.signInAs(first);
      await accomplice.post('/console/colleagues', { email: second, name: 'YAU Tin', role: 'viewer' });
      const other = await test.signInAs(second);
      const secret = secretIn((await accomplice.post('/console/keys', { label: 'Third' })).text);
      const listed = async () => {
        const { text } = await manager.get('/console/keys?lang=en');
        const [, path = '', says] = /<a href="([^"]+)">([^<]*)<span class="hidden"> Stolen</.exec(text) ?? [];
        return { path, says };
      };
      const { path, says } = await listed();
      expect(says).toBe('Revoke this key');
      const asked = textOf((await manager.get(path)).text);
      expect(asked).toContain('joined on its invitation');
      for (const name of ['YAU Chun, Manager', 'YAU Tin, Viewer']) expect(asked).toContain(name);
      // The manager who issued the key is nobody whom it let in.
      expect(asked).not.toContain('HO Kin Man, Manager');
      // Nobody is offered to remove themselves, or whom they invited.
      expect(textOf((await accomplice.get(path)).text)).not.toMatch(/YAU (Chun|Tin), /);
      expect((await manager.post(path, {})).status).toBe(303);
      expect(await idOf(open)).toBe('');
      const { path: page, says: saysThen } = await listed();
      expect(saysThen).toBe('Remove whom it let in');
      expect(textOf((await manager.get(page)).text)).not.toContain('Revoke this key');
      // Nobody goes who was not ticked; the page is there while somebody is left, and takes no id of anybody else.
      expect(await isIn(accomplice)).toBe(true);
      await manager.post(page, { colleague: await idOf('mei@mine.example') });
      expect(await idOf('mei@mine.example')).not.toBe('');
      await manager.post(page, { colleague: await idOf(first) });
      expect([await isIn(accomplice), await isIn(other)]).toEqual([false, true]);
      expect((await test.ask('GET', '/v1/credentials', { key: secret })).status).toBe(401);
      await manager.post(page, { colleague: await idOf(second) });
      expect(await isIn(other)).toBe(false);
      expect((await manager.get(page)).status).toBe(404);
      expect((await listed()).path).toBe('');
    });

    it('is named where a colleague is removed who invited them', async () => {
      await inviteAtConsole('mailbox@mine.example', 'manager', 'PANG Yu');
      const pang = await test.signInAs('mailbox@mine.example');
      await pang.post('/console/colleagues', {
        email: 'friend@thief.example',
        name: 'YAU Sze',
        role: 'manager',
      });
      const friend = await test.signInAs('friend@thief.example');
      const page = `/console/colleagues/${await idOf('mailbox@mine.example')}/remove`;
      const asked = textOf((await manager.get(page)).text);
      expect(asked).toContain('YAU Sze, Manager');
      expect(asked).toContain('joined on the invitation of PANG Yu');
      expect(asked).not.toContain('joined on its');
      await manager.post(page, { colleague: await idOf('friend@thief.example') });
      expect(await isIn(friend)).toBe(false);
    });
  });

  it('has another role at the next request', async () => {
    await inviteAtConsole('up@mine.example', 'viewer', 'LAU Ho');
    const up = await test.signInAs('up@mine.example');
    const id = await idOf('up@mine.example');
    expect((await up.get('/console/keys')).status).toBe(403);
    await manager.post(`/console/colleagues/${id}/role`, { role: 'manager' });
    expect((await up.get('/console/keys')).status).toBe(200);
    await manager.post(`/console/colleagues/${id}/role`, { role: 'desk' });
    expect((await up.get('/console/keys')).status).toBe(403);
    expect((await manager.post(`/console/colleagues/${id}/role`, { role: 'owner' })).status).toBe(422);
  });

  it('is nobody of another provider', async () => {
    await test.invite('other@theirs.example', 'manager', { provider: 'THEIRS', name: 'NG Siu' });
    const theirs = await test.signInAs('other@theirs.example', 'THEIRS');
    expect((await theirs.get(`/console/colleagues/${managerId}`)).status).toBe(404);
    for (const path of [`/console/colleagues/${managerId}/remove`, `/console/colleagues/${managerId}/role`])
      expect((await theirs.post(path, { role: 'viewer' })).status).toBe(404);
    expect((await theirs.get('/console/colleagues')).text).not.toContain('HO Kin Man');
    expect((await theirs.get('/console/credentials/TEAM-0001')).status).toBe(404);
  });
});

describe('the last manager', () => {
  it('stays, also when two remove each other at the same time', async () => {
    const answer = await manager.post(`/console/colleagues/${managerId}/remove`, {});
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain('Make another colleague a manager');
    expect((await manager.post(`/console/colleagues/${managerId}/role`, { role: 'viewer' })).status).toBe(
      422,
    );
    const secondId = await test.invite('second@mine.example', 'manager', { name: 'CHOW Man' });
    // Who never came is nobody to leave it to.
    expect((await manager.post(`/console/colleagues/${managerId}/remove`, {})).status).toBe(422);
    const second = await test.signInAs('second@mine.example');
    await Promise.all([
      manager.post(`/console/colleagues/${secondId}/remove`, {}),
      second.post(`/console/colleagues/${managerId}/remove`, {}),
    ]);
    const left = (await test.registry.colleagues.list('MINE')).filter(
      (one) => one.role === 'manager' && !one.removedAt && one.joinedAt,
    );
    expect(left).toHaveLength(1);
    managerId = await test.invite('lead2@mine.example', 'manager', { name: 'HO Kin Man' });
    manager = await test.signInAs('lead2@mine.example');
  });
});

describe('who removes themselves, and whom they let in', () => {
  const secretIn = (text: string) => /ck_[\w-]+/.exec(text)?.[0] ?? '';
  const isIn = async (session: typeof manager) => (await session.get('/console')).status === 200;
  const takesKey = async (key: string) => (await test.ask('GET', '/v1/credentials', { key })).status === 200;

  /** A provider with one manager, who let in another and a viewer. */
  async function createTeam(provider: string) {
    await test.registry.providerRepository.addProvider({
      code: provider,
      name: { en: 'Small Training', 'zh-HK': '小型訓練' },
      disclosure: 'masked',
      approvals: [],
    });
    const at = (name: string) => `${name}@${provider.toLowerCase()}.example`;
    const come = async (name: string, role: 'manager' | 'viewer', by?: typeof manager) => {
      const asked = { email: at(name), name: `LUI ${name}`, role };
      if (by) await by.post('/console/colleagues', asked);
      else await test.invite(asked.email, role, { provider, name: asked.name });
      const session = await test.signInAs(asked.email, provider);
      const all = await test.registry.colleagues.list(provider);
      const colleague = all.find(({ email }) => email === asked.email);
      if (!colleague) throw new Error(`${name} did not come`);
      return { session, colleague, id: colleague.colleagueId };
    };
    const lead = await come('lead', 'manager');
    const remove = (id: string, ticked: string[]) =>
      lead.session.send(`/console/colleagues/${id}/remove`, {
        method: 'POST',
        body: new URLSearchParams([
          ['issued', 'also'],
          ...ticked.map((one): [string, string] => ['colleague', one]),
        ]),
      });
    return { provider, come, lead, remove };
  }

  it('changes nothing where no manager would be left, with whom they ticked', async () => {
    const { come, lead, remove } = await createTeam('ALONE');
    const viewer = await come('viewer', 'viewer', lead.session);
    expect((await remove(lead.id, [viewer.id])).status).toBe(422);
    const friend = await come('friend', 'manager', lead.session);
    const key = secretIn((await friend.session.post('/console/keys', { label: 'Course system' })).text);
    const answer = await remove(lead.id, [viewer.id, friend.id]);
    expect(answer.status).toBe(422);
    expect(textOf(answer.text)).toContain('Nobody who has signed in would be left as a manager');
    for (const { session } of [lead, viewer, friend]) expect(await isIn(session)).toBe(true);
    expect(await takesKey(key)).toBe(true);
  });

  it('goes after whom they ticked, also managers, where another manager stays', async () => {
    const { come, lead, remove } = await createTeam('AFTER');
    const friend = await come('friend', 'manager', lead.session);
    const key = secretIn((await friend.session.post('/console/keys', { label: 'Way back' })).text);
    const other = await come('other', 'manager');
    expect((await remove(lead.id, [friend.id])).status).toBe(303);
    for (const { session } of [lead, friend]) expect(await isIn(session)).toBe(false);
    expect(await isIn(other.session)).toBe(true);
    expect(await takesKey(key)).toBe(false);
  });

  it.each(['colleague', 'key'] as const)(
    'is told who stays, with their keys, where they are no manager any more meanwhile: %s',
    async (what) => {
      const { provider, come, lead, remove } = await createTeam(what === 'key' ? 'MEANK' : 'MEANC');
      const { colleagues } = test.registry;
      const sender = await come('sender', 'manager');
      const stolen = secretIn((await lead.session.post('/console/keys', { label: 'Stolen' })).text);
      const [revoked] = await test.registry.providerRepository.listKeys(provider);
      const signed = await test.browser('').post('/console/sign-in', { key: stolen });
      const thief = test.browser(signed.headers.get('set-cookie')?.split(';')[0] ?? '');
      const friend = await come('friend', 'manager', what === 'key' ? thief : sender.session);
      const key = secretIn((await friend.session.post('/console/keys', { label: 'Course system' })).text);
      const { replace } = colleagues;
      const faster = vi.spyOn(colleagues, 'replace').mockImplementationOnce(async (...asked) => {
        const seen = await colleagues.find(provider, lead.id);
        if (seen) await replace(seen, { ...seen, role: 'viewer' });
        return replace(...asked);
      });
      const answer =
        what === 'key'
          ? await lead.session.post(`/console/keys/${revoked?.keyId}/revoke`, { colleague: friend.id })
          : await remove(sender.id, [friend.id]);
      faster.mockRestore();
      expect(answer.status).toBe(422);
      expect(textOf(answer.text)).toMatch(/Not everybody was removed .*no manager any more: .*LUI friend\./);
      for (const { session } of [lead, sender, friend]) expect(await isIn(session)).toBe(true);
      expect(await takesKey(key)).toBe(true);
    },
  );
});

describe('a sign-in', () => {
  const endsOn = (html: string) =>
    [...html.matchAll(/\/console\/sessions\/([0-9a-f]{16})\/end/g)].map(([, id]) => id);

  it('is listed for its colleague and ended there', async () => {
    await inviteAtConsole('two@mine.example', 'viewer', 'KWOK Yan');
    const [here, there] = [await test.signInAs('two@mine.example'), await test.signInAs('two@mine.example')];
    const listed = (await here.get('/console/sessions')).text;
    expect(endsOn(listed)).toHaveLength(2);
    expect(textOf(listed)).toContain('(this browser)');
    for (const id of endsOn(listed).toReversed()) await there.post(`/console/sessions/${id}/end`, {});
    expect([(await here.get('/console')).status, (await there.get('/console')).status]).toEqual([303, 303]);
  });

  it('of others is a manager’s to end, and of nobody else', async () => {
    const two = await test.signInAs('two@mine.example');
    const ofTwo = endsOn((await two.get('/console/sessions')).text)[0];
    const ofManager = endsOn((await manager.get('/console/sessions')).text)[0];
    expect((await two.post(`/console/sessions/${ofManager}/end`, {})).status).toBe(404);
    const theirs = await test.signInAs('other@theirs.example', 'THEIRS');
    expect((await theirs.post(`/console/sessions/${ofTwo}/end`, {})).status).toBe(404);
    expect(textOf((await manager.get('/console/colleagues')).text)).toContain('KWOK Yan');
    expect((await manager.post(`/console/sessions/${ofTwo}/end`, { from: 'colleagues' })).status).toBe(303);
    expect((await two.get('/console')).status).toBe(303);
  });
});

describe('signing in with a key', () => {
  const withKey = () => test.signedOut.post('/console/sign-in', { key: test.mine });

  it('is turned off by a manager who came by email, for people and not for programs, and on again', async () => {
    const me = await test.signedIn(test.mine);
    expect((await me.post('/console/colleagues/key-sign-in', { to: 'off' })).status).toBe(403);
    await manager.post('/console/colleagues/key-sign-in', { to: 'off' });
    expect([(await withKey()).status, (await me.get('/console')).status]).toEqual([401, 303]);
    expect((await test.ask('GET', '/v1/credentials/TEAM-0001')).status).toBe(200);
    await manager.post('/console/colleagues/key-sign-in', { to: 'on' });
    expect((await withKey()).status).toBe(303);
  });
});

describe('a provider', () => {
  const record = (one: object, before?: object) => ({
    dynamodb: {
      NewImage: marshall({ entity: 'colleague', ...one }),
      ...(before && { OldImage: marshall({ entity: 'colleague', ...before }) }),
    },
  });

  it('is told of who is invited, has another role or is removed, and of no sign-in', () => {
    const one = {
      colleagueId: 'colleague-0123456789ab',
      provider: 'MINE',
      email: 'a@mine.example',
      name: 'A B',
      role: 'desk',
      invitedAt: test.time.at,
      invitedBy: 'operator',
      version: 1,
    };
    const stepsOf = (...images: [object, object?]) =>
      readColleagueChange(record(...images)).map(({ step }) => step);
    expect(isOfColleague(record(one))).toBe(true);
    expect(stepsOf(one)).toEqual(['invitation', 'invited']);
    expect(stepsOf({ ...one, role: 'manager', version: 2 }, one)).toEqual(['role']);
    expect(stepsOf({ ...one, removedAt: test.time.at }, one)).toEqual(['removed']);
    expect(stepsOf({ ...one, joinedAt: test.time.at }, one)).toEqual([]);
    // To the colleague, and to the provider.
    expect(stepsOf({ ...one, passkeyAddedAt: test.time.at }, one)).toEqual(['passkey', 'factorAdded']);
    expect(stepsOf({ ...one, factorsRemovedAt: test.time.at }, one)).toEqual(['factorLost', 'factorRemoved']);
    expect(stepsOf({ ...one, linkEnoughAt: test.time.at }, one)).toEqual(['linkEnough']);
  });
});
