import { beforeAll, describe, expect, it } from 'vitest';
import { roleFor } from '#provider/colleagues/role-for.ts';
import { type Role, roles } from '#register/catalogue/colleague.ts';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';

/** What each role may do, over every route of the console and of the API. */
let test: Awaited<ReturnType<typeof createTestColleagues>>;
const browsers = new Map<Role, Awaited<ReturnType<typeof test.signInAs>>>();
beforeAll(async () => {
  test = await createTestColleagues();
  await test.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'ROLE-1' } });
  for (const role of roles) {
    await test.invite(`${role}@mine.example`, role);
    browsers.set(role, await test.signInAs(`${role}@mine.example`));
  }
});

/** Every form of the console that is sent, by the least role that may: a new one must be put here. */
const sent: Record<string, Role> = {
  '/console/sign-out': 'viewer',
  '/console/sessions/:id/end': 'viewer',
  '/console/passkeys': 'viewer',
  '/console/passkeys/options': 'viewer',
  '/console/passkeys/:id/remove': 'viewer',
  '/console/code': 'viewer',
  '/console/code/remove': 'viewer',
  // What is sought may be a name, so it is sent.
  '/console/certificates': 'viewer',
  '/console/certificates/list.csv': 'viewer',
  '/console/certificates/new': 'desk',
  '/console/imports': 'desk',
  '/console/imports/request': 'desk',
  '/console/imports/:id/confirm': 'desk',
  '/console/imports/:id/undo': 'manager',
  '/console/imports/:id/answer': 'desk',
  '/console/credentials/:number{.+}/renew': 'desk',
  '/console/credentials/:number{.+}/correct': 'desk',
  '/console/credentials/:number{.+}/extend': 'desk',
  '/console/credentials/:number{.+}/reinstate': 'desk',
  '/console/credentials/:number{.+}/suspend': 'desk',
  '/console/credentials/:number{.+}/revoke': 'desk',
  '/console/extension-orders': 'manager',
  '/console/extension-orders/new': 'manager',
  '/console/extension-orders/preview': 'manager',
  '/console/extension-orders/:id/withdraw': 'manager',
  '/console/keys': 'manager',
  '/console/keys/:id/revoke': 'manager',
  '/console/settings': 'manager',
  '/console/colleagues': 'manager',
  '/console/colleagues/key-sign-in': 'manager',
  '/console/colleagues/second-factor': 'manager',
  '/console/colleagues/:id/reset': 'manager',
  '/console/colleagues/:id/role': 'manager',
  '/console/colleagues/:id/remove': 'manager',
};
/** Pages that only managers see; and those that ask for what only the desk may send. */
const seen: Record<string, Role> = {
  '/console/keys': 'manager',
  '/console/keys/:id/revoke': 'manager',
  '/console/settings': 'manager',
  '/console/colleagues': 'manager',
  '/console/colleagues/:id': 'manager',
  '/console/colleagues/:id/remove': 'manager',
  '/console/extension-orders/new': 'manager',
  '/console/extension-orders/:id/withdraw': 'manager',
  '/console/certificates/new': 'desk',
  ...Object.fromEntries(Object.entries(sent).filter(([path]) => path.startsWith('/console/credentials/'))),
};
const routesOf = (method: string, under: string) => [
  ...new Set(
    test.api.routes
      .filter((route) => route.method === method && route.path.startsWith(under))
      .map(({ path }) => path),
  ),
];
const isSignIn = (path: string) => path.startsWith('/console/sign-in');
const filledIn = (path: string) =>
  path.replace(/:number\{\.\+\}/, 'ROLE-1').replace(/:\w+(\{[^}]*\})?/g, 'AAAA');
const may = (role: Role, needed: Role) => roles.indexOf(role) >= roles.indexOf(needed);

