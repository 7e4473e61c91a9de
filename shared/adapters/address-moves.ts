import { keys } from '#contract/table';
import type { AddressMoves } from '#ports/address-changes';
import { toItem } from './credential-item.ts';
import { unchangedSince } from './credential-store.ts';
import { holderOf } from './holder-pseudonym.ts';
import type { Pepper } from './pepper.ts';
import type { Table } from './table.ts';

/** Together with a check of the change itself: once it is refused, nobody who was slow moves one more. */
export function createAddressMoves(table: Table, pepper: Pepper): AddressMoves {
  return {
    async store({ changeId }, seen, next) {
      const answer = await table.transact([
        {
          check: keys.addressChange(changeId),
          condition: { text: '#state = :confirmed', values: { ':confirmed': 'confirmed' } },
        },
        { put: toItem(next, await holderOf(pepper, next.credential)), condition: unchangedSince(seen) },
      ]);
      if (answer.ok) return 'stored';
      return answer.held[0]?.ok ? 'changedMeanwhile' : 'changeMoved';
    },
  };
}
