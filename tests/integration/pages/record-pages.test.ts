import { beforeAll, expect, it } from 'vitest';
import { reminded } from '#support/mail/reminded';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { deliver, revoke } from '#support/sites/extension-orders';
import { day, instantFrom } from '#support/storage/registry';
import { asKept } from './kept-page.ts';

/** The console's pages of certificates, in states that a small school in good order does not have. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof test.signedIn>>;
const at = instantFrom('2026-11-21T02:00:00.000Z');
const register = async (number: string, facts = {}) =>
  expect((await test.ask('POST', '/v1/credentials', { body: { ...ofa, number, ...facts } })).status).toBe(
    201,
  );
beforeAll(async () => {
  test = await createTestConsole();
  session = await test.signedIn(test.mine);
});

/** The page in both languages. */
async function kept(name: string, path: string, send?: Record<string, string>) {
  for (const language of ['en', 'zh-HK']) {
    const headers = { 'accept-language': language };
    const answer = await (send ? session.post(path, send, headers) : session.get(path, headers));
    await asKept(`console/${name}.${language}`, answer);
  }
}

it('the history of a certificate to which everything has happened, by everybody', async () => {
  await register('ALL-0001', { courseSession: 'Class 7' });
  const found = await test.registry.credentials.get('ALL0001', 'MINE');
  if (!found) throw new Error('not registered');
  const by = (keyId: string) => ({ at, on: day('2026-11-21'), source: { via: 'api', keyId } as const });
  const registry = { at, on: day('2026-11-21'), source: { via: 'registry' } as const };
  const row = { at, on: day('2026-11-21'), source: { via: 'import', importId: 'gone', row: 3 } as const };
  const order = { at, on: day('2026-11-21'), source: { via: 'order', orderId: 'order-1' } as const };
  const changes = [
    { field: 'type', from: 'BLS', to: 'OFA' },
    { field: 'type', from: 'OLD', to: null },
    { field: 'nameZh', from: '陳太文', to: '陳大文' },
    { field: 'language', from: 'en', to: 'zh-HK' },
    { field: 'email', from: null, to: 'chan@example.com' },
    { field: 'courseSession', from: null, to: 'Class 7' },
    { field: 'seat', from: '1', to: '2' },
  ];
  await test.registry.credentials.replace(found, {
    ...found,
    credential: {
      ...found.credential,
      version: 2,
      history: [
        ...found.credential.history,
        { ...by('colleague-0123456789ab'), event: 'corrected', changes, reason: 'no_renewal' },
        {
          at,
          on: day('2026-11-21'),
          source: { via: 'holder', changeId: 'change-1' },
          event: 'corrected',
          changes: changes.slice(4, 5),
          reason: 'holder',
        },
        { ...by('key-gone'), event: 'suspended', reason: 'asked' },
        { ...row, event: 'reinstated', reason: 'upload' },
        { ...order, event: 'extended', expiresOn: day('2027-05-31'), order: 'order-1', reason: 'winter' },
        { ...order, event: 'extensionWithdrawn', order: 'order-1', reason: 'too early' },
        {
          ...by('key-gone'),
          event: 'superseded',
          by: { number: 'ALL-0002', provider: 'MINE' },
          reason: 'renewed',
        },
        { ...by('key-gone'), event: 'supersessionLifted', reason: 'wrong one' },
        { ...registry, event: 'superseded', by: { number: 'X-1', provider: 'THEIRS' }, reason: 'renewed' },
        { ...registry, event: 'supersessionLifted', reason: 'no_renewal' },
        { ...registry, event: 'erased' },
        { ...by('key-gone'), on: day('2026-12-01'), event: 'revoked', reason: 'wrong person' },
      ],
    },
  });
  await kept('record-of-everything', '/console/credentials/ALL-0001');
  await kept('label', '/console/credentials/ALL-0001/label');
});

