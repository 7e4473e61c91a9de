import type { MailClaim, MailOutcome, MailRecord, Skipped, UncertainMailing } from './mail-record.ts';

/** What an e-mail tells of and is told once, with a record of its own: a notice, or one stage of a reminder. */
export interface Subject {
  /** How long an event is waited for when nobody knows whether the mail went. */
  urgent: boolean;
}

/** A subject to be sent; `over`: again, as nobody knows what came of that attempt. */
export interface Due<Of> {
  subject: Of;
  over?: UncertainMailing | undefined;
}

export type ClaimRefusal<Of, Reason extends string> =
  /** Something else that the mail was decided on is no longer as it was: nothing was claimed; look again. */
  | { outcome: 'changedMeanwhile' }
  /** Somebody dealt with or holds these: nothing was claimed. */
  | { outcome: 'refused'; existing: ReadonlyMap<Of, MailRecord<Reason>> };

export interface Settlement<Of> {
  subject: Of;
  claim: MailClaim;
  outcome: MailOutcome;
}

/** What is on record of the subjects of one kind of mail. */
export interface MailLedger<Of, Reason extends string> {
  /** A consistent read. */
  find(subject: Of): Promise<MailRecord<Reason> | undefined>;
  /**
   * All subjects of one e-mail, or none: each only if no record but `released` (or the one that it is made again `over`,
   * still without an event) stands. Also keeps what the mailing is about, so that its events find it. Undefined: it stands.
   */
  claim(claim: MailClaim, due: readonly Due<Of>[]): Promise<ClaimRefusal<Of, Reason> | undefined>;
  /**
   * Keeps what came of the claims of one e-mail beside what was heard of them, all at once, and gives those that it was
   * kept for: only who made the claim (`claimId`) can.
   */
  settle(settlements: Settlement<Of>[]): Promise<Settlement<Of>[]>;
  /** Keeps it unless something but `released` is on record already, and gives that. */
  skip(subject: Of, skipped: Skipped<Reason>): Promise<MailRecord<Reason> | undefined>;
}
