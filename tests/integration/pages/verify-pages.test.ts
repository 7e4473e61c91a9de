import { describe, it } from 'vitest';
import { credentials, site } from '../../unit/verify/public-site.fixtures.ts';
import { asKept } from './kept-page.ts';

/** Every answer of the public site, as it was agreed on. */
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

async function ask(path: string, init: RequestInit = {}) {
  const response = await site().app.request(path, {
    ...init,
    headers: { accept: HTML, ...init.headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const post = (path: string, fields: Record<string, string>) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields) });

const numbers = Object.entries(credentials).map(([state, { number }]) => [state, number] as const);

describe.each(['en', 'zh-HK'])('in %s', (language) => {
  const lang = `lang=${language}`;

  it.each(numbers)('the verdict on one that is %s', async (state, number) => {
    await asKept(`verify/${state}.${language}`, await ask(`/verify/${number}?${lang}`));
  });

  it.each([
    ['home', `/?${lang}`],
    ['privacy', `/privacy?${lang}`],
    ['unknown', `/verify/NOBODY-2024-1?${lang}`],
    ['mistyped', `/verify/SPMC-OFA-7C3K2RA9?${lang}`],
    ['no-number', `/verify/!!?${lang}`],
    ['no-page', `/nothing?${lang}`],
    ['before-it-was-revoked', `/verify/${credentials.revoked.number}?on=2026-01-05&${lang}`],
    ['no-day', `/verify/${credentials.valid.number}?on=yesterday&${lang}`],
    ['one-issuer', `/verify/${credentials.shared.number}?issuer=HKFA&${lang}`],
  ])('%s', async (name, path) => {
    await asKept(`verify/${name}.${language}`, await ask(path));
  });

  it.each([
    ['name-right', 'valid', 'chan tai man'],
    ['name-wrong', 'valid', 'WONG Mei Ling'],
    ['name-wanted', 'quiet', ''],
    ['name-wanted-and-right', 'quiet', '陳大文'],
    ['name-wanted-and-wrong', 'quiet', '王美玲'],
  ] as const)('%s', async (name, state, typed) => {
    const answer = await post(`/verify/${credentials[state].number}?${lang}`, { name: typed });
    await asKept(`verify/${name}.${language}`, answer);
  });
});

it.each(numbers)('the verdict for a program on one that is %s', async (state, number) => {
  const headers = { accept: 'application/json' };
  await asKept(`verify/${state}.json`, await ask(`/verify/${number}`, { headers }));
});

it('several at once', async () => {
  const items = [...numbers.map(([, number]) => ({ number })), { number: 'NOBODY-1' }, { number: '!!' }];
  const answer = await ask('/verify', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  });
  await asKept('verify/several.json', answer);
});

it.each([
  ['security', '/.well-known/security.txt', {}],
  ['health', '/health', {}],
  ['qr', `/qr/SPMC/${credentials.valid.number}.svg`, {}],
  ['other-method', `/verify/${credentials.valid.number}`, { method: 'DELETE' }],
  ['not-json', '/verify', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
])('%s', async (name, path, init) => {
  await asKept(`verify/${name}`, await ask(path, init));
});
