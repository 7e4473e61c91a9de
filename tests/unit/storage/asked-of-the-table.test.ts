import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAddressChanges } from '#holder/store/address-changes.ts';
import { createSharedProofs } from '#holder/store/shared-proofs.ts';
import { createImportChunks, createImportPreviews, createImportUndos } from '#import/store/import-chunks.ts';
import { createImportJobs } from '#import/store/import-store.ts';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { toNotice } from '#mail/notice.ts';
import { createAddressRequests } from '#mail/store/address-requests.ts';
import { createMailStates } from '#mail/store/mail-states.ts';
import { createMailings } from '#mail/store/mailings.ts';
import { createNoticeLedger } from '#mail/store/notice-ledger.ts';
import { createUndeliverableIndex } from '#mail/store/undeliverable-index.ts';
import { createOrderPages } from '#orders/store/extension-order-pages.ts';
import { createExtensionOrders } from '#orders/store/extension-order-store.ts';
import { civilDate, instant } from '#register/civil-date.ts';
import { createDueIndex } from '#remind/store/due-index.ts';
import { createReminderHistory } from '#remind/store/reminder-ledger.ts';
import { createKeyRing } from '#storage/access/key-ring.ts';
import { createProviderDirectory, createProviderList } from '#storage/access/provider-directory.ts';
import { createProviderRepository } from '#storage/access/provider-repository.ts';
import { createSessions } from '#storage/access/sessions.ts';
import { createCredentialFinder } from '#storage/credentials/credential-finder.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { absent, createTable, type Table } from '#storage/table.ts';
import { createUnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { answerFor } from '#support/storage/stubbed-aws';
import { createWatchRepository } from '#watch/store/watch-repository.ts';
import { createWatchedSites } from '#watch/store/watched-sites.ts';

/** What the local engine does not look at, or that a test over it cannot tell: it has all that it ever wrote, at once. */
const pepper = { hash: async () => Buffer.alloc(32) };
const on = civilDate.parse('2026-11-21');
const at = instant.parse('2026-11-21T01:15:00.000Z');
const holder = '0'.repeat(32);
const cursor = undefined;
const all = (items: AsyncIterable<unknown> | string) =>
  typeof items === 'string' ? Promise.reject(new Error(items)) : Array.fromAsync(items);

let table: Table;
let asked: ReturnType<typeof answerFor>['asked'];
beforeEach(() => {
  vi.restoreAllMocks();
  ({ asked } = answerFor(DynamoDBClient, ({ command }) => (command === 'Query' ? { Items: [] } : {})));
  table = createTable('t');
});

type Reading = [string, (table: Table) => Promise<unknown>, object[]];

const GET = 'ConsistentRead';
const consistent = { [GET]: true };
const eventually = { [GET]: false };
const index = (name: string, more: object = {}) => ({ ...eventually, IndexName: name, ...more });
const only = (...fields: string[]) => ({ ProjectionExpression: fields.map((one) => `#${one}`).join(', ') });

/** Whatever a write follows from is read as it stands. */
const deciding: Reading[] = [
  ['a certificate', (t) => createCredentialStore(t, pepper).get('K', 'P'), [consistent]],
  ['a key', (t) => createKeyRing(t).findBySecret('s'), [consistent]],
  [
    'the key that somebody signs in with',
    (t) => createSessions(t).open('s', { at, until: at }),
    [consistent],
  ],
  ['a session', (t) => createSessions(t).find('token', at), [consistent]],
  ['a provider that is changed', (t) => createProviderRepository(t).findProvider('P'), [consistent]],
  [
    'a change of address',
    (t) => createAddressChanges(t, createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'site' })).get('c'),
    [consistent],
  ],
  ['a link that is shared', (t) => createSharedProofs(t).get({ key: 'K', provider: 'P' }), [consistent]],
  [
    'a request for what there is of an address',
    (t) =>
      createAddressRequests(t, createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'siteLinks' })).get('r'),
    // The other is where it was stored before.
    [consistent, consistent],
  ],
  ['an order', (t) => createExtensionOrders(t).get('P', 'o'), [consistent]],
  [
    'the orders of a provider',
    (t) => createExtensionOrders(t).list('P', { limit: 7, cursor }),
    [{ ...consistent, Limit: 7, ScanIndexForward: false }],
  ],
  ['a page of an order', (t) => createOrderPages(t).get('o', 3), [consistent]],
  [
    'the latest page',
    (t) => createOrderPages(t).latest('o'),
    [{ ...consistent, Limit: 1, ScanIndexForward: false }],
  ],
  ['what a pass skipped', (t) => createOrderPages(t).skipped('o', 1), [consistent]],
  ['a page taken back', (t) => createOrderPages(t).withdrawal('o', 3), [consistent]],
  [
    'the latest page taken back',
    (t) => createOrderPages(t).latestWithdrawal('o'),
    [{ ...consistent, Limit: 1, ScanIndexForward: false }],
  ],
  ['an import', (t) => createImportJobs(t).get('i'), [consistent]],
  ['whether a chunk is recorded', (t) => createImportChunks(t).isRecorded('i', 1), [consistent]],
  [
    'the counts of an import',
    (t) => all(createImportChunks(t).counts('i')),
    [{ ...consistent, ...only('n', 'accepted', 'updated', 'unchanged', 'rejectedCount', 'finishedAt') }],
  ],
  ['its rejected rows', (t) => createImportChunks(t).rejected('i'), [consistent]],
  ['its registered rows', (t) => createImportChunks(t).registered('i'), [consistent]],
  ['the kept rows of a preview', (t) => createImportPreviews(t).kept('i', 1), [consistent]],
  [
    'how many are kept',
    (t) => createImportPreviews(t).keptCounts('i'),
    [{ ...consistent, ...only('count') }],
  ],
  ['whether a chunk is undone', (t) => createImportUndos(t).isRecorded('i', 1), [consistent]],
  [
    'the counts of what is undone',
    (t) => all(createImportUndos(t).counts('i')),
    [{ ...consistent, ...only('takenBack', 'changedSince', 'unreadable', 'nothing') }],
  ],
  ['its rows', (t) => createImportUndos(t).rows('i'), [consistent]],
  ['the registered rows of a chunk', (t) => createImportUndos(t).registeredIn('i', 1), [consistent]],
  ['a list', (t) => createCheckLists(t).find('l', at), [consistent]],
  ['whether a part is recorded', (t) => createCheckLists(t).isRecorded('l', 1), [consistent]],
  [
    'what its parts came to',
    (t) => all(createCheckLists(t).outcomes('l')),
    [{ ...consistent, ...only('n', 'at', 'kinds') }],
  ],
  ['the rows of a part', (t) => createCheckLists(t).rowsOf('l', 1), [consistent]],
  ['the rows of a list', (t) => all(createCheckLists(t).rows('l', 1)), [consistent]],
  [
    'a notice',
    (t) => createNoticeLedger(t).find(toNotice({ of: 'watchConfirm', rosterId: 'n' })),
    [consistent],
  ],
  ['what a mailing is about', (t) => createMailings(t).hear('c', { kind: 'accepted', at }), [consistent]],
  ['the state of an address', (t) => createMailStates(t, pepper).find('a@example.com'), [consistent]],
  ['the same by its pseudonym', (t) => createMailStates(t, pepper).findByHolder(holder), [consistent]],
  [
    'a site',
    (t) =>
      createWatchedSites(t, pepper, createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'site' })).get('r'),
    [consistent],
  ],
  [
    'its members',
    (t) =>
      createWatchedSites(t, pepper, createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'site' })).members(
        'r',
      ),
    [consistent, consistent],
  ],
  [
    'the names of whom its employer declares',
    (t) =>
      createWatchedSites(
        t,
        pepper,
        createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'site' }),
      ).declaredIds('r'),
    [consistent],
  ],
  [
    'the names of its members',
    (t) =>
      createWatchedSites(t, pepper, createUnconfirmedMail(t, pepper, { aDay: 1, purpose: 'site' })).memberIds(
        'r',
      ),
    [consistent],
  ],
  ['who watches a certificate', (t) => all(createWatchRepository(t).watching('K', 'P')), [consistent]],
];

