import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isOfKey, readKeyChange } from '#storage/access/key-change.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createTestConsole } from '#support/sites/console';
import { instantFrom } from '#support/storage/registry';

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
    const desk = await providerRepository.issueKey({ provider: 'TOLD', label: 'Desk', createdAt });
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
});
