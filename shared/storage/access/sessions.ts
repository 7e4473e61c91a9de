import { type Actor, actorWith, colleague, isColleague } from '#register/catalogue/colleague.ts';
import { type ApiKey, apiKey, type Provider, provider } from '#register/catalogue/provider.ts';
import type { Instant } from '#register/civil-date.ts';
import type { OpenSession, Sessions } from '#register/ports/access.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { absent, type Table } from '#storage/table.ts';
import { hashOfSecret } from './key-ring.ts';
import { newSession, type SessionItem, session, sessionIdOf } from './session-item.ts';
import { hasFactor, isFactorThere } from './sign-in-factors.ts';

export function createSessions(table: Table): Sessions {
  return {
    async open(secret, times) {
      const keyHash = hashOfSecret(secret);
      const key = await keyOfPeople(keyHash);
      if (!key) return undefined;
      const { token, item } = newSession({ keyHash, keyId: key.keyId }, key.provider, times);
      const answer = await table.put(item, absent);
      if (!answer.ok) throw new Error('a session token was drawn twice');
      return token;
    },

    async find(token, at) {
      const hash = hashOfSecret(token);
      const item = await table.get(keys.session(hash), { consistent: true });
      const known = item && session.parse(item);
      // DynamoDB takes out what has run out when it gets round to it, days later at times.
      if (!known || known.until <= at) return undefined;
      const { colleague: of, keyHash, openedAt } = known;
      const actor = of ? await asColleague(of, known, at) : await withKey(keyHash);
      return actor && { ...actor, sessionId: sessionIdOf(hash), openedAt };
    },

    async close(token) {
      await table.delete(keys.session(hashOfSecret(token)));
    },

    async list(code, at) {
      const found = await Promise.all(
        (await listed(code)).map(({ pk, sk }) =>
          table.get({ pk: String(pk), sk: String(sk) }, { consistent: true }),
        ),
      );
      return found.flatMap((item): OpenSession[] => {
        const { sessionId, keyId, openedAt, until, keyHash, passkeyId, withCode } = session
          .partial()
          .parse(item ?? {});
        const way = keyHash ? 'key' : passkeyId ? 'passkey' : withCode ? 'emailAndCode' : 'email';
        return sessionId && keyId && openedAt && until && until > at
          ? [{ sessionId, keyId, way, openedAt, until }]
          : [];
      });
    },

    async end(code, sessionId) {
      const item = (await listed(code)).find(({ byProviderSk }) =>
        String(byProviderSk).endsWith(`#${sessionId}`),
      );
      if (item) await table.delete({ pk: String(item['pk']), sk: String(item['sk']) });
    },
  };

  /** The key with that hash, if people may sign in with it. */
  async function keyOfPeople(keyHash: string): Promise<ApiKey | undefined> {
    const item = await table.get(keys.apiKey(keyHash), { consistent: true });
    const key = item && apiKey.parse(item);
    if (!key || key.revokedAt) return undefined;
    const profile = await profileOf(key.provider);
    return profile?.keySignIn === 'off' || profile?.closedOn ? undefined : key;
  }

  async function profileOf(code: string): Promise<Provider | undefined> {
    const stored = await table.get(keys.provider(code), { consistent: true });
    return provider.safeParse(stored?.['profile']).data;
  }

  async function withKey(keyHash = ''): Promise<Actor | undefined> {
    const key = await keyOfPeople(keyHash);
    return key && actorWith(key);
  }

  async function asColleague(
    of: { provider: string; colleagueId: string },
    opened: SessionItem,
    at: Instant,
  ): Promise<Actor | undefined> {
    if (!(await isFactorThere(table, of, opened))) return undefined;
    const item = await table.get(keys.colleague(of.provider, of.colleagueId), { consistent: true });
    const one = item && colleague.parse(item);
    if (!one || !isColleague(one, at) || (one.resetAt && opened.openedAt < one.resetAt)) return undefined;
    const profile = await profileOf(of.provider);
    if (profile?.closedOn) return undefined;
    const actor = { provider: one.provider, keyId: one.colleagueId, role: one.role, name: one.name };
    if (opened.passkeyId || opened.withCode || profile?.secondFactor !== 'required') return actor;
    return (await hasFactor(table, of)) ? undefined : { ...actor, mustAddFactor: true };
  }

  async function listed(code: string) {
    const { byProviderPk } = indexKeys.sessionList(code, '', '');
    return Array.fromAsync(
      table.query({
        index: INDEXES.byProvider.name,
        condition: { text: '#byProviderPk = :list', values: { ':list': byProviderPk } },
      }),
    );
  }
}
