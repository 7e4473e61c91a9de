import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createCredentialFinder } from '#adapters/credential-finder';
import { fromItem } from '#adapters/credential-item';
import type { Table } from '#adapters/table';
import { civilDate } from '#domain/civil-date';
import { decoy } from '#domain/decoy';
import { compareNames } from '#domain/holder-name';
import { provider } from '#domain/provider';
import { verifyNumber } from '#usecases/verify-number';
import { credentials } from './public-site.fixtures.ts';

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
