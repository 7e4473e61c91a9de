import { marshall } from '@aws-sdk/util-dynamodb';
import { TOTP } from 'otpauth';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { readColleagueChange } from '#storage/access/colleague-change.ts';
import { textOf } from '#support/sites/console-pages';
import { createTestPasskeys } from '#support/sites/passkeys';
import { colleagueCommands } from '../../../operator/colleague-commands.ts';

/** What a colleague signs in with beside a link in an email: codes of an app, or a passkey instead. */
let test: Awaited<ReturnType<typeof createTestPasskeys>>;
type Browser = Awaited<ReturnType<typeof test.signInAs>>;
let manager: Browser;
beforeAll(async () => {
  test = await createTestPasskeys();
  await test.invite('lead@mine.example', 'manager', { name: 'HO Kin Man' });
  manager = await test.signInAs('lead@mine.example');
});
const later = (seconds: number) => {
  test.time.at = addSeconds(test.time.at, seconds);
};
async function newcomer(email: string, name = 'LAU Ho') {
  const colleagueId = await test.invite(email, 'desk', { name });
  return { colleagueId, email, browser: await test.signInAs(email) };
}

/** An app that was set up with what the page shows. */
function appOf(html: string) {
  const secret = /<p class="secret">([A-Z2-7 ]+)<\/p>/.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
  const code = (offset = 0) =>
    new TOTP({ secret }).generate({ timestamp: Date.parse(test.time.at) + offset * 1000 });
  return { draw: /name="draw" value="([^"]+)"/.exec(html)?.[1] ?? '', code };
}
async function withApp(browser: Browser) {
  const app = appOf((await browser.get('/console/code')).text);
  const answer = await browser.post('/console/code', { draw: app.draw, code: app.code() });
  expect(answer.headers.get('location')).toBe('/console/code?done=set');
  return app;
}
/** A link that is pressed with a code, or without. */
async function press(email: string, code?: string) {
  const { link, cookie } = await test.askLink(email);
  const shown = await test.browser(cookie).get(link);
  const send = async (typed?: string) => {
    const answer = await test
      .browser(cookie)
      .post(link, { provider: 'MINE', ...(typed !== undefined && { 'code-MINE': typed }) });
    const session = /__Host-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
    return { ...answer, isIn: session !== undefined, browser: test.browser(session ?? '') };
  };
  return { shown, send, ...(await send(code)) };
}
const askFor = (to: 'required' | 'free', by = manager) =>
  by.post('/console/colleagues/second-factor', { to });

