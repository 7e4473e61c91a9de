import type { OrderedChanges } from '#orders/ports.ts';
import { keys } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import { pseudonymOfHolder } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import type { Table } from '#storage/table.ts';
import { stillIn } from './extension-order-store.ts';

/** Together with a check of the order itself: who was slow, and works at an order that was withdrawn, writes nothing. */
export function createOrderedChanges(table: Table, pepper: Pepper): OrderedChanges {
  return {
    async store({ provider, id, state }, changes) {
      const puts = changes.map(async ({ seen, next }) => ({
        put: toItem(next, await pseudonymOfHolder(pepper, next.credential)),
        condition: unchangedSince(seen),
      }));
      const answer = await table.transact([
        { check: keys.extensionOrder(provider, id), condition: stillIn(state) },
        ...(await Promise.all(puts)),
      ]);
      if (answer.ok) return 'stored';
      return answer.held[0]?.ok ? 'changedMeanwhile' : 'orderMoved';
    },
  };
}
