import type { CivilDate } from '#register/civil-date.ts';
import { indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { absent, type Expression, type Item, type Operation, type Table } from '#storage/table.ts';
import type { Watched } from '#watch/watched-site.ts';

/** The member with the way back to it from the certificate; refused where it is there already. */
export function watching(member: Watched): [Operation, Operation] {
  const { rosterId, key, provider } = member;
  return [
    { put: { ...keys.member(rosterId, key, provider), entity: 'watched', ...member }, condition: absent },
    { put: { ...keys.watch(key, provider, rosterId), entity: 'watch', rosterId } },
  ];
}

/** Removes both items again; an item that is not there does no harm. */
export function unwatching(
  rosterId: string,
  { key, provider }: Pick<Watched, 'key' | 'provider'>,
): Operation[] {
  return [{ delete: keys.member(rosterId, key, provider) }, { delete: keys.watch(key, provider, rosterId) }];
}

/** The ways back from a certificate to the sites that watch it. */
export function watchers(
  table: Table,
  key: string,
  provider: string,
  { consistent = false } = {},
): AsyncIterable<Item> {
  return table.query({
    condition: {
      text: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': keys.watch(key, provider, '').pk, ':prefix': prefixes.watch(provider) },
    },
    consistent,
  });
}

/** Makes a site due on that day, and raises its version. */
export function makeDue(rosterId: string, on: CivilDate): Expression {
  const { duePk, dueSk } = indexKeys.dueSite(on, rosterId);
  return {
    text: 'SET #dueOn = :on, #duePk = :duePk, #dueSk = :dueSk, #version = #version + :one',
    values: { ':on': on, ':duePk': duePk, ':dueSk': dueSk, ':one': 1 },
  };
}

/** A transaction takes 100 operations; three a certificate stay well below. */
const AT_A_TIME = 25;

export function* inBatches<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += AT_A_TIME) yield all.slice(start, start + AT_A_TIME);
}
