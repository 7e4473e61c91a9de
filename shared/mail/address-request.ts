import * as z from 'zod';
import { languages } from '#register/certificate/credential.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import type { NoticeSubject } from './notice.ts';
import type { NoticeQueue } from './ports.ts';

/** That somebody asked for what there is of an address to be sent there. Kept for a day. */
export const addressRequest = z.object({
  requestId: z.uuid(),
  email: z.string(),
  language: z.enum(languages),
  askedAt: instant,
});
export type AddressRequest = z.infer<typeof addressRequest>;

export interface AddressRequests {
  /**
   * Stores it; `tooMany`, and nothing is stored, where this inbox, or whoever asks, or the day has had enough. Nothing is
   * looked up: what there is of the address changes neither the answer nor how long it takes.
   */
  ask(request: AddressRequest, caller: string): Promise<'stored' | 'tooMany'>;
  /** A consistent read. */
  get(requestId: string): Promise<AddressRequest | undefined>;
}

export interface AskByAddressDeps {
  addressRequests: Pick<AddressRequests, 'ask'>;
  notices: NoticeQueue;
  /** A UUID. */
  newId(): string;
}

/**
 * Has what there is of an address sent there, if there is anything. `invalid`: it is no address. Otherwise the answer is
 * the same whatever becomes of it.
 */
export async function askByAddress(
  deps: AskByAddressDeps,
  of: Extract<NoticeSubject, { requestId: string }>['of'],
  asked: { typed: string; language: AddressRequest['language']; caller: string; at: Instant },
): Promise<'asked' | 'invalid'> {
  const { typed, language, caller, at } = asked;
  const email = readEmail(tidy(typed) ?? '');
  if (!email) return 'invalid';
  const requestId = deps.newId();
  const stored = await deps.addressRequests.ask({ requestId, email, language, askedAt: at }, caller);
  if (stored === 'stored') await deps.notices.send([{ of, requestId }]);
  return 'asked';
}