describe('codes of an app', () => {
  it('are asked for beside the link once the app was shown to work', async () => {
    const { browser, email } = await newcomer('app@mine.example');
    const before = await test.registry.everythingStored();
    const page = await browser.get('/console/code');
    expect(page.text).toContain('<svg');
    expect(await test.registry.everythingStored()).toBe(before);
    const app = appOf(page.text);
    const wrong = await browser.post('/console/code', { draw: app.draw, code: '000000' });
    expect([wrong.status, wrong.text.includes(app.draw)]).toEqual([422, true]);
    expect((await press(email)).isIn).toBe(true);

    await browser.post('/console/code', { draw: app.draw, code: app.code() });
    later(30);
    const without = await press(email);
    expect(without.shown.text).toContain('id="code-MINE"');
    expect([without.status, without.isIn]).toEqual([422, false]);
    expect(textOf(without.text)).toContain('Enter the six digits');
    // The link is not used up by a mistake.
    const { isIn, browser: inside } = await without.send(app.code());
    expect(isIn).toBe(true);
    expect(textOf((await inside.get('/console/sessions')).text)).toContain('email and code');
    expect(await test.registry.everythingStored()).not.toContain(app.code());
  });

  it('work once each, also for two at the same time', async () => {
    const { browser, email } = await newcomer('once@mine.example');
    const app = await withApp(browser);
    expect((await press(email, app.code())).isIn).toBe(false);
    later(30);
    const [first, second] = [await press(email), await press(email)];
    const code = app.code();
    const tried = await Promise.all([first.send(code), second.send(code)]);
    expect(tried.map(({ isIn }) => isIn).toSorted()).toEqual([false, true]);
  });

  it('are tried five times in an hour, whoever guesses', async () => {
    const { browser, email } = await newcomer('guessed@mine.example');
    const app = await withApp(browser);
    test.time.at = addSeconds(test.time.at, 3600 - ((Date.parse(test.time.at) / 1000) % 3600));
    const link = await press(email, '000000');
    const tried = await Promise.all(Array.from({ length: 6 }, (_, n) => link.send(`00000${n}`)));
    expect(tried.filter(({ text }) => text.includes('Five codes were tried'))).toHaveLength(2);
    expect((await link.send(app.code())).isIn).toBe(false);
    later(3600);
    expect((await press(email, app.code())).isIn).toBe(true);
  });

  it('end by one of them, and not by who only has the browser', async () => {
    const { browser, email } = await newcomer('ends@mine.example');
    const app = await withApp(browser);
    later(30);
    expect((await browser.post('/console/code/remove', { code: '000000' })).status).toBe(422);
    const other = appOf((await browser.get('/console/code')).text);
    expect(other.draw).toBe('');
    await browser.post('/console/code', { draw: app.draw, code: app.code() });
    expect((await press(email)).isIn).toBe(false);
    expect((await browser.post('/console/code/remove', { code: app.code() })).status).toBe(303);
    expect((await press(email)).isIn).toBe(true);
  });

  it('are nobody’s with a key, and leave nothing behind when their colleague is removed', async () => {
    const me = await test.signedIn(test.mine);
    expect((await me.get('/console/code')).status).toBe(404);
    expect((await me.post('/console/code', { code: '000000' })).status).toBe(404);
    const { browser, colleagueId } = await newcomer('left@mine.example');
    const { draw } = await withApp(browser);
    expect(await test.registry.everythingStored()).toContain(draw);
    await manager.post(`/console/colleagues/${colleagueId}/remove`, {});
    expect(await test.registry.everythingStored()).not.toContain(draw);
  });

  it('of a lost device are removed by a manager, or the operator', async () => {
    for (const by of ['manager', 'operator'] as const) {
      const { browser, email, colleagueId } = await newcomer(`lost-${by}@mine.example`);
      await withApp(browser);
      const device = await test.added(browser);
      expect((await press(email)).isIn).toBe(false);
      if (by === 'manager') await manager.post(`/console/colleagues/${colleagueId}/reset`, {});
      else
        await colleagueCommands['colleague reset']?.(
          test.registry.providerRepository,
          { provider: 'MINE', json: false, 'with-issued': false },
          [colleagueId],
          new Date(test.time.at),
          async () => test.registry.colleagues,
        );
      expect((await press(email)).isIn).toBe(true);
      expect((await test.signInWith(device)).isIn).toBe(false);
    }
  });
});

/** What is told of a colleague from one look at their record to the next, and to whom. */
async function toldOf(colleagueId: string, during: () => Promise<unknown>) {
  const image = async () =>
    marshall({ entity: 'colleague', ...(await test.registry.colleagues.find('MINE', colleagueId)) });
  const OldImage = await image();
  await during();
  const changes = readColleagueChange({ dynamodb: { OldImage, NewImage: await image() } });
  test.service.now = test.time.at;
  const mails = test.service.taken.length;
  for (const change of changes) await test.service.send({ of: 'colleague', ...change });
  return test.service.taken.slice(mails).map(({ mail }) => `${mail.to}: ${mail.text}`);
}

