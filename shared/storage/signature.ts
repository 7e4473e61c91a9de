import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Instant } from '#register/civil-date.ts';

export interface Signer {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

const SERVICE = 'dynamodb';

const hmac = (key: string | Buffer | KeyObject, text: string) =>
  createHmac('sha256', key).update(text).digest();

/**
 * Signs posts to DynamoDB by Signature Version 4. Gives the headers to send with `body`; `host` is that of the address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function createSignature({ region, accessKeyId, secretAccessKey, sessionToken }: Signer) {
  let keyOfDay: { day: string; key: KeyObject } | undefined;

  function signingKey(day: string): KeyObject {
    if (keyOfDay?.day !== day) {
      const key = [region, SERVICE, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secretAccessKey}`, day));
      // From bytes, Node would make such a key anew for each signature, which takes seven times as long.
      keyOfDay = { day, key: createSecretKey(key) };
    }
    return keyOfDay.key;
  }

  return (host: string, target: string, body: string, at: Instant): Record<string, string> => {
    const date = at.replace(/[-:]|\.\d+/g, '');
    const day = date.slice(0, 8);
    // Sorted by name.
    const signed: Record<string, string> = {
      'content-type': 'application/x-amz-json-1.0',
      host,
      'x-amz-date': date,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
      'x-amz-target': target,
    };
    const names = Object.keys(signed).join(';');
    const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
    const request = `POST\n/\n\n${lines.join('')}\n${names}\n${hash('sha256', body)}`;
    const scope = `${day}/${region}/${SERVICE}/aws4_request`;
    const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', request)}`;
    const signature = hmac(signingKey(day), toSign).toString('hex');
    const credential = `${accessKeyId}/${scope}`;
    return {
      ...signed,
      'content-length': String(Buffer.byteLength(body)),
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
    };
  };
}
