import type { ListAllowance } from '#lists/ports.ts';
import { endOfDay } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import type { Pepper } from '#storage/pepper.ts';
import { counting } from '#storage/quota.ts';
import { type Table, toTtl } from '#storage/table.ts';

/** One count for a caller and day, under a pseudonym that is worth nothing without the registry's secret. */
export function createListAllowance(table: Table, pepper: Pepper): ListAllowance {
  return {
    async take({ caller, most }, rows, on) {
      const pseudonym = (await pepper.hash('caller', caller)).toString('hex').slice(0, 32);
      const count = {
        key: keys.listAllowance(pseudonym, on),
        entity: 'listAllowance',
        most,
        ttl: toTtl(endOfDay(on)),
      };
      return (await table.transact([counting(count, rows)])).ok ? 'taken' : 'usedUp';
    },
  };
}