describe('the colleague, and the provider', () => {
  it('hear of what is added and removed, by whomever', async () => {
    const { browser, email, colleagueId } = await newcomer('hears@mine.example');
    const two = [new RegExp(`^${email}: `), /^office@mine\.example: /];
    const expectBoth = (mails: string[], ...said: RegExp[]) => {
      expect(mails).toHaveLength(2);
      for (const [n, to] of two.entries()) expect(mails[n]).toMatch(to);
      for (const one of said) for (const mail of mails) expect(mail).toMatch(one);
    };
    let app = { code: () => '' };
    expectBoth(
      await toldOf(colleagueId, async () => {
        app = await withApp(browser);
      }),
      /A new passkey or code app signs in to the console of Mine Training under the name LAU Ho/,
    );
    later(30);
    const gone = /no longer signs in to the console of Mine Training under the name LAU Ho/;
    expectBoth(
      await toldOf(colleagueId, () => browser.post('/console/code/remove', { code: app.code() })),
      gone,
    );
    later(1);
    await test.added(browser);
    const id = /passkeys\/([0-9a-f]{64})\/remove/.exec((await browser.get('/console/passkeys')).text)?.[1];
    expectBoth(await toldOf(colleagueId, () => browser.post(`/console/passkeys/${id}/remove`, {})), gone);
    later(1);
    await test.added(browser);
    const reset = () => manager.post(`/console/colleagues/${colleagueId}/reset`, {});
    expectBoth(await toldOf(colleagueId, reset), gone, /HO Kin Man/);
  });

  it('hear it once where both are at one address', async () => {
    const { browser, colleagueId } = await newcomer('office@mine.example', 'WONG Oi Lin');
    expect(await toldOf(colleagueId, () => withApp(browser))).toHaveLength(1);
  });

  it('the provider hears that a link is enough again, and by whom', async () => {
    const colleagueId = await test.invite('frees@mine.example', 'manager', { name: 'FUNG Siu Man' });
    const device = await test.added(await test.signInAs('frees@mine.example'));
    const { browser } = await test.signInWith(device);
    expect(await toldOf(colleagueId, () => askFor('required', browser))).toEqual([]);
    const mails = await toldOf(colleagueId, () => askFor('free', browser));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^office@mine\.example: /);
    expect(mails[0]).toMatch(/a link in an email alone again. FUNG Siu Man changed this/);
    // What is so already is told to nobody.
    expect(await toldOf(colleagueId, () => askFor('free', browser))).toEqual([]);
  });
});

describe('who is signed in', () => {
  it('with a code is out when the codes are removed, or set up anew', async () => {
    const { browser, email } = await newcomer('until@mine.example');
    const app = await withApp(browser);
    later(30);
    const { browser: inside } = await press(email, app.code());
    expect((await inside.get('/console')).status).toBe(200);
    later(60);
    await browser.post('/console/code/remove', { code: app.code() });
    expect((await inside.get('/console')).headers.get('location')).toMatch(/^\/console\/sign-in/);
    later(1);
    await withApp(browser);
    expect((await inside.get('/console')).headers.get('location')).toMatch(/^\/console\/sign-in/);
    expect((await browser.get('/console')).status).toBe(200);
  });

  it('in any way is out when a manager or the operator removes what they sign in with', async () => {
    const { browser, email, colleagueId } = await newcomer('reset@mine.example');
    const app = await withApp(browser);
    later(30);
    const { browser: inside } = await press(email, app.code());
    await manager.post(`/console/colleagues/${colleagueId}/reset`, {});
    for (const one of [browser, inside])
      expect((await one.get('/console')).headers.get('location')).toMatch(/^\/console\/sign-in/);
    expect((await (await press(email)).browser.get('/console')).status).toBe(200);
  });

  it('for longer than a quarter of an hour adds nothing beside what is there, and removes no passkey', async () => {
    const { browser, email } = await newcomer('open@mine.example');
    const first = await newcomer('first@mine.example');
    await test.added(browser);
    later(15 * 60);
    // The first one is added at any time.
    await test.added(first.browser);
    const before = await test.registry.everythingStored();
    const page = await browser.get('/console/passkeys');
    expect(textOf(page.text)).toContain('Sign out and sign in again to add or remove');
    expect(page.text).not.toMatch(/data-options|\/remove"/);
    expect((await browser.post('/console/passkeys/options', { name: 'Mine' })).status).toBe(422);
    expect((await test.send(browser, '{}')).status).toBe(409);
    const code = await browser.get('/console/code');
    expect(code.text).not.toContain('class="secret"');
    const fresh = (await press(email)).browser;
    const app = appOf((await fresh.get('/console/code')).text);
    const stored = await test.registry.everythingStored();
    expect((await browser.post('/console/code', { draw: app.draw, code: app.code() })).status).toBe(409);
    const id = /passkeys\/([0-9a-f]{64})\/remove/.exec((await fresh.get('/console/passkeys')).text)?.[1];
    const kept = await browser.post(`/console/passkeys/${id}/remove`, {});
    expect([kept.status, textOf(kept.text).includes('The passkey was not removed')]).toEqual([409, true]);
    expect(await test.registry.everythingStored()).toBe(stored);
    expect(stored.length).toBeGreaterThan(before.length);
    expect((await fresh.post(`/console/passkeys/${id}/remove`, {})).status).toBe(303);
    await test.added(fresh);
  });

  it('and guesses codes, to remove them, shuts nobody out of the link; codes that are right are never too many', async () => {
    const { browser, email } = await newcomer('burnt@mine.example');
    const app = await withApp(browser);
    test.time.at = addSeconds(test.time.at, 3600 - ((Date.parse(test.time.at) / 1000) % 3600));
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    for (let n = 0; n < 5; n++) await browser.post('/console/code/remove', { code: `00000${n}` });
    const warned = lines.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('WARN'));
    lines.mockRestore();
    expect(warned.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'five wrong codes', provider: 'MINE' },
    ]);
    expect(warned.join('')).not.toMatch(/burnt|LAU|colleague-/);
    expect((await browser.post('/console/code/remove', { code: app.code() })).status).toBe(429);
    for (let n = 0; n < 7; n++) {
      later(30);
      expect((await press(email, app.code())).isIn, `sign-in ${n}`).toBe(true);
    }
  });
});

