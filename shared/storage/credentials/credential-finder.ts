import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { decoy } from '#register/decoy.ts';
import type { CredentialFinder } from '#register/ports/register.ts';
import { keys, prefixes } from '#storage/contract/table.ts';
import type { TableReads } from '#storage/table-reads.ts';
import { fromItem } from './credential-item.ts';

const decoyItem = marshall(decoy);

/**
 * One eventually consistent query: half a read unit for up to 4 kB. What is not there is read as well, from a decoy, so that
 * the time does not tell.
 */
export function createCredentialFinder(table: TableReads): CredentialFinder {
  return {
    async findByKey(key) {
      const { pk } = keys.credential(key, '');
      const { items } = await table.page({
        condition: {
          text: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': pk, ':prefix': prefixes.credential },
        },
      });
      if (items.length === 0) fromItem(unmarshall(decoyItem));
      return items.map((item) => fromItem(item).credential);
    },
  };
}
