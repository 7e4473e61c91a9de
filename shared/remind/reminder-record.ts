import * as z from 'zod';
import { type MailClaim, mailingStates } from '#mail/mailing.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { civilDate, type Instant, instant } from '#register/civil-date.ts';
import { type StageDecision, skipReasons } from '#remind/reminder-decision.ts';

const identity = {
  key: z.string(),
  number: z.string(),
  provider: z.string(),
  expiresOn: civilDate,
  stage: z.string(),
  /** The day of the run, in Hong Kong. */
  on: civilDate,
};

/** What is on record for one stage of one credential's series: its mailing, or why there was none. */
export const reminderRecord = z.discriminatedUnion('state', [
  z.object({ ...identity, ...mailingStates.claimed }),
  z.object({ ...identity, ...mailingStates.sent }),
  z.object({ ...identity, ...mailingStates.failed }),
  z.object({ ...identity, ...mailingStates.released }),
  z.object({ ...identity, ...mailingStates.uncertain }),
  z.object({ ...identity, state: z.literal('skipped'), reason: z.enum(skipReasons), skippedAt: instant }),
]);
export type ReminderRecord = z.infer<typeof reminderRecord>;
export type ReminderSkip = Extract<ReminderRecord, { state: 'skipped' }>;
export type MailedReminder = Exclude<ReminderRecord, { state: 'skipped' }>;
export type ReminderClaim = Extract<ReminderRecord, { state: 'claimed' }>;
export type UncertainReminder = Extract<ReminderRecord, { state: 'uncertain' }>;

/** Skips for what a provider can put right. The claim checks these facts again, so none of them can be claimed wrongly. */
export const retryableSkips = ['revoked', 'suspended', 'superseded', 'noAddress', 'undeliverable'] as const;

/**
 * Whether a stage that was dealt with did not reach its holder for a cause that may be gone: once its credential is due for
 * it again (`reopened`), it is sent.
 */
export function mayGoAfterAll(record: ReminderRecord): boolean {
  if (record.state === 'skipped') return retryableSkips.some((reason) => reason === record.reason);
  return record.state === 'failed' || record.heard?.bounced !== undefined;
}

export function reminderClaimOf(
  credential: Credential,
  stage: string,
  on: CivilDate,
  claim: MailClaim,
): ReminderClaim {
  return { ...identityOf(credential, stage, on), ...claim };
}

export function skipOf(
  credential: Credential,
  decision: StageDecision & { action: 'skip' },
  { on, at }: { on: CivilDate; at: Instant },
): ReminderSkip {
  const { stage, reason } = decision;
  return { ...identityOf(credential, stage.id, on), state: 'skipped', reason, skippedAt: at };
}

function identityOf(credential: Credential, stage: string, on: CivilDate) {
  const { key, number, provider } = credential;
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) throw new Error('a reminder for a credential without an expiry');
  return { key, number, provider, expiresOn, stage, on };
}
