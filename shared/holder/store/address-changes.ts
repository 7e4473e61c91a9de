import * as z from 'zod';
import type { AddressChanges } from '#holder/ports.ts';
import { type AddressChange, addressChange } from '#register/address/address-change.ts';
import { TAKE_BACK_DAYS } from '#register/address/address-moves.ts';
import { addSeconds, hongKongDay, type Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { type DailyQuota, storeWithin } from '#storage/quota.ts';
import { type Item, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';

const changesADay: DailyQuota = { most: 3, slot: keys.addressChangeSlot };
/** What was refused does not count, or whoever asks with a forwarded link would use up the holder's; up to so many. */
const MAX_REFUSED_A_DAY = 9;
const DAY_SECONDS = 86_400;
/** For as long as the old address can take a change back, from what was last done about it on; the last day is a whole one. */
const KEPT_SECONDS = (TAKE_BACK_DAYS + 1) * DAY_SECONDS;
/** Where a holder's changes are found: one may be confirmed two days after it was asked for, and be finished late. */
const SLOT_KEPT_SECONDS = KEPT_SECONDS + 14 * DAY_SECONDS;

const addressChangeSlot = z.object({ changeId: z.string() });

export function createAddressChanges(table: Table, mails: UnconfirmedMail): AddressChanges {
  async function get(changeId: string) {
    const item = await table.get(keys.addressChange(changeId), { consistent: true });
    return item && addressChange.parse(item);
  }

  async function ofHolder(holder: string): Promise<AddressChange[]> {
    const { pk, sk } = keys.addressChangeSlot(holder, '', 0);
    const condition = {
      text: '#pk = :pk AND begins_with(#sk, :slot)',
      values: { ':pk': pk, ':slot': sk.slice(0, sk.indexOf('#') + 1) },
    };
    const changes: AddressChange[] = [];
    for await (const slot of table.query({ condition, consistent: true })) {
      const change = await get(addressChangeSlot.parse(slot).changeId);
      if (change) changes.push(change);
    }
    return changes;
  }

  return {
    async ask(change, caller) {
      const { changeId, holder, askedAt } = change;
      const day = hongKongDay(askedAt);
      const refused = (await ofHolder(holder)).filter(
        (other) => 'refusedAt' in other && hongKongDay(other.askedAt) === day,
      ).length;
      const most = changesADay.most + Math.min(refused, MAX_REFUSED_A_DAY);
      const stored = await storeWithin(
        { ...changesADay, most },
        {
          owner: holder,
          day,
          slot: { entity: 'addressChangeSlot', changeId, ttl: toTtl(addSeconds(askedAt, SLOT_KEPT_SECONDS)) },
          asked: itemOf(change),
        },
        (operations) => mails.store(operations, { email: change.newEmail, caller, at: askedAt }),
      );
      if (stored === 'refused') return 'tooMany';
      return stored === 'usedUp' ? 'noMoreMail' : stored;
    },

    get,

    ofHolder,

    async move(seen, next) {
      const answer = await table.put(itemOf(next), {
        text: '#state = :seen',
        values: { ':seen': seen.state },
      });
      return answer.ok ? 'moved' : 'changedMeanwhile';
    },
  };
}

const itemOf = (change: AddressChange): Item => ({
  ...keys.addressChange(change.changeId),
  entity: 'addressChange',
  ...change,
  ttl: toTtl(addSeconds(lastDoneAt(change), KEPT_SECONDS)),
});

function lastDoneAt(change: AddressChange): Instant {
  switch (change.state) {
    case 'asked':
      return change.askedAt;
    case 'confirmed':
      return change.confirmedAt;
    case 'made':
      return change.madeAt;
    case 'refusing':
    case 'refused':
      return change.refusedAt;
  }
}