/** What is shown, or only says where to look: half the price, and an index has nothing else. */
const showing: Reading[] = [
  ['a number that is verified', (t) => createCredentialFinder(t).findByKey('K'), [eventually]],
  ['the name of a provider', (t) => createProviderDirectory(t).get('P'), [eventually]],
  [
    'all providers',
    (t) => createProviderDirectory(t).all(),
    [index('byProvider', only('byProviderSk', 'profile'))],
  ],
  ['their codes', (t) => createProviderList(t).codes(), [index('byProvider', only('byProviderSk'))]],
  ['the list of providers', (t) => createProviderRepository(t).listProviders(), [index('byProvider')]],
  ["a provider's keys", (t) => createProviderRepository(t).listKeys('P'), [consistent, index('byProvider')]],
  [
    "a provider's certificates",
    (t) => createCredentialList(t).list({ provider: 'P', limit: 50 }),
    [index('byProvider', { Limit: 50 })],
  ],
  [
    "a provider's imports",
    (t) => createImportJobs(t).list('P', { limit: 20, cursor }),
    [index('byProvider', { Limit: 20, ScanIndexForward: false })],
  ],
  ['what is due', (t) => all(createDueIndex(t).dueIn('a', on)), [index('due')]],
  ['the sites that are due', (t) => all(createWatchRepository(t).due(on)), [index('due')]],
  ["a holder's certificates", (t) => createHolderIndex(t, pepper).ofHolder(holder), [index('byHolder')]],
  ['those of a type', (t) => createHolderIndex(t, pepper).ofType('a@b.hk', 'OFA'), [index('byHolder')]],
  [
    'those that last longer',
    (t) => createHolderIndex(t, pepper).longerLasting('a@b.hk', 'OFA', on),
    [index('byHolder')],
  ],
  ['the reminders of a certificate', (t) => createReminderHistory(t).ofCredential('K', 'P'), [eventually]],
  ['the addresses in trouble', (t) => all(createUndeliverableIndex(t).reported('P')), [index('byProvider')]],
];

