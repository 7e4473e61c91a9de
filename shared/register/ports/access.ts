import type { Actor } from '#register/catalogue/colleague.ts';
import type { ApiKey, Provider } from '#register/catalogue/provider.ts';
import type { Instant } from '#register/civil-date.ts';
import type { RequestRecord } from '#register/idempotency.ts';

export interface KeyRing {
  /** By the secret itself; only its hash is looked up. A revoked key is still found: the caller decides. */
  findBySecret(secret: string): Promise<ApiKey | undefined>;
}

/** One browser that is signed in to the console. */
export interface OpenSession {
  /** Names it without giving it away. */
  sessionId: string;
  /** The key or the colleague that it was opened with. */
  keyId: string;
  way: 'key' | 'email' | 'emailAndCode' | 'passkey';
  openedAt: Instant;
  until: Instant;
}

/** People at the console: signed in with a key or as a colleague, known by a token that only their browser has. */
export interface Sessions {
  /** A token that is good until `until`; undefined when no key in use has that secret, or it opens programs only. */
  open(secret: string, times: { at: Instant; until: Instant }): Promise<string | undefined>;
  /**
   * Who signed in; undefined once the session has run out or was ended, the key is revoked, the passkey or the codes removed
   * that it was opened with, the colleague is none any more, was reset, or has to sign in by more than a link.
   */
  find(token: string, at: Instant): Promise<Actor | undefined>;
  close(token: string): Promise<void>;
  /** A provider's, also of those who are no colleagues any more. */
  list(provider: string, at: Instant): Promise<OpenSession[]>;
  /** Ends one of the provider's. */
  end(provider: string, sessionId: string): Promise<void>;
}

/** What was asked under an Idempotency-Key, and what came of it. */
export interface RequestMemory {
  /**
   * Keeps `record` where nothing is kept (`seen` absent), or where still that is kept which was seen; of many at once
   * one stores. Otherwise nothing is stored and the one that is there is given back.
   */
  replace(
    id: { provider: string; keyHash: string },
    record: RequestRecord,
    seen?: RequestRecord,
  ): Promise<{ outcome: 'stored' } | { outcome: 'changedMeanwhile'; existing?: RequestRecord }>;
}

/** What the registry's operator does: providers and their keys. */
export interface ProviderRepository {
  addProvider(profile: Provider): Promise<'added' | 'exists'>;
  listProviders(): Promise<Provider[]>;
  /** A consistent read: also right after `addProvider`, when the list may not show it yet. */
  findProvider(code: string): Promise<Provider | undefined>;
  /** Stores `next` unless the profile is no longer as `seen`; then nothing is stored. */
  changeProvider(seen: Provider, next: Provider): Promise<'stored' | 'changedMeanwhile'>;
  /** The secret is given back this once and kept nowhere. */
  issueKey(key: Omit<ApiKey, 'keyId'>): Promise<{ key: ApiKey; secret: string }>;
  /**
   * The same with another key of the provider, or by a colleague. `tooMany`: it has as many as it may (catalogue/issued-keys). `notInUse`: that
   * key was revoked meanwhile, the colleague removed, or the provider.
   */
  issueKeyWith(
    issuer: Pick<ApiKey, 'provider' | 'keyId'>,
    key: Pick<ApiKey, 'label' | 'createdAt'>,
  ): Promise<{ outcome: 'issued'; secret: string } | { outcome: 'tooMany' } | { outcome: 'notInUse' }>;
  /** All that were issued until now. */
  listKeys(provider: string): Promise<ApiKey[]>;
  revokeKey(
    provider: string,
    keyId: string,
    at: Instant,
  ): Promise<'revoked' | 'already_revoked' | 'not_found'>;
}
