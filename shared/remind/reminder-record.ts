import * as z from 'zod';
import type { MailState } from '#mail/address-state.ts';
import { mailRecord } from '#mail/mail-record.ts';
import type { Subject } from '#mail/subject.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import { skipReasons } from './reminder-decision.ts';

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
export const reminderRecord = mailRecord(skipReasons, identity);
export type ReminderRecord = z.infer<typeof reminderRecord>;
export type MailedReminder = Exclude<ReminderRecord, { state: 'skipped' }>;

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

/** A stage as what an e-mail tells of: due on the day `on` of a run, of a credential and an address as they were read. */
export interface DueStage extends Subject {
  seen: Registered;
  mailState: MailState;
  stage: string;
  on: CivilDate;
}

/** What the record of a stage says of it. */
export function stageIdentity({ seen: { credential }, stage, on }: DueStage) {
  const { key, number, provider } = credential;
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) throw new Error('a reminder for a credential without an expiry');
  return { key, number, provider, expiresOn, stage, on };
}
