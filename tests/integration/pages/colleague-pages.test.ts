import { TOTP } from 'otpauth';
import { beforeAll, it } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { createTestPasskeys } from '#support/sites/passkeys';
import { instantFrom } from '#support/storage/registry';
import { asKept } from './kept-page.ts';

/** The pages about colleagues, keys and ways to sign in, in each state that one of them can be in. */
let test: Awaited<ReturnType<typeof createTestPasskeys>>;
type Browser = ReturnType<typeof test.browser>;
let manager: Browser;
let desk: Browser;
let byKey: Browser;
beforeAll(async () => {
  test = await createTestPasskeys();
  test.time.at = instantFrom('2026-11-21T02:00:00.000Z');
  await test.invite('lead@mine.example', 'manager', { name: 'HO Kin Man' });
  await test.invite('desk@mine.example', 'desk');
  manager = await test.signInAs('lead@mine.example');
  desk = await test.signInAs('desk@mine.example');
  later(6);
  byKey = await test.signedIn(test.mine);
});

const later = (seconds: number) => {
  test.time.at = addSeconds(test.time.at, seconds);
};
/** The page in both languages. */
async function kept(name: string, browser: Browser, path: string, send?: Record<string, string>) {
  for (const language of ['en', 'zh-HK']) {
    const headers = { 'accept-language': language };
    const { text, ...answer } = await (send ? browser.post(path, send, headers) : browser.get(path, headers));
    await asKept(`console/${name}.${language}`, { ...answer, text: withoutDraw(text) });
  }
}
/** A secret for an app is drawn for each answer. */
const withoutDraw = (text: string) =>
  text
    .replace(/(<div class="qr"[^>]*>).*?<\/div>/s, '$1</div>')
    .replace(/<p class="secret">[^<]+/, '<p class="secret">SECRET')
    .replace(/name="draw" value="[^"]+"/, 'name="draw" value="DRAW"');
/** What pages say of what was just done, a line each. */
async function said(name: string, browser: Browser, paths: string[]) {
  for (const language of ['en', 'zh-HK']) {
    const lines: string[] = [];
    for (const path of paths) {
      const { text } = await browser.get(path, { 'accept-language': language });
      lines.push(`${path}: ${/<p role="status">.*?<\/p>/s.exec(text)?.[0] ?? 'nothing'}`);
    }
    await asKept(`console/${name}.${language}`, {
      status: 200,
      headers: new Headers(),
      text: lines.join('\n'),
    });
  }
}
const idOf = async (name: string) =>
  (await test.registry.colleagues.list('MINE')).find((one) => one.name === name)?.colleagueId ?? '';

it('say what was done', async () => {
  await said('said', manager, [
    ...['invited', 'changed', 'removed', 'ended', 'reset', 'else'].map(
      (done) => `/console/colleagues?done=${done}`,
    ),
    ...['added', 'removed', 'else'].map((done) => `/console/passkeys?done=${done}`),
    ...['set', 'stopped', 'else'].map((done) => `/console/code?done=${done}`),
    '/console/sessions?done=ended',
    '/console/sessions',
    '/console/settings?done=saved',
    '/console/settings',
  ]);
});

it('settings, as they are and sent wrong', async () => {
  await kept('settings', manager, '/console/settings');
  await kept('settings-wrong', manager, '/console/settings', {
    contact: '',
    digestEmail: 'nobody',
    disclosure: 'everything',
  });
  await kept('settings-number', manager, '/console/settings', {
    contact: 'A123456(3)',
    digestEmail: ' ',
    disclosure: 'full',
  });
});

