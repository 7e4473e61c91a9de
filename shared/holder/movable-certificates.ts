import { heldUntil } from '#register/address/address-moves.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { registeredTo } from './holder-certificates.ts';

export interface Movable {
  /** The address as one of its certificates has it; undefined: nothing is registered for it. */
  email?: string | undefined;
  /** Whether there is anything that may move on. */
  any: boolean;
  /** All but what stays, also what cannot be read: a person has to repair it, and hears of it by the fault. */
  moves: { key: string; provider: string }[];
  /** Where something stays: the first day after which more may move. */
  heldUntil?: CivilDate | undefined;
}

const AT_ONCE = 8;

/**
 * What of an address's certificates a holder may move. What came to it by a change that can still be taken back stays; its
 * own certificates move, so that nobody is kept at an address because others came to it.
 */
export async function movableCertificates(
  deps: { holders: HolderIndex; credentials: CredentialStore },
  holder: string,
  at: Instant,
): Promise<Movable> {
  const found = await eachAtOnce(await deps.holders.ofHolder(holder), AT_ONCE, async ({ key, provider }) => {
    const credential = (await registeredTo(deps, holder, { key, provider }))?.credential;
    return { key, provider, email: credential?.email, until: credential && heldUntil(credential, at) };
  });
  return {
    email: found.find(({ email }) => email)?.email,
    any: found.some(({ email, until }) => email && !until),
    moves: found.filter(({ until }) => !until).map(({ key, provider }) => ({ key, provider })),
    heldUntil: found.flatMap(({ until }) => until ?? []).toSorted()[0],
  };
}
