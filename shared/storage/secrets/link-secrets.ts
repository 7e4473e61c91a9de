import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { addSeconds, type Instant, instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';

/** How long a running function goes on with what it read. */
const REREAD_SECONDS = 300;
/** After a read that failed. */
const RETRY_SECONDS = 10;
/** By then every function has read a new secret; until then links are signed with the one before it. */
export const IN_USE_AFTER_SECONDS = 2 * REREAD_SECONDS;

/** What signs the links in e-mails: one secret after the other, at most two of them accepted at a time. */
export interface LinkSecrets {
  /** Which one signs now; the first is 1. */
  signing(): Promise<number>;
  /** HMAC-SHA-256 of the text with that one; undefined when it is not accepted. */
  hash(generation: number, text: string): Promise<Buffer | undefined>;
}

interface LinkSecret {
  generation: number;
  value: string;
  createdAt: Instant;
}

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** One version of the secret; undefined: there is none in that stage. Each but the first begins with its generation: `g2.…`. */
export async function readLinkSecret(
  client: SecretsManagerClient,
  secretId: string,
  stage: Stage,
): Promise<(LinkSecret & { versionId: string | undefined }) | undefined> {
  const answer = await client
    .send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }))
    .catch((error: Error) => {
      if (stage === 'AWSPREVIOUS' && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
  if (!answer) return undefined;
  const { SecretString: value, CreatedDate, VersionId: versionId } = answer;
  if (!value) throw new Error('the link secret is empty');
  const [, generation = '1'] = /^g(\d+)\./.exec(value) ?? [];
  const createdAt = instant.parse((CreatedDate ?? new Date(0)).toISOString());
  return { generation: Number(generation), value, createdAt, versionId };
}

/** Read anew every few minutes; while that fails, what was read before goes on. */
export function createLinkSecrets(secretId: string, clock: Clock): LinkSecrets {
  const client = new SecretsManagerClient({});
  let reading: Promise<LinkSecret[]> | undefined;
  let readAt: Instant | undefined;

  const read = async () => {
    // In this order: read side by side, a rotation in between would show the new one alone, and refuse all links that are out.
    const current = await readLinkSecret(client, secretId, 'AWSCURRENT');
    const previous = await readLinkSecret(client, secretId, 'AWSPREVIOUS');
    return [current, previous].filter((secret) => secret !== undefined);
  };

  const accepted = (): Promise<LinkSecret[]> => {
    const at = clock();
    if (reading && readAt && at < addSeconds(readAt, REREAD_SECONDS)) return reading;
    const before = reading;
    readAt = at;
    reading = read().catch((error) => {
      if (before !== undefined) {
        readAt = addSeconds(at, RETRY_SECONDS - REREAD_SECONDS);
        return before;
      }
      reading = undefined;
      throw error;
    });
    return reading;
  };

  return {
    async signing() {
      const [current, previous] = await accepted();
      if (!current) throw new Error('there is no link secret');
      const isNew = clock() < addSeconds(current.createdAt, IN_USE_AFTER_SECONDS);
      return (isNew && previous ? previous : current).generation;
    },

    async hash(generation, text) {
      const secret = (await accepted()).find((one) => one.generation === generation);
      return secret && createHmac('sha256', secret.value).update(text).digest();
    },
  };
}
