import { factNames } from '#register/certificate/credential.ts';

/**
 * The one table (docs: README "Data"): key shapes and indexes, defined once for the CDK, the adapters and the tests.
 * A credential is ONE item; its history is inside it. `key` is a normalised certificate number.
 */
export const TABLE = { partitionKey: 'pk', sortKey: 'sk', expiryAttribute: 'ttl' } as const;

export const INDEXES = {
  /** What a provider has, in order of expiry: `<expiresOn>#<key>`. Also holds its imports, its API keys, its sessions and the list of providers. */
  byProvider: {
    name: 'byProvider',
    partitionKey: 'byProviderPk',
    sortKey: 'byProviderSk',
    projected: [
      'entity',
      'number',
      'key',
      'provider',
      ...factNames,
      'history',
      'version',
      'profile',
      'keyId',
      'label',
      'createdAt',
      'revokedAt',
    ],
  },
  /** What a holder has (by the pseudonym of the address): `<type>#<expiresOn>`; and an employer's sites. Keys only. */
  byHolder: { name: 'byHolder', partitionKey: 'byHolderPk', sortKey: 'byHolderSk', projected: [] },
  /** What is due: `<nextReminderOn>#<holder>#<key>#<provider>#<expiresOn>` in one of 16 shards; and sites with news. Keys only. */
  due: { name: 'due', partitionKey: 'duePk', sortKey: 'dueSk', projected: [] },
} as const;

/** A holder's pseudonym is hexadecimal; its first digit is the shard, so one holder's certificates meet in one shard. */
export const DUE_SHARDS = [...'0123456789abcdef'] as const;

/** The shard of what is due and cannot be read: it waits there for a person, in nobody's way. */
export const QUARANTINE = 'aside';

/** Sorts after every real date: the place of a credential without an expiry in `byProvider`. */
export const NEVER = '9999-12-31';

