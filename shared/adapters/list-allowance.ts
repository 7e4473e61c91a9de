import { keys } from '#contract/table';
import { endOfDay } from '#domain/civil-date';
import type { ListAllowance } from '#ports/lists';
import type { Pepper } from './pepper.ts';
import { type Table, ttlOf } from './table.ts';

/** One count for a caller and day, under a pseudonym that is worth nothing without the registry's secret. */
export function createListAllowance(table: Table, pepper: Pepper): ListAllowance {
  return {
    async take(from, rows, { on, most }) {
      const caller = (await pepper.hash('caller', from)).toString('hex').slice(0, 32);
      const answer = await table.update(
        keys.listAllowance(caller, on),
        {
          text: 'SET #entity = :entity, #rows = if_not_exists(#rows, :none) + :rows, #ttl = :ttl',
          values: { ':entity': 'listAllowance', ':none': 0, ':rows': rows, ':ttl': ttlOf(endOfDay(on)) },
        },
        { text: 'attribute_not_exists(#rows) OR #rows <= :left', values: { ':left': most - rows } },
      );
      return answer.ok ? 'taken' : 'usedUp';
    },
  };
}
