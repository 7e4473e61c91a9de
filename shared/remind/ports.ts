import type { MailLedger } from '#mail/subject.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import type { SkipReason } from './reminder-decision.ts';
import type { DueStage, ReminderRecord } from './reminder-record.ts';
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
  quarantine(key: string, provider: string): Promise<void>;
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

export interface ReminderLedger extends MailLedger<DueStage, SkipReason> {
  /** Moves the credential on to its next stage (absent: out of the index), unless it changed meanwhile. */
  advance(seen: Registered, nextReminderOn: CivilDate | undefined): Promise<'advanced' | 'changedMeanwhile'>;
}

export interface ServedAddresses {
  /** Takes the addresses off a certificate, where it has no use for them on that day; `asItWas`: it has, or changed meanwhile. */
  forget(id: { key: string; provider: string }, on: CivilDate): Promise<'forgotten' | 'asItWas'>;
}
