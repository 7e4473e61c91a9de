import { keys, prefixes } from '#contract/table';
import type { CredentialFinder } from '#ports';
import { fromItem } from './credential-item.ts';
import type { Table } from './table.ts';

/** One eventually consistent query: half a read unit for up to 4 kB. */
export function createCredentialFinder(table: Table): CredentialFinder {
  return {
    async findByKey(key) {
      const { pk } = keys.credential(key, '');
      const { items } = await table.page({
        condition: {
          text: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': pk, ':prefix': prefixes.credential },
        },
      });
      return items.map((item) => fromItem(item).credential);
    },
  };
}
