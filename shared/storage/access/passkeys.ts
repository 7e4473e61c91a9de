import { randomBytes } from 'node:crypto';
import type { Colleague } from '#register/catalogue/colleague.ts';
import { type Passkey, passkey } from '#register/catalogue/passkey.ts';
import type { Passkeys } from '#register/ports/passkeys.ts';
import { keys, prefixes } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Item, type Key, type Table, toTtl } from '#storage/table.ts';
import { factorsRemoved } from './factors-removed.ts';
import { hashOfSecret } from './key-ring.ts';
import { newSession } from './session-item.ts';

type OfColleague = Pick<Colleague, 'provider' | 'colleagueId'>;

export function createPasskeys(table: Table, pepper: Pepper): Passkeys {
  return {
    async userHandle({ provider, colleagueId }) {
      return (await pepper.hash('passkey', `${provider} ${colleagueId}`)).toString('base64url');
    },

    async list(of) {
      return (await itemsOf(table, of)).map((item) => passkey.parse(item));
    },

    async find(credentialId) {
      const passkeyId = hashOfSecret(credentialId);
      const owner = await table.get(keys.passkeyOwner(passkeyId), { consistent: true });
      if (!owner) return undefined;
      const key = keys.passkey(String(owner['provider']), String(owner['colleagueId']), passkeyId);
      const item = await table.get(key, { consistent: true });
      return item && passkey.parse(item);
    },

    async add(added, { email, version }) {
      const { provider, colleagueId, addedAt } = added;
      const passkeyId = hashOfSecret(added.credentialId);
      const holder = await holderOfAddress(pepper, email);
      const answer = await table.transact([
        {
          put: { ...keys.passkeyOwner(passkeyId), entity: 'passkeyOwner', provider, colleagueId, holder },
          condition: absent,
        },
        {
          put: {
            ...keys.passkey(provider, colleagueId, passkeyId),
            entity: 'passkey',
            ...added,
            passkeyId,
            holder,
          },
        },
        // Of two that are added at once each counts the other, and none is added to who is being removed.
        {
          update: keys.colleague(provider, colleagueId),
          by: {
            text: 'SET #version = #version + :one, #passkeyAddedAt = :addedAt',
            values: { ':one': 1, ':addedAt': addedAt },
          },
          condition: { text: '#version = :seen', values: { ':seen': version } },
        },
      ]);
      if (answer.ok) return 'added';
      return answer.held[0]?.ok === false ? 'exists' : 'changedMeanwhile';
    },

    async remove({ passkeyId }, seen, at) {
      const { ok } = await table.transact([
        factorsRemoved(seen, { by: seen.colleagueId, at }),
        ...keysOf(seen, passkeyId).map((key) => ({ delete: key })),
      ]);
      return ok ? 'removed' : 'changedMeanwhile';
    },

    async use({ provider, colleagueId, passkeyId }, { counter, ...times }) {
      const { token, item } = newSession(
        { colleague: { provider, colleagueId }, passkeyId, keyId: colleagueId },
        provider,
        times,
      );
      const { ok } = await table.transact([
        {
          update: keys.passkey(provider, colleagueId, passkeyId),
          by: {
            text: 'SET #counter = :counter, #lastUsedAt = :at',
            values: { ':counter': counter, ':at': times.at },
          },
          // It is there at all, and went on since; one that never counts stays at 0.
          condition:
            counter === 0 ? neverCounted : { text: '#counter < :counter', values: { ':counter': counter } },
        },
        { put: item, condition: absent },
      ]);
      return ok ? token : undefined;
    },

    async draw(boundTo, until) {
      const challenge = randomBytes(32).toString('base64url');
      const key = keys.passkeyChallenge(hashOfSecret(challenge));
      const item = {
        ...key,
        entity: 'passkeyChallenge',
        boundTo: hashOfSecret(boundTo),
        until,
        ttl: toTtl(until),
      };
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('a challenge was drawn twice');
      return challenge;
    },

    async take(challenge, boundTo, at) {
      const condition = {
        text: '#boundTo = :boundTo AND #until > :at',
        values: { ':boundTo': hashOfSecret(boundTo), ':at': at },
      };
      const key = keys.passkeyChallenge(hashOfSecret(challenge));
      return (await table.transact([{ delete: key, condition }])).ok;
    },
  };
}

const neverCounted = { text: '#counter = :zero', values: { ':zero': 0 } };

/** Whether a passkey is still there. */
export async function hasPasskey(table: Table, { provider, colleagueId }: OfColleague, passkeyId: string) {
  return (
    (await table.get(keys.passkey(provider, colleagueId, passkeyId), { consistent: true })) !== undefined
  );
}

/** Everything that is stored of a colleague's passkeys: it goes with them. */
export async function passkeyKeys(table: Table, of: OfColleague): Promise<Key[]> {
  const items = await itemsOf(table, of);
  return items.flatMap((item) => keysOf(of, passkey.parse(item).passkeyId));
}

const keysOf = ({ provider, colleagueId }: OfColleague, passkeyId: Passkey['passkeyId']): Key[] => [
  keys.passkey(provider, colleagueId, passkeyId),
  keys.passkeyOwner(passkeyId),
];

function itemsOf(table: Table, { provider, colleagueId }: OfColleague): Promise<Item[]> {
  const { pk } = keys.passkey(provider, colleagueId, '');
  const items = table.query({
    condition: {
      text: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { ':pk': pk, ':prefix': prefixes.passkey(colleagueId) },
    },
    consistent: true,
  });
  return Array.fromAsync(items);
}
