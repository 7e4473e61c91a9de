import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { textOf } from '#support/sites/console-pages';
import { createTestPasskeys } from '#support/sites/passkeys';
import { day } from '#support/storage/registry';

/** Passkeys of colleagues: added by who is signed in, and good for nothing but what they were made for. */
let test: Awaited<ReturnType<typeof createTestPasskeys>>;
type Browser = Awaited<ReturnType<typeof test.signInAs>>;
let mei: Browser;
let meiId: string;
let manager: Browser;
beforeAll(async () => {
  test = await createTestPasskeys();
  meiId = await test.invite('mei@mine.example', 'desk');
  mei = await test.signInAs('mei@mine.example');
  await test.invite('lead@mine.example', 'manager', { name: 'HO Kin Man' });
  manager = await test.signInAs('lead@mine.example');
});
const later = (seconds: number) => {
  test.time.at = addSeconds(test.time.at, seconds);
};
/** Somebody with no passkey yet. */
async function newcomer(email: string, name = 'LAU Ho', provider = 'MINE') {
  const colleagueId = await test.invite(email, 'desk', { name, provider });
  return { colleagueId, browser: await test.signInAs(email, provider) };
}
const passkeyIn = (html: string) => /\/console\/passkeys\/([0-9a-f]{64})\/remove/.exec(html)?.[1] ?? '';
const REFUSED = 'This passkey did not sign you in';

