import { type AddressChange, addressBefore, isSameAddress } from '#register/address-change.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { withCorrections } from '#register/certificate/registration.ts';
import { changeCredential } from '#register/change/change-credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { AddressMoves } from './ports.ts';

export interface MoveDeps {
  holders: HolderIndex;
  credentials: CredentialStore;
  moves: AddressMoves;
}

type Keys = readonly { key: string; provider: string }[];

const AT_ONCE = 8;

/**
 * Gives every certificate that a confirmed change names the new address, as long as the change is not refused.
 * Certificates that have it already are left as they are, so the call may be repeated. A certificate that fails does
 * not stop the others: the first fault is thrown at the end.
 */
export async function moveCertificates(
  deps: MoveDeps,
  change: AddressChange & { moves: Keys },
  at: Instant,
): Promise<void> {
  let over = false;
  const credentials: CredentialStore = {
    ...deps.credentials,
    async replace(seen, next) {
      const stored = await deps.moves.store(change, seen, next);
      over ||= stored === 'changeMoved';
      // Nothing more is to be done about this one.
      return stored === 'changeMoved' ? 'stored' : stored;
    },
  };
  // Each write asks for the change itself: of two at once DynamoDB would refuse one.
  await forEach(change.moves, 1, async (id) => {
    if (over) return;
    await changeCredential({ credentials }, id, (credential) => ({
      ok: true,
      credential: isSameAddress(credential.email, change.oldEmail)
        ? moved(credential, change, { to: change.newEmail, reason: 'holder_moved', at })
        : credential,
    }));
  });
}

/** Gives those back that came to the new address with this change, and to no other since. Otherwise as above. */
export async function takeCertificatesBack(
  deps: MoveDeps,
  change: AddressChange & { moves?: Keys | undefined },
  at: Instant,
): Promise<void> {
  await forEach(change.moves ?? [], AT_ONCE, async (id) => {
    await changeCredential(deps, id, (credential) => {
      const to = addressBefore(credential, change.changeId);
      const isHere = to !== undefined && isSameAddress(credential.email, change.newEmail);
      const back = isHere && moved(credential, change, { to, reason: 'holder_took_back', at });
      return { ok: true, credential: back || credential };
    });
  });
}

function moved(
  credential: Credential,
  { changeId }: AddressChange,
  { to, reason, at }: { to: string; reason: string; at: Instant },
): Credential {
  const source = { via: 'holder', changeId } as const;
  return withCorrections(credential, { ...credential, email: to }, reason, {
    at,
    on: hongKongDay(at),
    source,
  });
}

async function forEach(keys: Keys, atOnce: number, work: (id: Keys[number]) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  await eachAtOnce(keys, atOnce, (id) => work(id).catch((fault: unknown) => faults.push(fault)));
  if (faults.length) throw faults[0];
}
