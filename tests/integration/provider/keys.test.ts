import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revokeKeys } from '#register/change/revoke-keys.ts';
import { addSeconds } from '#register/civil-date.ts';
import { isOfKey, readKeyChange } from '#storage/access/key-change.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createTestConsole } from '#support/sites/console';
import { day, instantFrom } from '#support/storage/registry';

/** Who issued a key, what a stolen one leaves behind, and who is told. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
beforeAll(async () => {
  test = await createTestConsole();
});
beforeEach(() => {
  test.time.at = instantFrom('2026-11-21T02:00:00.000Z');
});

const keysOf = () => test.registry.providerRepository.listKeys('MINE');
const idOf = async (label: string) => (await keysOf()).find((key) => key.label === label)?.keyId ?? '';

/** Issues a key at the console with another one, and gives its secret. */
async function issueWith(secret: string, label: string): Promise<string> {
  const answer = await (await test.signedIn(secret)).post('/console/keys', { label });
  expect(answer.status).toBe(200);
  return /ck_[\w-]+/.exec(answer.text)?.[0] ?? '';
}

describe('a key that was stolen', () => {
  it('is shown as the issuer of what it issued, and goes with all of it, through other hands too', async () => {
    const stolen = await issueWith(test.mine, 'Stolen');
    const first = await issueWith(stolen, 'Hidden one');
    const second = await issueWith(first, 'Hidden two');
    const me = await test.signedIn(test.mine);
    const list = await me.get('/console/keys?lang=en');
    expect(list.text.replaceAll(/\s+/g, ' ')).toMatch(/Hidden two.{0,200}?<td>Hidden one<\/td>/);
    const page = `/console/keys/${await idOf('Stolen')}/revoke`;
    const asked = await me.get(`${page}?lang=en`);
    expect(asked.text).toContain('Hidden one');
    expect(asked.text).toContain('Hidden two');
    await me.post(page, { issued: 'also' });
    for (const secret of [stolen, first, second])
      expect((await test.signedOut.post('/console/sign-in', { key: secret })).status).toBe(401);
    expect((await test.signedOut.post('/console/sign-in', { key: test.mine })).status).toBe(303);
  });

  it('leaves what it issued until that is asked for, also afterwards', async () => {
    const left = await issueWith(test.mine, 'Left');
    const program = await issueWith(left, 'Program');
    const me = await test.signedIn(test.mine);
    const page = `/console/keys/${await idOf('Left')}/revoke`;
    await me.post(page, {});
    expect((await test.signedOut.post('/console/sign-in', { key: program })).status).toBe(303);
    expect((await me.get('/console/keys?lang=en')).text).toContain('Revoke what it issued');
    await me.post(page, { issued: 'also' });
    expect((await test.signedOut.post('/console/sign-in', { key: program })).status).toBe(401);
    expect((await me.get(page)).status).toBe(404);
  });
});

