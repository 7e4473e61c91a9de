import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordActions } from '#register/certificate/record-action.ts';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { instantFrom } from '#support/storage/registry';

/** Who is signed in to the console, for how long, and that nobody else is. */
let test: Awaited<ReturnType<typeof createTestConsole>>;

beforeAll(async () => {
  test = await createTestConsole();
});
beforeEach(() => {
  test.time.at = instantFrom('2026-11-21T02:00:00.000Z');
});

const signIn = (key: string, back?: string) =>
  test.signedOut.post('/console/sign-in', { key, ...(back !== undefined && { back }) });
const register = (number: string) => test.ask('POST', '/v1/credentials', { body: { ...ofa, number } });
const recordOf = async (number: string) => (await test.ask('GET', `/v1/credentials/${number}`)).json();

describe('a session', () => {
  it('is a cookie of this very host that no script and no other site can use', async () => {
    const answer = await signIn(test.mine);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/console');
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^__Host-session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(set).toContain(flag);
    expect(set).not.toMatch(/Domain/i);
    expect(set).not.toContain(test.mine);
  });

  it('without HTTPS, on the local system, is the same but for Secure', async () => {
    const local = await createTestConsole({ publicBaseUrl: 'http://localhost:3000' });
    const answer = await local.signedOut.post('/console/sign-in', { key: local.mine });
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^session=.*HttpOnly.*SameSite=Strict/);
    expect(set).not.toContain('Secure');
  });

  it('is not given for a key that nobody has', async () => {
    const answer = await signIn('ck_nobody');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.text).not.toContain('ck_nobody');
  });

  it('ends with the sign-out: the cookie that somebody kept opens nothing', async () => {
    const me = await test.signedIn(test.mine);
    expect((await me.get('/console')).status).toBe(200);
    await me.post('/console/sign-out', {});
    expect((await me.get('/console')).headers.get('location')).toMatch(/^\/console\/sign-in/);
  });

  it('ends the moment its key is revoked, for reading and for writing', async () => {
    await register('SESSION-0001');
    const { key, secret } = await test.registry.providerRepository.issueKey({
      provider: 'MINE',
      label: 'temporary',
      createdAt: test.time.at,
    });
    const me = await test.signedIn(secret);
    const page = '/console/credentials/SESSION-0001';
    expect((await me.get(page)).status).toBe(200);
    await test.registry.providerRepository.revokeKey('MINE', key.keyId, test.time.at);
    expect((await me.get(page)).status).toBe(303);
    expect((await me.post(`${page}/revoke`, { reason: 'x' })).status).toBe(303);
    expect((await recordOf('SESSION-0001')).status).toBe('valid');
    expect((await signIn(secret)).status).toBe(401);
  });

  it('runs out after twelve hours', async () => {
    const me = await test.signedIn(test.mine);
    test.time.at = instantFrom('2026-11-21T13:59:59.999Z');
    expect((await me.get('/console')).status).toBe(200);
    test.time.at = instantFrom('2026-11-21T14:00:00.000Z');
    expect((await me.get('/console')).status).toBe(303);
  });

  it('is asked for on every page and every form of the console', async () => {
    const open = [
      '/console/sign-in',
      '/console/sign-in/email',
      '/console/sign-in/link/:token',
      '/console/sign-in/passkey',
      '/console/sign-in/passkey/options',
      '/console/sign-out',
    ];
    const routes = test.api.routes.filter(
      ({ path, method }) =>
        path.startsWith('/console') && /^(GET|POST)$/.test(method) && !open.includes(path),
    );
    expect(routes.length).toBeGreaterThan(15);
    for (const { path, method } of routes) {
      const answer = await test.signedOut.send(path.replace(/:\w+(\{[^}]*\})?/g, 'AAAA'), { method });
      expect([answer.status, answer.headers.get('location')?.split('?')[0]], `${method} ${path}`).toEqual([
        303,
        '/console/sign-in',
      ]);
    }
  });

  it('leads back to the page that was asked for, and never to another site', async () => {
    const asked = await test.signedOut.get('/console/credentials/AB%2F1?done=revoked');
    const location = new URL(asked.headers.get('location') ?? '', 'https://x.example');
    const answer = await signIn(test.mine, location.searchParams.get('back') ?? '');
    expect(answer.headers.get('location')).toBe('/console/credentials/AB%2F1?done=revoked');
    for (const evil of [
      '//evil.example',
      'https://evil.example',
      '/console\\@evil.example',
      '/consolex',
      '/console/\r\nx: y',
      '/console/\u0000',
      '/console/證書',
      '/console/sign-out',
      '/console/sign-out?x',
    ])
      expect((await signIn(test.mine, evil)).headers.get('location')).toBe('/console');
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'https://evil.certkeeper.example' }],
    ['nowhere', { 'sec-fetch-site': '', origin: '' }],
  ])('changes nothing for a form of %s', async (_, headers) => {
    await register('SESSION-0002');
    const me = await test.signedIn(test.mine);
    for (const action of recordActions) {
      const path = `/console/credentials/SESSION-0002/${action}`;
      const answer = await me.post(path, { reason: 'x', version: '1', nameEn: 'LEE Kin' }, headers);
      expect(answer.status).toBe(403);
    }
    expect((await recordOf('SESSION-0002')).version).toBe(1);
  });
});
