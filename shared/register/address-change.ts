import * as z from 'zod';
import { type Credential, languages } from '#register/certificate/credential.ts';
import { addSeconds, type Instant, instant } from './civil-date.ts';

const asked = {
  changeId: z.uuid(),
  /** The pseudonym of the old address. */
  holder: z.string(),
  oldEmail: z.string(),
  newEmail: z.string(),
  /** In which the holder asked. */
  language: z.enum(languages),
  askedAt: instant,
  /** Until then it can be confirmed; a confirmation that has begun may be finished later. */
  until: instant,
};

/** The certificates that it moves, fixed when it is confirmed: what is taken back is sought in no index. */
const moves = z.array(z.object({ key: z.string(), provider: z.string() })).readonly();

/**
 * A holder's request to get mail at another address. `asked`: waits for somebody who reads mail at the new one to
 * confirm it. `confirmed`: is being made in every certificate. `refused`: by somebody who reads mail at the old one,
 * even after it was made; `refusing` while it is being taken back.
 */
export const addressChange = z.discriminatedUnion('state', [
  z.object({ ...asked, state: z.literal('asked') }),
  z.object({ ...asked, state: z.literal('confirmed'), confirmedAt: instant, moves }),
  z.object({ ...asked, state: z.literal('made'), confirmedAt: instant, madeAt: instant, moves }),
  z.object({ ...asked, state: z.literal('refusing'), refusedAt: instant, moves }),
  /** Without `moves` it was refused before it was confirmed. */
  z.object({ ...asked, state: z.literal('refused'), refusedAt: instant, moves: moves.optional() }),
]);
export type AddressChange = z.infer<typeof addressChange>;
export type AskedChange = Extract<AddressChange, { state: 'asked' }>;

/**
 * Why a change is not asked for. `invalid`: no address as an upload may have it. `same`: as the present one. `inTrouble`:
 * mail to the new one does not arrive, or was reported as unwanted. `noCertificate`: nothing is registered for the
 * holder's address any more. `tooMany`: three were asked for that day.
 */
export type AddressRefusal = 'invalid' | 'same' | 'inTrouble' | 'noCertificate' | 'tooMany';

const OPEN_SECONDS = 48 * 60 * 60;

export function askChange(
  facts: Pick<AddressChange, 'changeId' | 'holder' | 'oldEmail' | 'newEmail' | 'language'>,
  at: Instant,
): AskedChange {
  return { ...facts, state: 'asked', askedAt: at, until: addSeconds(at, OPEN_SECONDS) };
}

/** Nobody confirmed it in time. */
export const hasLapsed = ({ state, until }: AddressChange, at: Instant): boolean =>
  state === 'asked' && at > until;

/** Only the case of letters differs at most: mail to one arrives at the other. */
export const isSameAddress = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/** The address that a credential had before this change gave it the one it has now; undefined: it has that from elsewhere. */
export function addressBefore(credential: Credential, changeId: string): string | undefined {
  const move = lastMove(credential);
  return move?.source.via === 'holder' && move.source.changeId === changeId ? leftBy(move) : undefined;
}

/** Whether its holder has left this address by a confirmed change, and nobody has corrected the address since. */
export function isLeftByHolder(credential: Credential, email: string): boolean {
  const move = lastMove(credential);
  return move?.source.via === 'holder' && isSameAddress(leftBy(move), email);
}

function lastMove({ history }: Credential) {
  return history
    .filter((entry) => entry.event === 'corrected')
    .findLast(({ changes }) => changes.some(({ field }) => field === 'email'));
}

function leftBy({ changes }: NonNullable<ReturnType<typeof lastMove>>): string | undefined {
  return changes.find(({ field }) => field === 'email')?.from ?? undefined;
}
