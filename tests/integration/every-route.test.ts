import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { hongKongDay } from '#register/civil-date.ts';
import { ofa } from '#support/sites/api';
import { createTestColleagues } from '#support/sites/colleagues';
import { createHolderTest } from '#support/sites/holder-site';
import { createListsTest, type ListsTest } from '#support/sites/lists';
import { addWatched } from '#watch/add-watched.ts';
import { askWatch } from '#watch/ask-watch.ts';
import { confirmWatch } from '#watch/confirm-watch.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { site as createVerifySite } from '../unit/verify/public-site.fixtures.ts';

/**
 * What holds of every route there is, as the code has them: a new one is asked too. `npm run fuzz` asks 20,000 times;
 * each run asks the same.
 */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 600);

let test: Awaited<ReturnType<typeof createTestColleagues>>;
let mine: string;
let theirs: string;
let employers: ListsTest;
const real: string[] = [];
const apps: [name: string, app: Pick<Hono<HttpEnv>, 'routes' | 'request'>][] = [];

const cookieOf = async (key: string) =>
  (await test.browser('').post('/console/sign-in', { key })).headers.get('set-cookie')?.split(';')[0] ?? '';

beforeAll(async () => {
  test = await createTestColleagues();
  [mine, theirs] = [await cookieOf(test.mine), await cookieOf(test.theirs)];
  await test.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'MINE-0001' } });
  const opened = await test.ask('POST', '/v1/imports', { body: { fileName: 'f.csv', contentLength: 10 } });
  const colleagueId = await test.invite('mei@mine.example', 'desk');
  const [holders, lists] = [await createHolderTest(), await createListsTest()];
  await holders.register('SPMC-OFA-1');
  await lists.register('SPMC-OFA-1');
  real.push('MINE-0001', 'SPMC-OFA-1', opened.json().importId, colleagueId, 'SPMC', 'SPMCOFA1');
  real.push(await holders.my(), await holders.unsubscribe('SPMC-OFA-1'), await lists.press({ list: 'A-1' }));
  employers = lists;
  for (let n = 0; n < 4; n++) real.push(await watchedSite());
  const verify = createVerifySite({ lookupsPerMinute: 1e9 });
  apps.push(
    ['provider', test.api],
    ['holder', holders.site],
    ['employer', lists.site],
    ['verify', verify.app],
  );
}, 300_000);

/** The page of a site that watches a certificate; some requests end it. */
async function watchedSite(): Promise<string> {
  const { registry, deps, clock } = employers;
  const [at, on] = [clock.now, hongKongDay(clock.now)];
  const newId = randomUUID();
  const rosterId = newId.replaceAll('-', '');
  const asked = {
    typed: `hr-${newId}@firm.example`,
    site: 'Depot',
    language: 'en',
    caller: newId,
    at,
  } as const;
  await askWatch({ ...deps, newId: () => newId }, asked);
  await confirmWatch(registry, rosterId, at);
  await addWatched(registry, rosterId, [{ row: 1, number: 'SPMC-OFA-1' }], { at, on });
  return `/watch/${await registry.links.sign('roster', { rosterId, link: 1 })}`;
}

