import type { Colleague } from '#register/catalogue/colleague.ts';
import { colleague, invitedUntil, NAME_KEPT_DAYS } from '#register/catalogue/colleague.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { keys, prefixes } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Expression, type Item, type Operation, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { factorsRemoved } from './factors-removed.ts';
import { factorKeys } from './sign-in-factors.ts';

export function createColleagues(
  table: Table,
  pepper: Pepper,
  mails: Pick<UnconfirmedMail, 'store'>,
): Colleagues {
  const find = async (provider: string, colleagueId: string) => {
    const item = await table.get(keys.colleague(provider, colleagueId), { consistent: true });
    return item && colleague.parse(item);
  };

  return {
    find,

    async list(provider) {
      const { pk } = keys.colleague(provider, '');
      const items = table.query({
        condition: {
          text: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': pk, ':prefix': prefixes.colleague },
        },
        consistent: true,
      });
      return Array.fromAsync(items, (item) => colleague.parse(item));
    },

    async atAddress(holder) {
      const { pk } = keys.colleagueAddress(holder, '');
      const items = await Array.fromAsync(
        table.query({ condition: { text: '#pk = :pk', values: { ':pk': pk } }, consistent: true }),
      );
      const found = await Promise.all(
        items.map((item) => find(String(item['provider']), String(item['colleagueId']))),
      );
      return found.flatMap((one) => one ?? []);
    },

    async add(added, { caller }) {
      const { provider, colleagueId, email, invitedAt: at } = added;
      const address = {
        ...keys.colleagueAddress(await holderOfAddress(pepper, email), provider),
        entity: 'colleagueAddress',
        provider,
        colleagueId,
        ttl: toTtl(invitedUntil(added)),
      };
      const operations = [
        { put: toItem(added), condition: absent },
        { put: address, condition: absentOrOver(at) },
      ];
      const stored = await mails.store(operations, { email, caller, at });
      if (stored === 'refused') return 'exists';
      return stored === 'stored' ? 'added' : stored;
    },

    async replace(seen, next, stays) {
      const answer = await table.transact([
        {
          put: toItem({ ...next, version: seen.version + 1 }),
          condition: { text: '#version = :seen', values: { ':seen': seen.version } },
        },
        ...(seen.email && !next.email ? [await forgottenAddress(seen.email, seen.provider)] : []),
        ...(stays ? [isStillManager(stays)] : []),
        ...(next.removedAt ? (await factorKeys(table, seen)).map((key) => ({ delete: key })) : []),
      ]);
      return answer.ok ? 'stored' : 'changedMeanwhile';
    },

    async forget({ provider, colleagueId, email }) {
      const factors = { provider, colleagueId };
      // First, as nobody finds them once the colleague is gone; and what was added meanwhile, as none is after that.
      await forgetFactors(factors);
      await table.transact([
        { delete: keys.colleague(provider, colleagueId) },
        ...(email ? [await forgottenAddress(email, provider)] : []),
      ]);
      await forgetFactors(factors);
    },

    async resetSignIn(seen, done) {
      const answer = await table.transact([
        factorsRemoved(seen, { ...done, reset: true }),
        ...(await factorKeys(table, seen)).map((key) => ({ delete: key })),
      ]);
      return answer.ok ? 'stored' : 'changedMeanwhile';
    },
  };

  async function forgetFactors(of: Pick<Colleague, 'provider' | 'colleagueId'>): Promise<void> {
    // One by one in a transaction: a batch is allowed for the entries of names alone.
    await table.transact((await factorKeys(table, of)).map((key) => ({ delete: key })));
  }

  async function forgottenAddress(email: string, provider: string): Promise<Operation> {
    return { delete: keys.colleagueAddress(await holderOfAddress(pepper, email), provider) };
  }
}

/** An invitation that nobody took may still be there for days. */
const absentOrOver = (at: Instant): Expression => ({
  text: 'attribute_not_exists(#pk) OR #ttl <= :now',
  values: { ':now': toTtl(at) },
});

/** Of two managers who remove each other at the same time one stays. */
const isStillManager = ({ provider, colleagueId }: Colleague): Operation => ({
  check: keys.colleague(provider, colleagueId),
  condition: {
    text: '#role = :manager AND attribute_not_exists(#removedAt)',
    values: { ':manager': 'manager' },
  },
});

function toItem(one: Colleague): Item {
  const goneAt = keptUntil(one);
  return {
    ...keys.colleague(one.provider, one.colleagueId),
    entity: 'colleague',
    ...one,
    ...(goneAt && { ttl: toTtl(goneAt) }),
  };
}

function keptUntil(one: Colleague): Instant | undefined {
  if (one.removedAt) return addSeconds(one.removedAt, NAME_KEPT_DAYS * 86_400);
  return one.joinedAt ? undefined : invitedUntil(one);
}