describe('a passkey', () => {
  it('is added by a colleague who is signed in, and signs them in from then on', async () => {
    const device = await test.added(mei, 'Office laptop');
    const page = await mei.get('/console/passkeys?done=added');
    expect(textOf(page.text)).toMatch(/Office laptop 2026-11-\d\d Not yet/);
    const { answer, browser } = await test.signInWith(device);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console']);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(answer.headers.get('set-cookie')).toContain(flag);
    const home = await browser.get('/console');
    expect(home.text).toContain('TSANG Mei Ling');
    expect(textOf((await browser.get('/console/passkeys')).text)).not.toContain('Not yet');
    expect(textOf((await browser.get('/console/sessions')).text)).toContain('passkey');
    expect(textOf((await mei.get('/console/sessions')).text)).toMatch(/email .*passkey|passkey .*email/);
  });

  it('leads back to the page that was asked for, and to none of another site', async () => {
    const device = await test.added(mei, 'Telephone');
    for (const [back, to] of [
      ['/console/expiring', '/console/expiring'],
      ['https://evil.example/console', '/console'],
      ['/console/sign-out', '/console'],
    ] as const) {
      const { options, cookie } = await test.ask();
      const answer = await test.press(device.get(options), cookie, { back });
      expect(answer.headers.get('location')).toBe(to);
    }
  });

  it('is asked for with nothing that tells who has one', async () => {
    const [{ options: first }, { options: second }] = [await test.ask(), await test.ask()];
    expect(Object.keys(first).toSorted()).toEqual(Object.keys(second).toSorted());
    expect(first).toMatchObject({ rpId: 'certkeeper.example', userVerification: 'required' });
    expect(first.allowCredentials ?? []).toEqual([]);
    expect(first.challenge).not.toBe(second.challenge);
  });

  it('is made under a handle that is no address, the same for all of one colleague and of nobody else', async () => {
    const other = await newcomer('handle@mine.example');
    const [one, again, another] = [
      await test.askNew(mei),
      await test.askNew(mei),
      await test.askNew(other.browser),
    ];
    expect(one.user.id).toBe(again.user.id);
    expect(one.user.id).not.toBe(another.user.id);
    expect(Buffer.from(one.user.id, 'base64url')).toHaveLength(32);
    expect(one).toMatchObject({
      attestation: 'none',
      rp: { id: 'certkeeper.example' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(one.excludeCredentials.length).toBeGreaterThan(0);
  });

  it('is named, and not after an identity card', async () => {
    for (const name of ['', ' ', 'A123456(3)', 'x'.repeat(81), 'a\nb']) {
      expect((await mei.post('/console/passkeys/options', { name })).status).toBe(422);
      const answer = await test.send(mei, '{}', name);
      expect([answer.status, answer.text.includes('id="name-error"')]).toEqual([422, true]);
    }
  });

  it('is one of ten at most, also of those that are added at the same time', async () => {
    const { browser } = await newcomer('many@mine.example');
    for (let n = 0; n < 8; n++) await test.added(browser, `device ${n}`);
    const made = await Promise.all(
      [0, 1, 2, 3].map(async () => test.device().create(await test.askNew(browser))),
    );
    const statuses = await Promise.all(made.map(async (one) => (await test.send(browser, one)).status));
    expect(statuses.toSorted()).toEqual([303, 303, 409, 409]);
    expect((await browser.post('/console/passkeys/options', { name: 'one more' })).status).toBe(422);
    expect((await browser.get('/console/passkeys')).text).toContain('You have ten passkeys');
  });

  it('is told to its colleague by email', async () => {
    await test.service.send({
      ...{ of: 'colleague', provider: 'MINE', colleagueId: meiId, n: 9 },
      step: 'passkey',
    } as const);
    const { mail } = test.service.taken.at(-1) ?? {};
    expect(mail?.to).toBe('mei@mine.example');
    expect(mail?.text).toContain('https://verify.example.com/console/passkeys?lang=');
  });

  it('is no way in for who signed in with a key', async () => {
    const me = await test.signedIn(test.mine);
    expect((await me.get('/console/passkeys')).status).toBe(404);
    expect((await me.post('/console/passkeys/options', { name: 'x' })).status).toBe(404);
    expect((await test.send(me, '{}')).status).toBe(404);
  });
});

describe('a new passkey is not added', () => {
  const refused = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer;
    expect([status, textOf(text).includes('The passkey was not added')]).toEqual([422, true]);
  };

  it.each([
    ['by another site', { origin: 'https://evil.example' }],
    ['on a host beside it', { origin: 'https://other.certkeeper.example' }],
    ['over another port', { origin: 'https://certkeeper.example:8443' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without a fingerprint, face or PIN', { verified: false }],
    ['as a signature', { type: 'webauthn.get' }],
    ['for a challenge of its own', { challenge: 'A'.repeat(43) }],
  ])('that was made %s', async (_, told) => {
    await refused(test.send(mei, test.device().create(await test.askNew(mei), told)));
  });

  it('from another session, of another colleague or the same', async () => {
    await refused(test.send(manager, test.device().create(await test.askNew(mei))));
    const elsewhere = await test.signInAs('mei@mine.example');
    await refused(test.send(elsewhere, test.device().create(await test.askNew(mei))));
  });

  it('twice, late, or by what is none', async () => {
    const made = test.device().create(await test.askNew(mei));
    expect((await test.send(mei, made)).status).toBe(303);
    await refused(test.send(mei, made));
    const slow = test.device().create(await test.askNew(mei));
    later(300);
    await refused(test.send(mei, slow));
    const whole = JSON.parse(test.device().create(await test.askNew(mei)));
    const broken = { ...whole, response: { ...whole.response, attestationObject: '9v9v' } };
    for (const text of ['', '{}', 'null', '[]', '{"id":1}', JSON.stringify(broken)])
      await refused(test.send(mei, text));
  });

  it('that one has, or somebody else', async () => {
    const device = test.device();
    await test.send(mei, device.create(await test.askNew(mei)));
    for (const browser of [mei, manager]) {
      const again = await test.send(browser, device.create(await test.askNew(browser)));
      expect([again.status, textOf(again.text).includes('has a passkey of yours already')]).toEqual([
        409,
        true,
      ]);
    }
    const { browser } = await test.signInWith(device, { userHandle: (await test.askNew(mei)).user.id });
    expect((await browser.get('/console')).text).toContain('TSANG Mei Ling');
  });

  it('with certificates that name addresses to be asked', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    // {fmt: "apple", attStmt: {x5c: [h'00', h'00']}, …
    const attestation = Buffer.concat([
      Buffer.from('a363', 'hex'),
      Buffer.from('fmt'),
      Buffer.from('65', 'hex'),
      Buffer.from('apple'),
      Buffer.from('67', 'hex'),
      Buffer.from('attStmt'),
      Buffer.from('a163', 'hex'),
      Buffer.from('x5c'),
      Buffer.from('8241004100', 'hex'),
    ]);
    await refused(test.send(mei, test.device().create(await test.askNew(mei), { attestation })));
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});

describe('nobody is signed in', () => {
  let device: ReturnType<typeof test.device>;
  beforeAll(async () => {
    device = await test.added(mei, 'for refusals');
  });
  const isRefused = ({ answer, isIn }: Awaited<ReturnType<typeof test.signInWith>>) =>
    expect([answer.status, isIn, textOf(answer.text).includes(REFUSED)]).toEqual([401, false, true]);

  it.each([
    ['by what was signed on another site', { origin: 'https://evil.example' }],
    ['by what was signed on a host beside it', { origin: 'https://other.certkeeper.example' }],
    ['by what was signed for another host', { rpId: 'evil.example' }],
    ['without a fingerprint, face or PIN', { verified: false }],
    ['by what was made to add one', { type: 'webauthn.create' }],
    ['for another challenge', { challenge: 'A'.repeat(43) }],
    ['under another handle', { userHandle: 'A'.repeat(43) }],
  ])('%s', async (_, told) => {
    isRefused(await test.signInWith(device, told));
  });

  it('by an answer that was used, also of several at the same time, nor by its challenge after a refusal', async () => {
    const { options, cookie } = await test.ask();
    const signed = device.get(options);
    const answers = await Promise.all([1, 2, 3].map(() => test.press(signed, cookie)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 401, 401]);
    expect((await test.press(signed, cookie)).status).toBe(401);
    const second = await test.ask();
    expect((await test.press(device.get(second.options, { verified: false }), second.cookie)).status).toBe(
      401,
    );
    expect((await test.press(device.get(second.options), second.cookie)).status).toBe(401);
  });

  it('in another browser than asked', async () => {
    const [one, other] = [await test.ask(), await test.ask()];
    for (const cookie of ['', other.cookie, `__Host-sign-in=${'a'.repeat(43)}`])
      expect((await test.press(device.get(one.options), cookie)).status).toBe(401);
    // Nor by the challenge of somebody who adds one.
    const { challenge } = await test.askNew(mei);
    expect((await test.press(device.get({ challenge }), one.cookie)).status).toBe(401);
    expect((await test.press(device.get(one.options), one.cookie)).status).toBe(303);
  });

  it('after five minutes', async () => {
    const { options, cookie } = await test.ask();
    later(300);
    expect((await test.press(device.get(options), cookie)).status).toBe(401);
  });

  it('by a signature of another key, or by what is none', async () => {
    const [mine, { options, cookie }] = [JSON.parse(device.get({ challenge: 'A' })), await test.ask()];
    const others = JSON.parse(test.device().get(options, { userHandle: mine.response.userHandle }));
    const swapped = JSON.stringify({ ...others, id: mine.id, rawId: mine.id });
    expect((await test.press(swapped, cookie)).status).toBe(401);
    for (const text of ['', '{}', 'null', '"', JSON.stringify({ ...mine, response: {} })])
      expect((await test.press(text, cookie)).status).toBe(401);
  });

  it('for a form of another site', async () => {
    const { options, cookie } = await test.ask();
    const answer = await test
      .browser(cookie)
      .post(
        '/console/sign-in/passkey',
        { response: device.get(options) },
        { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      );
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it('when the device counts back, as a copy would; the log tells of it and of nobody', async () => {
    const counting = await test.added(mei, 'Security key', 5);
    const said: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    for (const [counter, isIn] of [
      [6, true],
      [6, false],
      [3, false],
      [0, false],
      [7, true],
    ] as const)
      expect((await test.signInWith(counting, { counter })).isIn, `${counter}`).toBe(isIn);
    write.mockRestore();
    const told = said.filter((line) => line.includes('passkey counter stepped back'));
    expect(told).toHaveLength(3);
    expect(said.join()).not.toMatch(/mei@mine|TSANG|Security key|colleague-/);
    // Those that several devices share do not count.
    for (let n = 0; n < 2; n++) expect((await test.signInWith(device, { counter: 0 })).isIn).toBe(true);
  });
});

describe('a passkey that was removed', () => {
  it('signs nobody in, and whoever came with it is out', async () => {
    const { browser } = await newcomer('lost@mine.example');
    const device = await test.added(browser, 'Lost telephone');
    const thief = (await test.signInWith(device)).browser;
    expect((await thief.get('/console')).status).toBe(200);
    const id = passkeyIn((await browser.get('/console/passkeys')).text);
    expect((await browser.post(`/console/passkeys/${id}/remove`, {})).status).toBe(303);
    expect((await thief.get('/console')).status).toBe(303);
    expect((await test.signInWith(device)).isIn).toBe(false);
    expect((await browser.get('/console')).status).toBe(200);
    expect(await test.registry.everythingStored()).not.toContain('Lost telephone');
    // The device may be added again.
    expect((await test.send(browser, device.create(await test.askNew(browser)))).status).toBe(303);
  });

  it('is nobody else’s: neither another colleague’s, nor another provider’s', async () => {
    const { browser } = await newcomer('own@mine.example');
    const theirs = await newcomer('own@theirs.example', 'CHU Man', 'THEIRS');
    const device = await test.added(browser);
    const id = passkeyIn((await browser.get('/console/passkeys')).text);
    for (const other of [manager, theirs.browser, mei]) {
      expect((await other.get('/console/passkeys')).text).not.toContain(id);
      expect((await other.post(`/console/passkeys/${id}/remove`, {})).status).toBe(404);
    }
    expect((await test.signInWith(device)).isIn).toBe(true);
    const foreign = await test.added(theirs.browser);
    const home = await (await test.signInWith(foreign)).browser.get('/console');
    expect(home.text).toContain('CHU Man');
    expect(home.text).toContain('THEIRS');
  });

  it('goes with its colleague, whoever removes or erases them', async () => {
    for (const way of ['removed', 'forgotten', 'provider'] as const) {
      const provider = way === 'provider' ? 'THEIRS' : 'MINE';
      const { browser, colleagueId } = await newcomer(`${way}@x.example`, 'NG Fai', provider);
      const device = await test.added(browser, `Phone of ${way}`);
      const { browser: inside } = await test.signInWith(device);
      const asked = await test.ask();
      const colleague = await test.registry.colleagues.find(provider, colleagueId);
      if (way === 'removed') await manager.post(`/console/colleagues/${colleagueId}/remove`, {});
      else if (colleague) await test.registry.colleagues.forget(colleague);
      expect((await inside.get('/console')).status, way).toBe(303);
      expect((await test.press(device.get(asked.options), asked.cookie)).status, way).toBe(401);
      const stored = await test.registry.everythingStored();
      expect(stored).not.toContain(`Phone of ${way}`);
      expect(stored).not.toContain(JSON.parse(device.get({ challenge: 'A' })).id);
    }
  });

  it('opens nothing of a provider that was closed', async () => {
    const { browser } = await newcomer('closed@theirs.example', 'KO Lai', 'THEIRS');
    const device = await test.added(browser);
    const profile = await test.registry.providerRepository.findProvider('THEIRS');
    if (!profile) throw new Error('no provider');
    await test.registry.providerRepository.changeProvider(profile, {
      ...profile,
      closedOn: day('2026-11-21'),
    });
    const { browser: after } = await test.signInWith(device);
    expect((await after.get('/console')).status).toBe(303);
  });
});
