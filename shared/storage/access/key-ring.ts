import { createHash } from 'node:crypto';
import { apiKey } from '#register/catalogue/provider.ts';
import type { KeyRing } from '#register/ports/access.ts';
import { keys } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';

/** Keys are 256 random bits, so a plain hash is enough, and looking it up leaks nothing by its timing. */
export const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

export function createKeyRing(table: Table): KeyRing {
  return {
    async findBySecret(secret) {
      // Consistent: a revoked key stops at once.
      const item = await table.get(keys.apiKey(hashOfSecret(secret)), { consistent: true });
      return item && apiKey.parse(item);
    },
  };
}
