import { randomUUID } from 'node:crypto';
import { shareProof } from '#holder/proof/shared-proof.ts';
import type { CheckedRow } from '#lists/check-list.ts';
import { packRows } from '#lists/store/packed-rows.ts';
import { stopAll } from '#mail/address-state.ts';
import { addSeconds } from '#register/civil-date.ts';
import { claimRequest, settleRequest } from '#register/idempotency.ts';
import { keys } from '#storage/contract/table.ts';
import type { Item } from '#storage/table.ts';
import type { HolderTest } from '#support/sites/holder-site';
import { day } from '#support/storage/registry';

export const own = {
  number: 'SPMC-OFA-1',
  key: 'SPMCOFA1',
  email: 'own@example.com',
  nameEn: 'HO Wing Sze',
  nameZh: '何詠詩',
};
export const other: typeof own = {
  number: 'SPMC-OFA-2',
  key: 'SPMCOFA2',
  email: 'other@example.org',
  nameEn: 'LAM Ka Yan',
  nameZh: '林嘉欣',
};
export type Who = typeof own;

const put = ({ registry }: HolderTest, item: Item) => registry.table.put(item);
const holderOf = ({ registry }: HolderTest, { email }: Who) => registry.holders.pseudonymOf(email);
const since = '2027-01-20T02:00:00.000Z';
const reminderOf = ({ key }: Who) => keys.reminder(key, 'SPMC', '2027-02-28', '-30');
const rowsItem = (of: Parameters<typeof keys.importRows>[1], rows: object[]) => ({
  ...keys.importRows(randomUUID(), of, 0),
  entity: 'importRows',
  n: 0,
  count: rows.length,
  rows,
});

async function changeAddress(test: HolderTest, { email }: Who): Promise<string> {
  await test.press(`${await test.my(email)}/address`, { email: `new-${email}` });
  const subject = test.notices.at(-1);
  if (subject?.of !== 'addressChange') throw new Error('no notice of a change');
  return subject.changeId;
}

async function signIn({ registry, clock }: HolderTest, who: Who) {
  const { email } = who;
  const [at, until] = [clock.now, addSeconds(clock.now, 900)];
  const colleague = {
    ...{
      provider: 'SPMC',
      colleagueId: `colleague-${who.key.slice(-1).repeat(12)}`,
      email,
      name: who.nameEn,
    },
    ...{ role: 'desk' as const, invitedAt: at, invitedBy: 'operator', version: 1 },
  };
  await registry.colleagues.add(colleague, { caller: 'c' });
  const signInId = randomUUID();
  const asked = { signInId, email, caller: 'office', cookie: who.key, language: 'en' as const };
  await registry.signIns.ask({ ...asked, askedAt: at, until });
  const found = await registry.signIns.find(signInId);
  const opened = found && { at, until, caller: 'office', withCode: false };
  if (!opened || !(await registry.signIns.use(found, colleague, opened))) throw new Error('not signed in');
}

const nobodysRow = { row: 3, cells: { nameEn: 'WONG Siu Ming' } };

async function stop(test: HolderTest, who: Who) {
  const request = { at: test.clock.now, action: 'stop', scope: stopAll, via: 'page' } as const;
  await test.registry.mailStates.request(await holderOf(test, who), request);
}

const complain = ({ registry, clock }: HolderTest, { email }: Who) =>
  registry.mailStates.record(email, { state: 'complained', since: clock.now, code: 'abuse' });

async function answer({ registry, clock }: HolderTest, id: string, body: string) {
  const claim = claimRequest({ fingerprint: 'f', claimId: id, at: clock.now });
  const record = settleRequest(claim, { status: 201, headers: {}, body }, clock.now);
  await registry.requests.replace({ provider: 'SPMC', keyHash: id }, record, undefined);
}

const rowOf = (number: string): CheckedRow => ({ row: 1, number, kind: 'valid' });
const match = (number: string, holder: string): NonNullable<CheckedRow['match']> => ({
  ...{ number, issuer: 'SPMC', type: 'OFA', holder, nameMatch: 'match', status: 'valid' },
  ...{ statusSince: null, daysLeft: null, expiresOn: null, supersededBy: null },
});
const checked = async (test: HolderTest, id: string, rows: CheckedRow[]) =>
  put(test, { ...keys.checkedRows(id, 0), entity: 'checkedRows', rows: await packRows(rows) });

