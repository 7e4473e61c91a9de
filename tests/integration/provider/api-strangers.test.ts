import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, createTestApi, ofa } from '#support/sites/api';

let test: Awaited<ReturnType<typeof createTestApi>>;
const there = { number: 'MINE-0001', importId: '', orderId: '' };
const missing = { number: 'NONE-0001', importId: '00000000-none', orderId: '20261121020000000-none' };
const reason = 'as agreed';
const range = { expiringFrom: '2027-01-01', expiringTo: '2027-12-31', expiresOn: '2028-03-31', reason };
const ask = (...args: Parameters<(typeof test)['ask']>) => test.ask(...args);

beforeAll(async () => {
  test = await createTestApi();
  await ask('POST', '/v1/credentials', { body: { ...ofa, number: there.number } });
  const opened = await ask('POST', '/v1/imports', { body: { fileName: 'f.csv', contentLength: 10 } });
  there.importId = opened.json().importId;
  there.orderId = (await ask('POST', '/v1/extension-orders', { body: range })).json().orderId;
});

/** What is asked of a thing of a provider, by route; `own`: it names no thing, and acts on the caller's own alone. */
const table: Record<string, Ask | { own: Ask; path?: string }> = {
  'POST /v1/credentials': { own: { body: { ...ofa, number: 'THEIRS-0001' } } },
  'GET /v1/credentials': { own: {} },
  'GET /v1/credentials/:number{.+}': {},
  'PATCH /v1/credentials/:number{.+}': { body: { nameEn: 'X Y', reason }, headers: { 'if-match': '"1"' } },
  'POST /v1/credentials/:number{.+}/revoke': { body: { reason } },
  'POST /v1/credentials/:number{.+}/suspend': { body: { reason } },
  'POST /v1/credentials/:number{.+}/reinstate': { body: { reason } },
  'POST /v1/credentials/:number{.+}/extend': { body: { reason, expiresOn: '2028-01-01' } },
  'POST /v1/credentials/:number{.+}/renew': { body: { reason, issuedOn: '2026-11-20' } },
  'POST /v1/imports': { own: { body: { fileName: 'f.csv', contentLength: 10 } } },
  'GET /v1/imports': { own: {} },
  'GET /v1/imports/:id': {},
  'GET /v1/imports/:id/rejected': { headers: { accept: 'text/csv' } },
  'GET /v1/imports/:id/registered': { headers: { accept: 'text/csv' } },
  'GET /v1/imports/:id/preview': {},
  'POST /v1/imports/:id/confirm': { body: {} },
  'POST /v1/imports/:id/undo': { body: {} },
  'GET /v1/imports/:id/undone': {},
  'POST /v1/extension-orders': { own: { body: { ...range, preview: true } } },
  'GET /v1/extension-orders': { own: {} },
  'GET /v1/extension-orders/:id': {},
  'DELETE /v1/extension-orders/:id': { body: { reason } },
  'GET /v1/extension-orders/:id/skipped': {},
  'GET /v1/reports/undeliverable': { own: {} },
  'GET /v1/openapi.json': { own: {} },
};

const routes = () => test.api.routes.filter(({ method, path }) => path.startsWith('/v1') && method !== 'ALL');

const pathOf = (route: string, ids: typeof there) =>
  route
    .replace(/^\w+ /, '')
    .replace(':number{.+}', ids.number)
    .replace(':id', route.includes('/imports/') ? ids.importId : ids.orderId);

/** All of an answer that could tell two apart. */
const whole = ({ status, headers, text }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  headers: [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name)),
  text,
});

