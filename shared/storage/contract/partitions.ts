import { INDEXES, indexKeys, keys } from './table.ts';

/**
 * What partition keys begin with, by the kind of item they are of: IAM knows an item by this alone, so a function's rights
 * are said in these (docs/decisions/062). A key of `table.ts` that none of them has is found by a test.
 */
export const PARTITIONS = {
  providers: beginningOf(keys.provider('').pk),
  keys: beginningOf(keys.apiKey('').pk),
  certificates: beginningOf(keys.credential('', '').pk),
  names: beginningOf(keys.name('', '', '').pk),
  colleagueAddresses: beginningOf(keys.colleagueAddress('', '').pk),
  passkeyOwners: beginningOf(keys.passkeyOwner('').pk),
  passkeyChallenges: beginningOf(keys.passkeyChallenge('').pk),
  signIns: beginningOf(keys.signIn('').pk),
  signInCodes: beginningOf(keys.signInCode('', '').pk),
  signedInBefore: beginningOf(keys.signedInBefore('', '').pk),
  sessions: beginningOf(keys.session('').pk),
  repeatedRequests: beginningOf(keys.idempotency('', '').pk),
  orders: beginningOf(keys.extensionOrder('', '').pk),
  orderPages: beginningOf(keys.orderPage('', 0).pk),
  mailStates: beginningOf(keys.mailState('').pk),
  mailings: beginningOf(keys.mailing('').pk),
  mailPace: beginningOf(keys.mailPace().pk),
  notices: beginningOf(keys.notice('').pk),
  unconfirmedMail: beginningOf(keys.unconfirmedMail('', '').pk),
  addressChanges: beginningOf(keys.addressChange('').pk),
  addressRequests: beginningOf(keys.addressRequest('').pk),
  earlierAddressRequests: beginningOf(keys.certificatesRequest('').pk),
  sites: beginningOf(keys.watchedSite('').pk),
  listAllowances: beginningOf(keys.listAllowance('', '').pk),
  lists: beginningOf(keys.checkList('').pk),
  imports: beginningOf(keys.importJob('').pk),
} as const;
export type Partition = keyof typeof PARTITIONS;

/**
 * Items with these attributes alone, beside others of which whoever writes them may write nothing: IAM does not see sort
 * keys, but it sees which attributes are written.
 */
export const MARKS = {
  /** Who watches a certificate. */
  watches: { beside: 'certificates', attributes: ['pk', 'sk', 'entity', 'rosterId'] },
} as const satisfies Record<string, { beside: Partition; attributes: readonly string[] }>;
export type Mark = (typeof MARKS)[keyof typeof MARKS];

/** The same of what is looked up in an index. */
export const PLACES = {
  certificatesOfProvider: inIndex('byProvider', indexKeys.byProvider('', undefined, '').byProviderPk),
  providerList: inIndex('byProvider', indexKeys.providerList('').byProviderPk),
  importsOfProvider: inIndex('byProvider', indexKeys.importList('', '', '').byProviderPk),
  keysOfProvider: inIndex('byProvider', indexKeys.apiKeyList('', '').byProviderPk),
  sessionsOfProvider: inIndex('byProvider', indexKeys.sessionList('', '', '').byProviderPk),
  undeliverableOfProvider: inIndex('byProvider', indexKeys.undeliverable('', '', '').byProviderPk),
  certificatesOfHolder: inIndex('byHolder', indexKeys.byHolder('', '', undefined).byHolderPk),
  sitesOfAddress: inIndex('byHolder', indexKeys.siteOfAddress('', '').byHolderPk),
  alertsOfAddress: inIndex(
    'byHolder',
    indexKeys.recipientOfAddress('', { rosterId: '', recipientId: '' }).byHolderPk,
  ),
  dueCertificates: inIndex('due', indexKeys.dueShard('').duePk),
  dueSites: inIndex('due', indexKeys.dueSite('', '').duePk),
} as const;
export type Place = keyof typeof PLACES;

/** `KEY#` of `KEY#3f…`; a key without `#` is the only one of its kind. */
export function beginningOf(partitionKey: string): string {
  const end = partitionKey.indexOf('#');
  return end < 0 ? partitionKey : partitionKey.slice(0, end + 1);
}

function inIndex(index: keyof typeof INDEXES, partitionKey: string) {
  return { index: INDEXES[index].name, beginning: beginningOf(partitionKey) };
}
