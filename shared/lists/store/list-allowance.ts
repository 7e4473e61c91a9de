import type { ListAllowance } from '#lists/ports.ts';
import { type CivilDate, endOfDay } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import type { Pepper } from '#storage/pepper.ts';
import { type Operation, type Table, toTtl } from '#storage/table.ts';

/** One count for a caller and day, under a pseudonym that is worth nothing without the registry's secret. */
export function createListAllowance(table: Table, pepper: Pepper): ListAllowance {
  async function counting(from: string, most: number, rows: number, on: CivilDate): Promise<Operation> {
    const caller = (await pepper.hash('caller', from)).toString('hex').slice(0, 32);
    return {
      update: keys.listAllowance(caller, on),
      by: {
        text: 'SET #entity = :entity, #rows = if_not_exists(#rows, :none) + :rows, #ttl = :ttl',
        values: { ':entity': 'listAllowance', ':none': 0, ':rows': rows, ':ttl': toTtl(endOfDay(on)) },
      },
      condition: {
        text: 'attribute_not_exists(#rows) OR #rows <= :left',
        values: { ':left': most - rows },
      },
    };
  }

  return {
    async take(callers, rows, on) {
      const counts = await Promise.all(callers.map(({ from, most }) => counting(from, most, rows, on)));
      return (await table.transact(counts)).ok ? 'taken' : 'usedUp';
    },
  };
}
