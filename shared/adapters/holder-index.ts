import { INDEXES, indexKeys, parseCredentialKey } from '#contract/table';
import type { HolderIndex } from '#ports';
import { holderOf } from './holder-pseudonym.ts';
import type { Pepper } from './pepper.ts';
import type { Table } from './table.ts';

export function createHolderIndex(table: Table, pepper: Pepper): HolderIndex {
  return {
    async longerLasting(email, type, expiresOn) {
      const holder = await holderOf(pepper, { email, key: '', provider: '' });
      const { byHolderPk, byHolderSk } = indexKeys.byHolder(holder, type, expiresOn);
      const later = table.query({
        index: INDEXES.byHolder.name,
        condition: {
          text: '#byHolderPk = :holder AND #byHolderSk BETWEEN :after AND :end',
          values: { ':holder': byHolderPk, ':after': `${byHolderSk}$`, ':end': `${type}$` },
        },
      });
      const found: { key: string; provider: string }[] = [];
      for await (const { pk, sk } of later) {
        found.push(parseCredentialKey(String(pk), String(sk)));
      }
      return found;
    },
  };
}
