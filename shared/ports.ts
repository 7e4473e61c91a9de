/** What use cases need of the world. Each method says what it promises when it fails; anything else it throws is a fault of ours. */
import type { AddressChange } from '#domain/address-change';
import type { CheckedRow, CheckList, ListChunk, RowKind } from '#domain/check-list';
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
import type { MailRequest, MailState, MailTrouble } from '#domain/mail-state';
import type { MailAnswer, MailClaim, MailEvent, MailOutcome, UncertainMailing } from '#domain/mailing';
import type { NoticeRecord, NoticeSubject, WatchCall } from '#domain/notice';
import type { ApiKey, Provider } from '#domain/provider';
import type { ReminderClaim, ReminderRecord, ReminderSkip, UncertainReminder } from '#domain/reminder-record';
import type { Cutoff } from '#domain/reminder-run';
import type { MemberId, Roster, Watched } from '#domain/roster';

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
  /** Goes on past what cannot be read, and counts it; without it the list fails with UnreadableCredential. */
  pastUnreadable?: boolean | undefined;
}

export interface CredentialList {
  /** `unreadable`: how many of the page could not be read. */
  list(
    query: ListQuery,
  ): Promise<{ credentials: Credential[]; unreadable: number; cursor?: string } | 'invalidCursor'>;
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

/** That a credential was registered or changed; how it stands now is to be read. */
export interface CredentialChange {
  key: string;
  provider: string;
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

export interface NoticeLedger {
  /** What is on record: a consistent read. */
  find(noticeId: string): Promise<NoticeRecord | undefined>;
  /** Only if no record but `released` (or the one that it is made again `over`, still without an event) stands. */
  claim(
    noticeId: string,
    claim: MailClaim,
    over?: UncertainMailing,
  ): Promise<{ outcome: 'claimed' } | { outcome: 'refused'; standing: NoticeRecord }>;
  settle(noticeId: string, claim: MailClaim, outcome: MailOutcome): Promise<'settled' | 'notHeld'>;
  /** Keeps it unless something but `released` is on record already. */
  recordSkip(record: NoticeRecord & { state: 'skipped' }): Promise<'recorded' | 'dealtWith'>;
}

export interface NoticeQueue {
  send(subjects: (NoticeSubject | WatchCall)[], delaySeconds?: number): Promise<void>;
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

export interface MailSender {
  /** One attempt, never repeated underneath. The events of the mail carry `claimId`. */
  send(mail: Mail, claimId: string): Promise<MailAnswer>;
}

export type Slot =
  /** A moment that is nobody else's. */
  | { outcome: 'open'; at: Instant }
  /** Nobody may send before `until`. */
  | { outcome: 'closed'; until: Instant; because: 'quota' | 'account' | 'busy' };

/** The account's rate, kept by all senders together. */
export interface MailPace {
  /** The next free moment to send at, at most seconds away. */
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

/** Where the events of a mailing are told to. */
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
  stateOf(email: string): Promise<MailState>;
  /** The same by the address's pseudonym. */
  stateOfHolder(holder: string): Promise<MailState>;
  /** Keeps a finding (`standingTrouble`), and puts it before every provider with a certificate of this address. May be repeated. */
  record(email: string, found: MailTrouble): Promise<void>;
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
  /** An employer's own page of a site that is watched, or waits to be confirmed. */
  roster: { rosterId: string };
}

/** An address comes back as its pseudonym. */
export type ReadMailLink<Of extends keyof MailLink> = MailLink[Of] extends { email: string }
  ? Omit<MailLink[Of], 'email'> & { holder: string }
  : MailLink[Of];

export interface MailLinks {
  /** A token that nobody else can make: safe in a URL, without a name or an address. */
  sign<Of extends keyof MailLink>(of: Of, link: MailLink[Of]): Promise<string>;
  /** Undefined for anything that was not signed here for that purpose. */
  read<Of extends keyof MailLink>(of: Of, token: string): Promise<ReadMailLink<Of> | undefined>;
}

/** What holders asked for about their own address; kept for some weeks. */
export interface AddressChanges {
  /** Stores it; `tooMany`, and nothing is stored, when this holder has asked three times on that day already. */
  ask(change: AddressChange & { state: 'asked' }): Promise<'asked' | 'tooMany'>;
  /** A consistent read. */
  get(changeId: string): Promise<AddressChange | undefined>;
  /** Stores `next` unless its state is no longer as `seen`. */
  move(seen: AddressChange, next: AddressChange): Promise<'moved' | 'changedMeanwhile'>;
}

export interface AddressMoves {
  /**
   * Stores `next`: `changeMoved` when the change of address is not being made any more (somebody refused it, or finished
   * it), `changedMeanwhile` when the credential is no longer as `seen`. Then nothing is stored.
   */
  store(
    change: AddressChange,
    seen: Registered,
    next: Registered,
  ): Promise<'stored' | 'changedMeanwhile' | 'changeMoved'>;
}

/** The sites that employers watch. */
export interface Rosters {
  /** Stores it; `tooMany`, and nothing is stored, when this address has asked five times on that day already. */
  ask(roster: Roster): Promise<'asked' | 'tooMany'>;
  /** A consistent read. */
  get(rosterId: string): Promise<Roster | undefined>;
  /** Stores `next` with the version after `seen`'s, unless it is no longer as `seen`; then nothing is stored. */
  replace(seen: Roster, next: Roster): Promise<'stored' | 'changedMeanwhile'>;
  /** All certificates of a site, apart from those whose members only a person can mend: a consistent read. */
  members(rosterId: string): Promise<{ watched: Watched[]; unreadable: MemberId[] }>;
  /** What they are named by, all of them. */
  memberIds(rosterId: string): Promise<MemberId[]>;
  /**
   * Adds them with the way back from each certificate, 25 at a time, and makes the site due on `on`; those that are there
   * already stay as they are. `notWatching`: the site is not being watched, or any more.
   */
  add(rosterId: string, members: readonly Watched[], on: CivilDate): Promise<'added' | 'notWatching'>;
  /** Takes them out, with the way back; what is not there does no harm. */
  remove(rosterId: string, members: readonly Pick<Watched, 'key' | 'provider'>[]): Promise<void>;
  /** Stores what the employer says of one member, unless it is gone. */
  describe(member: Pick<Watched, 'rosterId' | 'key' | 'provider' | 'somebodyElse'>): Promise<void>;
}

/** One certificate of a site, told anew. */
export interface Telling {
  seen: Watched;
  next: Watched;
  /** To be watched as well from now on; one that is there already stays as it is. */
  successor?: Watched | undefined;
}

/** The side of it that gathers news. */
export interface WatchDesk {
  /** The sites that watch a certificate: a consistent read. */
  watching(key: string, provider: string): AsyncIterable<string>;
  /**
   * Makes a site due on that day at the latest, and raises its version also if it is due already: whoever is gathering its
   * news finds that there may be more. A site that is not watching stays as it is.
   */
  stir(rosterId: string, on: CivilDate): Promise<void>;
  /** Sites that are due on or before the day, the longest waiting first; eventually consistent. */
  due(on: CivilDate): AsyncIterable<string>;
  /**
   * Stores all of them or none, 25 at most, with their successors. `changedMeanwhile`: a member is gone or no longer told
   * as `seen`; `closed`: the site's `n`-th mail is not open any more, or the site is not watching.
   */
  tell(
    mail: { rosterId: string; n: number },
    tellings: readonly Telling[],
  ): Promise<'told' | 'changedMeanwhile' | 'closed'>;
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

/** Lists of numbers that somebody checks, for a day. The id in a list's address is stored nowhere, only its hash. */
export interface CheckLists {
  /** Stores it under a fresh id, which is given back this once. */
  begin(list: Omit<CheckList, 'list'>): Promise<{ listId: string; list: CheckList }>;
  /** A consistent read; undefined: there is none, or its time is over at that moment. */
  find(listId: string, at: Instant): Promise<CheckList | undefined>;
  /** A consistent read. */
  isRecorded(list: string, n: number): Promise<boolean>;
  /** Stores what came of a part, all or nothing; a part that is stored already stays as it is. */
  record(part: { list: string; n: number; until: Instant; at: Instant; rows: CheckedRow[] }): Promise<void>;
  /** What each part that is recorded came to, in their order: consistent, and small. */
  outcomes(list: string): AsyncIterable<{ n: number; at: Instant; kinds: RowKind[] }>;
  /** The rows of one part; none while it is not recorded. */
  rowsOf(list: string, n: number): Promise<CheckedRow[]>;
  /** The rows of the parts from the `from`-th on, as far as they are recorded, in their order. */
  rows(list: string, from: number): AsyncIterable<CheckedRow[]>;
}

/** Who asks, as far as the network tells: an address, and of how many people's allowance it may have. */
export interface Caller {
  from: string;
  share: number;
}

export interface ListAllowance {
  /** Counts so many rows of that Hong Kong day, unless more than `most` would be counted for the caller then. */
  take(from: string, rows: number, day: { on: CivilDate; most: number }): Promise<'taken' | 'usedUp'>;
}

export interface ListQueue {
  send(chunks: ListChunk[]): Promise<void>;
}

export interface SentFiles {
  /** Reads a file that came with a request. Fails with FileRefused for what is no table. */
  open(bytes: Uint8Array): Promise<TableFile>;
}
