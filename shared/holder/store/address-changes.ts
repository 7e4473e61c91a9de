import type { AddressChanges } from '#holder/ports.ts';
import { addressChange } from '#register/address-change.ts';
import { addSeconds, hongKongDay, type Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { absent, type Item, type Table, ttlOf } from '#storage/table.ts';

const MAX_A_DAY = 3;
/** For as long as the old address can take a change back, and both can be told of it. */
const KEPT_SECONDS = 30 * 86_400;

export function createAddressChanges(table: Table): AddressChanges {
  return {
    async ask(change) {
      const { changeId, holder, askedAt } = change;
      const day = hongKongDay(askedAt);
      for (let n = 1; n <= MAX_A_DAY; n++) {
        const answer = await table.transact([
          {
            put: {
              ...keys.addressChangeSlot(holder, day, n),
              entity: 'addressChangeSlot',
              changeId,
              ttl: ttlFrom(askedAt),
            },
            condition: absent,
          },
          { put: itemOf(change), condition: absent },
        ]);
        if (answer.ok) return 'asked';
      }
      return 'tooMany';
    },

    async get(changeId) {
      const item = await table.get(keys.addressChange(changeId), { consistent: true });
      return item && addressChange.parse(item);
    },

    async move(seen, next) {
      const answer = await table.put(itemOf(next), {
        text: '#state = :seen',
        values: { ':seen': seen.state },
      });
      return answer.ok ? 'moved' : 'changedMeanwhile';
    },
  };
}

const itemOf = (change: Parameters<AddressChanges['move']>[1]): Item => ({
  ...keys.addressChange(change.changeId),
  entity: 'addressChange',
  ...change,
  ttl: ttlFrom(change.askedAt),
});

const ttlFrom = (at: Instant) => ttlOf(addSeconds(at, KEPT_SECONDS));
