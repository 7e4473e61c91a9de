import * as z from 'zod';
import { type CivilDate, civilDate, type Instant, instant } from './civil-date.ts';
import type { Credential } from './credential.ts';
import { effectiveExpiry } from './history.ts';
import { type StageDecision, skipReasons } from './reminder-decision.ts';

const identity = {
  key: z.string(),
  number: z.string(),
  provider: z.string(),
  expiresOn: civilDate,
  stage: z.string(),
  /** The day of the run, in Hong Kong. */
  on: civilDate,
};

/**
 * What is on record for one stage of one credential's series. `claimed` is only ever a passing state: who holds it has
 * until `leaseUntil` to say what came of it. `released`: it certainly did not go, and may be claimed again. `uncertain`: the mail may or may not have gone.
 */
export const reminderRecord = z.discriminatedUnion('state', [
  z.object({
    ...identity,
    state: z.literal('claimed'),
    claimId: z.string(),
    claimedAt: instant,
    leaseUntil: instant,
  }),
  z.object({ ...identity, state: z.literal('sent'), messageId: z.string(), sentAt: instant }),
  z.object({ ...identity, state: z.literal('failed'), code: z.string(), failedAt: instant }),
  z.object({ ...identity, state: z.literal('released'), code: z.string(), releasedAt: instant }),
  z.object({ ...identity, state: z.literal('uncertain'), code: z.string(), since: instant }),
  z.object({ ...identity, state: z.literal('skipped'), reason: z.enum(skipReasons), skippedAt: instant }),
]);
export type ReminderRecord = z.infer<typeof reminderRecord>;
export type ReminderClaim = Extract<ReminderRecord, { state: 'claimed' }>;

/** What came of one attempt to mail. `undeliverable`: no mail to this address will ever be taken. `rejected`: this one will not. `busy`: certainly not sent, but may be later. `uncertain`: nobody knows. */
export type MailAnswer =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'undeliverable'; code: string }
  | { outcome: 'rejected'; code: string }
  | { outcome: 'busy'; code: string }
  | { outcome: 'uncertain'; code: string };

/** Longer than a sender may run: a lease that has ended means that its holder is gone. */
const LEASE_MILLISECONDS = 30_000;

/** A claim on one stage, on the day of the run, from the moment `at`. */
export function claimOf(
  credential: Credential,
  stage: string,
  claim: { on: CivilDate; claimId: string; at: Instant },
): ReminderClaim {
  const leaseUntil = instant.parse(new Date(Date.parse(claim.at) + LEASE_MILLISECONDS).toISOString());
  return {
    ...identityOf(credential, stage, claim.on),
    state: 'claimed',
    claimId: claim.claimId,
    claimedAt: claim.at,
    leaseUntil,
  };
}

export function skipOf(
  credential: Credential,
  decision: StageDecision & { action: 'skip' },
  { on, at }: { on: CivilDate; at: Instant },
): ReminderRecord {
  const { stage, reason } = decision;
  return { ...identityOf(credential, stage.id, on), state: 'skipped', reason, skippedAt: at };
}

export function outcomeOf(claim: ReminderClaim, answer: MailAnswer, at: Instant): ReminderRecord {
  const { key, number, provider, expiresOn, stage, on } = claim;
  const stageOf = { key, number, provider, expiresOn, stage, on };
  switch (answer.outcome) {
    case 'accepted':
      return { ...stageOf, state: 'sent', messageId: answer.messageId, sentAt: at };
    case 'undeliverable':
    case 'rejected':
      return { ...stageOf, state: 'failed', code: answer.code, failedAt: at };
    case 'busy':
      return { ...stageOf, state: 'released', code: answer.code, releasedAt: at };
    case 'uncertain':
      return { ...stageOf, state: 'uncertain', code: answer.code, since: at };
  }
}

function identityOf(credential: Credential, stage: string, on: CivilDate) {
  const { key, number, provider } = credential;
  const expiresOn = effectiveExpiry(credential);
  if (!expiresOn) throw new Error('a reminder for a credential without an expiry');
  return { key, number, provider, expiresOn, stage, on };
}
