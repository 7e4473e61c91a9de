import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createCredentialFinder } from '#adapters/credential-finder';
import { fromItem } from '#adapters/credential-item';
import type { Table } from '#adapters/table';
import { civilDate } from '#domain/civil-date';
import { decoy } from '#domain/decoy';
import { compareNames } from '#domain/holder-name';
import { provider } from '#domain/provider';
import { pauseExactlyUntil } from '#functions/clock.ts';
import { verifyNumber } from '#usecases/verify-number';
import { credentials, site } from './public-site.fixtures.ts';

vi.mock(import('#adapters/credential-item'), async (original) => {
  const real = await original();
  return { ...real, fromItem: vi.fn(real.fromItem) };
});
vi.mock(import('#domain/holder-name'), async (original) => {
  const real = await original();
  return { ...real, compareNames: vi.fn(real.compareNames) };
});

beforeEach(() => {
  vi.clearAllMocks();
});

const on = civilDate.parse('2026-11-21');
const quiet = provider.parse({
  code: 'QUIET',
  name: { en: 'Quiet', 'zh-HK': '靜' },
  disclosure: 'matchOnly',
  approvals: [],
});

/** Asks a register that has one certificate, which its provider hides, or none. */
async function ask(has: 'hidden' | 'missing', question: { name?: string; issuer?: string } = {}) {
  const items = has === 'hidden' ? [credentials.quiet] : [];
  const table = { page: async () => ({ items }) } as unknown as Table;
  const providers = { prepare: async () => {}, get: async () => quiet };
  const deps = { credentials: createCredentialFinder(table), providers };
  const { number } = credentials.quiet;
  const { outcome } = await verifyNumber(deps, { number, on, today: on, ...question });
  return { outcome, read: vi.mocked(fromItem).mock.calls.length, compared: compared() };
}

const compared = () => vi.mocked(compareNames).mock.calls.map(([typed]) => typed);

describe('a number that is hidden and one that is not there take the same work', () => {
  it.each([
    ['without a name', {}],
    ['with another name', { name: 'LEE Kin' }],
    ['of another provider', { issuer: 'SPMC' }],
    ['with another name, of another provider', { name: 'LEE Kin', issuer: 'SPMC' }],
  ])('asked %s', async (_, question) => {
    const hidden = await ask('hidden', question);
    vi.clearAllMocks();
    const missing = await ask('missing', question);
    expect(missing).toEqual(hidden);
    expect(missing).toMatchObject({ outcome: 'notFound', read: 1 });
    expect(missing.compared).toHaveLength(1);
  });
});

it('what stands in for a certificate that is not there is never found', async () => {
  for (const name of [undefined, decoy.nameEn, decoy.nameZh])
    for (const issuer of [undefined, decoy.provider])
      expect(await ask('missing', { ...(name && { name }), ...(issuer && { issuer }) })).toMatchObject({
        outcome: 'notFound',
      });
});

describe('an answer waits for the beat', () => {
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const batch = (...numbers: string[]): RequestInit => ({
    method: 'POST',
    headers: json,
    body: JSON.stringify({ items: numbers.map((number) => ({ number })) }),
  });
  it.each<[string, string, RequestInit, boolean]>([
    ['when there is no record', '/verify/NONE-1234', {}, true],
    ['when its provider hides it', `/verify/${credentials.quiet.number}`, {}, true],
    ['in JSON as well', `/verify/${credentials.quiet.number}`, { headers: json }, true],
    [
      'when a name is posted',
      '/verify/NONE-1234',
      { method: 'POST', headers: json, body: '{"name":"LEE"}' },
      true,
    ],
    ['to many, whatever they are', '/verify', batch('NONE-1234', credentials.valid.number), true],
    ['but not when it is found', `/verify/${credentials.valid.number}`, {}, false],
    ['nor on a page that looks nothing up', '/privacy', {}, false],
  ])('%s', async (_, path, init, waits) => {
    const { app, pauses } = site();
    await app.request(path, init);
    expect(pauses).toHaveLength(waits ? 1 : 0);
    for (const milliseconds of pauses) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(milliseconds).toBeLessThanOrEqual(25);
    }
  });
});

it('the wait ends on its moment, never before', async () => {
  for (const milliseconds of [0.3, 1.7, 3.4, 9.9]) {
    const moment = performance.now() + milliseconds;
    await pauseExactlyUntil(moment);
    expect(performance.now()).toBeGreaterThanOrEqual(moment);
  }
  const passed = performance.now() - 5;
  await pauseExactlyUntil(passed);
});