it('colleagues and keys of every kind, and what goes with one who is removed', async () => {
  await manager.post('/console/colleagues', { email: 'new@mine.example', name: 'LEUNG Ka', role: 'manager' });
  await manager.post('/console/keys', { label: 'course system' });
  later(6);
  await byKey.post('/console/keys', { label: 'website' });
  later(6);
  await test.registry.providerRepository.issueKey({
    provider: 'MINE',
    label: 'by the operator',
    createdAt: test.time.at,
    issuedBy: 'operator',
  });
  // What is of one moment has an order by chance.
  const other = await test.signInAs('new@mine.example');
  await other.post('/console/keys', { label: 'old desk' });
  await other.post('/console/colleagues', { email: 'guest@mine.example', name: 'GUEST', role: 'viewer' });
  await kept('colleagues-several', manager, '/console/colleagues');
  await kept('colleagues-by-key', byKey, '/console/colleagues');
  await kept('sessions-of-colleague', manager, '/console/sessions');
  const [own, new1, guest] = [await idOf('HO Kin Man'), await idOf('LEUNG Ka'), await idOf('GUEST')];
  await kept('colleague-own', manager, `/console/colleagues/${own}`);
  await kept('colleague-manager', manager, `/console/colleagues/${new1}`);
  await kept('colleague-viewer', manager, `/console/colleagues/${guest}`);
  await test.signInAs('guest@mine.example');
  await kept('colleague-remove', manager, `/console/colleagues/${new1}/remove`);
  await kept('colleague-role-none', manager, `/console/colleagues/${guest}/role`, { role: 'owner' });
  await kept('colleague-unknown', manager, '/console/colleagues/none');
  await kept('keys-several', manager, '/console/keys');
  const keys = await test.registry.providerRepository.listKeys('MINE');
  const keyOf = (label: string) => keys.find((key) => key.label === label)?.keyId ?? '';
  await kept('key-revoke-with-issued', manager, `/console/keys/${keyOf('desk')}/revoke`);
  await kept('key-revoke-own', byKey, `/console/keys/${keyOf('desk')}/revoke`);
  await manager.post(`/console/keys/${keyOf('old desk')}/revoke`, {});
  await kept('key-revoked', manager, `/console/keys/${keyOf('old desk')}/revoke`);
  await manager.post(`/console/colleagues/${new1}/remove`, {});
  await kept('keys-ended', manager, '/console/keys');
});

it('passkeys and codes, from none to one of each', async () => {
  await kept('passkeys-none', desk, '/console/passkeys');
  await kept('code-none', desk, '/console/code');
  await kept('code-wrong', desk, '/console/code', { draw: '', code: '12' });
  const page = (await desk.get('/console/code')).text;
  const secret = /<p class="secret">([A-Z2-7 ]+)<\/p>/.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  const draw = /name="draw" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const code = () => new TOTP({ secret }).generate({ timestamp: Date.parse(test.time.at) });
  await kept('code-mistyped', desk, '/console/code', { draw, code: '000000' });
  await desk.post('/console/code', { draw, code: code() });
  await kept('code-set', desk, '/console/code');
  await kept('code-stop-wrong', desk, '/console/code/remove', { code: '000000' });
  later(30);
  const asked = await test.askLink('desk@mine.example');
  const linked = test.browser(asked.cookie);
  await kept('sign-in-link-code', linked, asked.link);
  await kept('sign-in-link-no-code', linked, asked.link, { provider: 'MINE', 'code-MINE': '' });
  await kept('sign-in-link-wrong-code', linked, asked.link, { provider: 'MINE', 'code-MINE': '000000' });
  await kept('sign-in-link-elsewhere', test.signedOut, asked.link);
  await test.added(desk, 'Office laptop');
  await kept('passkeys-one', desk, '/console/passkeys');
  await kept('passkey-wrong', desk, '/console/passkeys', { name: '', response: '' });
  await kept('passkey-refused', test.signedOut, '/console/sign-in/passkey', { response: '{}' });
  await kept('colleague-with-code', manager, `/console/colleagues/${await idOf('TSANG Mei Ling')}`);
});

it('links of an address of two providers, of one that was used, and of a session that is old', async () => {
  await test.invite('both@mine.example', 'desk', { name: 'CHENG Wai' });
  await test.invite('both@mine.example', 'manager', { name: 'CHENG Wai', provider: 'THEIRS' });
  const both = await test.askLink('both@mine.example');
  const linked = test.browser(both.cookie);
  await kept('sign-in-link-two', linked, both.link);
  await linked.post(both.link, { provider: 'THEIRS' });
  await kept('sign-in-link-used', linked, both.link);
  later(3600);
  await kept('passkeys-again', desk, '/console/passkeys');
  await kept('code-again', desk, '/console/code');
});

it('a second factor that all must have, and keys that open no session', async () => {
  const device = await test.added(manager, 'Telephone');
  const { browser } = await test.signInWith(device);
  await browser.post('/console/colleagues/second-factor', { to: 'required' });
  await kept('colleagues-strict', browser, '/console/colleagues');
  const both = await test.signInAs('both@mine.example');
  await kept('passkeys-wanted', both, '/console/passkeys');
  await kept('home-wanted', both, '/console');
  await browser.post('/console/colleagues/second-factor', { to: 'free' });
  await browser.post('/console/colleagues/key-sign-in', { to: 'off' });
  await kept('colleagues-without-keys', browser, '/console/colleagues');
  await kept('key-refused', test.signedOut, '/console/sign-in', { key: test.mine });
  await kept('sign-in-with-no-key', test.signedOut, '/console/sign-in', { key: ' ', back: '/console/keys' });
  await kept('sign-in-back', test.signedOut, '/console/sign-in?back=/console/keys');
});
