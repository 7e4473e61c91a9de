import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { Instant } from '#register/civil-date.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { type MailRequest, type StopScope, stopAll, stopCertificate, stopType } from './address-state.ts';
import type { MailStates } from './ports.ts';

/** What a holder wants of the e-mails about one certificate, those about its type, or all of them. */
export interface StopRequest extends Pick<MailRequest, 'action' | 'via'> {
  scope: 'certificate' | 'type' | 'all';
  at: Instant;
}

/**
 * Does what the holder behind a link asks for, and keeps the request; asked again it changes nothing more. `certificate`
 * names the one that is meant; all can be stopped whether or not it is still there. Failure: `not_found`.
 */
export async function stopMail(
  deps: { mailStates: MailStates; credentials: CredentialStore },
  holder: string,
  certificate: { key: string; provider: string } | undefined,
  { scope, ...request }: StopRequest,
): Promise<'done' | 'not_found'> {
  const wanted = await stopScope(deps, certificate, scope);
  if (!wanted) return 'not_found';
  await deps.mailStates.request(holder, { ...request, scope: wanted });
  return 'done';
}

async function stopScope(
  { credentials }: { credentials: CredentialStore },
  certificate: { key: string; provider: string } | undefined,
  scope: StopRequest['scope'],
): Promise<StopScope | undefined> {
  if (scope === 'all') return stopAll;
  const found =
    certificate && (await undefinedIfUnreadable(credentials.get(certificate.key, certificate.provider)));
  if (!found) return undefined;
  return scope === 'type' ? stopType(found.credential.type) : stopCertificate(found.credential);
}
