import type { AddressChanges } from '#holder/ports.ts';
import { addressChange } from '#register/address-change.ts';
import { addSeconds, hongKongDay, type Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type DailyQuota, storeWithin } from '#storage/quota.ts';
import { type Item, type Table, toTtl } from '#storage/table.ts';

const changesADay: DailyQuota = { most: 3, slot: keys.addressChangeSlot };
/** For as long as the old address can take a change back, and both can be told of it. */
const KEPT_SECONDS = 30 * 86_400;

export function createAddressChanges(table: Table): AddressChanges {
  return {
    async ask(change) {
      const { changeId, holder, askedAt } = change;
      return storeWithin(table, changesADay, {
        owner: holder,
        day: hongKongDay(askedAt),
        slot: { entity: 'addressChangeSlot', changeId, ttl: ttlFrom(askedAt) },
        asked: itemOf(change),
      });
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

const ttlFrom = (at: Instant) => toTtl(addSeconds(at, KEPT_SECONDS));