it('a certificate that does not expire, of somebody with one name, by hand', async () => {
  const form = '/console/certificates/new';
  const facts = { type: 'EMTD', nameZh: '陳大文', issuedOn: '2026-11-01' };
  await kept('register', form);
  await kept('register-wrong', form, {
    nameEn: '',
    email: 'nobody',
    issuedOn: '31/12/2026',
    number: 'A123456(3)',
  });
  await kept('register-check', form, { ...facts, number: 'ONE-0001', email: 'chan@example.com' });
  await kept('register-check-rule', form, { type: 'OFA', nameEn: 'MOK Yat', issuedOn: '2026-11-01' });
  await register('ONE-0001', { ...facts, nameEn: undefined, email: undefined, issuedOn: '2026-10-01' });
  await kept('register-taken', form, { ...facts, number: 'ONE-0001', step: 'register' });
  await revoke(test.registry, 'ONE0001', at);
  await kept('register-revoked', form, {
    ...facts,
    issuedOn: '2026-10-01',
    number: 'ONE-0001',
    step: 'register',
  });
  await kept('register-like', `${form}?like=ONE-0001`);
  await kept('record-without-expiry', '/console/credentials/ONE-0001?done=revoked');
  await kept('label-revoked', '/console/credentials/ONE-0001/label');
});

it('an address that does not work, or that complains', async () => {
  await register('BAD-0001', { email: 'bounced@example.com', expiresOn: '2026-12-31' });
  await register('BAD-0002', { email: 'annoyed@example.com', nameEn: undefined });
  // An address is told to who has written to it.
  for (const number of ['BAD-0001', 'BAD-0002']) await reminded(test.registry, { number });
  for (const [email, state, code] of [
    ['bounced@example.com', 'undeliverable', 'Permanent/General'],
    ['annoyed@example.com', 'complained', 'abuse'],
  ] as const)
    await test.registry.mailStates.record(email, { state, since: at, code });
  await kept('home-failing', '/console');
  await kept('undeliverable-two', '/console/undeliverable');
  await kept('record-undeliverable', '/console/credentials/BAD-0001');
});

it('an order that some certificates do not follow, while it goes and when it has gone', async () => {
  const orders = '/console/extension-orders';
  await register('ORD-0001', { expiresOn: '2026-12-10' });
  await register('ORD-0002', { type: 'BLS', issuedOn: '2025-01-10', expiresOn: '2026-12-11' });
  await register('ORD-0003', { expiresOn: '2026-12-12' });
  await revoke(test.registry, 'ORD0003', at);
  const form = {
    expiringFrom: '2026-12-01',
    expiringTo: '2026-12-31',
    expiresOn: '2027-03-31',
    reason: 'no courses',
  };
  await kept('order-back', `${orders}/new`, form);
  await kept('order-preview-all', `${orders}/preview`, form);
  await kept('order-early', `${orders}/preview`, { ...form, expiresOn: '2026-12-20' });
  const begun = await session.post(orders, form);
  await kept('order-twice', orders, form);
  const order = (begun.headers.get('location') ?? '').split('?')[0] ?? '';
  await kept('orders-going', orders);
  await deliver(test.registry);
  await kept('order-skipped', order);
  await session.post(`${order}/withdraw`, { reason: 'too early' });
  await deliver(test.registry);
  await kept('order-withdrawn-skipped', order);
});

it('the description of the API, for programs and for people', async () => {
  const description = await test.ask('GET', '/v1/openapi.json');
  const text = description.text.replaceAll(/(?<=[}\]]),(?=["{])/g, ',\n');
  await asKept('api/description', { ...description, text });
  await asKept('api/docs', await session.get('/docs'));
  for (const [sought, found] of [
    ['revoke', '7 operations have “revoke”'],
    ['listImports', '1 operation has “listImports”'],
    [' ', undefined],
    ['<b>', '0 operations have “&lt;b&gt;”'],
  ] as const) {
    const { text: page } = await session.get(`/docs?q=${encodeURIComponent(sought)}`);
    expect(/<p role="status">(.*?)\. /.exec(page)?.[1]).toBe(found);
  }
});