export const keys = {
  provider: (code: string) => ({ pk: `PROVIDER#${code}`, sk: 'PROFILE' }),
  /** That a provider has a key: the index shows a new one only a moment later. */
  providerKey: (code: string, keyId: string) => ({ pk: `PROVIDER#${code}`, sk: `KEY#${keyId}` }),
  /** How many keys a provider was issued: of two at once each counts the other. */
  keysIssued: (code: string) => ({ pk: `PROVIDER#${code}`, sk: 'KEYS' }),
  apiKey: (secretHash: string) => ({ pk: `KEY#${secretHash}`, sk: 'KEY' }),
  credential: (key: string, provider: string) => ({ pk: `CERT#${key}`, sk: `CREDENTIAL#${provider}` }),
  /** By what a holder's name, or a part of it, begins with, folded: the way to a provider's certificate. */
  name: (provider: string, start: string, key: string) => ({
    pk: `NAMES#${provider}`,
    sk: `${start}#${key}`,
  }),
  reminder: (key: string, provider: string, expiresOn: string, stage: string) => ({
    pk: `CERT#${key}`,
    sk: `REMINDER#${provider}#${expiresOn}#${stage}`,
  }),
  /** Somebody of a provider who signs in to the console. */
  colleague: (provider: string, colleagueId: string) => ({
    pk: `PROVIDER#${provider}`,
    sk: `COLLEAGUE#${colleagueId}`,
  }),
  /** The way from an address, by its pseudonym, to the colleague of a provider. */
  colleagueAddress: (holder: string, provider: string) => ({
    pk: `COLLEAGUE#${holder}`,
    sk: `PROVIDER#${provider}`,
  }),
  /** With which a colleague signs in. */
  passkey: (provider: string, colleagueId: string, passkeyId: string) => ({
    pk: `PROVIDER#${provider}`,
    sk: `PASSKEY#${colleagueId}#${passkeyId}`,
  }),
  /** The way from a passkey to whose it is. */
  passkeyOwner: (passkeyId: string) => ({ pk: `PASSKEY#${passkeyId}`, sk: 'PASSKEY' }),
  /** That a colleague's app shows codes. Not beside the provider: functions that read those know the secret that codes are computed with. */
  signInCode: (provider: string, colleagueId: string) => ({
    pk: `SIGN-IN-CODE#${provider}#${colleagueId}`,
    sk: 'CODE',
  }),
  /** How many codes were tried in an hour, to sign in or to remove them. */
  signInCodeTries: (provider: string, colleagueId: string, to: string, hour: string) => ({
    pk: `SIGN-IN-CODE#${provider}#${colleagueId}`,
    sk: `TRIES#${to}#${hour}`,
  }),
  /** What a device is asked to sign, by its hash. */
  passkeyChallenge: (hash: string) => ({ pk: `PASSKEY-CHALLENGE#${hash}`, sk: 'CHALLENGE' }),
  /** That somebody asked for a link to sign in. */
  signIn: (signInId: string) => ({ pk: `SIGN-IN#${signInId}`, sk: 'SIGN-IN' }),
  /** That somebody signed in, by the hash of the browser or the network, with the address of that pseudonym. */
  signedInBefore: (from: string, holder: string) => ({ pk: `SIGNED-IN#${from}`, sk: `HOLDER#${holder}` }),
  /** That erasing its holder has begun and is not done, with what finds the rest. */
  erasure: (key: string, provider: string) => ({ pk: `CERT#${key}`, sk: `ERASURE#${provider}` }),
  session: (tokenHash: string) => ({ pk: `SESSION#${tokenHash}`, sk: 'SESSION' }),
  /** One POST that may be sent again: the key itself is not kept, only its hash. */
  idempotency: (provider: string, keyHash: string) => ({
    pk: `IDEMPOTENCY#${provider}#${keyHash}`,
    sk: 'REQUEST',
  }),
  /** A provider's own, so that another's is nowhere; the id begins with the instant of creation. */
  extensionOrder: (provider: string, id: string) => ({ pk: `ORDERS#${provider}`, sk: `ORDER#${id}` }),
  /** Which of a provider's orders is at work. */
  runningOrder: (provider: string) => ({ pk: `ORDERS#${provider}`, sk: 'RUNNING' }),
  orderPage: (id: string, n: number) => ({ pk: `ORDER#${id}`, sk: `PAGE#${String(n).padStart(6, '0')}` }),
  orderPageWithdrawal: (id: string, n: number) => ({
    pk: `ORDER#${id}`,
    sk: `WITHDRAWAL#${String(n).padStart(6, '0')}`,
  }),
  mailState: (holder: string) => ({ pk: `MAIL#${holder}`, sk: 'STATE' }),
  /** One request of a holder to stop or go on, kept for good. */
  mailRequest: (holder: string, at: string, id: string) => ({
    pk: `MAIL#${holder}`,
    sk: `REQUEST#${at}#${id}`,
  }),
  /** A change of address that a holder asked for. */
  addressChange: (changeId: string) => ({ pk: `ADDRESS-CHANGE#${changeId}`, sk: 'CHANGE' }),
  /** The n-th one that a holder asked for on that day. */
  addressChangeSlot: (holder: string, day: string, n: number) => ({
    pk: `MAIL#${holder}`,
    sk: `ADDRESS-CHANGE#${day}#${n}`,
  }),
  /** That somebody asked for what there is of an address to be sent there. */
  addressRequest: (requestId: string) => ({ pk: `ADDRESS-REQUEST#${requestId}`, sk: 'REQUEST' }),
  /** The same as it was stored before 0.2.0, for a day: goes with the release after that. */
  certificatesRequest: (requestId: string) => ({ pk: `CERTIFICATES-REQUEST#${requestId}`, sk: 'REQUEST' }),
  /** The link under which its holder shares a certificate. */
  sharedProof: (key: string, provider: string) => ({ pk: `CERT#${key}`, sk: `SHARE#${provider}` }),
  /** What one attempt to mail is about: the way from its events back to what they tell of. */
  mailing: (claimId: string) => ({ pk: `MAILING#${claimId}`, sk: 'MAILING' }),
  /** A site that an employer watches. */
  watchedSite: (rosterId: string) => ({ pk: `ROSTER#${rosterId}`, sk: 'ROSTER' }),
  /** One certificate of a site. */
  member: (rosterId: string, key: string, provider: string) => ({
    pk: `ROSTER#${rosterId}`,
    sk: `MEMBER#${key}#${provider}`,
  }),
  /** Somebody whom the employer declares for a site. */
  declared: (rosterId: string, declaredId: string) => ({
    pk: `ROSTER#${rosterId}`,
    sk: `DECLARED#${declaredId}`,
  }),
  /** Somebody who is told of a site besides its employer. */
  recipient: (rosterId: string, recipientId: string) => ({
    pk: `ROSTER#${rosterId}`,
    sk: `RECIPIENT#${recipientId}`,
  }),
  /** The way from a certificate to a site that watches it; written and deleted together with the member. */
  watch: (key: string, provider: string, rosterId: string) => ({
    pk: `CERT#${key}`,
    sk: `WATCH#${provider}#${rosterId}`,
  }),
  /** How many mails nobody confirmed went, in a day or an hour, to or because of whom `owner` is the pseudonym of. */
  unconfirmedMail: (owner: string, period: string) => ({
    pk: `UNCONFIRMED#${owner}`,
    sk: `MAILS#${period}`,
  }),
  /** How many rows one address has sent in lists on that day. */
  listAllowance: (caller: string, day: string) => ({ pk: `CALLER#${caller}`, sk: `LISTS#${day}` }),
  /** A list of numbers too long to be answered at once. */
  checkList: (listId: string) => ({ pk: `LIST#${listId}`, sk: 'LIST' }),
  checkedChunk: (listId: string, n: number) => ({
    pk: `LIST#${listId}`,
    sk: `CHUNK#${String(n).padStart(6, '0')}`,
  }),
  /** Its rows, apart from what they came to: progress is read often, and they are nearly all of it. */
  checkedRows: (listId: string, n: number) => ({
    pk: `LIST#${listId}`,
    sk: `ROWS#${String(n).padStart(6, '0')}`,
  }),
  notice: (noticeId: string) => ({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' }),
  /** The rate at which the account sends, kept by all senders together. */
  mailPace: () => ({ pk: 'MAIL-PACE', sk: 'MAIL-PACE' }),
  /** That a provider was told of a holder's address; `holder` is the pseudonym of the address. */
  undeliverable: (holder: string, provider: string) => ({
    pk: `MAIL#${holder}`,
    sk: `UNDELIVERABLE#${provider}`,
  }),
  importJob: (id: string) => ({ pk: `IMPORT#${id}`, sk: 'JOB' }),
  /** What came of a chunk, would come of it, or became of it when the file was undone. */
  importChunk: (id: string, of: 'CHUNK' | 'PREVIEW' | 'UNDO', n: number) => ({
    pk: `IMPORT#${id}`,
    sk: `${of}#${String(n).padStart(6, '0')}`,
  }),
  /** The rows of a chunk, apart from its counts: progress is read often, and they are nearly all of it. */
  importRows: (
    id: string,
    of: 'REGISTERED' | 'REJECTED' | 'PREVIEW-REGISTERED' | 'PREVIEW-REJECTED' | 'KEPT' | 'UNDONE',
    n: number,
  ) => ({
    pk: `IMPORT#${id}`,
    sk: `${of}#${String(n).padStart(6, '0')}`,
  }),
} as const;

export const prefixes = {
  credential: 'CREDENTIAL#',
  providerKey: 'KEY#',
  order: 'ORDER#',
  colleague: 'COLLEAGUE#',
  passkey: (colleagueId: string) => `PASSKEY#${colleagueId}#`,
  reminder: (provider: string) => `REMINDER#${provider}#`,
  member: 'MEMBER#',
  declared: 'DECLARED#',
  recipient: 'RECIPIENT#',
  watch: (provider: string) => `WATCH#${provider}#`,
};

export const indexKeys = {
  byProvider: (provider: string, expiresOn: string | undefined, key: string) => ({
    byProviderPk: `PROVIDER#${provider}`,
    byProviderSk: `${expiresOn ?? NEVER}#${key}`,
  }),
  providerList: (code: string) => ({ byProviderPk: 'PROVIDERS', byProviderSk: code }),
  importList: (provider: string, createdAt: string, id: string) => ({
    byProviderPk: `IMPORTS#${provider}`,
    byProviderSk: `${createdAt}#${id}`,
  }),
  apiKeyList: (provider: string, keyId: string) => ({
    byProviderPk: `KEYS#${provider}`,
    byProviderSk: keyId,
  }),
  sessionList: (provider: string, openedAt: string, sessionId: string) => ({
    byProviderPk: `SESSIONS#${provider}`,
    byProviderSk: `${openedAt}#${sessionId}`,
  }),
  undeliverable: (provider: string, since: string, holder: string) => ({
    byProviderPk: `UNDELIVERABLE#${provider}`,
    byProviderSk: `${since}#${holder}`,
  }),
  byHolder: (holder: string, type: string, expiresOn: string | undefined) => ({
    byHolderPk: `HOLDER#${holder}`,
    byHolderSk: `${type}#${expiresOn ?? NEVER}`,
  }),
  /** The sites of an employer's address, by its pseudonym. */
  siteOfAddress: (holder: string, rosterId: string) => ({
    byHolderPk: `SITES#${holder}`,
    byHolderSk: rosterId,
  }),
  /** Of which sites somebody is told besides their employers, by the pseudonym of the address. */
  recipientOfAddress: (
    holder: string,
    { rosterId, recipientId }: { rosterId: string; recipientId: string },
  ) => ({
    byHolderPk: `ALERTS#${holder}`,
    byHolderSk: `${rosterId}#${recipientId}`,
  }),
  /** Sites with news to tell on or after a day. */
  dueSite: (dueOn: string, rosterId: string) => ({ duePk: 'ROSTERS', dueSk: `${dueOn}#${rosterId}` }),
  dueShard: (shard: string) => ({ duePk: `DUE#${shard}` }),
  due: (due: {
    nextReminderOn: string;
    holder: string;
    key: string;
    provider: string;
    expiresOn: string;
  }) => ({
    duePk: `DUE#${due.holder.slice(0, 1)}`,
    dueSk: [due.nextReminderOn, due.holder, due.key, due.provider, due.expiresOn].join('#'),
  }),
} as const;

/** The inverse of `keys.credential`. */
export function parseCredentialKey(pk: string, sk: string): { key: string; provider: string } {
  const [, key] = /^CERT#(.+)$/.exec(pk) ?? [];
  const [, provider] = /^CREDENTIAL#(.+)$/.exec(sk) ?? [];
  if (!key || !provider) throw new Error('a credential key of an unknown shape');
  return { key, provider };
}

/** The inverse of `keys.name`. */
export function parseNameKey(pk: string, sk: string): { start: string; key: string; provider: string } {
  const [, provider] = /^NAMES#(.+)$/.exec(pk) ?? [];
  const [, start, key] = /^(.*)#([^#]+)$/su.exec(sk) ?? [];
  if (!provider || start === undefined || !key) throw new Error('a key of a name of an unknown shape');
  return { start, key, provider };
}

/** The inverse of `indexKeys.due`: everything the planner needs stands in the key. */
export function parseDueKey(dueSk: string): Parameters<typeof indexKeys.due>[0] {
  const [nextReminderOn, holder, key, provider, expiresOn] = dueSk.split('#');
  if (!nextReminderOn || !holder || !key || !provider || !expiresOn)
    throw new Error('a due key of an unknown shape');
  return { nextReminderOn, holder, key, provider, expiresOn };
}
