import { credentials } from '../../unit/verify/public-site.fixtures.ts';

/** A request as API Gateway hands it over, as far as requests differ. */
export interface Asked {
  method: string;
  path: string;
  query?: string;
  headers?: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const JSON_ONLY = { accept: 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SENT_JSON = { 'content-type': 'application/json' };
const LANGUAGES = ['lang=en', 'lang=zh-HK'];

const get = (path: string, query = '', headers: Record<string, string> = HTML): Asked => ({
  method: 'GET',
  path,
  query,
  headers,
});
const post = (path: string, body: string, headers: Record<string, string>, query = ''): Asked => ({
  method: 'POST',
  path,
  query,
  headers,
  body,
});
const form = (path: string, fields: Record<string, string>, query = '') =>
  post(path, new URLSearchParams(fields).toString(), { ...HTML, ...FORM }, query);
const json = (path: string, body: unknown, headers: Record<string, string> = JSON_ONLY, query = '') =>
  post(path, JSON.stringify(body), { ...headers, ...SENT_JSON }, query);

const registered = Object.values(credentials).map(({ number }) => number);
const { valid, revoked, quiet, shared } = credentials;

/** As people and programs write a number. */
const written = [
  ...registered,
  'NOBODY-2024-1',
  'SPMC-OFA-7C3K2RA9',
  '!!',
  '...',
  'spmc ofa 2024 00017',
  'SPMC-OFA-2O24-OOO17',
  'ＳＰＭＣ－ＯＦＡ－２０２４－０００１７',
  'SPMC/OFA/2024/00017',
  'SPMC 2024-00029',
  'HKFA 2024-00029',
  '證書１２３４５',
  'A?on=2020-01-01#x',
  '100%25',
  '%E8%AD',
  `https://verify.example.hk/verify/${valid.number}`,
  `${valid.number}. Thank you`,
  'A'.repeat(500),
  'A'.repeat(3000),
  '<script>alert(1)</script>',
  '\u200B',
];
const days = [
  '2026-01-05',
  '2026-05-04',
  '2024-12-04',
  '2030-01-01',
  'yesterday',
  '2026-02-30',
  '',
  '5/1/2026',
];
const names = ['CHAN Tai Man', 'chan tai man', '陳大文', 'WONG Mei Ling', '王美玲', '', ' ', 'x'.repeat(201)];
const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'FOO'];
const paths = [
  '/',
  '/privacy',
  '/help',
  '/health',
  '/robots.txt',
  '/sitemap.xml',
  '/favicon.ico',
  '/icon.png',
  '/.well-known/security.txt',
  `/qr/SPMC/${valid.number}.svg`,
];
const nowhere = [
  '/nothing',
  '/verify/',
  '//',
  '/verify//',
  '/qr',
  '/qr/SPMC',
  '/qr/SPMC/.svg',
  '/qr/spmc/A-1.svg',
  '/qr/SPMC/a/b c.svg',
  '/qr/SPMC/證書１２３.svg',
  '/VERIFY/A-1',
  '/index.html',
  '/a?b',
  '/a%00b',
];
const accepted = [
  {},
  { accept: '*/*' },
  { accept: 'application/problem+json' },
  { accept: 'text/html;q=0.1, application/json' },
  { accept: 'application/json;q=0' },
  { accept: 'image/png' },
  { ...HTML, 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' },
  { ...HTML, 'accept-language': 'zh-TW' },
  { ...HTML, 'accept-language': 'fr, en;q=0' },
  { ...HTML, 'accept-language': '\u4E2D\u6587' },
  { ...HTML, 'x-forwarded-for': '192.0.2.9, 198.51.100.7' },
  { ...HTML, 'x-certkeeper-edge': 'guessed', 'x-forwarded-for': '2001:db8::1' },
  { ...HTML, 'x-empty': '', 'x-long': 'y'.repeat(4000) },
  { ...HTML, 'Accept-Language': 'en' },
];
const batch = (numbers: string[]) => ({ items: numbers.map((number) => ({ number })) });
const bodies: [string, string, Record<string, string>][] = [
  ['no JSON', '{', SENT_JSON],
  ['no object', '7', SENT_JSON],
  ['null', 'null', SENT_JSON],
  ['a field too many', '{"name":"x","colour":"red"}', SENT_JSON],
  ['a wrong type', '{"name":7,"issuer":[]}', SENT_JSON],
  ['nulls', '{"name":null,"issuer":null,"on":null}', SENT_JSON],
  ['a charset', '{"name":"CHAN Tai Man"}', { 'content-type': 'Application/JSON; charset=utf-8' }],
  ['another type', 'name=x', { 'content-type': 'text/plain' }],
  ['no type', 'name=x', {}],
  ['an empty form', '', FORM],
  ['a form twice', 'name=CHAN+Tai+Man&name=x&issuer=SPMC', FORM],
  ['a form of percent signs', 'name=%E9%99%B3%&issuer=%', FORM],
  ['too much', `{"name":"${'x'.repeat(300_000)}"}`, SENT_JSON],
  ['no form', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
];

/** Whatever the public site is asked: numbers in every form, days, names, languages, methods, bodies, headers, pages. */
export const corpus: Asked[] = [
  ...LANGUAGES.flatMap((lang) => [
    ...written.flatMap((number) => [
      get(`/verify/${number}`, lang),
      get(`/verify/${number}`, lang, JSON_ONLY),
    ]),
    ...days.flatMap((on) =>
      [JSON_ONLY, HTML].map((headers) =>
        get(`/verify/${revoked.number}`, `on=${encodeURIComponent(on)}&${lang}`, headers),
      ),
    ),
    ...names.flatMap((name) => [
      form(`/verify/${valid.number}`, { name }, lang),
      json(`/verify/${valid.number}`, { name }, JSON_ONLY, lang),
      json(`/verify/${quiet.number}`, { name, on: '2026-06-01' }, HTML, lang),
      form('/verify', { number: shared.number, name }, lang),
    ]),
    ...['SPMC', 'HKFA', 'hkfa', 'NONE', ''].flatMap((issuer) =>
      [JSON_ONLY, HTML].map((headers) =>
        get(`/verify/${shared.number}`, `issuer=${issuer}&${lang}`, headers),
      ),
    ),
    ...[...paths, ...nowhere].flatMap((path) => [get(path, lang), get(path, lang, JSON_ONLY)]),
    ...bodies.flatMap(([, body, headers]) => [
      post(`/verify/${valid.number}`, body, headers, lang),
      post('/verify', body, { ...HTML, ...headers }, lang),
    ]),
    json('/verify', batch([...written, ...written]), JSON_ONLY, lang),
    json('/verify', { ...batch(registered), on: '2026-05-04' }, JSON_ONLY, lang),
    json('/verify', { ...batch(registered), on: 'never' }, JSON_ONLY, lang),
    form('/verify', { list: 'SPMC-1\nSPMC-2' }, lang),
    form('/verify', { number: 'nothing that is one' }, lang),
    form('/verify', {}, lang),
  ]),
  ...accepted.flatMap((headers) => [
    get(`/verify/${valid.number}`, '', headers),
    get('/', '', headers),
    get('/nothing', '', headers),
  ]),
  ...methods.flatMap((method) =>
    ['/', '/health', '/icon.png', `/verify/${valid.number}`, '/verify', '/verify/NOBODY-1', '/nothing'].map(
      (path): Asked => ({ method, path, headers: HTML }),
    ),
  ),
  // Large answers, packed and not.
  ...['gzip', 'br, gzip', 'gzip;q=0', 'identity', '*'].flatMap((encoding) => [
    json('/verify', batch(registered), { ...JSON_ONLY, 'accept-encoding': encoding }),
    json('/verify', batch([]), { ...JSON_ONLY, 'accept-encoding': encoding }),
  ]),
  json('/verify', batch(Array.from({ length: 500 }, (_, n) => `NOBODY-${n}`))),
  json('/verify', batch(Array.from({ length: 501 }, (_, n) => `NOBODY-${n}`))),
  json('/verify', { items: 'all' }),
  json('/verify', { items: [{ number: 1 }, {}, { number: 'A', names: 'x' }] }),
  // Bodies as API Gateway hands over what is no text, and what it never should.
  ...[true, false].map(
    (isBase64Encoded): Asked => ({
      ...form(`/verify/${valid.number}`, {}),
      body: Buffer.from('name=陳大文').toString('base64'),
      isBase64Encoded,
    }),
  ),
  {
    ...json(`/verify/${valid.number}`, {}),
    body: Buffer.from([0xff, 0x22]).toString('base64'),
    isBase64Encoded: true,
  },
  { ...get(`/verify/${valid.number}`), cookies: ['a=1', 'lang=en', 'b="c; d"'] },
  { ...get(`/verify/${valid.number}`), body: 'a body of a GET' },
  ...[
    'on=2026-01-05&on=2026-05-04',
    'on',
    '&&=',
    'lang=%zz',
    'lang=fr',
    'issuer=%00',
    '?on=2026-01-05',
    'x=1;y=2',
  ].flatMap((query) => [get(`/verify/${revoked.number}`, query), get('/', query)]),
];
