import * as z from 'zod';
import type { Erasing, Held } from '#holder/person/held.ts';
import { identifies, isOf, mentions, type Person, type Signs } from '#holder/person/person.ts';
import { packRows, unpackRows } from '#lists/store/packed-rows.ts';
import { mailState } from '#mail/address-state.ts';
import { mailStateUnchanged } from '#mail/store/mail-states.ts';
import { addressChange } from '#register/address/address-change.ts';
import { colleague } from '#register/catalogue/colleague.ts';
import { eraseAddresses, eraseHolder } from '#register/certificate/erasure.ts';
import { valuesEver } from '#register/certificate/values-ever.ts';
import type { Instant } from '#register/civil-date.ts';
import { parseNameKey } from '#storage/contract/table.ts';
import { fromItem, toItem } from '#storage/credentials/credential-item.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import type { Expression, Item } from '#storage/table.ts';

/** A row of a provider's file, whatever is kept of it. */
const fileRow = z.looseObject({
  row: z.int(),
  cells: z.record(z.string(), z.string()).optional(),
  unreadable: z.string().optional(),
  changes: z.array(z.unknown()).optional(),
});
type FileRow = z.infer<typeof fileRow>;

/** Where of a provider's profile somebody's address may stand. */
const providerAddresses = z.object({
  code: z.string(),
  digestEmail: z.string().default(''),
  protectedEmail: z.string().default(''),
  contact: z.string().default(''),
});

const ofRoster = z.object({ rosterId: z.string(), email: z.string(), version: z.int() });

/** Why an order was given, and withdrawn, in a person's words. */
const orderReasons = z.object({
  reason: z.string(),
  withdrawal: z.object({ reason: z.string() }).optional(),
});

/** A contact may have an address among other words. */
const wordsOfContact = (text: string) => text.toLowerCase().split(/[\s,;:<>()，；：（）、]+/);

const hasWords = ({ cells = {}, unreadable = '', changes = [], ...row }: FileRow) =>
  Object.keys(cells).length > 0 || unreadable !== '' || changes.length > 0 || 'value' in row;

const withoutWords = ({ changes: _, ...row }: FileRow): FileRow => ({
  ...row,
  ...(row.cells && { cells: {} }),
  ...(row.unreadable !== undefined && { unreadable: '' }),
});

export interface Looking {
  person: Person;
  signs: Signs;
  at: Instant;
}

/** What an item of the table holds of somebody; undefined: nothing. Of what kind nobody knows is never passed over in silence. */
export async function readHeld(item: Item, looking: Looking): Promise<Held | undefined> {
  const entity = String(item['entity']);
  const read = readers[entity];
  if (read) return read(item, looking);
  return ofNobody.has(entity) ? undefined : unreadable(item);
}

/** Nobody knows whose it is: it is named, to be looked at, and keeps nobody else from an answer. */
export function unreadable(item: Item): Held {
  return { kind: 'unreadable', which: `${item['pk']} ${item['sk']}`, data: null, erase: keep };
}

/** Items that tell of no person: counts, progress, and what a provider has. */
const ofNobody: ReadonlySet<string> = new Set([
  'apiKey',
  'providerKey',
  'keysIssued',
  // By the id of a key or a colleague.
  'session',
  // Drawn by chance, for minutes.
  'passkeyChallenge',
  // How many, for an hour.
  'signInCodeTries',
  'runningOrder',
  'extensionOrderPage',
  'extensionOrderWithdrawal',
  'mailPace',
  // Under pseudonyms, for a day.
  'unconfirmedMail',
  'listAllowance',
  'checkedChunk',
  'importChunk',
  'importUndo',
  // What an erasure goes by: it ends with it.
  'erasure',
]);

type Reader = (item: Item, looking: Looking) => Held | undefined | Promise<Held | undefined>;

const there: Expression = { text: 'attribute_exists(#pk)' };
const gone = (item: Item): Erasing => ({ delete: item });
const keep: Erasing = { keep: true };
const partsOf = (item: Item) => ({ pk: String(item['pk']).split('#'), sk: String(item['sk']).split('#') });

function addressRequest(item: Item, { person }: Looking): Held | undefined {
  if (!person.addresses.includes(String(item['email']).toLowerCase())) return undefined;
  return {
    kind: 'addressRequest',
    which: `asked for at ${item['askedAt']}`,
    data: item,
    erase: gone(item),
  };
}

