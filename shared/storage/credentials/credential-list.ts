import * as z from 'zod';
import { type Credential, UnreadableCredential } from '#register/certificate/credential.ts';
import { cursorBehind, placeIn } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { INDEXES, indexKeys, keys, NEVER } from '#storage/contract/table.ts';
import type { Item, Table } from '#storage/table.ts';
import { fromItem } from './credential-item.ts';

/** A place is the sort key of the last one given; it names nothing outside the provider's own list. */
const sortKey = z.string().regex(/^\d{4}-\d{2}-\d{2}#[A-Z0-9]{4,32}$/);

export function createCredentialList(table: Table): CredentialList {
  return {
    async list({ provider, expiringFrom, expiringTo, type, descending, limit, cursor, pastUnreadable }) {
      const [from, to] = [expiringFrom ?? '0', `${expiringTo ?? NEVER}$`];
      const inRange = sortKey.refine((place) => from <= place && place <= to);
      const after = placeIn(cursor, inRange);
      const { byProviderPk } = indexKeys.byProvider(provider, undefined, '');
      const page = await table.page({
        index: INDEXES.byProvider.name,
        condition: {
          text: '#byProviderPk = :provider AND #byProviderSk BETWEEN :from AND :to',
          // '$' sorts after '#', so the last day is included whole.
          values: {
            ':provider': byProviderPk,
            ':from': from,
            ':to': to,
          },
        },
        filter: type === undefined ? undefined : { text: '#type = :type', values: { ':type': type } },
        limit,
        descending,
        startAfter: after === undefined ? undefined : startAfter(provider, byProviderPk, after),
      });
      return {
        ...read(page.items, pastUnreadable),
        ...cursorBehind(page.last && String(page.last['byProviderSk'])),
      };
    },
  };
}

function read(items: Item[], pastUnreadable = false): { items: Credential[]; unreadable: number } {
  const credentials: Credential[] = [];
  for (const item of items) {
    try {
      credentials.push(fromItem(item).credential);
    } catch (error) {
      if (!pastUnreadable || !(error instanceof UnreadableCredential)) throw error;
    }
  }
  return { items: credentials, unreadable: items.length - credentials.length };
}

function startAfter(provider: string, byProviderPk: string, byProviderSk: string): Item {
  const key = byProviderSk.slice(byProviderSk.indexOf('#') + 1);
  return { byProviderPk, byProviderSk, ...keys.credential(key, provider) };
}
