import { randomBytes } from 'node:crypto';
import {
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { IN_USE_AFTER_SECONDS, readLinkSecret } from '#storage/secrets/link-secrets.ts';

/** A new secret for links; the one before it is accepted until it is retired. `unretired`: there is one before it already. */
export async function rotateLinkSecret(
  secretId: string,
): Promise<{ outcome: 'rotated' | 'unretired'; generation: number }> {
  const client = new SecretsManagerClient({});
  const current = await readLinkSecret(client, secretId, 'AWSCURRENT');
  const previous = await readLinkSecret(client, secretId, 'AWSPREVIOUS');
  if (!current) throw new Error('there is no link secret');
  if (previous) return { outcome: 'unretired', generation: previous.generation };
  const generation = current.generation + 1;
  const SecretString = `g${generation}.${randomBytes(48).toString('base64url')}`;
  // Names the version by its generation, which a secret has once: of two rotations at the same time the second would take
  // from the first the place of the one before, and end all links that are out.
  const ClientRequestToken = `certkeeper-link-secret-generation-${generation}`;
  try {
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString, ClientRequestToken }));
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    return { outcome: 'unretired', generation: current.generation };
  }
  return { outcome: 'rotated', generation };
}

/**
 * Ends the secret before the current one: what it signed is refused from then on. `tooSoon`: until `at` functions may still
 * sign with it. `none`: only one is accepted.
 */
export async function retireLinkSecret(
  secretId: string,
  at: Instant,
): Promise<
  { outcome: 'retired'; generation: number } | { outcome: 'tooSoon'; until: Instant } | { outcome: 'none' }
> {
  const client = new SecretsManagerClient({});
  const current = await readLinkSecret(client, secretId, 'AWSCURRENT');
  const previous = await readLinkSecret(client, secretId, 'AWSPREVIOUS');
  if (!current || !previous) return { outcome: 'none' };
  // A function that read just before the rotation signs with the old one until it reads again.
  const until = addSeconds(current.createdAt, IN_USE_AFTER_SECONDS);
  if (at < until) return { outcome: 'tooSoon', until };
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secretId,
      VersionStage: 'AWSPREVIOUS',
      RemoveFromVersionId: previous.versionId,
    }),
  );
  return { outcome: 'retired', generation: previous.generation };
}
