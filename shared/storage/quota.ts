import type { CivilDate } from '#register/civil-date.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/**
 * So many of one kind that somebody may ask for on a Hong Kong day. Each takes a numbered slot of the day in the same
 * transaction that stores it, so that of many at once not one too many is stored.
 */
export interface DailyQuota {
  most: number;
  slot: (owner: string, day: CivilDate, n: number) => Key;
}

/** Stores `asked` as one of the owner's of that day; `tooMany`: nothing is stored. `slot`: what the slot says of it. */
export async function storeWithin(
  table: Table,
  { most, slot: keyOf }: DailyQuota,
  { owner, day, slot, asked }: { owner: string; day: CivilDate; slot: Item; asked: Item },
): Promise<'asked' | 'tooMany'> {
  for (let n = 1; n <= most; n++) {
    const answer = await table.transact([
      { put: { ...keyOf(owner, day, n), ...slot }, condition: absent },
      { put: asked, condition: absent },
    ]);
    if (answer.ok) return 'asked';
  }
  return 'tooMany';
}
