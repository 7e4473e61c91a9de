import type { AddressChange } from '#register/address/address-change.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { SharedProof } from './proof/shared-proof.ts';

/** What holders asked for about their own address; kept for some weeks. */
export interface AddressChanges {
  /** Stores it; `tooMany`, and nothing is stored, when this holder has asked three times on that day already; `noMoreMail`, when none may go. */
  ask(
    change: AddressChange & { state: 'asked' },
    caller: string,
  ): Promise<'stored' | 'tooMany' | 'noMoreMail'>;
  /** A consistent read. */
  get(changeId: string): Promise<AddressChange | undefined>;
  /** Those asked for from the address with this pseudonym, as long as they are kept; consistent. */
  ofHolder(holder: string): Promise<AddressChange[]>;
  /** Stores `next` unless its state is no longer as `seen`. */
  move(seen: AddressChange, next: AddressChange): Promise<'moved' | 'changedMeanwhile'>;
}

export interface AddressMoves {
  /**
   * Stores `next`: `changeMoved` when the change of address is not being made any more (somebody refused it, or finished
   * it), `changedMeanwhile` when the credential is no longer as `seen`. Then nothing is stored.
   */
  store(
    change: AddressChange,
    seen: Registered,
    next: Registered,
  ): Promise<'stored' | 'changedMeanwhile' | 'changeMoved'>;
}

/** The one link under which a holder shares a certificate. Who opens it is not kept. */
export interface SharedProofs {
  /** A consistent read; also of one that is over, as long as it is kept. */
  get(id: { key: string; provider: string }): Promise<SharedProof | undefined>;
  /** In place of the one before, which leads nowhere from then on. */
  begin(id: { key: string; provider: string }, share: SharedProof): Promise<void>;
  /** `before`: the day before the one on which it ends. `gone`: it is no longer the one that is shared. */
  end(id: { key: string; provider: string }, shareId: string, before: CivilDate): Promise<'ended' | 'gone'>;
  /** One opening more on that day; `gone`: it is over, or no longer the one that is shared. */
  countOpening(
    id: { key: string; provider: string },
    shareId: string,
    on: CivilDate,
  ): Promise<'counted' | 'gone'>;
}
