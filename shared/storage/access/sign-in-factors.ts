import type { Colleague } from '#register/catalogue/colleague.ts';
import { signInCode } from '#register/catalogue/sign-in-code.ts';
import { keys } from '#storage/contract/table.ts';
import type { Key, Table } from '#storage/table.ts';
import { hasPasskey, passkeyKeys } from './passkeys.ts';
import type { SessionItem } from './session-item.ts';

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

/** Whether that with which a session was opened is still there. */
export async function isFactorThere(
  table: Table,
  of: OfColleague,
  { passkeyId, withCode, openedAt }: Pick<SessionItem, 'passkeyId' | 'withCode' | 'openedAt'>,
): Promise<boolean> {
  if (passkeyId) return hasPasskey(table, of, passkeyId);
  if (!withCode) return true;
  const code = await table.get(keys.signInCode(of.provider, of.colleagueId), { consistent: true });
  // Codes that were set up since are another app's.
  return code !== undefined && signInCode.parse(code).setAt <= openedAt;
}
