import { createPersonStore } from '#holder/store/person-store.ts';
import { mailStateUnchanged } from '#mail/store/mail-states.ts';
import { createServedAddresses } from '#remind/store/served-addresses.ts';
import { keys } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import { day } from '#support/storage/registry';
import { at, casesOf, places, refusalsOf, registered, type World } from '#support/storage/write-cases';

const certificate = (id: string) => keys.credential(id, 'SPMC');
/** Long after the last valid day. */
const LATER = day('2030-01-01');
const storeOf = ({ registry }: World) =>
  createPersonStore(registry.table, { tableName: 'none', bucket: 'none' });

/** Writes that take away what is held of a person. */
export const personalDataWrites = [
  ...casesOf(
    'beginning to erase a person',
    async ({ registry }, id) =>
      () =>
        registry.erasures.begin(
          {
            credentials: [registered(id).credential],
            addresses: [],
            holders: new Set(),
            changeIds: new Set(),
            rosterIds: new Set(),
            imports: new Map(),
          },
          at,
        ),
    { done: undefined, refusals: {} },
  ),
  ...Object.entries(places).flatMap(([of, place]) => [
    ...casesOf(
      `forgetting the address ${of}`,
      async ({ registry }, id) => {
        await registry.credentials.create(registered(id, place.next));
        return () => createServedAddresses(registry.table).forget({ key: id, provider: 'SPMC' }, LATER);
      },
      { done: 'forgotten', refusals: refusalsOf(place.changes, certificate, 'asItWas') },
    ),
    ...casesOf(
      `erasing the person ${of}`,
      async (world, id) => {
        const seen = registered(id, place.next);
        await world.registry.credentials.create(seen);
        const put = toItem({ credential: seen.credential }, '');
        return () =>
          storeOf(world).erase({
            kind: 'certificate',
            which: id,
            data: {},
            erase: { put, condition: unchangedSince(seen) },
          });
      },
      { done: 'erased', refusals: refusalsOf(place.changes, certificate, 'changedMeanwhile') },
    ),
  ]),
  ...casesOf(
    'erasing what arrived at an address',
    async (world, id) => {
      const item = { ...keys.mailState(id), entity: 'mailState', stops: {}, version: 3 };
      await world.put(item);
      const condition = mailStateUnchanged({ stops: {}, version: 3 });
      const erase = { delete: item, condition };
      return () => storeOf(world).erase({ kind: 'mailState', which: id, data: {}, erase });
    },
    {
      done: 'erased',
      refusals: {
        'a stop was asked for': {
          by: ({ set }, id) => set(keys.mailState(id), { version: 4 }),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
  ...casesOf(
    'erasing the name of a file',
    async (world, id) => {
      const item = { ...keys.importJob(id), fileName: 'CHAN.csv' };
      await world.put(item);
      const by = { text: 'SET #fileName = :erased', values: { ':erased': 'erased' } };
      return () => storeOf(world).erase({ kind: 'import', which: id, data: {}, erase: { update: item, by } });
    },
    {
      done: 'erased',
      refusals: {
        'it went': {
          by: ({ registry }, id) => registry.table.delete(keys.importJob(id)),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
];
