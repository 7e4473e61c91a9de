import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, expect, it, vi } from 'vitest';
import { createMailQuota } from '#mail/store/mail-quota.ts';
import { addSeconds, instant } from '#register/civil-date.ts';
import { createLinkSecrets } from '#storage/secrets/link-secrets.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { answerFor } from '#support/storage/stubbed-aws';

afterEach(() => void vi.restoreAllMocks());
const START = instant.parse('2026-12-01T02:00:00.000Z');
const failing = (answer: object) => (_: unknown, n: number) => {
  if (n === 1) throw new Error('no answer');
  return answer;
};

/** What a function reads once is read again after a read that failed, and not after one that did not. */
it('the pepper', async () => {
  const { asked } = answerFor(SecretsManagerClient, failing({ SecretString: 'secret' }));
  const pepper = createPepper('id');
  await expect(pepper.hash('holder', 'a')).rejects.toThrow('no answer');
  const hash = await pepper.hash('holder', 'a');
  expect(await pepper.hash('holder', 'a')).toEqual(hash);
  expect(await pepper.hash('link', 'a')).not.toEqual(hash);
  expect(asked).toHaveLength(2);
  answerFor(SecretsManagerClient, () => ({ SecretString: '' }));
  await expect(createPepper('id').hash('holder', 'a')).rejects.toThrow('is empty');
});

it('the secrets of links', async () => {
  const { asked } = answerFor(
    SecretsManagerClient,
    failing({ SecretString: 'g3.secret', CreatedDate: new Date(0) }),
  );
  const secrets = createLinkSecrets('id', () => START);
  await expect(secrets.signing()).rejects.toThrow('no answer');
  expect(await secrets.signing()).toBe(3);
  expect(await secrets.hash(4, 'a')).toBeUndefined();
  expect(asked).toHaveLength(3);
  answerFor(SecretsManagerClient, () => ({ SecretString: '' }));
  await expect(createLinkSecrets('id', () => START).signing()).rejects.toThrow('is empty');
});

it('the quota of mails; of a rate that was known once the last is used', async () => {
  let now = START;
  const answer = { MaxSendRate: 14, Max24HourSend: 100, SentLast24Hours: 40 };
  const { asked } = answerFor(SESClient, failing(answer));
  const quota = createMailQuota({ region: 'ap-east-1', clock: () => now });
  await expect(quota.rate()).rejects.toThrow('no answer');
  expect([await quota.rate(), await quota.remaining()]).toEqual([14, 60]);
  expect(asked).toHaveLength(2);
  now = addSeconds(now, 61);
  answerFor(SESClient, () => {
    throw new Error('no answer');
  });
  expect(await quota.rate()).toBe(14);
  await expect(quota.remaining()).rejects.toThrow('no answer');
});

it.each([
  [{ MaxSendRate: -1, Max24HourSend: -1, SentLast24Hours: 5 }, 1, Number.POSITIVE_INFINITY],
  [{ MaxSendRate: 0, Max24HourSend: 0, SentLast24Hours: 5 }, 1, 0],
  [{}, 1, Number.POSITIVE_INFINITY],
])('a quota of %o is %d a second, and %d more', async (answer, rate, remaining) => {
  answerFor(SESClient, () => answer);
  const quota = createMailQuota({ region: 'ap-east-1', clock: () => START });
  expect([await quota.rate(), await quota.remaining()]).toEqual([rate, remaining]);
});
