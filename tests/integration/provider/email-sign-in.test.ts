import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { createTestColleagues } from '#support/sites/colleagues';
import { textOf } from '#support/sites/console-pages';
import { instantFrom } from '#support/storage/registry';

/** Links by which colleagues sign in: once, soon, in one browser, and for colleagues alone. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
const START = instantFrom('2026-11-21T02:00:00.000Z');
let days = 0;
beforeAll(async () => {
  test = await createTestColleagues();
  test.time.at = START;
  await test.invite('mei@mine.example', 'desk');
});
beforeEach(() => {
  // Each has the mails of a day.
  test.time.at = addSeconds(START, 86_400 * days++);
});
const later = (seconds: number) => {
  test.time.at = addSeconds(test.time.at, seconds);
};
const press = (link: string, cookie: string, provider = 'MINE') =>
  test.browser(cookie).post(link, { provider });

describe('a link to sign in', () => {
  it('signs its colleague in, in the browser that asked for it', async () => {
    const { answer, mail, link, cookie } = await test.askLink('Mei@mine.example');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-sign-in=[\w-]{43};.*HttpOnly; Secure; SameSite=Lax/,
    );
    expect(mail?.to).toBe('mei@mine.example');
    const shown = await test.browser(cookie).get(link);
    expect(textOf(shown.text)).toContain('TSANG Mei Ling, Mine Training');
    const signedIn = await press(link, cookie);
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/console']);
    const set = signedIn.headers.get('set-cookie') ?? '';
    for (const flag of ['__Host-session=', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(set).toContain(flag);
    const home = await test.browser(set.split(';')[0] ?? '').get('/console');
    expect([home.status, home.text.includes('TSANG Mei Ling')]).toEqual([200, true]);
  });

  it('is not used up by what looks through mails, and works once', async () => {
    const { link, cookie } = await test.askLink('mei@mine.example');
    for (let n = 0; n < 3; n++) {
      expect((await test.signedOut.get(link)).status).toBe(403);
      expect((await test.browser(cookie).send(link, { method: 'HEAD' })).status).toBe(200);
    }
    expect((await press(link, cookie)).status).toBe(303);
    const again = await press(link, cookie);
    expect([again.status, again.headers.get('set-cookie')]).toEqual([410, null]);
    expect((await test.browser(cookie).get(link)).status).toBe(410);
  });

  it('opens one session, however often it is pressed at the same time', async () => {
    const { link, cookie } = await test.askLink('mei@mine.example');
    const answers = await Promise.all([1, 2, 3, 4].map(() => press(link, cookie)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410, 410, 410]);
  });

  it('is over after a quarter of an hour', async () => {
    const { link, cookie } = await test.askLink('mei@mine.example');
    later(15 * 60);
    expect((await press(link, cookie)).status).toBe(410);
    later(-0.001);
    expect((await press(link, cookie)).status).toBe(303);
  });

  it.each([
    ['no cookie', ''],
    ['another cookie', `__Host-sign-in=${'a'.repeat(43)}`],
    ['a cookie that is none', '__Host-sign-in='],
  ])('opens nothing in another browser: %s', async (_, cookie) => {
    const { link } = await test.askLink('mei@mine.example');
    const answer = await press(link, cookie);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it('goes on working when the same browser asks again', async () => {
    const first = await test.askLink('mei@mine.example');
    const second = await test.askLink('mei@mine.example', first.cookie);
    expect(second.cookie).toBe(first.cookie);
    expect((await press(first.link, first.cookie)).status).toBe(303);
    expect((await press(second.link, second.cookie)).status).toBe(303);
  });

  it('is none that somebody wrote, and none of another kind', async () => {
    const { link, cookie } = await test.askLink('mei@mine.example');
    const other = await test.registry.links.sign('roster', { rosterId: 'a'.repeat(32), link: 1 });
    for (const wrong of [`${link}x`, `${link.slice(0, -1)}`, `/console/sign-in/link/${other}`])
      expect((await press(wrong, cookie)).status).toBe(404);
  });

  it('is not followed for a form of another site', async () => {
    const { link, cookie } = await test.askLink('mei@mine.example');
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await test.browser(cookie).post(link, { provider: 'MINE' }, headers)).status).toBe(403);
    expect(
      (await test.signedOut.post('/console/sign-in/email', { email: 'x@y.example' }, headers)).status,
    ).toBe(403);
  });

  it('asks which provider, where the address is a colleague of two, and gives no other', async () => {
    await test.invite('both@mine.example', 'desk');
    await test.invite('both@mine.example', 'manager', { provider: 'THEIRS' });
    const { link, cookie } = await test.askLink('both@mine.example');
    const shown = textOf((await test.browser(cookie).get(link)).text);
    expect(shown).toContain('Mine Training');
    expect(shown).toContain('Their Training');
    expect((await press(link, cookie, 'OTHER')).headers.get('set-cookie')).toBeNull();
    const session = (await press(link, cookie, 'THEIRS')).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await test.browser(session).get('/console')).text).toContain('Their Training');
  });
});

describe('a stranger', () => {
  it('gets the same answer as a colleague, and no mail', async () => {
    const answers = [await test.askLink('nobody@mine.example'), await test.askLink('mei@mine.example')];
    const [stranger, colleague] = answers.map(({ answer }) => ({
      status: answer.status,
      text: answer.text,
      location: answer.headers.get('location'),
      set: answer.headers.get('set-cookie')?.replace(/=[\w-]{43}/, ''),
    }));
    expect(stranger).toEqual(colleague);
    expect(answers.map(({ mail }) => mail?.to)).toEqual([undefined, 'mei@mine.example']);
  });

  it('leaves nothing of the address that was typed', async () => {
    await test.askLink('stranger.unique@elsewhere.example');
    expect(await test.registry.everythingStored()).not.toContain('stranger.unique');
    expect(JSON.stringify(test.logged)).not.toMatch(/stranger\.unique|mei@mine|TSANG/);
  });

  it('asks ten times a day for one inbox from one network, colleague or not', async () => {
    for (const email of ['many@mine.example', 'Many+x@mine.example']) {
      const statuses: number[] = [];
      for (let n = 0; n < 6; n++) {
        later(60);
        statuses.push((await test.askLink(email)).answer.status);
      }
      expect(statuses).toEqual(
        email.startsWith('many') ? Array(6).fill(303) : [303, 303, 303, 303, 429, 429],
      );
    }
  });

  it('keeps nobody out who signed in before: they ask, and sign in, however many networks ask for the address', async () => {
    await test.invite('busy@mine.example', 'desk', { name: 'TSE Ming' });
    const ask = (email: string, cookie: string, caller: string) => {
      later(6);
      return test.browser(cookie, caller).post('/console/sign-in/email', { email });
    };
    const first = await test.askLink('busy@mine.example');
    const own = test.browser(first.cookie, '192.0.2.7');
    expect((await own.post(first.link, { provider: 'MINE' })).status).toBe(303);
    const bots = async (from: number) => {
      const statuses: number[] = [];
      for (let n = 0; n < 24; n++)
        statuses.push((await ask('Busy@mine.example', '', `198.51.100.${from + n}`)).status);
      return statuses;
    };
    expect((await bots(0)).filter((status) => status === 429).length).toBeGreaterThan(2);
    // A browser and a network that nobody knows wait.
    expect((await ask('busy@mine.example', '', '203.0.113.1')).status).toBe(429);
    // The browser of before from anywhere, and any browser at the network of before.
    expect((await ask('busy@mine.example', first.cookie, '203.0.113.2')).status).toBe(303);
    expect((await ask('busy@mine.example', '', '192.0.2.7')).status).toBe(303);
    // For another address it is nobody's.
    await test.invite('other@mine.example', 'desk', { name: 'TSE Ming' });
    for (let n = 0; n < 24; n++) await ask('other@mine.example', '', `198.51.100.${n}`);
    expect((await ask('other@mine.example', first.cookie, '203.0.113.3')).status).toBe(429);
    const again = await test.askLink('busy@mine.example', first.cookie);
    expect((await press(again.link, first.cookie)).status).toBe(303);
  });

  it('is asked for an address that is one', async () => {
    const { answer } = await test.askLink('no address');
    expect([answer.status, answer.text.includes('value="no address"')]).toEqual([422, true]);
  });
});

describe('an invitation', () => {
  it('is told by email, with a link that signs nobody in', async () => {
    const colleagueId = await test.invite('new@mine.example', 'viewer');
    const about = { of: 'colleague', provider: 'MINE', colleagueId, n: 1 } as const;
    await test.service.send({ ...about, step: 'invitation' });
    const { mail } = test.service.taken.at(-1) ?? {};
    expect(mail?.to).toBe('new@mine.example');
    expect(mail?.text).toContain('https://verify.example.com/console/sign-in/email?lang=');
    await test.service.send({ ...about, step: 'invited' });
    expect(test.service.taken.at(-1)?.mail.to).toBe('office@mine.example');
  });

  it('ends after fourteen days unless it is taken', async () => {
    await test.invite('slow@mine.example', 'viewer');
    await test.invite('quick@mine.example', 'viewer');
    await test.signInAs('quick@mine.example');
    later(14 * 86_400);
    expect((await test.askLink('slow@mine.example')).mail).toBeUndefined();
    expect((await test.askLink('quick@mine.example')).mail?.to).toBe('quick@mine.example');
    await test.invite('slow@mine.example', 'viewer');
    expect((await test.askLink('slow@mine.example')).mail?.to).toBe('slow@mine.example');
  });
});
