import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import type { Key, Operation, Table } from '#storage/table.ts';
import { passkeyKeys } from './passkeys.ts';

type OfColleague = Pick<Colleague, 'provider' | 'colleagueId'>;

/** Everything by which a colleague signs in beside the link: it goes with them. */
export async function factorKeys(table: Table, of: OfColleague): Promise<Key[]> {
  return [...(await passkeyKeys(table, of)), keys.signInCode(of.provider, of.colleagueId)];
}

/** Whether a colleague has a passkey, or an app that shows codes. */
export async function hasFactor(table: Table, of: OfColleague): Promise<boolean> {
  if ((await passkeyKeys(table, of)).length > 0) return true;
  const code = await table.get(keys.signInCode(of.provider, of.colleagueId), { consistent: true });
  return code !== undefined;
}

/** Notes that some of it went, by whom: of two changes at once one is made, and they are told. */
export const factorsRemoved = (
  { provider, colleagueId, version }: Colleague,
  { by, at }: { by: string; at: Instant },
): Operation => ({
  update: keys.colleague(provider, colleagueId),
  by: {
    text: 'SET #version = #version + :one, #factorsRemovedAt = :at, #changedBy = :by',
    values: { ':one': 1, ':at': at, ':by': by },
  },
  condition: { text: '#version = :seen', values: { ':seen': version } },
});
