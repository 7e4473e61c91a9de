import { describe, expect, it } from 'vitest';
import type { Credential } from '#register/certificate/credential.ts';
import { credentials, site } from './public-site.fixtures.ts';

/** What the public side never gives away, and never in what it is asked. */
const json = { accept: 'application/json' };
const html = { accept: 'text/html' };
const everything = Object.values(credentials);

type App = ReturnType<typeof site>['app'];
interface Request {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

async function ask(app: App, { path, ...init }: Request) {
  const response = await app.request(path, init);
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id').toSorted();
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
const sent = (body: unknown, accept = json) => ({
  method: 'POST',
  headers: { ...accept, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('a number of a provider that wants the name first', () => {
  const { number } = credentials.quiet;
  /** The same register, where nobody has that number. */
  const without = everything.filter((one) => one !== credentials.quiet);

  const WRONG = { name: 'WONG Mei Ling' };
  const WHERE: Record<string, string>[] = [
    {},
    { issuer: 'QUIET' },
    { issuer: 'SPMC' },
    { issuer: 'NOBODY' },
    { on: '2025-06-01' },
    { on: '2030-01-01' },
    { issuer: 'QUIET', on: '2025-06-01' },
  ];
  const LANGUAGES = ['en', 'zh-HK'];
  const requests = LANGUAGES.flatMap((lang) =>
    WHERE.flatMap((where): Request[] => {
      const get = `/verify/${number}?${new URLSearchParams({ ...where, lang })}`;
      const post = `/verify/${number}?lang=${lang}`;
      const many = `/verify?lang=${lang}`;
      const { on, ...issuer } = where;
      return [
        { path: get, headers: html },
        { path: get, headers: json },
        { path: post, ...form(where) },
        { path: post, ...form({ ...where, ...WRONG }) },
        { path: many, ...form({ ...where, number }) },
        { path: many, ...form({ ...where, ...WRONG, number }) },
        { path: post, ...sent(where) },
        { path: post, ...sent({ ...where, ...WRONG }) },
        { path: post, ...sent({ ...where, ...WRONG }, html) },
        {
          path: many,
          ...sent({
            ...(on && { on }),
            items: [
              { number: credentials.valid.number, ...issuer },
              { number, ...issuer },
              { number, ...issuer, ...WRONG },
              { number: 'NONE-2024-1', ...issuer },
            ],
          }),
        },
      ];
    }),
  );

  it(`answers ${requests.length} questions without its name byte for byte as if it were not there`, async () => {
    const there = site().app;
    const notThere = site({ registered: without }).app;
    for (const request of requests) {
      expect(await ask(there, request), JSON.stringify(request)).toEqual(await ask(notThere, request));
    }
  });

  it('answers no name, a wrong name and another number alike', async () => {
    const { app } = site();
    for (const lang of LANGUAGES) {
      const path = `/verify/${number}?lang=${lang}`;
      const unknown = await ask(app, { path: `/verify/NONE-2024-1?lang=${lang}`, ...sent({}) });
      expect(unknown.status).toBe(404);
      expect(await ask(app, { path, headers: json })).toEqual(unknown);
      expect(await ask(app, { path, ...sent({}) })).toEqual(unknown);
      expect(await ask(app, { path, ...sent(WRONG) })).toEqual(unknown);
    }
  });

  it('is the same blank in a list of many, but for the number as it was typed', async () => {
    const { app } = site();
    const items = [{ number }, { number, ...WRONG }, { number: 'NONE-2024-1' }];
    const { body } = await ask(app, { path: '/verify', ...sent({ items }) });
    const blanks = JSON.parse(body).results.map((result: object) => ({ ...result, number: '' }));
    expect(blanks).toEqual(Array.from({ length: 3 }, () => blanks[2]));
  });

  it('opens to its name alone, and then with all of it', async () => {
    const { app } = site();
    const { status, body } = await ask(app, { path: `/verify/${number}`, ...sent({ name: '陳大文' }) });
    expect([status, JSON.parse(body).matches[0].holder.name]).toEqual([200, 'CHAN Tai Man']);
  });

  it('does not show beside another provider’s of the same number', async () => {
    const twin: Credential = { ...credentials.quiet, number: '2024-00029', key: '202400029' };
    const both = site({ registered: [...without, twin] }).app;
    const one = site({ registered: without }).app;
    for (const headers of [html, json]) {
      const request = { path: '/verify/2024-00029', headers };
      expect(await ask(both, request)).toEqual(await ask(one, request));
    }
  });
});

/** Every route, with each certificate where a number stands in it. */
const routes: Request[] = [
  ...['/', '/privacy', '/.well-known/security.txt', '/health', '/nothing', '/verify'].flatMap((path) => [
    { path, headers: html },
    { path, headers: json },
  ]),
  ...everything.flatMap(({ number, provider }): Request[] => [
    ...['', '?on=2025-06-01', '?on=2030-01-01', `?issuer=${provider}`, '?on=2026-02-30'].flatMap((query) => [
      { path: `/verify/${number}${query}`, headers: html },
      { path: `/verify/${number}${query}`, headers: json },
    ]),
    { path: `/verify/${number}`, ...form({ name: 'WONG Mei Ling' }) },
    { path: `/verify/${number}`, ...sent({ name: 'WONG Mei Ling' }) },
    { path: '/verify', ...form({ number }) },
    { path: '/verify', ...form({ number, name: 'WONG Mei Ling' }) },
    { path: '/verify', ...form({ number, list: number }) },
    { path: '/verify', ...sent({ items: [{ number }, { number, name: 'WONG Mei Ling' }] }) },
    { path: `/verify/${number}`, method: 'DELETE' },
    { path: `/qr/${provider}/${number}.svg` },
  ]),
];

describe(`whatever is asked (${routes.length} requests)`, () => {
  it('no answer, header or log carries an address, a reason, a key or a name that is not disclosed', async () => {
    const canaries = everything.map(
      (one): Credential => ({
        ...one,
        // Where the policy shows the name it is no secret.
        ...(one.provider !== 'HKFA' && { nameEn: 'CANARY Tweety Bird', nameZh: '金絲雀' }),
        history: one.history.map((entry) => ({
          ...entry,
          source: { via: 'api', keyId: 'canary-key' },
          ...('reason' in entry && { reason: 'canary reason' }),
        })),
      }),
    );
    const { app, lines } = site({ registered: canaries });
    for (const request of routes) {
      const { headers, body } = await ask(app, request);
      expect(JSON.stringify(headers) + body, JSON.stringify(request)).not.toMatch(
        /canary@|canary-key|canary reason|Tweety|Bird|金絲雀/i,
      );
      expect(JSON.stringify(headers), JSON.stringify(request)).not.toMatch(/Mei|Ling/);
    }
    // The ids of a request are random, and may have any digits.
    const isRandom = (name: string) => name === 'requestId' || name === 'correlationId';
    expect(JSON.stringify(lines, (name, value) => (isRandom(name) ? '' : value))).not.toMatch(
      /canary|金絲雀|Ling|2024/i,
    );
  });

  it('no answer of the register may be indexed, and none kept but a QR code, which knows nothing of it', async () => {
    const { app, questions } = site();
    for (const request of routes) {
      const { headers } = await ask(app, request);
      const isImage = headers['content-type'] === 'image/svg+xml';
      const isForAll = ['/', '/privacy'].includes(request.path);
      expect(headers, JSON.stringify(request)).toMatchObject({
        'x-robots-tag': isForAll ? expect.stringMatching(/^(all|noindex, nofollow)$/) : 'noindex, nofollow',
        'cache-control': isImage ? 'public, max-age=86400' : 'no-store',
        vary: 'Accept, Accept-Language',
      });
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['etag']));
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['last-modified']));
    }
    questions.length = 0;
    for (const request of routes.filter(({ path }) => path.startsWith('/qr/'))) await ask(app, request);
    expect(questions).toEqual([]);
  });
});

it('a number that is asked several times is looked up once, and answered each time', async () => {
  const { app, questions } = site();
  const items = [
    { number: 'SPMC-OFA-2024-00017' },
    { number: 'NONE-1' },
    { number: 'spmc ofa 2024 00017', name: 'CHAN Tai Man' },
    { number: 'none.1' },
    { number: 'SPMC-OFA-2024-00017', issuer: 'HKFA' },
  ];
  const { body } = await ask(app, { path: '/verify', ...sent({ items }) });
  expect(JSON.parse(body).results).toMatchObject([
    { number: 'SPMC-OFA-2024-00017', outcome: 'found', matches: [{ nameMatch: 'notAsked' }] },
    { number: 'NONE-1', outcome: 'notFound' },
    { number: 'spmc ofa 2024 00017', outcome: 'found', matches: [{ nameMatch: 'match' }] },
    { number: 'none.1', outcome: 'notFound' },
    { number: 'SPMC-OFA-2024-00017', outcome: 'notFound' },
  ]);
  expect(questions).toEqual(['SPMCOFA202400017', 'NONE1']);
});