describe('keys', () => {
  it('are fifty at most, with those of the past day, and then a clear refusal', async () => {
    const { providerRepository } = test.registry;
    const createdAt = test.time.at;
    const { secret, key } = await providerRepository.issueKey({ provider: 'FULL', label: 'Desk', createdAt });
    for (let n = 0; n < 48; n++)
      await providerRepository.issueKey({ provider: 'FULL', label: `Program ${n}`, createdAt });
    const me = await test.signedIn(secret);
    // Of many at once exactly one is the fiftieth.
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => me.post('/console/keys?lang=en', { label: 'One more' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('as many keys as it can have');
    // Any but the one that is signed in.
    const other = (await providerRepository.listKeys('FULL')).find(({ keyId }) => keyId !== key.keyId);
    await providerRepository.revokeKey('FULL', other?.keyId ?? '', test.time.at);
    expect((await me.post('/console/keys', { label: 'Again' })).status).toBe(409);
    test.time.at = instantFrom('2026-11-22T02:00:00.001Z');
    const next = await providerRepository.issueKeyWith(key, { label: 'Again', createdAt: test.time.at });
    expect(next.outcome).toBe('issued');
  });

  it('are all revoked with the one that issued them, also those that the index does not show yet', async () => {
    const { table } = test.registry;
    const behind = createProviderRepository({
      ...table,
      query: (query) => (query.index ? (async function* () {})() : table.query(query)),
    });
    const createdAt = test.time.at;
    const { key } = await behind.issueKey({ provider: 'LATE', label: 'Stolen', createdAt });
    const issued = await behind.issueKeyWith(key, { label: 'Hidden', createdAt });
    if (issued.outcome !== 'issued') throw new Error(issued.outcome);
    const at = test.time.at;
    const revoked = await revokeKeys(behind, { provider: 'LATE', keyId: key.keyId, withIssued: true, at });
    expect(revoked.issued).toHaveLength(1);
    expect((await test.registry.keyRing.findBySecret(issued.secret))?.revokedAt).toBe(at);
    expect(await behind.issueKeyWith(key, { label: 'After', createdAt })).toEqual({ outcome: 'notInUse' });
  });

  it('of a provider that was removed open nothing, whatever became of them', async () => {
    const { providerRepository } = test.registry;
    const profile = {
      code: 'SHUT',
      name: { en: 'Shut Training', 'zh-HK': '已結業' },
      disclosure: 'masked' as const,
      approvals: [],
    };
    await providerRepository.addProvider(profile);
    const { secret, key } = await providerRepository.issueKey({
      provider: 'SHUT',
      label: 'Desk',
      createdAt: test.time.at,
    });
    const me = await test.signedIn(secret);
    const upload = { fileName: 'a.csv', contentLength: 10 };
    expect((await test.ask('POST', '/v1/imports', { key: secret, body: upload })).status).toBe(201);
    await providerRepository.changeProvider(profile, { ...profile, closedOn: day('2026-11-21') });
    expect((await test.ask('POST', '/v1/imports', { key: secret, body: upload })).status).toBe(401);
    expect((await test.ask('GET', '/v1/credentials', { key: secret })).status).toBe(401);
    expect((await test.signedOut.post('/console/sign-in', { key: secret })).status).toBe(401);
    const page = await me.get('/console');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/console/sign-in?back=%2Fconsole']);
    const label = { label: 'After', createdAt: test.time.at };
    expect(await providerRepository.issueKeyWith(key, label)).toEqual({ outcome: 'notInUse' });
    await expect(providerRepository.issueKey({ provider: 'SHUT', ...label })).rejects.toThrow('was removed');
  });
});

describe('a provider', () => {
  const record = (key: object, before?: object) => ({
    dynamodb: {
      NewImage: marshall({ entity: 'apiKey', ...key }),
      ...(before && { OldImage: marshall({ entity: 'apiKey', ...before }) }),
    },
  });

  it('is told of every key that is issued or revoked, whoever did it', () => {
    const key = { keyId: '0123456789ab', provider: 'MINE', label: 'x', createdAt: test.time.at };
    const told = { provider: 'MINE', keyId: key.keyId };
    expect(isOfKey(record(key))).toBe(true);
    expect(readKeyChange(record(key))).toEqual({ ...told, step: 'issued' });
    const revoked = { ...key, revokedAt: test.time.at };
    expect(readKeyChange(record(revoked, key))).toEqual({ ...told, step: 'revoked' });
    expect(readKeyChange(record(revoked, revoked))).toBeUndefined();
  });

  it('is told at its contact, in both languages, by which key, and never the secret', async () => {
    const { providerRepository } = test.registry;
    await providerRepository.addProvider({
      code: 'TOLD',
      name: { en: 'Told Training', 'zh-HK': '知悉訓練' },
      contact: 'office@told.example',
      digestEmail: 'digest@told.example',
      disclosure: 'masked',
      approvals: [],
    });
    const service = createNoticeService(test.registry);
    const createdAt = service.now;
    const desk = await providerRepository.issueKey({
      provider: 'TOLD',
      label: 'Desk',
      createdAt: instantFrom('2026-01-05T01:00:00.000Z'),
    });
    const { key, secret } = await providerRepository.issueKey({
      provider: 'TOLD',
      label: 'see www.evil.example',
      createdAt,
      issuedBy: desk.key.keyId,
    });
    await service.untilDone({ of: 'key', provider: 'TOLD', keyId: key.keyId, step: 'issued' });
    const { mail } = service.taken.at(-1) ?? {};
    expect(mail).toMatchObject({ to: 'office@told.example', subject: '已發出新密鑰 · A new key was issued' });
    for (const part of [mail?.text ?? '', mail?.html ?? '']) {
      expect(part).toContain(key.keyId);
      expect(part).toContain(desk.key.keyId);
      expect(part).not.toContain(secret);
      expect(part).not.toContain('www.evil.example');
    }
  });

  it('gets two mails in five minutes and no more, however many keys are issued, and they tell of all', async () => {
    const { providerRepository } = test.registry;
    await providerRepository.addProvider({
      code: 'MANY',
      name: { en: 'Many Training', 'zh-HK': '眾多訓練' },
      contact: 'office@many.example',
      disclosure: 'masked',
      approvals: [],
    });
    const service = createNoticeService(test.registry);
    const begun = service.now;
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) {
      const createdAt = addSeconds(begun, n);
      const { key } = await providerRepository.issueKey({ provider: 'MANY', label: `P${n}`, createdAt });
      ids.push(key.keyId);
    }
    service.later(12);
    for (const keyId of ids) await service.send({ of: 'key', provider: 'MANY', keyId, step: 'issued' });
    expect(service.taken).toHaveLength(1);
    expect(service.taken[0]?.mail.text).toContain(ids[0]);
    for (const keyId of ids) await service.untilDone({ of: 'key', provider: 'MANY', keyId, step: 'issued' });
    expect(service.taken).toHaveLength(2);
    for (const keyId of ids.slice(1)) expect(service.taken[1]?.mail.text).toContain(keyId);
    expect(Date.parse(service.now) - Date.parse(begun)).toBeGreaterThanOrEqual(300_000);
  });
});
