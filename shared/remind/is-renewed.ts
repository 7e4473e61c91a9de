import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { mayReplace } from '#register/certificate/supersession.ts';
import { readWithProvider } from '#register/change/read-with-provider.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { CredentialStore, HolderIndex, ProviderDirectory } from '#register/ports/register.ts';

/**
 * Whether the same person has another certificate of the same type that lasts longer, holds on that day and may replace this
 * one (certificate/supersession). A certificate that cannot be read does not count: rather a reminder too many.
 */
export async function isRenewed(
  deps: {
    holders: HolderIndex;
    credentials: CredentialStore;
    providers: Pick<ProviderDirectory, 'get'>;
  },
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
    const other = await readWithProvider(deps, { key, provider });
    if (!other || !isSamePerson(credential, other.credential)) continue;
    if (!['valid', 'expiringSoon'].includes(statusOn(other.credential, on))) continue;
    const own = await undefinedIfUnreadable(deps.providers.get(credential.provider));
    if (mayReplace(other, { credential, provider: own })) return true;
  }
  return false;
}
