import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type ApiKey, apiKey } from '#register/catalogue/provider.ts';
import type { KeyRing } from '#register/ports/access.ts';
import { keys } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

/** Keys are 256 random bits, so a plain hash is enough, and looking it up leaks nothing by its timing. */
export const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

export function createKeyRing(table: Table): KeyRing {
  return {
    async findBySecret(secret) {
      return await readKey(table, hashOfSecret(secret));
    },
  };
}

const owner = z.object({ profile: z.object({ closedOn: z.string().optional() }) });

/** Consistent reads: a revoked key stops at once, and so do those of a provider that was removed. */
async function readKey(table: Table, secretHash: string): Promise<ApiKey | undefined> {
  const item = await table.get(keys.apiKey(secretHash), { consistent: true });
  const key = item && apiKey.parse(item);
  if (!key || key.revokedAt) return key;
  const provider = await table.get(keys.provider(key.provider), { consistent: true });
  const isClosed = provider && owner.parse(provider).profile.closedOn !== undefined;
  return isClosed ? undefined : key;
}
