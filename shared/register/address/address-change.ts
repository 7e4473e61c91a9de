import * as z from 'zod';
import { TAKE_BACK_DAYS } from '#register/address/address-moves.ts';
import { languages } from '#register/certificate/credential.ts';
import {
  addDays,
  addSeconds,
  type CivilDate,
  hongKongDay,
  type Instant,
  instant,
} from '#register/civil-date.ts';

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
  /** Without `moves` it was refused before it was confirmed. What one refusal ends has one `refusedAt`. */
  z.object({ ...asked, state: z.literal('refusing'), refusedAt: instant, moves: moves.optional() }),
  z.object({ ...asked, state: z.literal('refused'), refusedAt: instant, moves: moves.optional() }),
]);
export type AddressChange = z.infer<typeof addressChange>;
export type AskedChange = Extract<AddressChange, { state: 'asked' }>;
export type EndedChange = Extract<AddressChange, { state: 'refusing' | 'refused' }>;

/**
 * Why a change is not asked for. `invalid`: no address as an upload may have it. `same`: as the present one. `noCertificate`: nothing is registered for the
 * holder's address any more. `tooMany`: three were asked for that day. `noMoreMail`: no mail that nobody confirmed goes today, whoever asks. `held`: everything came to the present address with a
 * change that can still be taken back, through the day `until`.
 */
export type AddressRefusal =
  | { code: 'invalid' | 'same' | 'noCertificate' | 'tooMany' | 'noMoreMail' }
  | { code: 'held'; until: CivilDate };

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

/** The last day on which a change that is being made, or was made, can be taken back. */
export const takeBackUntil = (change: Extract<AddressChange, { state: 'confirmed' | 'made' }>): CivilDate =>
  addDays(hongKongDay(change.state === 'made' ? change.madeAt : change.confirmedAt), TAKE_BACK_DAYS);

/** What broke off while it was being made can be taken back however late. */
export const isTooLateToRefuse = (change: AddressChange, at: Instant): boolean =>
  change.state === 'made' && hongKongDay(at) > takeBackUntil(change);
