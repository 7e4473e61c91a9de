import { type MailState, mailObstacle } from '#mail/address-state.ts';
import type { Credential } from '#register/certificate/credential.ts';
import type { SkipReason } from '#remind/reminder-decision.ts';
import type { ReminderRecord } from '#remind/reminder-record.ts';
import { type WroteToDeps, wroteTo } from '#remind/wrote-to.ts';

/** In place of what is known of an address, for a provider that had nothing sent there: that nothing is, and not why. */
export const WITHHELD = 'withheld';
export type Withheld = typeof WITHHELD;

/** What a provider is told of one stage. */
export type ToldRecord =
  | Exclude<ReminderRecord, { state: 'skipped' }>
  | (Omit<Extract<ReminderRecord, { state: 'skipped' }>, 'reason'> & { reason: SkipReason | Withheld });

/** Whether the reason is something that is known of the address. */
export const isOfAddress = (reason: string | undefined): boolean =>
  reason === 'undeliverable' || reason === 'unsubscribed';

export const isLeftOut = (record: ReminderRecord): boolean =>
  record.state === 'skipped' && isOfAddress(record.reason);

/** Whether something is known of the address of a certificate, or was, that its provider is not to be told. */
export async function isWithheld(
  deps: WroteToDeps,
  credential: Credential,
  known: { mail: MailState; reminders: readonly ReminderRecord[] },
): Promise<boolean> {
  const isKnown = mailObstacle(known.mail, credential) !== 'ok' || known.reminders.some(isLeftOut);
  return isKnown && !(await wroteTo(deps, credential));
}
