import type { AddressMoves } from '#holder/ports.ts';
import { keys } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import { pseudonymOfHolder } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import type { Table } from '#storage/table.ts';

/** Together with a check of the change itself: once it is refused, nobody who was slow moves one more. */
export function createAddressMoves(table: Table, pepper: Pepper): AddressMoves {
  return {
    async store({ changeId }, seen, next) {
      const answer = await table.transact([
        {
          check: keys.addressChange(changeId),
          condition: { text: '#state = :confirmed', values: { ':confirmed': 'confirmed' } },
        },
        {
          put: toItem(next, await pseudonymOfHolder(pepper, next.credential)),
          condition: unchangedSince(seen),
        },
      ]);
      if (answer.ok) return 'stored';
      return answer.held[0]?.ok ? 'changedMeanwhile' : 'changeMoved';
    },
  };
}
