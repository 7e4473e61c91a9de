import { beforeEach, describe, expect, it } from 'vitest';
import { stopAll } from '#mail/address-state.ts';
import { recordActions } from '#register/certificate/record-action.ts';
import { settleSupersessions } from '#register/change/settle-supersessions.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { reminded } from '#support/mail/reminded';
import { createReminderRun } from '#support/mail/reminder-run';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';
import { fieldsOf, textOf } from '#support/sites/console-pages';
import { day, instantFrom } from '#support/storage/registry';
import { whoSeesMessages } from '#verify/messages/privacy.ts';

/** What one provider is told of what another registered, or mailed: nothing but what the privacy notice says. */
type Site = Awaited<ReturnType<typeof createTestConsole>>;
let site: Site;
let session: Awaited<ReturnType<Site['signedIn']>>;

beforeEach(async () => {
  site = await createTestConsole();
  for (const [code, disclosure] of [
    ['MINE', 'masked'],
    ['THEIRS', 'matchOnly'],
  ] as const) {
    const name = { en: `Centre ${code}`, 'zh-HK': `中心${code}` };
    await site.registry.providerRepository.addProvider({
      ...{ code, name, disclosure, approvals: [] },
      digestEmail: 'office@example.com',
    });
  }
  session = await site.signedIn(site.mine);
  await register('MINE-0001', {});
});

async function register(number: string, facts: object, key = site.mine) {
  const answer = await site.ask('POST', '/v1/credentials', { key, body: { ...ofa, number, ...facts } });
  expect(answer.status).toBe(201);
}

/** Everything that the provider can read of its certificate. */
async function readings(number = 'MINE-0001'): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const record = `/v1/credentials/${number}`;
  for (const path of [record, '/v1/credentials', '/v1/reports/undeliverable'])
    texts[path] = (await site.ask('GET', path)).text;
  const page = `/console/credentials/${number}`;
  const pages = ['', '/expiring', '/expiring/list.csv', '/undeliverable'].map((path) => `/console${path}`);
  for (const path of [...pages, page, ...recordActions.map((action) => `${page}/${action}`)])
    texts[path] = (await session.get(path)).text;
  return texts;
}

async function digest(): Promise<string> {
  const service = createNoticeService(site.registry);
  service.now = instantFrom('2027-01-25T01:00:00.000Z');
  await service.send({ of: 'digest', provider: 'MINE', week: day('2027-01-25') });
  const text = service.taken.map(({ mail }) => mail.text + mail.html + mail.subject).join('\n');
  expect(text).toContain('Centre MINE');
  return text;
}

describe('a certificate that was renewed with another provider', () => {
  const OTHER = /NEWER-?9001|THEIRS/;
  const settle = () =>
    settleSupersessions(site.registry, { key: 'NEWER9001', provider: 'THEIRS' }, site.time.at);
  const read = async () => JSON.parse((await site.ask('GET', '/v1/credentials/MINE-0001')).text);

  beforeEach(async () => {
    await register('NEWER-9001', { issuedOn: '2026-11-01' }, site.theirs);
    await settle();
  });

  it('says so to its own provider, and neither the number nor the provider', async () => {
    expect((await read()).status).toBe('superseded');
    // A digest goes where there is something to tell.
    await register('MINE-0003', { nameEn: 'LEE Siu Ming', nameZh: '李小明', email: 'lee@example.com' });
    const texts: Record<string, string> = { ...(await readings()), digest: await digest() };
    for (const [where, text] of Object.entries(texts)) expect(text, where).not.toMatch(OTHER);
    const { history } = await read();
    expect(history.at(-1)).toEqual({
      event: 'superseded',
      at: site.time.at,
      on: '2026-11-01',
      source: { via: 'registry' },
      reason: 'renewed_elsewhere',
      renewedElsewhere: true,
    });
    const page = textOf(texts['/console/credentials/MINE-0001'] ?? '');
    expect(page).toContain('The holder has renewed with another provider');
    expect(page).toContain('Renewed with another provider 2026-11-01');
  });

  it('nor in what its changes answer, nor once the replacement is revoked or rejected', async () => {
    const change = (verb: string, body = {}) =>
      site.ask('POST', `/v1/credentials/MINE-0001/${verb}`, { body: { reason: 'x', ...body } });
    const answers = [
      await site.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'MINE-0001' } }),
      await site.ask('PATCH', '/v1/credentials/MINE-0001', { body: { courseSession: 'A', reason: 'x' } }),
      await change('extend', { expiresOn: '2027-03-31' }),
      await change('reinstate'),
      await change('reinstate'),
    ];
    for (const { text } of answers) expect(text).not.toMatch(OTHER);
    await site.ask('POST', '/v1/credentials/NEWER-9001/revoke', { key: site.theirs, body: { reason: 'x' } });
    await settle();
    for (const text of Object.values(await readings())) expect(text).not.toMatch(OTHER);
    expect((await change('renew', { issuedOn: '2026-11-20', number: 'MINE-0009' })).status).toBe(201);
    expect((await read()).history.at(-1)).toMatchObject({ by: { number: 'MINE-0009', provider: 'MINE' } });
  });
});