/** Of mulberry32: the same numbers each time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const junk = [
  '',
  ' ',
  '0',
  '-1',
  '9'.repeat(400),
  'A'.repeat(3000),
  '%00',
  '%E0%A4%A',
  '../../etc/passwd',
  '__proto__',
  '\'"><script>',
  '\u202e\u0000\ud800',
  '陳大文',
  '=1+1',
  '2026-02-31',
  '2027-12-31',
  'OFA',
  'chan@example.com',
  'chan@@',
  'A123456(3)',
  '[]',
  '{"a":1}',
  'true',
];
const names =
  'email site by count list on name nameEn nameZh reason expiresOn issuedOn type rejects role provider key items defaults fileName contentLength action scope version id sure number issuer lang limit cursor q status expiringFrom expiringTo types preview language done people after label asked contact nameEnglish issued List-Unsubscribe'.split(
    ' ',
  );

type Draw = ReturnType<typeof numbers>;
const oneOf = <T>(pick: Draw, all: readonly T[]): T => all[pick(all.length)] as T;
const value = (pick: Draw): unknown =>
  oneOf(pick, [
    oneOf(pick, junk),
    oneOf(pick, real),
    pick(2) === 0,
    null,
    pick(1e9) - 5e8,
    [oneOf(pick, junk), { number: oneOf(pick, real), name: oneOf(pick, junk) }],
    { [oneOf(pick, names)]: oneOf(pick, junk) },
  ]);

/** A path of the route with something in each of its places. */
const pathOf = (pick: Draw, route: string) =>
  route.replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?|\*/g, () => {
    const text = pick(2) ? oneOf(pick, real).split('/').at(-1) : oneOf(pick, junk);
    return pick(4) ? encodeURIComponent((text ?? '').toWellFormed()) : (text ?? '').replace(/[\s#?/\\]/g, '');
  });

function bodyOf(pick: Draw): { body?: string | URLSearchParams | FormData; type?: string } {
  const fields = Array.from({ length: pick(7) }, () => [oneOf(pick, names), value(pick)] as const);
  const text = () =>
    fields.map(([name, one]): [string, string] => [
      name,
      typeof one === 'string' ? one : JSON.stringify(one),
    ]);
  switch (pick(6)) {
    case 0:
      return { body: JSON.stringify(Object.fromEntries(fields)), type: 'application/json' };
    case 1:
      return { body: new URLSearchParams(text()) };
    case 2: {
      const form = new FormData();
      for (const [name, one] of text()) form.append(name, one.toWellFormed());
      form.append('file', new Blob([oneOf(pick, junk).toWellFormed()]), 'list.csv');
      return { body: form };
    }
    case 3:
      return {
        body: oneOf(pick, junk).toWellFormed(),
        type: oneOf(pick, ['application/json', 'text/csv', 'x']),
      };
    case 4:
      return { body: JSON.stringify(value(pick)), type: 'application/json; charset=big5' };
    default:
      return {};
  }
}

function requestTo(pick: Draw, path: string, method: string): [string, RequestInit] {
  const query = Array.from({ length: pick(4) }, (): [string, string] => [
    oneOf(pick, names),
    oneOf(pick, junk),
  ]);
  const { body, type } = bodyOf(pick);
  const headers: Record<string, string> = {
    ...(pick(3) && { cookie: oneOf(pick, [mine, theirs, 'session=x']) }),
    ...(pick(3) && { authorization: `Bearer ${oneOf(pick, [test.mine, test.theirs, 'ck_x'])}` }),
    ...(pick(3) && { 'sec-fetch-site': 'same-origin' }),
    ...(pick(2) && { accept: oneOf(pick, ['application/json', 'text/html', 'text/csv', '*/*', ';;q=x']) }),
    ...(pick(2) && { 'accept-language': oneOf(pick, ['en', 'zh-HK', 'zh;q=9', '-']) }),
    ...(pick(4) === 0 && { 'if-match': oneOf(pick, ['*', '"1"', 'W/"1"', '"']) }),
    ...(pick(4) === 0 && { 'idempotency-key': oneOf(pick, ['a', ' ', 'k'.repeat(300)]) }),
    ...(type && { 'content-type': type }),
  };
  const sends = method !== 'GET' && method !== 'HEAD';
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : '';
  return [
    `http://localhost${path}${search}`,
    { method, headers, redirect: 'manual', ...(sends && body && { body }) },
  ];
}

describe('every route', () => {
  it(`is asked ${REQUESTS} times with whatever a stranger may send, and fails never`, {
    timeout: 3_600_000,
  }, async () => {
    const pick = numbers(20261130);
    const routes = apps.flatMap(([name, app]) =>
      app.routes.map(({ path, method }) => ({ name, app, path, method: method === 'ALL' ? 'GET' : method })),
    );
    expect(routes.length).toBeGreaterThan(150);
    const failed: string[] = [];
    const answered = new Map<number, number>();
    for (let n = 0; n < REQUESTS; n++) {
      const { name, app, path, method } = oneOf(pick, routes);
      const asked = oneOf(pick, [method, method, method, 'PUT', 'HEAD']);
      const [url, init] = requestTo(pick, pathOf(pick, path), asked);
      // Of one network ten links a minute are sent.
      test.time.at = new Date(Date.parse(test.time.at) + 10_000).toISOString() as typeof test.time.at;
      const { status } = await app.request(url, init);
      answered.set(status, (answered.get(status) ?? 0) + 1);
      if (status >= 500) failed.push(`${n} ${name} ${asked} ${url.slice(0, 300)}`);
    }
    expect(failed, JSON.stringify([...answered])).toEqual([]);
  });
});

/** An address of the shape that the path asks for. */
const fitting = (path: string) =>
  path.replace(/:\w+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, shape = '') => {
    const id = shape.includes('{32}') ? 'a'.repeat(32) : 'MINE-0001';
    return `${id}${/\\(\.\w+)/.exec(shape)?.[1] ?? ''}`;
  });

