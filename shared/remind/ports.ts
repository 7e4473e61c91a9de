import type { MailState } from '#mail/mail-state.ts';
import type { MailOutcome } from '#mail/mailing.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { ReminderClaim, ReminderRecord, ReminderSkip, UncertainReminder } from './reminder-record.ts';
import type { Cutoff } from './reminder-run.ts';

export interface ReminderHistory {
  /** Every stage dealt with for one credential, oldest series first. */
  ofCredential(key: string, provider: string): Promise<ReminderRecord[]>;
}

export interface DueCredential {
  key: string;
  provider: string;
  holder: string;
  /** Of its first stage that is not dealt with. */
  dueOn: CivilDate;
  /** The effective expiry. */
  expiresOn: CivilDate;
}

export interface DueIndex {
  /**
   * What is due in one of the 16 shards on or before the day, nearest day first, page by page. An entry that cannot be
   * read is given as such: it must not keep the others from being planned.
   */
  dueIn(shard: string, on: CivilDate): AsyncIterable<DueCredential | { unreadable: string }>;
  /** Into the shard of those that cannot be read, where they take nobody's place in a morning's quota. */
  setAside(key: string, provider: string): Promise<void>;
}

/** A day's run, and when it began. */
export interface RunStart {
  on: CivilDate;
  startedAt: Instant;
}

/** One shard of it. */
export interface ShardRun extends RunStart {
  shard: string;
  /** Absent: all its holders. */
  cutoff?: Cutoff | undefined;
}

export interface RunQueue {
  send(messages: (RunStart | ShardRun)[], delaySeconds?: number): Promise<void>;
}

export interface HolderBatch {
  /** The day of the run, in Hong Kong. */
  on: CivilDate;
  /** When the run began: what is left of it by the evening is left to the next morning's. */
  startedAt: Instant;
  credentials: { key: string; provider: string }[];
}

export interface ReminderQueue {
  /** Returns once the queue has stored them; nobody gets them before `delaySeconds` (900 at most) have passed. */
  send(batches: HolderBatch[], delaySeconds?: number): Promise<void>;
}

/** The claim of one stage of one credential, seen as of its last consistent read. */
export interface Claim {
  seen: Registered;
  record: ReminderClaim;
  /** The attempt that this one is made again for; absent: there was none, or it was given back. */
  over?: UncertainReminder | undefined;
}

export type ClaimAnswer =
  | { outcome: 'claimed' }
  /** A credential, or what is known of the address, is no longer as seen: nothing was claimed; look again. */
  | { outcome: 'changedMeanwhile' }
  /** Somebody dealt with or holds these stages: nothing was claimed. */
  | { outcome: 'refused'; standing: { claim: Claim; record: ReminderRecord }[] };

export interface ReminderLedger {
  /**
   * All stages of one e-mail to `email`, or none: each only if no record but `released` (or the one that it is made
   * again `over`, still without an event) stands, and nothing changed since it was decided. Also keeps what the mailing
   * is about, so that its events find it.
   */
  claim(mailing: { email: string; mailState: MailState; claims: Claim[] }): Promise<ClaimAnswer>;
  /**
   * Keeps what came of the claims of one e-mail beside what was heard of them, all at once, and gives those that it was
   * kept for: only the claim's own holder (`claimId`) can.
   */
  settle<Settled extends { claim: ReminderClaim; outcome: MailOutcome }>(
    claims: Settled[],
  ): Promise<Settled[]>;
  /** Keeps a skip unless something but `released` is on record for the stage already; `held`: a claim is in the way. */
  recordSkip(
    record: ReminderSkip,
  ): Promise<{ outcome: 'recorded' } | { outcome: 'dealtWith' } | { outcome: 'held'; claim: ReminderClaim }>;
  /** Moves the credential on to its next stage (absent: out of the index), unless it changed meanwhile. */
  advance(seen: Registered, nextReminderOn: CivilDate | undefined): Promise<'advanced' | 'changedMeanwhile'>;
}
