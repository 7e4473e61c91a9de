import { createHmac } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { secretValues, startSecrets } from '#infra/local/emulators/secrets';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { retireLinkSecret, rotateLinkSecret } from '#storage/secrets/link-secret-rotation.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { instantFrom } from '#support/storage/registry';

/** The secret of links is changed while requests run, by several functions that read it at different times. */
const specs = [{ arn: 'arn:aws:secretsmanager:x:y:secret:LinkSecret', name: 'LinkSecret', length: 64 }];
const secretId = specs[0]?.arn ?? '';
const roster = { rosterId: '0123456789abcdef0123456789abcdef', link: 1 };
const pepper: Pepper = {
  hash: async (purpose, text) => createHmac('sha256', 'pepper').update(`${purpose}\0${text}`).digest(),
};
const values = secretValues(specs, {});
let server: Awaited<ReturnType<typeof startSecrets>>;
let now: Instant = instantFrom(new Date().toISOString());

beforeAll(async () => {
  server = await startSecrets(specs, values);
  for (const [name, value] of Object.entries({
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
  }))
    vi.stubEnv(name, value);
});
afterAll(() => server.stop());

const aFunction = () =>
  createMailLinks(
    pepper,
    createLinkSecrets(secretId, () => now),
  );
const later = (seconds: number) => {
  now = addSeconds(now, seconds);
};

/** As links were signed before they had secrets of their own. */
async function oldToken(): Promise<string> {
  // From before sites had several links, too.
  const payload = Buffer.from(JSON.stringify({ rosterId: roster.rosterId })).toString('base64url');
  const mac = await pepper.hash('link', `roster\0${payload}`);
  return `${payload}.${mac.subarray(0, 16).toString('base64url')}`;
}

describe('the secret of links', () => {
  it('is rotated and retired while requests run: nothing is refused that should pass', async () => {
    const functions = [aFunction(), aFunction()];
    const sent: string[] = [await oldToken()];
    const everyoneSignsAndReads = async () => {
      for (const one of functions) sent.push(await one.sign('roster', roster));
      for (const token of sent)
        for (const one of functions) expect(await one.read('roster', token), token).toEqual(roster);
    };
    await everyoneSignsAndReads();
    later(120);
    expect(await rotateLinkSecret(secretId)).toEqual({ outcome: 'rotated', generation: 2 });
    // Reads anew at once, while the others go on with what they read two minutes ago.
    functions.push(aFunction());
    for (let minute = 0; minute < 15; minute++) {
      await everyoneSignsAndReads();
      later(60);
    }
    expect(sent.at(-1)).toMatch(/^2\./);
    expect(sent.filter((token) => token.startsWith('1.')).length).toBeGreaterThan(10);
    expect(await rotateLinkSecret(secretId)).toEqual({ outcome: 'unretired', generation: 1 });
    expect(await retireLinkSecret(secretId, now)).toEqual({ outcome: 'retired', generation: 1 });
    later(300);
    for (const token of sent)
      for (const one of functions)
        expect(await one.read('roster', token), token).toEqual(token.startsWith('2.') ? roster : undefined);
    expect(await retireLinkSecret(secretId, now)).toEqual({ outcome: 'none' });
  });

  it('is not retired while a function may still sign with it', async () => {
    now = instantFrom(new Date().toISOString());
    expect(await rotateLinkSecret(secretId)).toEqual({ outcome: 'rotated', generation: 3 });
    expect(await retireLinkSecret(secretId, now)).toMatchObject({ outcome: 'tooSoon' });
  });

  it('signs for one purpose, under its own number alone, and stands in no token', async () => {
    later(601);
    const one = aFunction();
    const token = await one.sign('roster', roster);
    expect(await one.read('refuseAddress', token)).toBeUndefined();
    for (const number of ['1', '2', '4', '03', '']) {
      const other = token.replace(/^3\.?/, number && `${number}.`);
      expect(await one.read('roster', other), other).toBeUndefined();
    }
    expect(token).not.toContain(values[secretId]);
  });

  it('refuses nothing where it is rotated while a function reads it', async () => {
    expect(await retireLinkSecret(secretId, now)).toMatchObject({ outcome: 'retired' });
    const token = await aFunction().sign('roster', roster);
    const send = SecretsManagerClient.prototype.send;
    let rotation: Promise<unknown> | undefined;
    const spy = vi.spyOn(SecretsManagerClient.prototype, 'send');
    spy.mockImplementation(async function (this: SecretsManagerClient, ...[command]: [never]) {
      const { input } = command as { input: { VersionStage?: string } };
      // Everything else that is asked for side by side is answered from before it.
      if (input.VersionStage === 'AWSCURRENT' && !rotation) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        rotation = rotateLinkSecret(secretId);
        await rotation;
      }
      return Reflect.apply(send, this, [command]);
    } as never);
    try {
      expect(await aFunction().read('roster', token)).toEqual(roster);
    } finally {
      spy.mockRestore();
    }
    expect(await rotation).toMatchObject({ outcome: 'rotated' });
  });

  it('is rotated once by two rotations at the same time, and links that are out stay good', async () => {
    later(601);
    expect(await retireLinkSecret(secretId, now)).toMatchObject({ outcome: 'retired' });
    const token = await aFunction().sign('roster', roster);
    const outcomes = await Promise.all([rotateLinkSecret(secretId), rotateLinkSecret(secretId)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['rotated', 'unretired']);
    expect(await aFunction().read('roster', token)).toEqual(roster);
  });

  it('is read again soon after it could not be', async () => {
    const one = aFunction();
    const token = await one.sign('roster', roster);
    later(301);
    const spy = vi.spyOn(SecretsManagerClient.prototype, 'send');
    try {
      spy.mockRejectedValueOnce(new Error('planted') as never);
      expect(await one.read('roster', token)).toEqual(roster);
      later(11);
      spy.mockClear();
      expect(await one.read('roster', token)).toEqual(roster);
      expect(spy).toHaveBeenCalledTimes(2);
    } finally {
      spy.mockRestore();
    }
  });

  it('goes on with what was read while it cannot be read', async () => {
    const one = aFunction();
    const token = await one.sign('roster', roster);
    later(301);
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', 'http://127.0.0.1:1');
    await server.stop();
    expect(await one.read('roster', token)).toEqual(roster);
  });
});