describe('passkeys and codes that somebody else removes', () => {
  it('are another’s: a manager’s own need a code, also with their browser', async () => {
    const colleagueId = await test.invite('boss@mine.example', 'manager', { name: 'YIP Sau Fong' });
    const boss = await test.signInAs('boss@mine.example');
    const app = await withApp(boss);
    const page = (who: Browser) => who.get(`/console/colleagues/${colleagueId}`);
    expect((await page(boss)).text).not.toContain('/reset"');
    expect((await page(manager)).text).toContain('/reset"');
    expect((await boss.post(`/console/colleagues/${colleagueId}/reset`, {})).status).toBe(403);
    expect(await test.registry.everythingStored()).toContain(app.draw);
    expect((await manager.post('/console/colleagues/colleague-000000000000/reset', {})).status).toBe(404);
    expect((await manager.post(`/console/colleagues/${colleagueId}/reset`, {})).status).toBe(303);
    expect(await test.registry.everythingStored()).not.toContain(app.draw);
  });
});

describe('where a provider asks for more than a link', () => {
  it('one without adds a passkey or a code, and nothing else is open before', async () => {
    const { browser: early, email } = await newcomer('new@mine.example');
    await askFor('required');
    for (const path of ['/console', '/console/certificates', '/console/sessions', '/console/colleagues'])
      expect((await early.get(path)).headers.get('location'), path).toBe('/console/passkeys');
    const before = await test.registry.everythingStored();
    await early.post('/console/certificates/new', {
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      issuedOn: '2026-11-01',
    });
    expect(await test.registry.everythingStored()).toBe(before);
    expect(textOf((await early.get('/console/passkeys')).text)).toContain('Your organisation asks for');
    // What is added opens the rest when it is signed in with; the sign-in by the link alone is over.
    const second = (await press(email)).browser;
    const device = await test.added(early);
    for (const weak of [early, second])
      expect((await weak.get('/console/passkeys')).headers.get('location')).toMatch(/^\/console\/sign-in/);
    expect((await test.send(second, '{}')).headers.get('location')).toBe('/console/sign-in');
    expect((await (await test.signInWith(device)).browser.get('/console')).status).toBe(200);
    const link = await press(email);
    expect([link.status, link.isIn]).toEqual([403, false]);
    expect(textOf(link.text)).toContain('Sign in with your passkey');
  });

  it('a code beside the link is enough', async () => {
    const { browser, email } = await newcomer('code@mine.example');
    const app = await withApp(browser);
    later(30);
    const { browser: inside } = await press(email, app.code());
    expect((await inside.get('/console')).status).toBe(200);
  });

  it('whoever lost their device comes back by a manager, and adds another', async () => {
    const { browser, email, colleagueId } = await newcomer('again@mine.example');
    await test.added(browser);
    expect((await press(email)).isIn).toBe(false);
    // The manager has to have one too.
    const device = await test.added(manager);
    const strong = (await test.signInWith(device)).browser;
    await strong.post(`/console/colleagues/${colleagueId}/reset`, {});
    const { browser: back } = await press(email);
    expect((await back.get('/console')).headers.get('location')).toBe('/console/passkeys');
    manager = strong;
  });

  it('a key neither asks for it nor ends it', async () => {
    const me = await test.signedIn(test.mine);
    expect((await askFor('free', me)).status).toBe(403);
    expect((await askFor('free')).status).toBe(303);
    expect((await askFor('required', me)).status).toBe(403);
    const { browser } = await newcomer('free@mine.example');
    expect((await browser.get('/console')).status).toBe(200);
  });
});
