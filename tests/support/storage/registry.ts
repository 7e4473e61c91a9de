import { createHmac, randomUUID } from 'node:crypto';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { createAddressChanges } from '#holder/store/address-changes.ts';
import { createAddressMoves } from '#holder/store/address-moves.ts';
import { createBegunErasures } from '#holder/store/begun-erasures.ts';
import { createSharedProofs } from '#holder/store/shared-proofs.ts';
import { createImportChunks, createImportPreviews, createImportUndos } from '#import/store/import-chunks.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import { createListAllowance } from '#lists/store/list-allowance.ts';
import type { NoticeSubject } from '#mail/notice.ts';
import { createAddressRequests } from '#mail/store/address-requests.ts';
import { createMailLinks } from '#mail/store/mail-links.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createMailings } from '#mail/store/mailings.ts';
import { createNoticeLedger } from '#mail/store/notice-ledger.ts';
import { createUndeliverableIndex } from '#mail/store/undeliverable-index.ts';
import type { OrderStep } from '#orders/extension-order.ts';
import { createOrderedChanges } from '#orders/store/extension-order-changes.ts';
import { createOrderPages } from '#orders/store/extension-order-pages.ts';
import { createExtensionOrders } from '#orders/store/extension-order-store.ts';
import { type CivilDate, civilDate, type Instant, instant } from '#register/civil-date.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { createReminderHistory, createReminderLedger } from '#remind/store/reminder-ledger.ts';
import { createColleagues } from '#storage/access/colleagues.ts';
import { createRequestMemory } from '#storage/access/idempotency-store.ts';
import { createKeyRing } from '#storage/access/key-ring.ts';
import { createPasskeys } from '#storage/access/passkeys.ts';
import { createProviderDirectory } from '#storage/access/provider-directory.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createSessions } from '#storage/access/sessions.ts';
import { createSignInCodes } from '#storage/access/sign-in-codes.ts';
import { createSignIns } from '#storage/access/sign-ins.ts';
import { DUE_SHARDS, INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { createNameIndex } from '#storage/credentials/name-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import type { LinkSecrets } from '#storage/secrets/link-secrets.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { createRecipients } from '#watch/store/recipients.ts';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { createWatchedSites } from '#watch/store/watched-sites.ts';
import { createEmptyTable } from './empty-table.ts';

/** A table of its own on the real engine, and every adapter over it. */
export async function createRegistry() {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'),
  });
  const name = `registry-${randomUUID()}`;
  await createEmptyTable(name);

  const table = createTable(name);
  const mailsFor = (purpose: Parameters<typeof createUnconfirmedMail>[2]['purpose']) =>
    createUnconfirmedMail(table, testPepper, { aDay: 2000, purpose });
  return {
    tableName: name,
    table,
    everythingStored: () => everythingIn(name),
    shardsInUse: () => shardsIn(name),
    credentials: createCredentialStore(table, testPepper),
    finder: createCredentialFinder(table),
    list: createCredentialList(table),
    keyRing: createKeyRing(table),
    providers: createProviderDirectory(table),
    providerRepository: createProviderRepository(table),
    keys: createProviderRepository(table),
    sessions: createSessions(table),
    colleagues: createColleagues(table, testPepper, mailsFor('address')),
    signIns: createSignIns(table, testPepper, mailsFor('signIn')),
    passkeys: createPasskeys(table, testPepper),
    codes: createSignInCodes(table, testPepper),
    profiles: createProviderRepository(table),
    signInLinks: createMailLinks(testPepper, testLinkSecrets),
    signInMails: createSignInMails(),
    publicBaseUrl: 'https://certkeeper.example',
    edgeSecret: '',
    numbers: createNumberSource(testPepper),
    jobs: createImportJobs(table),
    chunks: createImportChunks(table),
    previews: createImportPreviews(table),
    undos: createImportUndos(table),
    steps: { send: async () => {} },
    requests: createRequestMemory(table),
    due: createDueIndex(table),
    holders: createHolderIndex(table, testPepper),
    names: createNameIndex(table),
    ledger: createReminderLedger(table, testPepper),
    reminders: createReminderHistory(table),
    noticeLedger: createNoticeLedger(table),
    links: createMailLinks(testPepper, testLinkSecrets),
    changes: createAddressChanges(table, mailsFor('address')),
    moves: createAddressMoves(table, testPepper),
    erasures: createBegunErasures(table),
    shares: createSharedProofs(table),
    addressRequests: createAddressRequests(table, mailsFor('ownCertificates')),
    allowance: createListAllowance(table, testPepper),
    watchedSites: createWatchedSites(table, testPepper, mailsFor('site')),
    watchRepository: createWatchRepository(table),
    recipients: createRecipients(table, testPepper, mailsFor('site')),
    mailStates: createMailStates(table, testPepper),
    mailings: createMailings(table),
    undeliverable: createUndeliverableIndex(table),
    orders: createExtensionOrders(table),
    orderPages: createOrderPages(table),
    orderChanges: createOrderedChanges(table, testPepper),
    orderSteps: createOrderSteps(),
  };
}
export type Registry = Awaited<ReturnType<typeof createRegistry>>;

/** The queue of the extension orders' job, for a test to deliver from as it likes. */
function createOrderSteps() {
  const waiting: OrderStep[] = [];
  return { waiting, send: async (steps: OrderStep[]) => void waiting.push(...steps) };
}

/** Links that were asked for, for a test to have sent. */
function createSignInMails() {
  const waiting: NoticeSubject[] = [];
  return { waiting, send: async (subjects: NoticeSubject[]) => void waiting.push(...subjects) };
}

export const testPepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the tests').update(`${purpose}\0${text}`).digest();
  },
};

const testLinkSecrets: LinkSecrets = {
  signing: async () => 1,
  hash: async (generation, text) =>
    generation === 1 ? createHmac('sha256', 'link secret of the tests').update(text).digest() : undefined,
};

/** All items of a table as text, to look for what must not be there; two of the same are the same text. */
async function everythingIn(name: string): Promise<string> {
  const pages = paginateScan({ client: new DynamoDBClient({}) }, { TableName: name });
  const items = (await Array.fromAsync(pages)).flatMap(({ Items = [] }) => Items);
  // No engine promises an order of what an item has.
  return JSON.stringify(items, (_, value: unknown) => (isMap(value) ? inOrder(value) : value));
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const inOrder = (map: object) =>
  Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The shards that something waits in: a day's run over all sixteen would be most of what a test asks of the engine. */
async function shardsIn(name: string): Promise<string[]> {
  const pages = paginateScan(
    { client: new DynamoDBClient({}) },
    { TableName: name, IndexName: INDEXES.due.name, ProjectionExpression: INDEXES.due.partitionKey },
  );
  const entries = (await Array.fromAsync(pages)).flatMap(({ Items = [] }) => Items);
  const found = new Set(entries.map((entry) => entry[INDEXES.due.partitionKey]?.S));
  return DUE_SHARDS.filter((shard) => found.has(indexKeys.dueShard(shard).duePk));
}

/** Damages what is stored of a credential as no code of ours can; only a person can repair it. */
export async function makeUnreadable({ table }: Pick<Registry, 'table'>, key: string, provider = 'SPMC') {
  await table.update(keys.credential(key, provider), {
    text: 'SET #type = :broken',
    values: { ':broken': 7 },
  });
}

export const day = (text: string): CivilDate => civilDate.parse(text);
export const instantFrom = (text: string): Instant => instant.parse(text);