describe('every form of the console', () => {
  it('has its place in the matrix', () => {
    expect(
      routesOf('POST', '/console')
        .filter((path) => !isSignIn(path))
        .toSorted(),
    ).toEqual(Object.keys(sent).toSorted());
  });

  it.each(['viewer', 'desk'] as const)(
    'is refused to a %s who may not send it, and changes nothing',
    async (role) => {
      const before = await test.registry.everythingStored();
      for (const [path, needed] of Object.entries(sent).filter(([, each]) => !may(role, each))) {
        const form = {
          reason: 'x',
          label: 'x',
          email: 'x@mine.example',
          name: 'A B',
          role: 'manager',
          to: 'off',
        };
        const answer = await browsers.get(role)?.post(filledIn(path), form);
        expect(answer?.status, `${needed} ${path}`).toBe(403);
      }
      expect(await test.registry.everythingStored()).toBe(before);
    },
  );

  it.each(roles)('is not refused to a %s who may', async (role) => {
    for (const [path] of Object.entries(sent).filter(([, needed]) => may(role, needed))) {
      if (path === '/console/sign-out') continue;
      const answer = await browsers.get(role)?.post(filledIn(path), {});
      expect(answer?.status, path).not.toBe(403);
    }
  });

  it('is refused for a form of another site, whoever sends it', async () => {
    for (const path of Object.keys(sent)) {
      const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
      expect((await browsers.get('manager')?.post(filledIn(path), {}, headers))?.status, path).toBe(403);
    }
  });
});

describe('every page of the console', () => {
  it.each(roles)('is open to a %s, or refused as the matrix says', async (role) => {
    for (const path of routesOf('GET', '/console').filter((each) => !isSignIn(each))) {
      const answer = await browsers.get(role)?.get(filledIn(path));
      expect(answer?.status === 403, `${answer?.status} ${path}`).toBe(!may(role, seen[path] ?? 'viewer'));
    }
  });

  it('changes nothing when it is looked at', async () => {
    const before = await test.registry.everythingStored();
    for (const path of routesOf('GET', '/console')) await browsers.get('manager')?.get(filledIn(path));
    expect(await test.registry.everythingStored()).toBe(before);
  });

  it('shows a viewer and the desk no way to what is a manager’s', async () => {
    const of = async (role: Role) => (await browsers.get(role)?.get('/console'))?.text ?? '';
    for (const place of ['/console/keys', '/console/colleagues']) {
      expect([(await of('viewer')).includes(place), (await of('desk')).includes(place)]).toEqual([
        false,
        false,
      ]);
      expect(await of('manager')).toContain(place);
    }
  });
});

describe('what a role may not do', () => {
  const PAGES = [
    '/console',
    '/console/imports',
    '/console/certificates',
    '/console/extension-orders',
    '/console/credentials/ROLE-1',
    '/console/expiring',
    '/console/sessions',
    '/console/passkeys',
    '/console/code',
  ];
  /** Where the links and forms of a page's main part lead to, each with its method. */
  function waysIn(html: string): [method: string, to: string][] {
    const main = html.split('<main')[1]?.split('</main>')[0] ?? '';
    const links = [...main.matchAll(/ href="(\/console[^"?]*)/g)].map(([, to = '']) => ['GET', to] as const);
    const forms = [...main.matchAll(/<form[^>]*method="post"[^>]*action="(\/console[^"?]*)/g)];
    return [...links, ...forms.map(([, to = '']) => ['POST', to] as const)].map(([method, to]) => [
      method,
      to,
    ]);
  }

  it.each(roles)('is not offered to a %s', async (role) => {
    for (const path of PAGES) {
      const ways = waysIn((await browsers.get(role)?.get(path))?.text ?? '');
      for (const [method, to] of ways) expect(may(role, roleFor(method, to)), `${path}: ${to}`).toBe(true);
    }
  });
});

describe('every route of the API', () => {
  it('is for keys: a colleague’s sign-in opens none', async () => {
    const routes = test.api.routes.filter(({ path, method }) => path.startsWith('/v1/') && method !== 'ALL');
    expect(routes.length).toBeGreaterThan(10);
    for (const { path, method } of routes) {
      if (path === '/v1/openapi.json') continue;
      const answer = await browsers.get('manager')?.send(filledIn(path), {
        method,
        ...(method !== 'GET' && { body: '{}', headers: { 'content-type': 'application/json' } }),
      });
      expect(answer?.status, `${method} ${path}`).toBe(401);
    }
  });
});
