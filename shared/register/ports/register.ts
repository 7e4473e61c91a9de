import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { TypedName } from '#register/names/name-search.ts';
import type { Page, PageQuery } from '#register/page.ts';

/** The public side's view: one query, eventually consistent, half a read unit. */
export interface CredentialFinder {
  /** All credentials with this normalised number, of whichever provider; none: an empty list. */
  findByKey(key: string): Promise<Credential[]>;
}

export interface ProviderDirectory {
  get(code: string): Promise<Provider | undefined>;
  /**
   * Does now what reading `get` would do for any provider of the register. Whoever answers questions calls it with each,
   * also with one that needs no provider: the same work is then done whether a number is there or not.
   */
  prepare(): Promise<void>;
}

export interface ProviderList {
  /** The codes of all providers; eventually consistent. */
  codes(): Promise<string[]>;
}

/** A credential with the day of its first reminder stage that is not dealt with (absent: none is left). */
export interface Registered {
  credential: Credential;
  nextReminderOn?: CivilDate | undefined;
}

export interface CredentialStore {
  /** A consistent read. Fails with UnreadableCredential when what is stored there is none. */
  get(key: string, provider: string): Promise<Registered | undefined>;
  /** Stores a new one, or gives back the one that is there; of many at once exactly one creates. */
  create(record: Registered): Promise<{ outcome: 'created' } | { outcome: 'exists'; existing: Registered }>;
  /** Has one that is stored found by its names. `create` does it; whoever finds that it was stored before, and may have been interrupted, asks for it again. */
  makeFindable(credential: Credential): Promise<void>;
  /** Stores `next` unless the credential is no longer as `seen`; then nothing is stored. */
  replace(seen: Registered, next: Registered): Promise<'stored' | 'changedMeanwhile'>;
  /** Takes away one that should never have been registered, unless it is no longer as `seen`. */
  remove(seen: Registered): Promise<'removed' | 'changedMeanwhile'>;
  /** Stores the new credential and the old one's end, both or none. */
  supersede(
    seen: Registered,
    old: Registered,
    replacement: Registered,
  ): Promise<'stored' | 'changedMeanwhile' | 'numberTaken'>;
}

interface ListQuery extends PageQuery {
  provider: string;
  /** Effective expiry, inclusive. */
  expiringFrom?: CivilDate | undefined;
  expiringTo?: CivilDate | undefined;
  type?: string | undefined;
  /** The last to expire first. */
  descending?: boolean | undefined;
  /** Goes on past what cannot be read, and counts it; without it the list fails with UnreadableCredential. */
  pastUnreadable?: boolean | undefined;
}

export interface CredentialList {
  /** `unreadable`: how many of the page could not be read. */
  list(query: ListQuery): Promise<Page<Credential> & { unreadable: number }>;
}

/** Where a provider's certificates are found by a part of the holder's name. */
export interface NameIndex {
  /**
   * Keys of certificates whose names may have what was typed, each once, with a cursor to what comes behind it. What it
   * costs grows with how many have the rarest part of what was typed. A name that changed may still be found as it was:
   * compare the certificate itself.
   */
  find(query: {
    provider: string;
    typed: TypedName;
    cursor?: string | undefined;
  }): Promise<Page<{ key: string; cursor?: string }>>;
}

/** The pseudonymous side: needs the registry's secret, which never leaves the adapter. */
export interface NumberSource {
  /** 32 hexadecimal digits that stand for what a number is assigned for. */
  fingerprint(identity: string): Promise<string>;
  /**
   * Seven Crockford characters for the `attempt`-th try at a number. The same fingerprint draws the same serials (a
   * file sent twice assigns once); without the registry's secret they cannot be told from random.
   */
  draw(fingerprint: string, attempt: number): string;
}

/** That a credential was registered, changed or taken away; how it stands now is to be read. */
export interface CredentialChange {
  key: string;
  provider: string;
  /** As it last was, of one that was taken away. */
  gone?: Credential;
}

export interface HolderIndex {
  /** Keys of everything of this type that is registered for this address, of whichever provider and person. */
  ofType(email: string, type: string): Promise<{ key: string; provider: string }[]>;
  /** Keys of the same holder's other credentials of this type that expire later than `expiresOn`. */
  longerLasting(
    email: string,
    type: string,
    expiresOn: CivilDate,
  ): Promise<{ key: string; provider: string }[]>;
  /**
   * Keys of everything that is registered for the address with this pseudonym, with its last valid day if it has one; may
   * still name what has just left it.
   */
  ofHolder(holder: string): Promise<{ key: string; provider: string; expiresOn?: CivilDate | undefined }[]>;
  /** The pseudonym of an address. */
  pseudonymOf(email: string): Promise<string>;
}
