import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { provider } from '#register/catalogue/provider.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { decoy } from '#register/decoy.ts';
import * as holderName from '#register/names/holder-name.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import * as credentialItem from '#storage/credentials/credential-item.ts';
import type { Table } from '#storage/table.ts';
import { verifyNumber } from '#verify/verify-number.ts';
import { addWatched } from '#watch/add-watched.ts';
import type { WatchedSite } from '#watch/watched-site.ts';
import { padResponseTime } from '#web/http/response-time.ts';
import { credentials, site } from './public-site.fixtures.ts';

// Not `vi.mock`: other files have loaded these modules already.
const read = vi.spyOn(credentialItem, 'fromItem');
const compare = vi.spyOn(holderName, 'compareNames');
const match = vi.spyOn(holderName, 'namesMatch');
afterAll(() => {
  for (const spy of [read, compare, match]) spy.mockRestore();
});

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(() => void vi.useRealTimers());

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
  return { outcome, read: read.mock.calls.length, compared: compared() };
}

const compared = () => compare.mock.calls.map(([typed]) => typed);

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

it.each([undefined, 'LEE Kin'])('nor does adding it to a site, asked with the name %s', async (name) => {
  const works: unknown[] = [];
  for (const items of [[credentials.quiet], []]) {
    vi.clearAllMocks();
    let looked = 0;
    const table = { page: async () => ({ items: [items, looked++][0] }) } as unknown as Table;
    const deps = {
      watchedSites: {
        get: async () => ({ state: 'watching' }) as WatchedSite,
        memberIds: async () => [],
        add: async () => 'added' as const,
        isWatchedBy: async () => false,
      },
      finder: createCredentialFinder(table),
      credentials: { get: async () => undefined },
      providers: { prepare: async () => {}, get: async () => quiet },
    };
    const { number } = credentials.quiet;
    const rows = [1, 2, 3].map((row) => ({ row, number, ...(name && { name }) }));
    const at = { at: instant.parse('2026-11-21T01:15:00.000Z'), on };
    const added = await addWatched(deps, 'a'.repeat(32), rows, at);
    const matched = match.mock.calls.map(([typed]) => typed);
    works.push({
      looked,
      matched: new Set(matched),
      compared: compared(),
      read: read.mock.calls.length,
      added,
    });
  }
  expect(works[0]).toEqual(works[1]);
  expect(works[0]).toMatchObject({ looked: 1, read: 1 });
});

it('what stands in for a certificate that is not there is never found', async () => {
  for (const name of [undefined, decoy.nameEn, decoy.nameZh])
    for (const issuer of [undefined, decoy.provider])
      expect(await ask('missing', { ...(name && { name }), ...(issuer && { issuer }) })).toMatchObject({
        outcome: 'notFound',
      });
});

/** How long after its question the answer comes, where looking up takes so many milliseconds. */
async function millisecondsTo(path: string, init: RequestInit, taken: number): Promise<number> {
  vi.useFakeTimers({ toFake: ['Date', 'hrtime', 'setTimeout', 'clearTimeout'] });
  const asked = Date.now();
  let looked = false;
  const lookingUp = () => {
    if (!looked) vi.advanceTimersByTime(taken);
    looked = true;
  };
  const { app } = site({ lookingUp, padResponseTime });
  let isThere = false;
  const answered = Promise.resolve(app.request(path, init)).then(() => {
    isThere = true;
    return Date.now() - asked;
  });
  // The clock stands while anything but a timer is waited for: how long that takes is the machine's own affair.
  while (!isThere) {
    await new Promise((resolve) => setImmediate(resolve));
    if (vi.getTimerCount() > 0) vi.advanceTimersByTime(1);
  }
  return answered;
}

describe('an answer about numbers comes on the quantum', () => {
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const batch = (...numbers: string[]): RequestInit => ({
    method: 'POST',
    headers: json,
    body: JSON.stringify({ items: numbers.map((number) => ({ number })) }),
  });
  const form = { method: 'POST', body: new URLSearchParams({ number: 'NONE-1234', name: 'LEE' }) };
  it.each<[string, string, RequestInit, number]>([
    ['when there is no record', '/verify/NONE-1234', {}, 25],
    ['when its provider hides it', `/verify/${credentials.quiet.number}`, {}, 25],
    ['in JSON as well', `/verify/${credentials.quiet.number}`, { headers: json }, 25],
    ['with a name', '/verify/NONE-1234', { method: 'POST', headers: json, body: '{"name":"LEE"}' }, 25],
    ['from the form', '/verify', form, 25],
    ['to many, on a longer one', '/verify', batch('NONE-1234', credentials.valid.number), 250],
  ])('%s', async (_, path, init, quantum) => {
    for (const taken of [3, quantum - 2, quantum + 6])
      expect(await millisecondsTo(path, init, taken)).toBe(taken < quantum ? quantum : 2 * quantum);
  });

  it('but one that shows a record as soon as it is there', async () => {
    for (const init of [{}, { headers: json }])
      expect(await millisecondsTo(`/verify/${credentials.valid.number}`, init, 3)).toBe(3);
  });

  it('and a page that looks nothing up at once', async () => {
    expect(await millisecondsTo('/privacy', {}, 0)).toBe(0);
  });
});

it('many names beside one number are not compared in a batch either', async () => {
  const { app, questions } = site();
  const names = Array.from({ length: 11 }, (_, n) => `CHAN ${'ABCDEFGHIJK'[n]}`);
  const items = names.map((name) => ({ number: credentials.quiet.number, name }));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const answer = await app.request('/verify', { ...init, body: JSON.stringify({ items }) });
  const { results } = (await answer.json()) as { results: { code?: string }[] };
  expect(new Set(results.map(({ code }) => code))).toEqual(new Set(['crowded_number']));
  expect(questions).toEqual([]);
  const few = await app.request('/verify', { ...init, body: JSON.stringify({ items: items.slice(1) }) });
  expect(JSON.stringify(await few.json())).not.toContain('crowded_number');
});