const OPTIONS = ['ConsistentRead', 'IndexName', 'Limit', 'ScanIndexForward', 'ProjectionExpression'];
const optionsOf = (input: Record<string, unknown>) =>
  Object.fromEntries(OPTIONS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));

describe.each([
  ['what decides a write', deciding],
  ['what is shown', showing],
])('%s:', (_, readings) => {
  it.each(readings)('%s is asked for like this', async (__, read, options) => {
    await read(table);
    expect(asked.map(({ input }) => optionsOf(input))).toEqual(options);
    expect(asked.every(({ input }) => input['TableName'] === 't')).toBe(true);
  });
});

it('trouble with an address is kept over its state as it stands', async () => {
  await createMailStates(table, pepper).record('a@b.hk', { state: 'complained', since: at, code: 'c' });
  expect(asked.map(({ command, input }) => [command, optionsOf(input)])).toEqual([
    ['Query', index('byHolder')],
    ['GetItem', consistent],
    ['TransactWriteItems', {}],
  ]);
});

describe('a write asks for what is there instead', () => {
  const key = { pk: 'P', sk: 'S' };
  const wanted = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
  const by = { text: 'SET #n = :n', values: { ':n': 1 } };

  it('when it puts, or changes', async () => {
    await table.put(key, absent);
    await table.update(key, by, absent);
    expect(asked[0]?.input).toMatchObject({ ...wanted, ConditionExpression: 'attribute_not_exists(#pk)' });
    expect(asked[1]?.input).toMatchObject({ ...wanted, ReturnValues: 'UPDATED_OLD' });
  });

  it('in each part of a transaction, with the condition of that part', async () => {
    await table.transact([
      { put: key, condition: absent },
      { update: key, by, condition: absent },
      { delete: key, condition: absent },
      { check: key, condition: absent },
    ]);
    const common = { ...wanted, TableName: 't', ConditionExpression: 'attribute_not_exists(#pk)' };
    expect(asked[0]?.input).toMatchObject({
      TransactItems: [
        { Put: common },
        { Update: { ...common, UpdateExpression: by.text } },
        { Delete: common },
        { ConditionCheck: common },
      ],
    });
  });
});
