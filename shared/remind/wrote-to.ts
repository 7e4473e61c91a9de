import { mailingSince } from '#mail/mail-record.ts';
import { deliveryStatus } from '#mail/mailing-rules.ts';
import { addressKept } from '#register/address/address-kept.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { addSeconds } from '#register/civil-date.ts';
import type { CredentialStore, HolderIndex } from '#register/ports/register.ts';
import type { ReminderHistory } from './ports.ts';
import type { MailedReminder, ReminderRecord } from './reminder-record.ts';

export interface WroteToDeps {
  credentials: CredentialStore;
  holders: HolderIndex;
  reminders: ReminderHistory;
}

/**
 * Whether its provider has had a reminder sent to the address of a certificate, about this one or another of its own. What is
 * known of the address, that mail came back or was not wanted, came of somebody's mail: whoever sent none is not told.
 */
export async function wroteTo(deps: WroteToDeps, credential: Credential): Promise<boolean> {
  const { key, provider, email } = credential;
  if (!email) return false;
  if (await wroteAbout(deps, credential, email)) return true;
  const holder = await deps.holders.pseudonymOf(email);
  const others = (await deps.holders.ofHolder(holder)).filter(
    (other) => other.provider === provider && other.key !== key,
  );
  for (const other of others) {
    const found = await undefinedIfUnreadable(deps.credentials.get(other.key, provider));
    if (found && (await wroteAbout(deps, found.credential, email))) return true;
  }
  return false;
}

async function wroteAbout(
  { reminders }: WroteToDeps,
  credential: Credential,
  email: string,
): Promise<boolean> {
  const records = await reminders.ofCredential(credential.key, credential.provider);
  const address = email.toLowerCase();
  return records
    .flatMap((record) => (isAttempt(record) ? mailingSince(record) : []))
    .map((to) => addressKept(credential, { from: addSeconds(to, -MAX_ATTEMPT_SECONDS), to }))
    .some((kept) => kept?.toLowerCase() === address);
}

/** Longer than from a claim to what came of it: else it may have gone to the address before. */
const MAX_ATTEMPT_SECONDS = 600;

/** Not one that certainly never went. */
const isAttempt = (record: ReminderRecord): record is MailedReminder =>
  record.state !== 'skipped' && deliveryStatus(record) !== 'givenBack';
