import { type AddressChange, addressBefore, isSameAddress } from '#domain/address-change';
import { hongKongDay, type Instant } from '#domain/civil-date';
import type { Credential } from '#domain/credential';
import { withCorrections } from '#domain/registration';
import type { CredentialStore, HolderIndex } from '#ports';
import { changeCredential } from './change-credential.ts';

export interface MoveDeps {
  holders: HolderIndex;
  credentials: CredentialStore;
}

const AT_ONCE = 8;

/** Gives every certificate of the old address the new one. Those that have it are left as they are: may be repeated. */
export async function moveCertificates(deps: MoveDeps, change: AddressChange, at: Instant): Promise<void> {
  await correctEach(deps, await deps.holders.ofHolder(change.holder), (credential) =>
    isSameAddress(credential.email, change.oldEmail)
      ? moved(credential, change, { to: change.newEmail, reason: 'holder_moved', at })
      : credential,
  );
}

/** Gives those back that came to the new address with this change, and to no other since. May be repeated. */
export async function takeCertificatesBack(
  deps: MoveDeps,
  change: AddressChange,
  at: Instant,
): Promise<void> {
  // The index follows a moment later: what has just moved may still stand under the old address.
  const keys = await Promise.all([
    deps.holders.ofHolder(await deps.holders.pseudonymOf(change.newEmail)),
    deps.holders.ofHolder(change.holder),
  ]);
  await correctEach(deps, keys.flat(), (credential) => {
    const to = addressBefore(credential, change.changeId);
    return to !== undefined && isSameAddress(credential.email, change.newEmail)
      ? moved(credential, change, { to, reason: 'holder_took_back', at })
      : credential;
  });
}

function moved(
  credential: Credential,
  { changeId }: AddressChange,
  { to, reason, at }: { to: string; reason: string; at: Instant },
): Credential {
  const source = { via: 'holder', changeId } as const;
  return withCorrections(credential, { email: to }, reason, { at, on: hongKongDay(at), source });
}

async function correctEach(
  deps: MoveDeps,
  keys: { key: string; provider: string }[],
  correct: (credential: Credential) => Credential,
): Promise<void> {
  const waiting = [...keys];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let id = waiting.shift(); id; id = waiting.shift()) {
        await changeCredential(deps, id, (credential) => ({ ok: true, credential: correct(credential) }));
      }
    }),
  );
}