const readers: Record<string, Reader> = {
  credential(item, { person, at }) {
    const seen = fromItem(item);
    const { credential } = seen;
    const { provider, key, number } = credential;
    const condition = unchangedSince(seen);
    if (isOf(person, provider, key)) {
      const erased = eraseHolder(credential, at);
      const put = toItem({ credential: erased }, '');
      const erase: Erasing = erased === credential ? keep : { put, condition };
      return { kind: 'certificate', which: `${number} (${provider})`, data: credential, erase };
    }
    const left = eraseAddresses(credential, (address) => person.addresses.includes(address.toLowerCase()));
    if (left === credential) return undefined;
    const put = { ...item, history: left.history, version: left.version };
    return {
      kind: 'formerAddress',
      which: `${number} (${provider})`,
      // Whose certificate it is, and what else stands in it, is somebody else's.
      data: {
        provider,
        addresses: valuesEver(credential, 'email').filter((one) =>
          person.addresses.includes(one.toLowerCase()),
        ),
      },
      erase: { put, condition },
    };
  },

  name(item, { person }) {
    const { key, provider } = parseNameKey(String(item['pk']), String(item['sk']));
    if (!isOf(person, provider, key)) return undefined;
    return { kind: 'name', which: `finds ${key} (${provider})`, data: item, erase: gone(item) };
  },

  reminder(item, { person }) {
    const { pk, sk } = partsOf(item);
    const [, provider = '', expiresOn, stage] = sk;
    if (!isOf(person, provider, pk[1] ?? '')) return undefined;
    return { kind: 'reminder', which: `${pk[1]} ${expiresOn} ${stage}`, data: item, erase: gone(item) };
  },

  addressRequest,
  // As it was called before 0.2.0, kept for a day: goes with the release after that.
  certificatesRequest: addressRequest,

  sharedProof(item, { person }) {
    const { pk, sk } = partsOf(item);
    return isOf(person, sk[1] ?? '', pk[1] ?? '')
      ? { kind: 'sharedLink', which: `${pk[1]}, through ${item['until']}`, data: item, erase: gone(item) }
      : undefined;
  },

  mailing(item, { person }) {
    const about = z.array(z.object({ pk: z.string(), sk: z.string() })).parse(item['about']);
    const isTheirs = about.some(({ pk, sk }) => {
      const [, key = ''] = pk.split('#');
      const [kind, provider = ''] = sk.split('#');
      return kind === 'REMINDER' ? isOf(person, provider, key) : isNoticeOf(pk, person);
    });
    return isTheirs
      ? { kind: 'mailing', which: String(item['pk']), data: item, erase: gone(item) }
      : undefined;
  },

  notice(item, { person }) {
    const pk = String(item['pk']);
    return isNoticeOf(pk, person) ? { kind: 'notice', which: pk, data: item, erase: gone(item) } : undefined;
  },

  // What was asked to be stopped is kept for three years by law, under the pseudonym alone.
  mailState(item, { person }) {
    if (!isUnder(item, person)) return undefined;
    const seen = mailState.parse(item);
    const { trouble, arrivals, ...rest } = item;
    const isStopped = Object.keys(seen.stops).length > 0;
    // A stop that is asked for meanwhile stays.
    const erase: Erasing = !isStopped
      ? { delete: item, condition: mailStateUnchanged(seen) }
      : trouble || arrivals
        ? { put: { ...rest, version: (seen.version ?? 0) + 1 }, condition: mailStateUnchanged(seen) }
        : keep;
    return { kind: 'mailState', which: isStopped ? 'stopped' : 'what arrived', data: item, erase };
  },

  mailRequest: (item, { person }) =>
    isUnder(item, person)
      ? {
          kind: 'stopRequest',
          which: `${item['action']} ${item['scope']} ${item['at']}`,
          data: item,
          erase: keep,
        }
      : undefined,

  undeliverable: (item, { person }) =>
    isUnder(item, person)
      ? { kind: 'undeliverable', which: String(item['sk']), data: item, erase: gone(item) }
      : undefined,

  addressChangeSlot(item, { person }) {
    if (!isUnder(item, person)) return undefined;
    person.changeIds.add(String(item['changeId']));
    return {
      kind: 'addressChange',
      which: `asked for: ${item['sk']}`,
      data: item,
      erase: gone(item),
      leads: true,
    };
  },

  addressChange(item, { person }) {
    const change = addressChange.parse(item);
    const isTheirs =
      person.changeIds.has(change.changeId) ||
      [change.oldEmail, change.newEmail].some((one) => person.addresses.includes(one.toLowerCase()));
    if (!isTheirs) return undefined;
    person.changeIds.add(change.changeId);
    return {
      kind: 'addressChange',
      which: `${change.state} ${change.askedAt}`,
      data: change,
      erase: gone(item),
      leads: true,
    };
  },

  request(item, { signs }) {
    const { answer } = z.object({ answer: z.object({ body: z.string() }).optional() }).parse(item);
    if (!answer || !mentions(signs, readJson(answer.body))) return undefined;
    return {
      kind: 'answer',
      which: 'of a repeated request',
      data: copyOf(signs, readJson(answer.body)),
      erase: gone(item),
    };
  },

  importJob(item, { signs }) {
    const { fileName } = z.object({ fileName: z.string() }).parse(item);
    if (!mentions(signs, fileName)) return undefined;
    const by = { text: 'SET #fileName = :erased', values: { ':erased': 'erased' } };
    return { kind: 'import', which: fileName, data: { fileName }, erase: { update: item, by } };
  },

  importRows(item, { signs, person }) {
    const { pk, sk } = partsOf(item);
    const { rows } = z.object({ rows: z.array(fileRow) }).parse(item);
    const theirs = rows.filter((row) => hasWords(row) && mentions(signs, row));
    if (theirs.length === 0) return undefined;
    // A row that was not taken goes; of one that was, or is to be, the report needs its place.
    const left = (sk[0] ?? '').endsWith('REJECTED')
      ? rows.filter((row) => !theirs.includes(row))
      : rows.map((row) => (theirs.includes(row) ? withoutWords(row) : row));
    const importId = pk[1] ?? '';
    for (const { provider } of person.credentials) person.imports.set(importId, { provider, importId });
    return {
      kind: 'rejectedRow',
      which: `${importId}: ${theirs.map(({ row }) => row).join(', ')}`,
      data: theirs.map((row) => copyOf(signs, row)),
      erase: { put: { ...item, rows: left }, condition: there },
      leads: true,
    };
  },

  checkList(item, { signs }) {
    const { fileName } = z.object({ fileName: z.string().optional() }).parse(item);
    if (fileName === undefined || !mentions(signs, fileName)) return undefined;
    const by = { text: 'SET #fileName = :erased', values: { ':erased': 'erased' } };
    return { kind: 'listRow', which: fileName, data: { fileName }, erase: { update: item, by } };
  },

  async checkedRows(item, { signs }) {
    const rows = await unpackRows(item);
    const theirs = rows.filter((row) => mentions(signs, row) && (row.name || row.own || row.match?.holder));
    if (theirs.length === 0) return undefined;
    const left = rows.map((row) => (theirs.includes(row) ? withoutName(row) : row));
    return {
      kind: 'listRow',
      which: theirs.map(({ number }) => number).join(', '),
      data: theirs.map((row) => copyOf(signs, row)),
      erase: { put: { ...item, rows: await packRows(left) }, condition: there },
    };
  },

  watched(item, { person }) {
    const { pk, sk } = partsOf(item);
    const [, key = '', provider = ''] = sk;
    if (person.rosterIds.has(pk[1] ?? ''))
      return { kind: 'site', which: `watches ${key}`, data: item, erase: gone(item) };
    if (!isOf(person, provider, key) || item['name'] === undefined) return undefined;
    const by = { text: 'REMOVE #name' };
    return { kind: 'watchedName', which: key, data: { name: item['name'] }, erase: { update: item, by } };
  },

  declared(item, { person, signs }) {
    const { pk, sk } = partsOf(item);
    const which = `declared: ${sk[1]}`;
    if (person.rosterIds.has(pk[1] ?? '')) return { kind: 'site', which, data: item, erase: gone(item) };
    const names = { nameEn: item['nameEn'], nameZh: item['nameZh'] };
    if (!mentions(signs, names)) return undefined;
    const by = { text: 'REMOVE #nameEn, #nameZh' };
    return { kind: 'watchedName', which, data: copyOf(signs, names), erase: { update: item, by } };
  },

  // Of a site of their own, or of another's that they are told of.
  recipient(item, { person }) {
    const { rosterId, email } = z.object({ rosterId: z.string(), email: z.string() }).parse(item);
    return person.rosterIds.has(rosterId) || person.addresses.includes(email.toLowerCase())
      ? { kind: 'site', which: `alerts since ${item['askedAt']}`, data: item, erase: gone(item) }
      : undefined;
  },

  watch: (item, { person }) =>
    person.rosterIds.has(String(item['rosterId']))
      ? { kind: 'site', which: String(item['sk']), data: item, erase: gone(item) }
      : undefined,

  roster(item, { person }) {
    const { rosterId, email, version } = ofRoster.parse(item);
    if (!person.addresses.includes(email.toLowerCase())) return undefined;
    person.rosterIds.add(rosterId);
    // What is added to it meanwhile raises its version, and goes first.
    const condition = { text: '#version = :seen', values: { ':seen': version } };
    return {
      kind: 'site',
      which: String(item['site']),
      data: item,
      erase: { delete: item, condition },
      leads: true,
    };
  },

  extensionOrder(item, { signs }) {
    const { reason, withdrawal } = orderReasons.parse(item);
    const reasons = [
      ...(mentions(signs, reason) ? [{ at: '#reason', reason }] : []),
      ...(withdrawal && mentions(signs, withdrawal.reason)
        ? [{ at: '#withdrawal.#reason', reason: withdrawal.reason }]
        : []),
    ];
    if (reasons.length === 0) return undefined;
    const text = `SET ${reasons.map(({ at }) => `${at} = :erased`).join(', ')}`;
    const by = { text, values: { ':erased': 'erased' } };
    const data = reasons.map((one) => one.reason).join('\n');
    return { kind: 'order', which: String(item['sk']), data, erase: { update: item, by } };
  },

  // Who is erased signs in no more: what they did stays in the histories, under an id that names nobody.
  colleague(item, { person }) {
    const { provider, email, role } = colleague.parse(item);
    if (!email || !person.addresses.includes(email.toLowerCase())) return undefined;
    return { kind: 'colleague', which: `${role} of ${provider}`, data: item, erase: gone(item) };
  },

  colleagueAddress: (item, { person }) =>
    isUnder(item, person)
      ? { kind: 'colleague', which: `the address at ${item['provider']}`, data: item, erase: gone(item) }
      : undefined,

  signIn: (item, { person }) =>
    person.holders.has(String(item['holder']))
      ? { kind: 'signIn', which: String(item['askedAt']), data: item, erase: gone(item) }
      : undefined,

  passkey: (item, { person }) => passkeyOf(item, person, String(item['name'])),
  passkeyOwner: (item, { person }) => passkeyOf(item, person, 'whose one is'),
  signInCode: (item, { person }) => passkeyOf(item, person, 'codes of an app'),

  signedInBefore(item, { person }) {
    const [, holder = ''] = partsOf(item).sk;
    return person.holders.has(holder)
      ? { kind: 'signIn', which: 'from a browser or a network', data: item, erase: gone(item) }
      : undefined;
  },

  // A provider's own: it is taken away with `provider edit`.
  provider(item, { person }) {
    const { code, ...addresses } = providerAddresses.parse(item['profile']);
    const theirs = Object.entries(addresses).filter(([, text]) =>
      wordsOfContact(text).some((word) => person.addresses.includes(word)),
    );
    if (theirs.length === 0) return undefined;
    const which = `${theirs.map(([name]) => name).join(', ')} of ${code}`;
    return { kind: 'provider', which, data: { code, ...Object.fromEntries(theirs) }, erase: keep };
  },
};

/** A copy goes to whoever asks: of what is found by a name alone, which others have too, it only says that it is there. */
const copyOf = (signs: Signs, value: unknown): unknown =>
  identifies(signs, value) ? value : { foundBy: 'a name alone, which others may have' };

const passkeyOf = (item: Item, { holders }: Person, which: string): Held | undefined =>
  holders.has(String(item['holder'])) ? { kind: 'passkey', which, data: item, erase: gone(item) } : undefined;

const isUnder = (item: Item, { holders }: Person) => holders.has(partsOf(item).pk[1] ?? '');

const isNoticeOf = (pk: string, { changeIds }: Person) => {
  const [, of, id = ''] = pk.split('#');
  return of === 'addressChange' && changeIds.has(id);
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type CheckedRow = Awaited<ReturnType<typeof unpackRows>>[number];

function withoutName({ name: _, own: ___, match, ...row }: CheckedRow): CheckedRow {
  if (!match) return row;
  const { holderZh: __, ...rest } = match;
  return { ...row, match: { ...rest, holder: '' } };
}
