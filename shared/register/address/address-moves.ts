import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';

/** For so long after it was made somebody who reads mail at the old address can take a change of address back. */
export const TAKE_BACK_DAYS = 30;

/** The reasons in history by which a holder's move and its end are told apart. */
export const MOVED = 'holder_moved';
export const TOOK_BACK = 'holder_took_back';

type AddressEntry = Extract<HistoryEntry, { event: 'corrected' }>;

/** Only the case of letters differs at most: mail to one arrives at the other. */
export const isSameAddress = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/**
 * The moves by holders that have brought a certificate to the address that it has, the first one first. A provider that
 * gives an address itself ends all before it; what is taken back ends with everything that came after it.
 */
function standingMoves(credential: Credential): AddressEntry[] {
  const standing: AddressEntry[] = [];
  for (const entry of holderEntries(credential)) {
    if (entry.reason === MOVED) standing.push(entry);
    else {
      const ended = standing.findIndex((move) => isOf(move, entry.source));
      if (ended >= 0) standing.splice(ended);
    }
  }
  return standing;
}

/** The changes of address by holders since a provider last gave one. */
function holderEntries({ history }: Credential): AddressEntry[] {
  const entries = history
    .filter((entry) => entry.event === 'corrected')
    .filter(({ changes }) => changes.some(({ field }) => field === 'email'));
  return entries.slice(entries.findLastIndex(({ source }) => source.via !== 'holder') + 1);
}

const isOf = ({ source: one }: AddressEntry, other: HistoryEntry['source']): boolean =>
  one.via === 'holder' && other.via === 'holder' && one.changeId === other.changeId;

/**
 * The last day on which the move that brought a certificate to its address can be taken back: until then no holder moves
 * it on, or whoever took it from somebody would be out of reach. Undefined: it may be moved.
 */
export function heldUntil(credential: Credential, at: Instant): CivilDate | undefined {
  const last = standingMoves(credential).at(-1);
  const until = last && addDays(hongKongDay(last.at), TAKE_BACK_DAYS);
  return until && hongKongDay(at) <= until ? until : undefined;
}

/**
 * Where a certificate was before the first of these changes, if it stands, and which change that is: whatever holders
 * moved after it goes with it. Undefined: none of them stands.
 */
export function addressBefore(
  credential: Credential,
  changeIds: ReadonlySet<string>,
): { email: string; changeId: string } | undefined {
  for (const move of standingMoves(credential)) {
    const { source } = move;
    const email = leftBy(move);
    if (email && source.via === 'holder' && changeIds.has(source.changeId))
      return { email, changeId: source.changeId };
  }
  return undefined;
}

/** Whether one of these changes ever moved it. */
export function wasMovedBy({ history }: Credential, changeIds: ReadonlySet<string>): boolean {
  return history.some(({ source }) => source.via === 'holder' && changeIds.has(source.changeId));
}

/** Whether its holder has left this address by a change, and no provider has given it an address since. */
export function isLeftByHolder(credential: Credential, email: string): boolean {
  return (
    !isSameAddress(credential.email, email) &&
    holderEntries(credential).some((entry) => isSameAddress(leftBy(entry), email))
  );
}

/**
 * What a renewal takes over with the address of the certificate that it renews: how it came by it. Else whoever moved an
 * address would keep it on the renewal for good. Empty where the provider gives another address.
 */
export function movesTakenOver(renewed: Credential, email: string | undefined): AddressEntry[] {
  return renewed.email !== undefined && isSameAddress(email, renewed.email) ? standingMoves(renewed) : [];
}

const leftBy = ({ changes }: AddressEntry): string | undefined =>
  changes.find(({ field }) => field === 'email')?.from ?? undefined;
