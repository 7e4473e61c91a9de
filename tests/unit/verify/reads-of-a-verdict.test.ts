import { expect, it } from 'vitest';
import { instant } from '#register/civil-date.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createRememberedDirectory } from '#storage/access/remembered-directory.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createTableReads } from '#storage/table-reads.ts';
import { createSite } from '#verify/site/site.tsx';

/** A budget, as money is: what one answer asks DynamoDB for, once the providers' profiles are remembered. */
const asked: { IndexName?: string | undefined; ConsistentRead?: boolean | undefined }[] = [];
const table = createTableReads('register', {
  getItem: async (input) => {
    asked.push(input);
    return {};
  },
  query: async (input) => {
    asked.push(input);
    return { Items: [] };
  },
});
const clock = () => instant.parse('2026-11-21T01:15:00.000Z');
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

it.each([
  ['a program', { headers: { accept: 'application/json' } }],
  ['a person', { headers: { accept: 'text/html' } }],
  ['somebody who knows the name', { method: 'POST', body: new URLSearchParams({ name: 'CHAN Tai Man' }) }],
])('a verdict for %s is one eventually consistent query: half a read unit', async (_, init) => {
  await app.request('/verify/SPMC-2024-0001');
  asked.splice(0);
  expect((await app.request('/verify/SPMC-2024-0001', init)).status).toBe(404);
  expect(asked).toHaveLength(1);
  expect(asked).toMatchObject([{ IndexName: undefined, ConsistentRead: false }]);
});