const withRows = async (item: Item, rows: CheckedRow[]) => ({
  ...item,
  rows: new Uint8Array(await packRows(rows)),
});

/** How one kind of item is stored for somebody, and what erasing them leaves of it. */
export interface Case {
  kind: string;
  entity: string;
  store: (test: HolderTest, who: Who) => Promise<unknown>;
  /** What of an item stays; nothing where it is left out. */
  left?: (item: Item) => Item | Promise<Item>;
}

const asItWas = (item: Item) => item;

export const heldCases: Record<string, Case> = {
  'the record of a reminder': {
    kind: 'reminder',
    entity: 'reminder',
    store: (test, who) => put(test, { ...reminderOf(who), entity: 'reminder', state: 'sent' }),
  },
  'a mail about a reminder': {
    kind: 'mailing',
    entity: 'mailing',
    store: (test, who) =>
      put(test, { ...keys.mailing(who.key), entity: 'mailing', about: [reminderOf(who)] }),
  },
  'a mail about a change of address': {
    kind: 'mailing',
    entity: 'mailing',
    async store(test, who) {
      const about = [keys.notice(`addressChange#${await changeAddress(test, who)}#asked#old`)];
      await put(test, { ...keys.mailing(who.key), entity: 'mailing', about });
    },
  },
  'the record of a notice of a change of address': {
    kind: 'notice',
    entity: 'notice',
    async store(test, who) {
      const key = keys.notice(`addressChange#${await changeAddress(test, who)}#asked#old`);
      await put(test, { ...key, entity: 'notice', state: 'sent' });
    },
  },
  'a change of address': {
    kind: 'addressChange',
    entity: 'addressChange',
    store: changeAddress,
  },
  'which change of the day it is': {
    kind: 'addressChange',
    entity: 'addressChangeSlot',
    store: changeAddress,
  },
  'that somebody asked what there is of the address': {
    kind: 'addressRequest',
    entity: 'addressRequest',
    async store(test, { email }) {
      const request = { requestId: randomUUID(), email, language: 'en', askedAt: test.clock.now } as const;
      await test.registry.addressRequests.ask(request, '192.0.2.1');
    },
  },
  'a link under which a certificate is shared': {
    kind: 'sharedLink',
    entity: 'sharedProof',
    store: async (test, who) =>
      test.registry.shares.begin(
        { key: who.key, provider: 'SPMC' },
        shareProof(randomUUID(), await holderOf(test, who), day('2027-01-28')),
      ),
  },
  'that mail to the address came back': {
    kind: 'mailState',
    entity: 'mailState',
    store: (test, { email }) => test.registry.mailStates.arrived(email, { mail: since, isReturned: true }),
  },
  'a stop of mail, which the law has kept': {
    kind: 'mailState',
    entity: 'mailState',
    store: stop,
    left: asItWas,
  },
  'a stop of mail beside what came back, which goes': {
    kind: 'mailState',
    entity: 'mailState',
    async store(test, who) {
      await stop(test, who);
      await test.registry.mailStates.arrived(who.email, { mail: since, isReturned: true });
      await complain(test, who);
    },
    left: ({ arrivals: _, trouble: __, ...rest }) => ({ ...rest, version: Number(rest['version']) + 1 }),
  },
  'the request to stop, which the law has kept': {
    kind: 'stopRequest',
    entity: 'mailRequest',
    store: stop,
    left: asItWas,
  },
  'that a provider was told of the address': {
    kind: 'undeliverable',
    entity: 'undeliverable',
    store: complain,
  },
  'the answer to a repeated request': {
    kind: 'answer',
    entity: 'request',
    store: (test, who) => answer(test, who.key, JSON.stringify({ number: who.number, nameEn: who.nameEn })),
  },
  'an answer that is no JSON': {
    kind: 'answer',
    entity: 'request',
    store: (test, who) => answer(test, who.key, `registered: ${who.nameEn}`),
  },
  'the name of an uploaded file': {
    kind: 'import',
    entity: 'importJob',
    store: (test, who) =>
      put(test, { ...keys.importJob(who.key), entity: 'importJob', fileName: `${who.nameEn}.csv` }),
    left: (item) => ({ ...item, fileName: 'erased' }),
  },
  'a rejected row': {
    kind: 'rejectedRow',
    entity: 'importRows',
    store: (test, who) =>
      put(test, rowsItem('REJECTED', [{ row: 2, cells: { nameEn: who.nameEn } }, nobodysRow])),
    left: (item) => ({ ...item, rows: [nobodysRow] }),
  },
  'a row that could not be taken apart': {
    kind: 'rejectedRow',
    entity: 'importRows',
    store: (test, who) => put(test, rowsItem('KEPT', [nobodysRow, { row: 4, unreadable: `;${who.nameEn}` }])),
    left: (item) => ({ ...item, rows: [nobodysRow, { row: 4, unreadable: '' }] }),
  },
  'what a row changed': {
    kind: 'rejectedRow',
    entity: 'importRows',
    store: (test, { number, nameZh }) =>
      put(test, rowsItem('REGISTERED', [{ row: 5, number, changes: [{ field: 'nameZh', to: nameZh }] }])),
    left: (item) => ({ ...item, rows: [{ row: 5, number: own.number }] }),
  },
  'a value that was refused': {
    kind: 'rejectedRow',
    entity: 'importRows',
    store: (test, { nameEn }) =>
      put(test, rowsItem('REJECTED', [{ row: 6, column: 'nameEn', value: nameEn }])),
    left: (item) => ({ ...item, rows: [] }),
  },
  'the name of a list': {
    kind: 'listRow',
    entity: 'checkList',
    store: (test, who) =>
      put(test, { ...keys.checkList(who.key), entity: 'checkList', fileName: `${who.nameZh}.csv` }),
    left: (item) => ({ ...item, fileName: 'erased' }),
  },
  'a name beside a number in a list': {
    kind: 'listRow',
    entity: 'checkedRows',
    store: (test, { key, number, nameEn: name }) => checked(test, key, [{ ...rowOf(number), name }]),
    left: (item) => withRows(item, [rowOf(own.number)]),
  },
  'another column of a list': {
    kind: 'listRow',
    entity: 'checkedRows',
    store: (test, { key, number, nameZh }) => checked(test, key, [{ ...rowOf(number), own: ['A', nameZh] }]),
    left: (item) => withRows(item, [rowOf(own.number)]),
  },
  'the name that a list was answered with': {
    kind: 'listRow',
    entity: 'checkedRows',
    store: (test, { key, number, ...who }) =>
      checked(test, key, [
        { ...rowOf(number), match: { ...match(number, who.nameEn), holderZh: who.nameZh } },
      ]),
    left: (item) => withRows(item, [{ ...rowOf(own.number), match: match(own.number, '') }]),
  },
  'the name beside a number on a site': {
    kind: 'watchedName',
    entity: 'watched',
    store: (test, who) =>
      put(test, { ...keys.member(who.key, who.key, 'SPMC'), entity: 'watched', n: 1, name: who.nameEn }),
    left: ({ name: _, ...item }) => item,
  },
  'the reason of an order': {
    kind: 'order',
    entity: 'extensionOrder',
    store: (test, { key, nameEn }) =>
      put(test, {
        ...keys.extensionOrder('SPMC', key),
        entity: 'extensionOrder',
        reason: `asked by ${nameEn}`,
      }),
    left: (item) => ({ ...item, reason: 'erased' }),
  },
  'the reasons of an order and of its end': {
    kind: 'order',
    entity: 'extensionOrder',
    store: (test, { key, nameEn, nameZh }) =>
      put(test, {
        ...{ ...keys.extensionOrder('SPMC', key), entity: 'extensionOrder', reason: `asked by ${nameEn}` },
        withdrawal: { reason: `${nameZh} was none of them`, keyId: 'k', at: since },
      }),
    left: (item) => ({
      ...item,
      reason: 'erased',
      withdrawal: { reason: 'erased', keyId: 'k', at: since },
    }),
  },
  'a link to sign in': { kind: 'signIn', entity: 'signIn', store: signIn },
  'the browser and the network of a sign-in': {
    kind: 'signIn',
    entity: 'signedInBefore',
    store: signIn,
  },
  'a colleague': { kind: 'colleague', entity: 'colleague', store: signIn },
  'the address of a colleague': { kind: 'colleague', entity: 'colleagueAddress', store: signIn },
};
