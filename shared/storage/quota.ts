import type { CivilDate } from '#register/civil-date.ts';
import { absent, type Item, type Key, type Operation } from './table.ts';

/** So many of a kind, counted in one item that goes when its time is over. */
export interface Count {
  key: Key;
  entity: string;
  most: number;
  ttl: number;
}

/** Counts `taken` more, and is refused where they would be too many: part of the transaction that stores what is counted. */
export const counting = ({ key, entity, most, ttl }: Count, taken = 1): Operation => ({
  update: key,
  by: {
    text: 'SET #entity = :entity, #taken = if_not_exists(#taken, :none) + :taken, #ttl = :ttl',
    values: { ':entity': entity, ':none': 0, ':taken': taken, ':ttl': ttl },
  },
  condition: {
    text: 'attribute_not_exists(#taken) OR #taken <= :left',
    values: { ':left': most - taken },
  },
});

/**
 * So many of one kind that somebody may ask for on a Hong Kong day, each of which is to be found again: each takes a numbered
 * slot of the day in the same transaction that stores it, so that of many at once not one too many is stored.
 */
export interface DailyQuota {
  most: number;
  slot: (owner: string, day: CivilDate, n: number) => Key;
}

/**
 * Stores `asked` as one of the owner's of that day; `tooMany`: nothing is stored. `slot`: what the slot says of it. `store`:
 * what stores both, or neither.
 */
export async function storeWithin<Outcome extends string = never>(
  { most, slot: keyOf }: DailyQuota,
  { owner, day, slot, asked }: { owner: string; day: CivilDate; slot: Item; asked: Item },
  store: (operations: Operation[]) => Promise<'stored' | 'refused' | Outcome>,
): Promise<'stored' | 'refused' | Outcome> {
  for (let n = 1; n <= most; n++) {
    const answer = await store([
      { put: { ...keyOf(owner, day, n), ...slot }, condition: absent },
      { put: asked, condition: absent },
    ]);
    if (answer !== 'refused') return answer;
  }
  return 'refused';
}
