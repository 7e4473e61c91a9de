import { randomBytes } from 'node:crypto';
import { type ApiKey, apiKey, type Provider, provider } from '#register/catalogue/provider.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { absent, type Table } from '#storage/table.ts';
import { hashOfSecret } from './key-ring.ts';

export function createProviderRepository(table: Table): ProviderRepository {
  const listed = async (byProviderPk: string) =>
    Array.fromAsync(
      table.query({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :list', values: { ':list': byProviderPk } },
      }),
    );

  return {
    async addProvider(profile) {
      const item = {
        ...keys.provider(profile.code),
        entity: 'provider',
        profile,
        ...indexKeys.providerList(profile.code),
      };
      return (await table.put(item, absent)).ok ? 'added' : 'exists';
    },

    async listProviders() {
      const items = await listed(indexKeys.providerList('').byProviderPk);
      return items.map((item): Provider => provider.parse(item['profile']));
    },

    async findProvider(code) {
      const item = await table.get(keys.provider(code), { consistent: true });
      return item && provider.parse(item['profile']);
    },

    async changeProvider(seen, next) {
      const answer = await table.update(
        keys.provider(seen.code),
        { text: 'SET #profile = :next', values: { ':next': next } },
        { text: '#profile = :seen', values: { ':seen': seen } },
      );
      return answer.ok ? 'stored' : 'changedMeanwhile';
    },

    async issueKey(key) {
      const secret = `ck_${randomBytes(32).toString('base64url')}`;
      const secretHash = hashOfSecret(secret);
      const issued: ApiKey = { ...key, keyId: secretHash.slice(0, 12) };
      const item = {
        ...keys.apiKey(secretHash),
        entity: 'apiKey',
        ...issued,
        ...indexKeys.apiKeyList(issued.provider, issued.keyId),
      };
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('a key was drawn twice');
      return { key: issued, secret };
    },

    async listKeys(code) {
      // The index only says which: it does not have all of a key, and is a moment behind.
      const items = await listed(indexKeys.apiKeyList(code, '').byProviderPk);
      const found = await Promise.all(
        items.map(({ pk, sk }) => table.get({ pk: String(pk), sk: String(sk) }, { consistent: true })),
      );
      return found.flatMap((item) => (item ? [apiKey.parse(item)] : []));
    },

    async revokeKey(code, keyId, at) {
      const items = await listed(indexKeys.apiKeyList(code, '').byProviderPk);
      const item = items.find((candidate) => candidate['keyId'] === keyId);
      if (!item) return 'not_found';
      const answer = await table.update(
        { pk: String(item['pk']), sk: String(item['sk']) },
        { text: 'SET #revokedAt = :at', values: { ':at': at } },
        { text: 'attribute_not_exists(#revokedAt)' },
      );
      return answer.ok ? 'revoked' : 'already_revoked';
    },
  };
}
