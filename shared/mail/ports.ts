import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { Arrival, MailRequest, MailState, MailTrouble } from './address-state.ts';
import type { MailEvent } from './mail-record.ts';
import type { MailAnswer } from './mailing-rules.ts';
import type { NoticeSubject, WatchCall, WatchPage } from './notice.ts';

export interface NoticeQueue {
  send(subjects: (NoticeSubject | WatchCall | WatchPage)[], delaySeconds?: number): Promise<void>;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where one POST stops such mails (RFC 8058). */
  unsubscribeUrl?: string | undefined;
  /** A calendar (RFC 5545) that goes along. */
  calendar?: string | undefined;
}

/** A mail that still needs its address. */
export type ComposedMail = Omit<Mail, 'to'>;

export interface MailSender {
  /** One attempt, never repeated underneath. The events of the mail carry `claimId`. */
  send(mail: Mail, claimId: string): Promise<MailAnswer>;
}

export type Slot =
  /** A slot that is nobody else's. */
  | { outcome: 'open'; at: Instant }
  /** Nobody may send before `until`. */
  | { outcome: 'closed'; until: Instant; because: 'quota' | 'account' | 'busy' };

/** The account's rate, kept by all senders together. */
export interface MailPace {
  /** The next free slot to send at, at most seconds away. */
  next(at: Instant): Promise<Slot>;
  /** The service found the rate too high: everybody sends at half the rate for a minute. */
  slowDown(at: Instant): Promise<void>;
  /** Nobody sends before `until`. Of two closures the one that ends later stands. */
  close(until: Instant, because: 'quota' | 'account'): Promise<void>;
}

export interface MailQuota {
  /** How many mails the account may still send within 24 hours; Infinity when there is no limit. */
  remaining(): Promise<number>;
}

/** Where the events of a mailing are recorded. */
export interface Mailings {
  /**
   * Keeps that the event was heard with everything that the mailing is about; `unknown`: no such mailing. May be repeated.
   * A fault of one record is thrown once the others have heard it.
   */
  hear(
    claimId: string,
    event: { kind: MailEvent; at: Instant; code?: string | undefined },
  ): Promise<'heard' | 'unknown'>;
}

/** What is known of addresses; they are kept under pseudonyms only. */
export interface MailStates {
  /** A consistent read. */
  find(email: string): Promise<MailState>;
  /** The same by the address's pseudonym. */
  findByHolder(holder: string): Promise<MailState>;
  /**
   * Keeps a finding (`graverTrouble`), and puts it before every provider with a certificate of this address. May be
   * repeated.
   */
  record(email: string, found: MailTrouble): Promise<void>;
  /** Keeps whether a mail arrived; whether all the latest came back (`allReturned`). May be repeated. */
  arrived(email: string, arrival: Arrival): Promise<boolean>;
  /** Puts it before one more provider: one that registered the address later. */
  report(email: string, provider: string, trouble: MailTrouble): Promise<void>;
  /** Keeps a holder's request for good, and does it; of claims that were decided before it none succeeds after it. */
  request(holder: string, request: MailRequest): Promise<void>;
}

/** What a link in an e-mail stands for. Whoever has it is taken for the reader of that mail. */
export interface MailLink {
  unsubscribe: { email: string; key: string; provider: string };
  /** The holder's own certificates; the link is good through `until`. */
  certificates: { email: string; until: CivilDate };
  /** Sent to the new address of a change: agrees to it. */
  confirmAddress: { changeId: string };
  /** Sent to the old one: puts an end to it. */
  refuseAddress: { changeId: string };
  /** One certificate, for whomever its holder gives the link to. */
  share: { key: string; provider: string; shareId: string };
  /**
   * An employer's own page of a site that is watched, or waits to be confirmed. It opens that as long as no later `link` was
   * made for it. Those from before they were numbered are the first.
   */
  roster: { rosterId: string; link: number };
  /** What somebody hears of a site besides its employer: to confirm it, and to stop it. It does not open the site. */
  recipient: { rosterId: string; recipientId: string };
  /** Signs a colleague in, in the browser that asked for it. */
  signIn: { signInId: string };
}

/** An address comes back as its pseudonym. */
type ReadMailLink<Of extends keyof MailLink> = MailLink[Of] extends { email: string }
  ? Omit<MailLink[Of], 'email'> & { holder: string }
  : MailLink[Of];

export interface MailLinks {
  /** A token that nobody else can make: safe in a URL, without a name or an address. */
  sign<Of extends keyof MailLink>(of: Of, link: MailLink[Of]): Promise<string>;
  /** Undefined for anything that was not signed here for that purpose. */
  read<Of extends keyof MailLink>(of: Of, token: string): Promise<ReadMailLink<Of> | undefined>;
}

export interface UndeliverableIndex {
  /**
   * Keys of the provider's certificates at addresses that were put before it, by since when the finding that stands is,
   * those of one address together; eventually consistent. `place`, as a cursor, leads on from there.
   */
  reported(provider: string, cursor?: string): AsyncIterable<{ key: string; place: string }>;
}
