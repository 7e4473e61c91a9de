import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';

/**
 * Whether the same person has another certificate of the same type that lasts longer and holds on that day. A
 * certificate that cannot be read does not count: rather a reminder too many.
 */
export async function isRenewed(
  deps: { holders: HolderIndex; credentials: CredentialStore },
  credential: Credential,
  on: CivilDate,
): Promise<boolean> {
  const expiresOn = effectiveExpiry(credential);
  if (!credential.email || !expiresOn) return false;
  for (const { key, provider } of await deps.holders.longerLasting(
    credential.email,
    credential.type,
    expiresOn,
  )) {
    const other = await undefinedIfUnreadable(deps.credentials.get(key, provider));
    if (!other || !isSamePerson(credential, other.credential)) continue;
    if (['valid', 'expiringSoon'].includes(statusOn(other.credential, on))) return true;
  }
  return false;
}
