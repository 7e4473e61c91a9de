import type { EndedChange } from '#register/address/address-change.ts';
import { addressBefore, isSameAddress, TOOK_BACK, wasMovedBy } from '#register/address/address-moves.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';

type Id = { key: string; provider: string };

const AT_ONCE = 8;

export const endedIds = (ended: readonly EndedChange[]): ReadonlySet<string> =>
  new Set(ended.map(({ changeId }) => changeId));

/** What these changes set out to move, each certificate once. */
export function movedBy(ended: readonly EndedChange[]): Id[] {
  const ids = ended.flatMap(({ moves }) => moves ?? []);
  return [...new Map(ids.map((id) => [`${id.provider}#${id.key}`, id])).values()];
}

/** What its own provider renewed it by; the renewal may have taken its address over. */
export function renewalOf({ history, provider }: Credential): Id | undefined {
  const last = history.findLast((entry) => entry.event === 'superseded');
  if (last?.by.provider !== provider) return undefined;
  const number = normaliseNumber(last.by.number);
  return number.ok ? { key: number.key, provider } : undefined;
}

/**
 * Where a certificate is that a refused change had moved. `back`: at the old address. `provider`: its provider has given
 * another since. `movedAgain`: its holder has, since it was back. `notYet`: it still is where it was moved to.
 * `unreadable`: nobody can say.
 */
export type Whereabouts = 'back' | 'provider' | 'movedAgain' | 'notYet' | 'unreadable';
export interface Moved {
  id: Id;
  is: Whereabouts;
  /** Absent: it cannot be read. */
  credential?: Credential | undefined;
}

/** Where everything is now that these changes had moved, with what renewed it; read from the register, not from the changes. */
export async function readMoved(
  deps: { credentials: Pick<CredentialStore, 'get'> },
  ended: readonly EndedChange[],
): Promise<Moved[]> {
  const changeIds = endedIds(ended);
  const oldEmail = ended[0]?.oldEmail ?? '';
  const found = await eachAtOnce(movedBy(ended), AT_ONCE, async (id) => {
    const moved: Moved[] = [];
    for (let next: Id | undefined = id; next; ) {
      const credential: Credential | undefined = (
        await undefinedIfUnreadable(deps.credentials.get(next.key, next.provider))
      )?.credential;
      if (!credential) moved.push({ id: next, is: 'unreadable' });
      else if (wasMovedBy(credential, changeIds))
        moved.push({ id: next, credential, is: whereabouts(credential, changeIds, oldEmail) });
      next = credential && renewalOf(credential);
    }
    return moved;
  });
  return found.flat();
}

function whereabouts(
  credential: Credential,
  changeIds: ReadonlySet<string>,
  oldEmail: string,
): Exclude<Whereabouts, 'unreadable'> {
  if (addressBefore(credential, changeIds)) return 'notYet';
  if (isSameAddress(credential.email, oldEmail)) return 'back';
  const last = credential.history
    .filter((entry) => entry.event === 'corrected')
    .findLast(({ changes }) => changes.some(({ field }) => field === 'email'));
  return last?.source.via === 'holder' && last.reason !== TOOK_BACK ? 'movedAgain' : 'provider';
}
