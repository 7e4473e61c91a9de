import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { apiKey } from '#register/catalogue/provider.ts';
import { instant } from '#register/civil-date.ts';
import type { Sessions } from '#register/ports/access.ts';
import { keys } from '#storage/contract/table.ts';
import { absent, type Table, toTtl } from '#storage/table.ts';
import { hashOfSecret } from './key-ring.ts';

const session = z.object({ keyHash: z.string(), until: instant });

/** Of a token, as of a key, only the hash is stored: who reads the table can sign in as nobody. */
export function createSessions(table: Table): Sessions {
  const usable = async (keyHash: string) => {
    const item = await table.get(keys.apiKey(keyHash), { consistent: true });
    const key = item && apiKey.parse(item);
    return key?.revokedAt ? undefined : key;
  };

  return {
    async open(secret, { at, until }) {
      const keyHash = hashOfSecret(secret);
      if (!(await usable(keyHash))) return undefined;
      const token = randomBytes(32).toString('base64url');
      const answer = await table.put(
        {
          ...keys.session(hashOfSecret(token)),
          entity: 'session',
          keyHash,
          openedAt: at,
          until,
          ttl: toTtl(until),
        },
        absent,
      );
      if (!answer.ok) throw new Error('a session token was drawn twice');
      return token;
    },

    async find(token, at) {
      const item = await table.get(keys.session(hashOfSecret(token)), { consistent: true });
      const known = item && session.parse(item);
      // DynamoDB takes out what has run out when it gets round to it, days later at times.
      if (!known || known.until <= at) return undefined;
      return usable(known.keyHash);
    },

    async close(token) {
      await table.delete(keys.session(hashOfSecret(token)));
    },
  };
}
