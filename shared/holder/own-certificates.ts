import * as z from 'zod';
import type { NoticeQueue } from '#mail/ports.ts';
import { languages } from '#register/certificate/credential.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';

/** That somebody asked for the certificates of an address to be sent there. Kept for a day. */
export const certificatesRequest = z.object({
  requestId: z.uuid(),
  email: z.string(),
  language: z.enum(languages),
  askedAt: instant,
});
export type CertificatesRequest = z.infer<typeof certificatesRequest>;

export interface CertificatesRequests {
  /**
   * Stores it; `tooMany`, and nothing is stored, where this inbox, or whoever asks, or the day has had enough. Nothing is
   * looked up: whether the address has certificates changes neither the answer nor how long it takes.
   */
  ask(request: CertificatesRequest, caller: string): Promise<'stored' | 'tooMany'>;
  /** A consistent read. */
  get(requestId: string): Promise<CertificatesRequest | undefined>;
}

/**
 * Has what is registered with an address sent there, if anything is. `invalid`: it is no address. Otherwise the answer is
 * the same whatever becomes of it.
 */
export async function askOwnCertificates(
  deps: { certificatesRequests: Pick<CertificatesRequests, 'ask'>; notices: NoticeQueue; newId(): string },
  asked: { typed: string; language: CertificatesRequest['language']; caller: string; at: Instant },
): Promise<'asked' | 'invalid'> {
  const { typed, language, caller, at } = asked;
  const email = readEmail(tidy(typed) ?? '');
  if (!email) return 'invalid';
  const requestId = deps.newId();
  const stored = await deps.certificatesRequests.ask({ requestId, email, language, askedAt: at }, caller);
  if (stored === 'stored') await deps.notices.send([{ of: 'ownCertificates', requestId }]);
  return 'asked';
}
