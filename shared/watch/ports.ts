import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { Declared } from './declared/declared.ts';
import type { HeardDays, Recipient, RecipientId } from './recipients/recipient.ts';
import type { MemberId, Watched, WatchedSite } from './watched-site.ts';

/** The sites that employers watch. */
export interface WatchedSites {
  /**
   * Stores it, unless no mail may go for it today: `usedUp`, as this caller asked five times with this address; `noMoreMail`, as
   * too many others asked for the same inbox, or at all.
   */
  ask(watchedSite: WatchedSite, caller: string): Promise<'stored' | 'usedUp' | 'noMoreMail'>;
  /** A consistent read. */
  get(rosterId: string): Promise<WatchedSite | undefined>;
  /** Those of an employer's address, in whatever state; one that was asked for a moment ago may not be among them yet. */
  ofAddress(email: string): Promise<WatchedSite[]>;
  /** Stores `next` with the version after `seen`'s, unless it is no longer as `seen`; then nothing is stored. */
  replace(seen: WatchedSite, next: WatchedSite): Promise<'stored' | 'changedMeanwhile'>;
  /** All certificates and declared people of a site, and how many only a person can repair: a consistent read. */
  members(rosterId: string): Promise<{ watched: Watched[]; declared: Declared[]; unreadable: number }>;
  /** The keys of all members of a site. */
  memberIds(rosterId: string): Promise<MemberId[]>;
  /**
   * Adds them with the way back from each certificate, 25 at a time, and makes the site due on `on`; those that are there
   * already stay as they are. `notWatching`: the site is not being watched, or any more.
   */
  add(rosterId: string, members: readonly Watched[], on: CivilDate): Promise<'added' | 'notWatching'>;
  /** Takes them out, with the way back; what is not there does no harm. */
  remove(rosterId: string, members: readonly Pick<Watched, 'key' | 'provider'>[]): Promise<void>;
  /** Whether at least so many sites watch a certificate. */
  isWatchedBy(certificate: MemberId, most: number): Promise<boolean>;
  /** The ids of all people whom a site's employer declared. */
  declaredIds(rosterId: string): Promise<string[]>;
  /** Adds somebody, and makes the site due on `on`. `notWatching`: as with `add`. */
  declare(declared: Declared, on: CivilDate): Promise<'declared' | 'notWatching'>;
  /** Takes them off; who is not there does no harm. */
  undeclare(rosterId: string, ids: readonly string[]): Promise<void>;
  /** Stores what the employer says of one member, unless it is gone. */
  describe(member: Pick<Watched, 'rosterId' | 'key' | 'provider' | 'somebodyElse'>): Promise<void>;
}

/** Those who are told of a site besides its employer. */
export interface Recipients {
  /**
   * Stores it, unless no mail may go for it today (as `WatchedSites.ask`). `changedMeanwhile`: the site is no longer as
   * `seen`; each that is stored raises its version, so that of two at the same time the second sees the first.
   */
  ask(
    recipient: Recipient,
    seen: WatchedSite,
    caller: string,
  ): Promise<'stored' | 'usedUp' | 'noMoreMail' | 'changedMeanwhile'>;
  /** A consistent read. */
  get(id: RecipientId): Promise<Recipient | undefined>;
  /** All of a site, whoever has confirmed or not: a consistent read. What cannot be read is left out. */
  ofSite(rosterId: string): Promise<Recipient[]>;
  /** All with that address; one of a moment ago may not be among them yet. */
  ofAddress(email: string): Promise<Recipient[]>;
  /** `gone`: they were taken off, or the site is not watched any more. Again, it changes nothing. */
  confirm(id: RecipientId, at: Instant): Promise<'hearing' | 'gone'>;
  /** Unless they are gone. */
  setDays(id: RecipientId, days: HeardDays): Promise<void>;
  /** Who is not there does no harm. */
  remove(id: RecipientId): Promise<void>;
  removeAll(rosterId: string): Promise<void>;
}

/** One certificate of a site, or somebody declared, with what its employer is notified of next. */
export interface MemberNotification {
  seen: Watched | Declared;
  next: Watched | Declared;
  /** To be watched as well from now on; one that is there already stays as it is. */
  successor?: Watched | undefined;
}

/** The part of the store of watched sites that gathers news. */
export interface WatchRepository {
  /** The sites that watch a certificate: a consistent read. */
  watching(key: string, provider: string): AsyncIterable<string>;
  /**
   * Makes a site due on that day at the latest, and raises its version also if it is due already: whoever is gathering its
   * news finds that there may be more. A site that is not watching stays as it is.
   */
  markDirty(rosterId: string, on: CivilDate): Promise<void>;
  /** Sites that are due on or before the day, the longest waiting first; eventually consistent. */
  due(on: CivilDate): AsyncIterable<string>;
  /**
   * Stores all of them or none, 25 at most, with their successors. `changedMeanwhile`: a member is gone or no longer told
   * as `seen`; `closed`: the site's `n`-th mail is not open any more, or the site is not watching.
   */
  recordNotifications(
    mail: { rosterId: string; n: number },
    notifications: readonly MemberNotification[],
  ): Promise<'recorded' | 'changedMeanwhile' | 'closed'>;
}
