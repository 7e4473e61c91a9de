import { expect, test } from 'vitest';
import { INDEXES, indexKeys, keys, TABLE } from '#storage/contract/table.ts';

/**
 * What is deployed cannot be changed by changing this code: DynamoDB refuses another key, and CloudFormation another projection
 * of an index that is there; under another key nothing that was stored is found.
 */
const INSTEAD =
  'A deployed table cannot follow this change. Add an index under a new name beside the old one, or write the new key beside the old; ' +
  'read both, fill what is missing, and take the old away in a later release (docs/decisions/042). Only what is NEW may be added here.';

test('the keys of the table and of its indexes stay as they are deployed', () => {
  expect({ TABLE, INDEXES }, INSTEAD).toEqual({
    TABLE: { partitionKey: 'pk', sortKey: 'sk', expiryAttribute: 'ttl' },
    INDEXES: {
      byProvider: {
        name: 'byProvider',
        partitionKey: 'byProviderPk',
        sortKey: 'byProviderSk',
        projected: [
          'entity',
          'number',
          'key',
          'provider',
          'type',
          'nameEn',
          'nameZh',
          'email',
          'language',
          'issuedOn',
          'expiresOn',
          'courseSession',
          'history',
          'version',
          'profile',
          'keyId',
          'label',
          'createdAt',
          'revokedAt',
        ],
      },
      byHolder: { name: 'byHolder', partitionKey: 'byHolderPk', sortKey: 'byHolderSk', projected: [] },
      due: { name: 'due', partitionKey: 'duePk', sortKey: 'dueSk', projected: [] },
    },
  });
});

test('each kind of item stays where it was stored', () => {
  const at = '2026-11-30T01:00:00.000Z';
  const places = Object.entries({
    provider: keys.provider('ABC'),
    apiKey: keys.apiKey('hash'),
    colleague: keys.colleague('ABC', 'id'),
    colleagueAddress: keys.colleagueAddress('holder', 'ABC'),
    passkey: keys.passkey('ABC', 'id', 'hash'),
    passkeyOwner: keys.passkeyOwner('hash'),
    signInCode: keys.signInCode('ABC', 'id'),
    credential: keys.credential('ABC1', 'ABC'),
    name: keys.name('ABC', 'chantaiman', 'ABC1'),
    reminder: keys.reminder('ABC1', 'ABC', '2027-01-31', '-30'),
    extensionOrder: keys.extensionOrder('ABC', 'id'),
    runningOrder: keys.runningOrder('ABC'),
    orderPage: keys.orderPage('id', 7),
    orderPageWithdrawal: keys.orderPageWithdrawal('id', 7),
    mailState: keys.mailState('holder'),
    mailRequest: keys.mailRequest('holder', at, 'id'),
    addressChange: keys.addressChange('id'),
    watchedSite: keys.watchedSite('id'),
    member: keys.member('id', 'ABC1', 'ABC'),
    watch: keys.watch('ABC1', 'ABC', 'id'),
    notice: keys.notice('id'),
    undeliverable: keys.undeliverable('holder', 'ABC'),
    importJob: keys.importJob('id'),
    byProvider: indexKeys.byProvider('ABC', undefined, 'ABC1'),
    byHolder: indexKeys.byHolder('holder', 'OFA', '2027-01-31'),
    due: indexKeys.due({
      nextReminderOn: '2027-01-01',
      holder: 'holder',
      key: 'ABC1',
      provider: 'ABC',
      expiresOn: '2027-01-31',
    }),
  }).map(([kind, key]) => [kind, ...Object.values(key)].join(' '));
  expect(places, INSTEAD).toEqual([
    'provider PROVIDER#ABC PROFILE',
    'apiKey KEY#hash KEY',
    'colleague PROVIDER#ABC COLLEAGUE#id',
    'colleagueAddress COLLEAGUE#holder PROVIDER#ABC',
    'passkey PROVIDER#ABC PASSKEY#id#hash',
    'passkeyOwner PASSKEY#hash PASSKEY',
    'signInCode SIGN-IN-CODE#ABC#id CODE',
    'credential CERT#ABC1 CREDENTIAL#ABC',
    'name NAMES#ABC chantaiman#ABC1',
    'reminder CERT#ABC1 REMINDER#ABC#2027-01-31#-30',
    'extensionOrder ORDERS#ABC ORDER#id',
    'runningOrder ORDERS#ABC RUNNING',
    'orderPage ORDER#id PAGE#000007',
    'orderPageWithdrawal ORDER#id WITHDRAWAL#000007',
    'mailState MAIL#holder STATE',
    'mailRequest MAIL#holder REQUEST#2026-11-30T01:00:00.000Z#id',
    'addressChange ADDRESS-CHANGE#id CHANGE',
    'watchedSite ROSTER#id ROSTER',
    'member ROSTER#id MEMBER#ABC1#ABC',
    'watch CERT#ABC1 WATCH#ABC#id',
    'notice NOTICE#id NOTICE',
    'undeliverable MAIL#holder UNDELIVERABLE#ABC',
    'importJob IMPORT#id JOB',
    'byProvider PROVIDER#ABC 9999-12-31#ABC1',
    'byHolder HOLDER#holder OFA#2027-01-31',
    'due DUE#h 2027-01-01#holder#ABC1#ABC#2027-01-31',
  ]);
});
