import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** What a keyed hash is for; none can be taken for another. `link`: links from before they had secrets of their own. */
type Purpose = 'holder' | 'number' | 'link' | 'caller' | 'passkey' | 'code';

export interface Pepper {
  /** HMAC-SHA-256 of the text for that purpose. */
  hash(purpose: Purpose, text: string): Promise<Buffer>;
}

/** The registry's secret, read once by each running function; a failed read is tried again at the next use. */
export function createPepper(secretId: string): Pepper {
  const client = new SecretsManagerClient({});
  let reading: Promise<string> | undefined;

  const read = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (!SecretString) throw new Error('the pepper secret is empty');
    return SecretString;
  };

  return {
    async hash(purpose, text) {
      reading ??= read();
      try {
        return createHmac('sha256', await reading)
          .update(`${purpose}\0${text}`)
          .digest();
      } catch (error) {
        reading = undefined;
        throw error;
      }
    },
  };
}
