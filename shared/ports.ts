/** What use cases need of the world. Each method says what it promises when it fails; anything else it throws is a fault of ours. */
import type { CivilDate, Instant } from '#domain/civil-date';
import type { Credential } from '#domain/credential';
import type { ChunkCounts, ChunkOutcome, ImportChunk, ImportJob, RejectedRow } from '#domain/import-job';
import type { ApiKey, Provider } from '#domain/provider';
import type { MailAnswer, ReminderRecord } from '#domain/reminder-record';

/** The public side's view: one query, eventually consistent, half a read unit. */
export interface CredentialFinder {
  /** All credentials with this normalised number, of whichever provider; none: an empty list. */
  findByKey(key: string): Promise<Credential[]>;
}

export interface ProviderDirectory {
  get(code: string): Promise<Provider | undefined>;
}

/** A credential with the day of its first reminder stage that is not dealt with (absent: none is left). */
export interface Registered {
  credential: Credential;
  nextReminderOn?: CivilDate | undefined;
}

export interface CredentialStore {
  /** A consistent read. */
  get(key: string, provider: string): Promise<Registered | undefined>;
  /** Stores a new one, or gives back the one that is there; of many at once exactly one creates. */
  create(record: Registered): Promise<{ outcome: 'created' } | { outcome: 'exists'; existing: Registered }>;
  /** Stores `next` unless the credential is no longer as `seen`; then nothing is stored. */
  replace(seen: Registered, next: Registered): Promise<'stored' | 'changedMeanwhile'>;
  /** Stores the new credential and the old one's end, both or none. */
  supersede(
    seen: Registered,
    old: Registered,
    replacement: Registered,
  ): Promise<'stored' | 'changedMeanwhile' | 'numberTaken'>;
}

export interface ListQuery {
  provider: string;
  /** Effective expiry, inclusive. */
  expiringFrom?: CivilDate | undefined;
  expiringTo?: CivilDate | undefined;
  type?: string | undefined;
  limit: number;
  /** What the page before gave; `invalidCursor` for anything else. */
  cursor?: string | undefined;
}

export interface CredentialList {
  list(query: ListQuery): Promise<{ credentials: Credential[]; cursor?: string } | 'invalidCursor'>;
}

export interface ReminderHistory {
  /** Every stage dealt with for one credential, oldest series first. */
  ofCredential(key: string, provider: string): Promise<ReminderRecord[]>;
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

export interface KeyRing {
  /** By the secret itself; only its hash is looked up. A revoked key is still found: the caller decides. */
  findBySecret(secret: string): Promise<ApiKey | undefined>;
}

export interface UploadDesk {
  /** Where a file of exactly this length may be PUT during the next 15 minutes. */
  presign(input: {
    objectKey: string;
    contentLength: number;
  }): Promise<{ method: 'PUT'; url: string; headers: Record<string, string> }>;
}

export interface UploadedFiles {
  /**
   * The file's bytes as they come, never the whole file in memory. Fails with FileRefused `replaced` when the file is no
   * longer the one with that `etag`.
   */
  open(objectKey: string, etag: string): Promise<AsyncIterable<Uint8Array>>;
}

/** One record of a file, numbered as a spreadsheet counts rows; `unreadable`: its cells cannot be told apart. */
export type FileRow = { row: number; cells: string[] } | { row: number; unreadable: string };

export interface RowReader {
  /** Fails with `FileRefused` at the first byte that is not of the file's encoding. */
  rows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<FileRow>;
}

export interface ImportJobs {
  create(job: ImportJob): Promise<void>;
  get(importId: string): Promise<ImportJob | undefined>;
  /** Overwrites what splitting found out; the same again changes nothing. */
  update(
    importId: string,
    found: Partial<Pick<ImportJob, 'state' | 'etag' | 'total' | 'ignoredColumns' | 'error' | 'failedAt'>>,
  ): Promise<void>;
}

export interface ImportChunks {
  /** The first write stays; a second one of the same chunk changes nothing. */
  record(outcome: ChunkOutcome): Promise<void>;
  isRecorded(importId: string, n: number): Promise<boolean>;
  /** What came of every chunk so far, without the rejected rows themselves. */
  counts(importId: string): AsyncIterable<ChunkCounts>;
  /** Rejected rows in the order of the file, about a megabyte at a time; `after` is the `last` of the page before. */
  rejected(importId: string, after?: number): Promise<{ rows: RejectedRow[]; last?: number }>;
}

export interface ChunkQueue {
  /** Returns once every chunk is stored in the queue. */
  send(chunks: ImportChunk[]): Promise<void>;
}

export interface DueCredential {
  key: string;
  provider: string;
  holder: string;
}

export interface DueIndex {
  /** What is due in one of the 16 shards on or before the day, nearest day first, page by page. */
  dueIn(shard: string, on: CivilDate): AsyncIterable<DueCredential>;
}

export interface ShardQueue {
  send(shards: { on: CivilDate; shard: string }[]): Promise<void>;
}

export interface HolderBatch {
  on: CivilDate;
  credentials: { key: string; provider: string }[];
}

export interface ReminderQueue {
  send(batches: HolderBatch[]): Promise<void>;
}

export interface HolderIndex {
  /** Keys of the same holder's other credentials of this type that expire later than `expiresOn`. */
  longerLasting(
    email: string,
    type: string,
    expiresOn: CivilDate,
  ): Promise<{ key: string; provider: string }[]>;
}

/** The claim of one stage of one credential, seen as of its last consistent read. */
export interface Claim {
  seen: Registered;
  record: ReminderRecord;
}

export type ClaimAnswer =
  | { outcome: 'claimed' }
  /** Somebody changed the credential, or dealt with or holds a stage: nothing was claimed; look again. */
  | { outcome: 'refused'; standing: { claim: Claim; because: 'changedMeanwhile' | ReminderRecord }[] };

export interface ReminderLedger {
  /** All stages of one e-mail, or none; each only if no record but `released` stands and its credential is as seen. */
  claim(claims: Claim[]): Promise<ClaimAnswer>;
  /** Replaces a claim by its outcome; only the claim's own holder (`claimId`) can. */
  settle(record: ReminderRecord, claimId: string): Promise<'settled' | 'notHeld'>;
  /** Keeps a skip unless something but `released` is on record for the stage already. */
  recordSkip(record: ReminderRecord): Promise<void>;
  /** Moves the credential on to its next stage (absent: out of the index), unless it changed meanwhile. */
  advance(seen: Registered, nextReminderOn: CivilDate | undefined): Promise<'advanced' | 'changedMeanwhile'>;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface MailSender {
  /** One attempt, never repeated underneath. */
  send(mail: Mail): Promise<MailAnswer>;
}

export type Clock = () => Instant;

/** What the registry's operator does: providers and their keys. */
export interface RegistryOffice {
  addProvider(profile: Provider): Promise<'added' | 'exists'>;
  listProviders(): Promise<Provider[]>;
  /** Also right after `addProvider`, when the list may not show it yet. */
  hasProvider(code: string): Promise<boolean>;
  /** The secret is given back this once and kept nowhere. */
  issueKey(key: Omit<ApiKey, 'keyId'>): Promise<{ key: ApiKey; secret: string }>;
  listKeys(provider: string): Promise<ApiKey[]>;
  revokeKey(
    provider: string,
    keyId: string,
    at: Instant,
  ): Promise<'revoked' | 'already_revoked' | 'not_found'>;
}