describe('every address', () => {
  it('says of a method that it does not take which it takes', async () => {
    const wrong: string[] = [];
    let asked = 0;
    // Whatever was asked before may have signed out who was signed in.
    const signedIn = await cookieOf(test.mine);
    for (const [name, app] of apps) {
      const byPath = Map.groupBy(app.routes, ({ path }) => path);
      for (const [path, routes] of byPath) {
        const taken = new Set(routes.flatMap(({ method }) => (method === 'ALL' ? [] : [method])));
        if (taken.size === 0) continue;
        const method = taken.has('DELETE') ? 'PUT' : 'DELETE';
        const headers = {
          'sec-fetch-site': 'same-origin',
          ...(name === 'provider' && path.startsWith('/console') ? { cookie: signedIn } : {}),
          ...(path.startsWith('/v1') && { authorization: `Bearer ${test.mine}` }),
        };
        const { status, headers: answered } = await app.request(fitting(path), {
          method,
          headers,
        });
        const allow = (answered.get('allow') ?? '').split(', ').toSorted().join(', ');
        asked++;
        if (status !== 405 || allow !== [...taken].toSorted().join(', '))
          wrong.push(`${method} ${path}: ${status} ${allow} for ${[...taken]}`);
      }
    }
    expect(asked).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
  });
});

describe('every route of a site that is watched', () => {
  it('is asked by its own link with whatever a stranger may send, and fails never', async () => {
    const pick = numbers(20261201);
    const routes = employers.site.routes.filter(({ path }) => /^\/watch\/:(token|file)/.test(path));
    const failed: string[] = [];
    const opened = new Set<string>();
    for (const { path, method } of routes) {
      const asked = method === 'ALL' ? 'PUT' : method;
      for (let n = 0; n < 12; n++) {
        const page = n % 4 === 0 ? await watchedSite() : (real.at(-1) ?? '');
        const ownPath = path.replace('/watch/:token', page).replace(/\/watch\/:file\{.*\}$/, `${page}.csv`);
        const [url, init] = requestTo(pick, ownPath, asked);
        const { status } = await employers.site.request(url, init);
        if (status >= 500) failed.push(`${asked} ${path} ${n}`);
        if (status < 400) opened.add(`${asked} ${path}`);
      }
    }
    expect(failed).toEqual([]);
    // Each that there is, and not only its refusals: but for what wants a certificate of the site named.
    expect([...opened].toSorted()).toEqual(
      expect.arrayContaining(['GET /watch/:token', 'POST /watch/:token/confirm', 'POST /watch/:token/leave']),
    );
  });
});

const consoleRoutes = (methods: string[]) =>
  [
    ...new Set(
      test.api.routes
        .filter(({ path, method }) => path.startsWith('/console') && methods.includes(method))
        .map(({ path, method }) => `${method} ${path}`),
    ),
  ].map((route) => route.split(' ') as [method: string, path: string]);
const filled = (path: string, id: string) => path.replace(/:\w+(\{[^}]*\})?/g, id);

describe('every form of the console', () => {
  it.each([
    ['another site’s', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a page’s beside it', { 'sec-fetch-site': 'same-site', origin: 'https://other.certkeeper.example' }],
    ['one that does not say whose it is', { 'sec-fetch-site': '' }],
  ])('changes nothing where it is %s', async (_, headers) => {
    const before = await test.registry.everythingStored();
    const forms = consoleRoutes(['POST', 'PUT', 'PATCH', 'DELETE']);
    expect(forms.length).toBeGreaterThan(20);
    for (const [method, path] of forms) {
      const answer = await test.browser(mine).send(filled(path, 'MINE-0001'), {
        method,
        body: new URLSearchParams({ reason: 'x', to: 'off', label: 'x', email: 'x@evil.example' }),
        headers,
      });
      expect(answer.status, `${method} ${path}`).toBe(403);
    }
    expect(await test.registry.everythingStored()).toBe(before);
  });

  it.each(['MINE-0001', 'an import', 'a colleague'])(
    'and every page shows and changes nothing of another provider: %s',
    async (what) => {
      const id = { 'MINE-0001': real[0], 'an import': real[2], 'a colleague': real[3] }[what] ?? '';
      const before = await test.registry.credentials.get('MINE0001', 'MINE');
      const about = consoleRoutes(['GET', 'POST']).filter(([, path]) => path.includes(':'));
      expect(about.length).toBeGreaterThan(20);
      const browser = test.browser(theirs);
      for (const [method, path] of about) {
        const fields = { reason: 'x', role: 'viewer', sure: 'yes' };
        const ask = (one: string) =>
          browser.send(filled(path, one), {
            method,
            ...(method === 'POST' && { body: new URLSearchParams(fields) }),
          });
        const [foreign, none] = [await ask(id), await ask('NONE-0001')];
        expect(foreign.status, `${method} ${path}`).toBe(none.status);
        expect(foreign.text, `${method} ${path}`).not.toContain('CHAN');
      }
      expect(await test.registry.credentials.get('MINE0001', 'MINE')).toEqual(before);
      expect((await test.registry.colleagues.list('MINE'))[0]?.role).toBe('desk');
    },
  );
});
