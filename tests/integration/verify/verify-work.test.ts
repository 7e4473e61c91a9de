import { beforeAll, describe, expect, it } from 'vitest';
import { type Provider, provider } from '#register/catalogue/provider.ts';
import { type Credential, credential } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { keys } from '#storage/contract/table.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';
import { createSite } from '#verify/site/site.tsx';

/** What a caller could tell from the time of an answer: the register does the same work whatever it has. */
let registry: Registry;

const certificate = (number: string, of: string): Credential =>
  credential.parse({
    key: number.replaceAll('-', ''),
    number,
    provider: of,
    type: 'OFA',
    nameEn: 'CHAN Tai Man',
    language: 'en',
    issuedOn: '2024-03-01',
    expiresOn: '2027-02-28',
    history: [
      {
        at: '2024-03-01T02:00:00.000Z',
        on: '2024-03-01',
        event: 'issued',
        source: { via: 'api', keyId: 'k' },
      },
    ],
    version: 1,
  });
const profile = (code: string, disclosure: Provider['disclosure']): Provider =>
  provider.parse({ code, name: { en: code, 'zh-HK': code }, disclosure, approvals: [] });

beforeAll(async () => {
  registry = await createRegistry();
  await registry.providerRepository.addProvider(profile('SPMC', 'masked'));
  await registry.providerRepository.addProvider(profile('HKFA', 'full'));
  await registry.providerRepository.addProvider(profile('QUIET', 'matchOnly'));
  await registry.credentials.create({ credential: certificate('SPMC-2024-0001', 'SPMC') });
  await registry.credentials.create({ credential: certificate('HKFA-2024-0001', 'HKFA') });
  await registry.credentials.create({ credential: certificate('QUIET-2024-0001', 'QUIET') });
});

/** A fresh instance of the site, as after a cold start, that notes what it asks the store. */
function coldSite() {
  const calls: string[] = [];
  const world: { at: Instant } = { at: instantFrom('2026-11-21T01:15:00.000Z') };
  const table: Registry['table'] = {
    ...registry.table,
    get: (key, options) => {
      calls.push('get');
      return registry.table.get(key, options);
    },
    page: (query) => {
      calls.push(`query ${query.index ?? 'table'}`);
      return registry.table.page(query);
    },
  };
  const clock = () => world.at;
  const app = createSite({
    credentials: createCredentialFinder(table),
    providers: createRememberedDirectory(createProviderDirectory(table), clock),
    clock,
    publicBaseUrl: 'https://verify.example.hk',
    contactEmail: 'privacy@verify.example.hk',
    lookupsPerMinute: 1000,
    edgeSecret: '',
    padResponseTime: () => (_, next) => next(),
    log: () => {},
  });
  return { app, calls, world };
}

interface Question {
  number: string;
  issuer?: string;
  name?: string;
}

const KINDS: [string, Question][] = [
  ['found', { number: 'SPMC-2024-0001' }],
  ['missing', { number: 'SPMC-2024-9999' }],
  ["another provider's", { number: 'HKFA-2024-0001', issuer: 'SPMC' }],
  ['missing, of one provider', { number: 'SPMC-2024-9999', issuer: 'SPMC' }],
  ['matchOnly without a name', { number: 'QUIET-2024-0001', issuer: 'QUIET' }],
  ['matchOnly with a wrong name', { number: 'QUIET-2024-0001', name: 'Wong Mei Ling' }],
  ['matchOnly with the right name', { number: 'QUIET-2024-0001', name: 'Chan Tai Man' }],
];

async function ask(
  app: ReturnType<typeof coldSite>['app'],
  { number, ...question }: Question,
  accept: string,
) {
  const response = await app.request(`/verify/${number}`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  await response.text();
  return response.status;
}

describe.each(['application/json', 'text/html'])('a question asked for %s', (accept) => {
  it.each(KINDS)('about a number that is %s costs the store what any other does', async (_, question) => {
    const { app, calls, world } = coldSite();
    const took = async () => {
      await ask(app, question, accept);
      return calls.splice(0).toSorted();
    };
    expect(await took(), 'the first one').toEqual(['query byProvider', 'query table']);
    expect(await took(), 'the next one').toEqual(['query table']);
    world.at = instantFrom('2026-11-21T01:16:00.000Z');
    expect(await took(), 'the first one after a minute').toEqual(['query byProvider', 'query table']);
  });
});

it('the answers were what they should be', async () => {
  const { app } = coldSite();
  const statuses = [];
  for (const [, question] of KINDS) statuses.push(await ask(app, question, 'application/json'));
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 200]);
});

it('500 questions about 400 numbers are 400 queries and one list of providers', async () => {
  const { app, calls } = coldSite();
  const items = Array.from({ length: 500 }, (_, i) => ({ number: `SPMC-2024-${1000 + (i % 400)}` }));
  const response = await app.request('/verify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  });
  expect(JSON.parse(await response.text()).results).toHaveLength(500);
  expect(calls.filter((call) => call === 'query table')).toHaveLength(400);
  expect(calls.filter((call) => call === 'query byProvider')).toHaveLength(1);
  expect(calls).toHaveLength(401);
});

describe('a provider that was added within the last minute', () => {
  it('has its wish to hide kept from its first certificate on', async () => {
    const { app } = coldSite();
    await ask(app, { number: 'SPMC-2024-0001' }, 'application/json');
    await registry.providerRepository.addProvider(profile('SHY', 'matchOnly'));
    await registry.credentials.create({ credential: certificate('SHY-2024-0001', 'SHY') });
    expect(await ask(app, { number: 'SHY-2024-0001' }, 'application/json')).toBe(404);
    const named = { number: 'SHY-2024-0001', name: 'Chan Tai Man' };
    expect(await ask(app, named, 'application/json')).toBe(200);
  });
});

it('a profile that cannot be read shows nothing of its certificates, and keeps no other from being verified', async () => {
  await registry.providerRepository.addProvider(profile('BAD', 'matchOnly'));
  await registry.credentials.create({ credential: certificate('BAD-2024-0001', 'BAD') });
  await registry.table.update(keys.provider('BAD'), {
    text: 'SET #profile = :broken',
    values: { ':broken': 7 },
  });
  const { app } = coldSite();
  expect(await ask(app, { number: 'BAD-2024-0001' }, 'application/json')).toBe(500);
  expect(await ask(app, { number: 'SPMC-2024-0001' }, 'application/json')).toBe(200);
});
