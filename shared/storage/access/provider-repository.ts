import { randomBytes } from 'node:crypto';
import { hasEnoughKeys } from '#register/catalogue/issued-keys.ts';
import { type ApiKey, apiKey, type Provider, provider } from '#register/catalogue/provider.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import { INDEXES, indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { backOff } from '#storage/retry.ts';
import { absent, type Expression, type Item, type Key, type Operation, type Table } from '#storage/table.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
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
      const drawn = drawKey(key);
      const answer = await table.transact([
        ...drawn.operations,
        { check: keys.provider(key.provider), condition: OPEN },
      ]);
      if (answer.ok) return drawn;
      throw new Error(answer.held[2]?.ok ? 'a key was drawn twice' : 'the provider was removed');
    },

    async issueKeyWith(issuer, key) {
      const code = issuer.provider;
      return await retry(withPauses, async () => {
        const count = keys.keysIssued(code);
        const issued = (await table.get(count, { consistent: true }))?.['issued'];
        const own = await keyItems(code);
        if (
          hasEnoughKeys(
            own.map((item) => apiKey.parse(item)),
            key.createdAt,
          )
        )
          return { outcome: 'tooMany' };
        const item = own.find(({ keyId }) => keyId === issuer.keyId);
        const mayIssue: Operation = item
          ? { check: keyOf(item), condition: IN_USE }
          : { check: keys.colleague(code, issuer.keyId), condition: IS_COLLEAGUE };
        const { operations, secret } = drawKey({ ...key, provider: code, issuedBy: issuer.keyId });
        const answer = await table.transact([
          ...operations,
          { check: keys.provider(code), condition: OPEN },
          mayIssue,
          {
            update: count,
            by: {
              text: 'SET #entity = :entity, #issued = :next',
              values: { ':entity': 'keysIssued', ':next': Number(issued ?? 0) + 1 },
            },
            condition:
              issued === undefined
                ? { text: 'attribute_not_exists(#issued)' }
                : { text: '#issued = :seen', values: { ':seen': issued } },
          },
        ]);
        if (answer.ok) return { outcome: 'issued', secret };
        const [, , isOpen, isInUse] = answer.held;
        return isOpen?.ok && isInUse?.ok ? AGAIN : { outcome: 'notInUse' };
      });
    },

    listKeys: async (code) => (await keyItems(code)).map((item) => apiKey.parse(item)),

    async revokeKey(code, keyId, at) {
      const item = (await keyItems(code)).find((candidate) => candidate['keyId'] === keyId);
      if (!item) return 'not_found';
      const answer = await table.update(
        keyOf(item),
        { text: 'SET #revokedAt = :at', values: { ':at': at } },
        IN_USE,
      );
      return answer.ok ? 'revoked' : 'already_revoked';
    },
  };

  /** All of a provider's keys, as they are now; those from before they stood beside the provider are in the index alone. */
  async function keyItems(code: string): Promise<Item[]> {
    const { pk } = keys.providerKey(code, '');
    const condition = {
      text: '#pk = :pk AND begins_with(#sk, :key)',
      values: { ':pk': pk, ':key': prefixes.providerKey },
    };
    const beside = await Array.fromAsync(table.query({ condition, consistent: true }), ({ secretHash }) =>
      keys.apiKey(String(secretHash)),
    );
    const inIndex = (await listed(indexKeys.apiKeyList(code, '').byProviderPk)).map(keyOf);
    const all = new Map([...inIndex, ...beside].map((key) => [key.pk, key]));
    const found = await eachAtOnce([...all.values()], READS_AT_ONCE, (key) =>
      table.get(key, { consistent: true }),
    );
    return found.filter((item) => item !== undefined);
  }
}

const READS_AT_ONCE = 8;
/** Keys are issued one after the other. */
const withPauses = { ...ofSharedRecord, pause: backOff };
const IN_USE: Expression = { text: 'attribute_not_exists(#revokedAt)' };
const IS_COLLEAGUE: Expression = { text: 'attribute_not_exists(#removedAt)' };
const OPEN: Expression = { text: 'attribute_not_exists(#profile.#closedOn)' };

const keyOf = ({ pk, sk }: Item): Key => ({ pk: String(pk), sk: String(sk) });

/** A new key, and what stores it. */
function drawKey(key: Omit<ApiKey, 'keyId'>): { key: ApiKey; secret: string; operations: Operation[] } {
  const secret = `ck_${randomBytes(32).toString('base64url')}`;
  const secretHash = hashOfSecret(secret);
  const issued: ApiKey = { ...key, keyId: secretHash.slice(0, 12) };
  const { provider: code, keyId } = issued;
  const item = {
    ...keys.apiKey(secretHash),
    entity: 'apiKey',
    ...issued,
    ...indexKeys.apiKeyList(code, keyId),
  };
  const beside = { ...keys.providerKey(code, keyId), entity: 'providerKey', secretHash };
  return {
    key: issued,
    secret,
    operations: [
      { put: item, condition: absent },
      { put: beside, condition: absent },
    ],
  };
}