describe('another provider’s key', () => {
  it('has an entry here for every route', () => {
    const there = routes().map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(table).sort()).toEqual([...new Set(there)].sort());
  });

  it.each(Object.entries(table).filter(([, entry]) => !('own' in entry)))(
    '%s: what is ours answers as what does not exist, byte for byte',
    async (route, more) => {
      const [method = ''] = route.split(' ');
      const key = test.theirs;
      const keyed = (name: string): Ask => ({
        ...(more as Ask),
        key,
        headers: { ...(more as Ask).headers, 'idempotency-key': name },
      });
      for (const [foreign, none] of [
        [
          { ...(more as Ask), key },
          { ...(more as Ask), key },
        ],
        [keyed(`a ${route}`), keyed(`b ${route}`)],
        [
          { key, body: { what: 'ever' } },
          { key, body: { what: 'ever' } },
        ],
      ] as const) {
        if (method === 'GET' && 'body' in foreign) continue;
        const ours = whole(await ask(method, pathOf(route, there), foreign));
        expect(ours).toEqual(whole(await ask(method, pathOf(route, missing), none)));
      }
      expect((await ask(method, pathOf(route, there), { ...(more as Ask), key })).status).toBe(404);
    },
  );

  it('lists nothing of ours', async () => {
    const lists = routes().filter(({ method, path }) => method === 'GET' && !path.includes(':'));
    for (const { path } of lists.filter((each) => each.path !== '/v1/openapi.json')) {
      const answer = await ask('GET', path, { key: test.theirs });
      expect([answer.status, Object.values(answer.json())], path).toEqual([200, [[]]]);
    }
  });

  it('may register the same number, and previews none of our certificates', async () => {
    const registered = await ask('POST', '/v1/credentials', {
      key: test.theirs,
      body: { ...ofa, number: there.number },
    });
    expect([registered.status, registered.json().provider]).toEqual([201, 'THEIRS']);
    await ask('POST', `/v1/credentials/${there.number}/revoke`, { key: test.theirs, body: { reason } });
    const preview = await ask('POST', '/v1/extension-orders', {
      key: test.theirs,
      body: { ...range, preview: true },
    });
    expect(preview.json().matching).toBe(0);
  });

  it('changed nothing of ours by all of this', async () => {
    const record = (await ask('GET', `/v1/credentials/${there.number}`)).json();
    expect([record.version, record.status, record.nameEn]).toEqual([1, 'valid', 'CHAN Tai Man']);
    expect((await ask('GET', `/v1/extension-orders/${there.orderId}`)).json().withdrawal).toBeNull();
  });
});

describe('a key', () => {
  it('opens no route when it is missing, wrong or revoked, each answered alike', async () => {
    const { providerRepository } = test.registry;
    const { key, secret } = await providerRepository.issueKey({
      provider: 'MINE',
      label: 'old',
      createdAt: test.time.at,
    });
    expect((await ask('GET', '/v1/credentials', { key: secret })).status).toBe(200);
    await providerRepository.revokeKey('MINE', key.keyId, test.time.at);
    for (const route of Object.keys(table).filter((each) => each !== 'GET /v1/openapi.json')) {
      const [method = ''] = route.split(' ');
      const answers = await Promise.all(
        [secret, 'ck_never', ''].map((each) => ask(method, pathOf(route, there), { key: each })),
      );
      const [revoked, ...others] = answers.map(whole);
      expect(revoked?.status, route).toBe(401);
      for (const other of others) expect(other).toEqual(revoked);
    }
  });

  it('is nowhere in the table, and neither is an Idempotency-Key', async () => {
    const { providerRepository, everythingStored } = test.registry;
    const { key, secret } = await providerRepository.issueKey({
      provider: 'MINE',
      label: 'new',
      createdAt: test.time.at,
    });
    await ask('POST', '/v1/imports', {
      key: secret,
      body: { fileName: 'f.csv', contentLength: 10 },
      headers: { 'idempotency-key': 'a-name-of-my-own' },
    });
    const items = await everythingStored();
    expect(items).toContain(key.keyId);
    expect(items).not.toContain(secret);
    expect(items).not.toContain(secret.slice(3));
    expect(items).not.toContain('a-name-of-my-own');
  });
});
