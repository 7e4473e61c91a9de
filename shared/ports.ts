/** What use cases need of the world. Each method says what it promises when it fails; anything else it throws is a fault of ours. */
import type { CivilDate, Instant } from '#domain/civil-date';
import type { Credential } from '#domain/credential';
import type {
  ExtensionOrder,
  OrderPage,
  OrderStep,
  PageWithdrawal,
  SkippedCredential,
} from '#domain/extension-order';
import type { RequestRecord } from '#domain/idempotency';
import type {
  ChunkCounts,
  ChunkOutcome,
  ImportChunk,
  ImportError,
  ImportJob,
  RegisteredRow,
  RejectedRow,
} from '#domain/import-job';
import type { MailTrouble } from '#domain/mail-state';
import type { ApiKey, Provider } from '#domain/provider';
import type { MailAnswer, ReminderClaim, ReminderRecord } from '#domain/reminder-record';

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

/** People at the console: signed in with a key, known by a token that only their browser has. */
export interface Sessions {
  /** A token that is good until `until`; undefined when no key in use has that secret. */
  open(secret: string, times: { at: Instant; until: Instant }): Promise<string | undefined>;
  /** The key that was signed in with; undefined once the session has run out or was closed, or the key is revoked. */
  find(token: string, at: Instant): Promise<ApiKey | undefined>;
  close(token: string): Promise<void>;
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

export interface UploadDesk {
  /** Where a file of exactly this length may be PUT during the next 15 minutes. */
  presign(input: {
    objectKey: string;
    contentLength: number;
  }): Promise<{ method: 'PUT'; url: string; headers: Record<string, string> }>;
  /** Puts a small file there itself, for a browser that cannot. */
  put(input: { objectKey: string; bytes: Uint8Array }): Promise<void>;
}

/**
 * One record of a file, numbered as a spreadsheet counts rows (1 is the first). `unreadable`: its cells cannot be told
 * apart; `undecodable`: it has bytes that are not of the file's encoding.
 */
export type FileRow =
  | { row: number; cells: string[] }
  | { row: number; unreadable: string }
  | { row: number; undecodable: true };

export interface FileTable {
  /** The rows from the first on, never the whole file in memory; may be read again. Fails with FileRefused. */
  rows(): AsyncIterable<FileRow>;
}

/** An uploaded file, brought here. A text file is one table, a workbook one a sheet, in the workbook's order. */
export interface TableFile {
  tables: readonly FileTable[];
  /** Removes the copy. */
  close(): Promise<void>;
}

export interface UploadedFiles {
  /**
   * Brings the file here. Fails with FileRefused: `replaced` when it is no longer the one with that `etag`, and for what
   * is no table (`empty`, `not_a_table`, `old_excel`, `expands_too_much`, `undecodable`).
   */
  open(objectKey: string, etag: string): Promise<TableFile>;
}

export interface ImportJobs {
  create(job: ImportJob): Promise<void>;
  get(importId: string): Promise<ImportJob | undefined>;
  /** Binds the job to the first file that came; that same file may come again, another one is none of the job's. */
  claim(importId: string, etag: string): Promise<'claimed' | 'anotherFile'>;
  /** Overwrites what splitting found out; the same again changes nothing. */
  update(
    importId: string,
    found: Partial<
      Pick<ImportJob, 'state' | 'total' | 'ignoredColumns' | 'headings' | 'queuedAt' | 'queuedAllAt'>
    >,
  ): Promise<void>;
  /** Ends the job with what is wrong with its file, unless all its rows were queued meanwhile. */
  fail(importId: string, error: ImportError, failedAt: Instant): Promise<void>;
  /** A provider's jobs, newest first. `cursor` is what the page before gave; `invalidCursor` for anything else. */
  list(
    provider: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ jobs: ImportJob[]; cursor?: string } | 'invalidCursor'>;
}

export interface ImportChunks {
  /** The first write stays; a second one of the same chunk changes nothing. */
  record(outcome: ChunkOutcome): Promise<void>;
  isRecorded(importId: string, n: number): Promise<boolean>;
  /** What came of every chunk so far, without the rejected rows themselves. */
  counts(importId: string): AsyncIterable<ChunkCounts>;
  /** Rejected rows in the order of the file, about a megabyte at a time; `after` is the `last` of the page before. */
  rejected(importId: string, after?: number): Promise<{ rows: RejectedRow[]; last?: number }>;
  /** Rows that are on the register, with their numbers, in the same way. */
  registered(importId: string, after?: number): Promise<{ rows: RegisteredRow[]; last?: number }>;
}

export interface ChunkQueue {
  /** Returns once every chunk is stored in the queue. */
  send(chunks: ImportChunk[]): Promise<void>;
}

export interface ExtensionOrders {
  /** Stores it, as the one that is at work; `busy`: another one of the provider's is, and nothing is stored. */
  begin(order: ExtensionOrder): Promise<'begun' | 'busy'>;
  /** A consistent read. */
  get(provider: string, orderId: string): Promise<ExtensionOrder | undefined>;
  /** Newest first. `cursor` is what the page before gave; `invalidCursor` for anything else. */
  list(
    provider: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ orders: ExtensionOrder[]; cursor?: string } | 'invalidCursor'>;
  /** Stores `next` unless its state is no longer as `seen`, or it would begin to work while another one (`busy`) does. */
  move(seen: ExtensionOrder, next: ExtensionOrder): Promise<'moved' | 'changedMeanwhile' | 'busy'>;
}

export interface OrderPages {
  /** A consistent read. */
  get(orderId: string, n: number): Promise<OrderPage | undefined>;
  /** The first plan of a page stays; the one that stands is given back. */
  plan(page: OrderPage): Promise<OrderPage>;
  /** The first outcome of a page stays; the page that stands is given back. */
  record(page: OrderPage): Promise<OrderPage>;
  /** The last page that is planned. */
  latest(orderId: string): Promise<OrderPage | undefined>;
  /** What one pass skipped, in the order of expiry, about a megabyte at a time; `after` is the `last` of the page before. */
  skipped(
    orderId: string,
    pass: number,
    after?: number,
  ): Promise<{ skipped: SkippedCredential[]; last?: number }>;
  withdrawal(orderId: string, n: number): Promise<PageWithdrawal | undefined>;
  /** The first one of a page stays. */
  recordWithdrawal(withdrawal: PageWithdrawal): Promise<void>;
  latestWithdrawal(orderId: string): Promise<PageWithdrawal | undefined>;
}

export interface OrderedChanges {
  /**
   * Stores all changes or none: `orderMoved` when the order is no longer in this state (whoever still works at it has
   * been overtaken), `changedMeanwhile` when one of the credentials is no longer as seen. 25 at most.
   */
  store(
    order: ExtensionOrder,
    changes: { seen: Registered; next: Registered }[],
  ): Promise<'stored' | 'changedMeanwhile' | 'orderMoved'>;
}

export interface OrderQueue {
  /** Returns once the queue has stored them; nobody gets them before `delaySeconds` have passed. */
  send(steps: OrderStep[], delaySeconds?: number): Promise<void>;
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
  /** Keys of everything of this type that is registered for this address, of whichever provider and person. */
  ofType(email: string, type: string): Promise<{ key: string; provider: string }[]>;
  /** Keys of the same holder's other credentials of this type that expire later than `expiresOn`. */
  longerLasting(
    email: string,
    type: string,
    expiresOn: CivilDate,
  ): Promise<{ key: string; provider: string }[]>;
}

/** That a credential was registered or changed; how it stands now is to be read. */
export interface CredentialChange {
  key: string;
  provider: string;
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
  /** Keeps a skip unless something but `released` is on record for the stage already; a claim in the way is given back. */
  recordSkip(record: ReminderRecord): Promise<ReminderClaim | undefined>;
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

/** What is known of addresses; they are kept under pseudonyms only. */
export interface MailStates {
  /** A consistent read; `undefined`: nothing is known against writing to it. */
  troubleOf(email: string): Promise<MailTrouble | undefined>;
  /** Keeps a finding (`standingTrouble`), and puts it before every provider with a certificate of this address. May be repeated. */
  record(email: string, found: MailTrouble): Promise<void>;
  /** Puts it before one more provider: one that registered the address later. */
  report(email: string, provider: string, trouble: MailTrouble): Promise<void>;
}

export interface UndeliverableIndex {
  /**
   * Keys of the provider's certificates at addresses that were put before it, oldest report first; eventually
   * consistent. `after`: the `position` of the last one dealt with.
   */
  reported(
    provider: string,
    after?: string,
  ): AsyncIterable<{ key: string; position: string }> | 'invalidCursor';
}

export type Clock = () => Instant;

/** What the registry's operator does: providers and their keys. */
export interface RegistryOffice {
  addProvider(profile: Provider): Promise<'added' | 'exists'>;
  listProviders(): Promise<Provider[]>;
  /** A consistent read: also right after `addProvider`, when the list may not show it yet. */
  findProvider(code: string): Promise<Provider | undefined>;
  /** Stores `next` unless the profile is no longer as `seen`; then nothing is stored. */
  changeProvider(seen: Provider, next: Provider): Promise<'stored' | 'changedMeanwhile'>;
  /** The secret is given back this once and kept nowhere. */
  issueKey(key: Omit<ApiKey, 'keyId'>): Promise<{ key: ApiKey; secret: string }>;
  listKeys(provider: string): Promise<ApiKey[]>;
  revokeKey(
    provider: string,
    keyId: string,
    at: Instant,
  ): Promise<'revoked' | 'already_revoked' | 'not_found'>;
}
