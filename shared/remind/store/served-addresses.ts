import { withoutServedAddresses } from '#register/address/address-retention.ts';
import type { ServedAddresses } from '#remind/ports.ts';
import { keys } from '#storage/contract/table.ts';
import { fromItem, toItem } from '#storage/credentials/credential-item.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import type { Table } from '#storage/table.ts';

export function createServedAddresses(table: Table): ServedAddresses {
  return {
    async forget({ key, provider }, on) {
      const item = await table.get(keys.credential(key, provider), { consistent: true });
      const seen = item && fromItem(item);
      if (!seen) return 'asItWas';
      const credential = withoutServedAddresses(seen.credential, on);
      if (credential === seen.credential) return 'asItWas';
      // Without an address it has no place among a holder's, and nothing is due: no pseudonym is needed.
      const answer = await table.put(toItem({ credential }, ''), unchangedSince(seen));
      return answer.ok ? 'forgotten' : 'asItWas';
    },
  };
}
