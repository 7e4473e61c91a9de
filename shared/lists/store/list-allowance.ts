import type { ListAllowance } from '#lists/ports.ts';
import { endOfDay } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { widerNetworkOf } from '#storage/network.ts';
import { counting } from '#storage/quota.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { type Table, toTtl } from '#storage/table.ts';

/** So many times what a network has, all those beside it together have (`widerNetworkOf`). */
const OF_A_WIDER_NETWORK = 10;

/** One count for a caller and day, under a pseudonym that is worth nothing without the registry's secret. */
export function createListAllowance(table: Table, pepper: Pepper): ListAllowance {
  return {
    async take({ caller, most }, rows, on) {
      const countOf = async (network: string, most: number) => {
        const pseudonym = (await pepper.hash('caller', network)).toString('hex').slice(0, 32);
        const key = keys.listAllowance(pseudonym, on);
        return counting({ key, entity: 'listAllowance', most, ttl: toTtl(endOfDay(on)) }, rows);
      };
      const wider = widerNetworkOf(caller);
      const counts = await Promise.all([
        countOf(caller, most),
        ...(wider ? [countOf(wider, most * OF_A_WIDER_NETWORK)] : []),
      ]);
      return (await table.transact(counts)).ok ? 'taken' : 'usedUp';
    },
  };
}
