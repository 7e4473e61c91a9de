import { type Credential, UnreadableCredential } from '#register/certificate/credential.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { INDEXES, indexKeys, keys, NEVER } from '#storage/contract/table.ts';
import type { Item, Table } from '#storage/table.ts';
import { fromItem } from './credential-item.ts';

/** The cursor is the sort key of the last one given; it names nothing outside the provider's own list. */
const cursorPattern = /^\d{4}-\d{2}-\d{2}#[A-Z0-9]{4,32}$/;
const encode = (sortKey: string) => Buffer.from(sortKey).toString('base64url');

export function createCredentialList(table: Table): CredentialList {
  return {
    async list({ provider, expiringFrom, expiringTo, type, limit, cursor, pastUnreadable }) {
      const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
      const [from, to] = [expiringFrom ?? '0', `${expiringTo ?? NEVER}$`];
      if (after !== undefined && (!cursorPattern.test(after) || after < from || after > to))
        return 'invalidCursor';
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
        startAfter: after === undefined ? undefined : startAfter(provider, byProviderPk, after),
      });
      const last = page.last?.['byProviderSk'];
      return {
        ...read(page.items, pastUnreadable),
        ...(typeof last === 'string' && { cursor: encode(last) }),
      };
    },
  };
}

function read(items: Item[], pastUnreadable = false): { credentials: Credential[]; unreadable: number } {
  const credentials: Credential[] = [];
  for (const item of items) {
    try {
      credentials.push(fromItem(item).credential);
    } catch (error) {
      if (!pastUnreadable || !(error instanceof UnreadableCredential)) throw error;
    }
  }
  return { credentials, unreadable: items.length - credentials.length };
}

function startAfter(provider: string, byProviderPk: string, byProviderSk: string): Item {
  const key = byProviderSk.slice(byProviderSk.indexOf('#') + 1);
  return { byProviderPk, byProviderSk, ...keys.credential(key, provider) };
}