describe('a replacement by another provider', () => {
  const page = '/console/credentials/MINE-0001/reinstate';
  const status = async () => JSON.parse((await site.ask('GET', '/v1/credentials/MINE-0001')).text).status;
  const replaced = async () => {
    await register('NEWER-9001', { issuedOn: '2026-11-01' }, site.theirs);
    await settleSupersessions(site.registry, { key: 'NEWER9001', provider: 'THEIRS' }, site.time.at);
  };

  it('is rejected by a page that says so, before and afterwards', async () => {
    await replaced();
    const { text } = await session.get(page);
    expect(textOf(text)).toContain('This rejects that replacement for good');
    const { headers } = await session.post(page, { ...fieldsOf(text), reason: 'x' });
    const done = await session.get(headers.get('location') ?? '');
    expect(textOf(done.text)).toContain('Replacement rejected: no certificate of that provider');
    expect(await status()).toBe('valid');
  });

  it('is not rejected by a form that was to end a suspension, sent twice', async () => {
    await site.ask('POST', '/v1/credentials/MINE-0001/suspend', { body: { reason: 'x' } });
    await replaced();
    const { text } = await session.get(page);
    expect(textOf(text)).not.toContain('for good');
    const form = { ...fieldsOf(text), reason: 'x' };
    expect((await session.post(page, form)).status).toBe(303);
    expect(await status()).toBe('superseded');
    expect((await session.post(page, form)).status).toBe(303);
    expect((await session.post(page, { ...form, reason: 'another' })).status).toBe(409);
    expect(await status()).toBe('superseded');
  });
});

it('a certificate with a full history says that it is, and not that its number is taken', async () => {
  const found = await site.registry.credentials.get('MINE0001', 'MINE');
  if (!found) throw new Error('not registered');
  const entry = {
    event: 'corrected' as const,
    at: site.time.at,
    on: day('2026-11-21'),
    source: { via: 'api' as const, keyId: 'k' },
    reason: 'x'.repeat(90_000),
    changes: [],
  };
  const { credential } = found;
  const full = { ...credential, version: 2, history: [...credential.history, entry] };
  await site.registry.credentials.replace(found, { ...found, credential: full });
  const body = { ...ofa, number: 'MINE-0001', courseSession: 'A-1' };
  const answer = await site.ask('POST', '/v1/credentials', { body });
  expect([answer.status, answer.json().code]).toEqual([409, 'history_full']);
});

