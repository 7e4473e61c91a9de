import { describe, it } from 'vitest';
import { type Change, certificate, credentials, site } from '../../unit/verify/public-site.fixtures.ts';
import { asKept } from './kept-page.ts';

/** What the public site answers about another day, with a name, and of what was recorded later; and its pages of words alone. */
const later = (event: string, on: string, more: Record<string, unknown> = {}): Change =>
  ({ event, on, at: '2026-11-10T02:00:00.000Z', ...more }) as Change;
const registered = [
  ...Object.values(credentials),
  certificate('LATER-REVOKED-1', {}, later('revoked', '2026-01-05')),
  certificate('LATER-SUSPENDED-2', {}, later('suspended', '2026-01-05')),
  certificate(
    'LATER-EXTENDED-3',
    { expiresOn: '2026-01-31' },
    later('extended', '2026-01-15', { expiresOn: '2027-01-31' }),
  ),
  certificate(
    'LATER-REINSTATED-4',
    {},
    { event: 'suspended', on: '2025-12-01', at: '2025-12-01T02:00:00.000Z' },
    later('reinstated', '2026-01-05'),
  ),
  certificate('ANOTHER-5', { nameEn: 'LEE Ka Yan', nameZh: '李嘉欣', type: 'BLS', expiresOn: '2026-12-31' }),
];

async function ask(path: string, init: RequestInit = {}) {
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...init.headers };
  const response = await site({ registered }).app.request(path, { ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const numbers = [
  ...Object.entries(credentials).map(([state, { number }]) => [state, number] as const),
  ...registered
    .slice(Object.keys(credentials).length)
    .map(({ number }) => [number.toLowerCase(), number] as const),
];

describe.each(['en', 'zh-HK'])('in %s', (language) => {
  const lang = `lang=${language}`;
  it.each(numbers)('one that is %s, on a day in the past and one to come', async (state, number) => {
    await asKept(`verify/past/${state}.${language}`, await ask(`/verify/${number}?on=2026-01-20&${lang}`));
    if (['valid', 'expiringSoon', 'notYetValid'].includes(state))
      await asKept(
        `verify/past/${state}-to-come.${language}`,
        await ask(`/verify/${number}?on=2027-01-20&${lang}`),
      );
  });

  it.each([
    ['valid', 'CHAN Tai Man'],
    ['shared', 'chan tai man'],
    ['shared', 'LEE Ka Yan'],
    ['latinOnly', '陳大文'],
    ['revoked', 'WONG Mei Ling'],
  ] as const)('one that is %s, with the name %s, on a day in the past', async (state, name) => {
    const body = new URLSearchParams({ name, on: '2026-01-20', issuer: state === 'valid' ? 'SPMC' : '' });
    const path = `/verify/${credentials[state].number}?${lang}`;
    const kept = `verify/past/${state}-named-${name.toLowerCase().replaceAll(' ', '-')}.${language}`;
    await asKept(kept, await ask(path, { method: 'POST', body }));
  });

  it.each([
    ['help', '/help'],
    ['read-as', '/verify/SPMC-OFA-2O24-OOO17'],
    ['identity-card', '/verify/A123456(3)'],
    ['of-no-issuer', `/verify/${credentials.valid.number}?issuer=NONE`],
    ['of-other-issuer', `/verify/${credentials.valid.number}?issuer=HKFA`],
    ['unknown-past', '/verify/NOBODY-2024-1?on=2026-01-20&issuer=SPMC'],
  ])('%s', async (name, path) => {
    await asKept(
      `verify/past/${name}.${language}`,
      await ask(`${path}${path.includes('?') ? '&' : '?'}${lang}`),
    );
  });
});

it.each(numbers.slice(Object.keys(credentials).length))('for a program: %s', async (name, number) => {
  const headers = { accept: 'application/json' };
  await asKept(`verify/past/${name}.json`, await ask(`/verify/${number}?on=2026-01-20`, { headers }));
});

it.each([
  ['robots', '/robots.txt'],
  ['sitemap', '/sitemap.xml'],
])('%s', async (name, path) => {
  await asKept(`verify/past/${name}`, await ask(path));
});
