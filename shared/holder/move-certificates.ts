import type { AddressChange, EndedChange } from '#register/address/address-change.ts';
import {
  addressBefore,
  heldUntil,
  isSameAddress,
  MOVED,
  TOOK_BACK,
} from '#register/address/address-moves.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { isMovedTooOften } from '#register/certificate/history-limits.ts';
import { withCorrections } from '#register/certificate/registration.ts';
import { changeCredential } from '#register/change/change-credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { endedIds, movedBy, renewalOf } from './moved-certificates.ts';
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
 * Certificates that have it already are left as they are, so the call may be repeated; and so is what came to the old
 * address by a change that can still be taken back. A certificate that fails does not stop the others: the first fault is
 * thrown at the end.
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
      credential:
        isSameAddress(credential.email, change.oldEmail) &&
        !heldUntil(credential, at) &&
        !isMovedTooOften(credential.history)
          ? moved(credential, change.changeId, { to: change.newEmail, reason: MOVED, at })
          : credential,
    }));
  });
}

/**
 * Gives everything that these changes moved the address from before them, whatever holders moved later; also what renewed
 * it meanwhile and took the address over. An address that a provider gave since stays. Otherwise as above.
 */
export async function takeCertificatesBack(
  deps: Pick<MoveDeps, 'credentials'>,
  ended: readonly EndedChange[],
  at: Instant,
): Promise<void> {
  const changeIds = endedIds(ended);
  await forEach(movedBy(ended), AT_ONCE, (id) => takeOneBack(deps, id, { changeIds, at }));
}

async function takeOneBack(
  deps: Pick<MoveDeps, 'credentials'>,
  id: Keys[number],
  when: { changeIds: ReadonlySet<string>; at: Instant },
): Promise<void> {
  const back = await changeCredential(deps, id, (credential) => {
    const before = addressBefore(credential, when.changeIds);
    if (!before) return { ok: true, credential };
    const { email: to, changeId } = before;
    return { ok: true, credential: moved(credential, changeId, { to, reason: TOOK_BACK, at: when.at }) };
  });
  const renewal = back.ok && renewalOf(back.credential);
  if (renewal) await takeOneBack(deps, renewal, when);
}

function moved(
  credential: Credential,
  changeId: string,
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