describe('what is known of an address', () => {
  const email = 'chan@example.com';
  const since = instantFrom('2026-11-20T01:00:00.000Z');
  const KNOWN = /"undeliverable"|complained|unsubscribed|abuse|unwanted|has stopped|did not want|not arrive/;
  const trouble = async () => {
    await site.registry.mailStates.record(email, { state: 'complained', since, code: 'abuse' });
    const holder = await site.registry.holders.pseudonymOf(email);
    await site.registry.mailStates.request(holder, {
      at: since,
      action: 'stop',
      scope: stopAll,
      via: 'page',
    });
  };
  const explained = async () =>
    JSON.parse((await site.ask('GET', '/v1/credentials/MINE-0001')).text).explanation;
  const listed = async () => (await site.ask('GET', '/v1/reports/undeliverable')).json().holders;

  it('changes nothing of what a provider can read that has had nothing sent there', async () => {
    const before = await readings();
    await trouble();
    expect(await readings()).toEqual(before);
    expect(await digest()).not.toMatch(KNOWN);
  });

  it('is no more than “withheld” once a reminder was left out for it', async () => {
    await trouble();
    await createReminderRun(site.registry).day(day('2026-11-22'), instantFrom('2026-11-22T01:00:00.000Z'));
    site.time.at = instantFrom('2026-11-22T02:00:00.000Z');
    session = await site.signedIn(site.mine);
    const { stages, next } = await explained();
    expect(stages[0]).toMatchObject({ outcome: 'skipped', reason: 'withheld' });
    expect(next).toEqual({ goes: false, because: 'withheld' });
    const texts: Record<string, string> = { ...(await readings()), digest: await digest() };
    for (const [where, text] of Object.entries(texts)) expect(text, where).not.toMatch(KNOWN);
    expect(textOf(texts['/console/credentials/MINE-0001'] ?? '')).toContain(
      'Not sent: the register does not write to this address.',
    );
    expect(texts['digest']).toContain('The register does not write to this address');
    expect(await listed()).toEqual([]);
  });

  it('is told to the provider that had something sent there, about whichever of its certificates', async () => {
    await register('MINE-0002', { type: 'BLS', issuedOn: '2025-12-01' });
    await reminded(site.registry, { number: 'MINE-0002' });
    await trouble();
    expect((await explained()).next).toMatchObject({ because: 'undeliverable', trouble: { code: 'abuse' } });
    expect((await listed()).map(({ number }: { number: string }) => number)).toEqual([
      'MINE-0002',
      'MINE-0001',
    ]);
  });

  it('is not told for a mail that went to another address, or that another provider had sent', async () => {
    await register('NEWER-9001', { type: 'BLS' }, site.theirs);
    await reminded(site.registry, { number: 'NEWER-9001', provider: 'THEIRS', after: site.time.at });
    const correct = (to: string) =>
      site.ask('PATCH', '/v1/credentials/MINE-0001', { body: { email: to, reason: 'x' } });
    await correct('own@example.com');
    await reminded(site.registry, { number: 'MINE-0001', after: site.time.at });
    site.time.at = instantFrom('2026-11-21T03:00:00.000Z');
    await correct(email);
    await trouble();
    expect((await explained()).next).toMatchObject({ goes: true });
    expect(await listed()).toEqual([]);
  });

  it('is not told for a mail that went just before its address was changed to this one', async () => {
    await site.ask('PATCH', '/v1/credentials/MINE-0001', { body: { email: 'own@example.com', reason: 'x' } });
    await reminded(site.registry, { number: 'MINE-0001', after: site.time.at });
    site.time.at = instantFrom('2026-11-21T02:14:30.000Z');
    await site.ask('PATCH', '/v1/credentials/MINE-0001', { body: { email, reason: 'x' } });
    await trouble();
    expect(await listed()).toEqual([]);
  });
});

it('is what the privacy notice says', () => {
  const [, provider] = whoSeesMessages;
  expect(provider?.en).toContain('it is told so, with the day, but neither the number nor the provider');
  expect(provider?.en).toContain('are shown only to a provider that has had a reminder sent there');
  expect(provider?.['zh-HK']).toContain('不會獲知新證書的編號及機構');
  expect(provider?.['zh-HK']).toContain('只會告知曾透過本系統向該地址發送提示的機構');
});
