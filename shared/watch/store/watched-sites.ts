import { addSeconds, type CivilDate, type Instant } from '#register/civil-date.ts';
import { INDEXES, indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Item, type Operation, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { declared, keptUntil as declaredUntil } from '#watch/declared/declared.ts';
import type { WatchedSites } from '#watch/ports.ts';
import {
  confirmableUntil,
  type MemberId,
  type Watched,
  type WatchedSite,
  watched,
  watchedSite,
} from '#watch/watched-site.ts';
import { inBatches, makeDue, unwatching, watchers, watching } from './watched-item.ts';

/** Longer than any message about it can wait in a queue. */
const LEFT_KEPT_SECONDS = 30 * 86_400;
const READS_AT_ONCE = 8;

export function createWatchedSites(table: Table, pepper: Pepper, mails: UnconfirmedMail): WatchedSites {
  return {
    async ask(asked, caller) {
      const { email, askedAt: at } = asked;
      const put = await toItem(asked);
      const stored = await mails.store([{ put, condition: absent }], { email, caller, at });
      return stored === 'refused' ? 'noMoreMail' : stored;
    },

    get,

    async ofAddress(email) {
      const { byHolderPk } = indexKeys.siteOfAddress(await holderOfAddress(pepper, email), '');
      const found = await Array.fromAsync(
        table.query({
          index: INDEXES.byHolder.name,
          condition: { text: '#byHolderPk = :sites', values: { ':sites': byHolderPk } },
        }),
      );
      const sites = await eachAtOnce(found, READS_AT_ONCE, ({ byHolderSk }) => get(String(byHolderSk)));
      return sites.flatMap((site) => site ?? []);
    },

    async replace(seen, next) {
      const answer = await table.put(await toItem({ ...next, version: seen.version + 1 }), {
        text: '#version = :seen',
        values: { ':seen': seen.version },
      });
      return answer.ok ? 'stored' : 'changedMeanwhile';
    },

    async members(rosterId) {
      const items = await itemsOf(rosterId, prefixes.member);
      const people = await itemsOf(rosterId, prefixes.declared);
      const read = {
        watched: items.flatMap((item) => watched.safeParse(item).data ?? []),
        declared: people.flatMap((item) => declared.safeParse(item).data ?? []),
      };
      const readable = read.watched.length + read.declared.length;
      return { ...read, unreadable: items.length + people.length - readable };
    },

    async memberIds(rosterId) {
      return (await itemsOf(rosterId, prefixes.member)).map(memberId);
    },

    async add(rosterId, members, on) {
      for (const batch of inBatches(members)) {
        if ((await addAll(rosterId, batch, on)) === 'notWatching') return 'notWatching';
      }
      return 'added';
    },

    async remove(rosterId, members) {
      for (const batch of inBatches(members)) {
        await table.transact(batch.flatMap((member) => unwatching(rosterId, member)));
      }
    },

    async declaredIds(rosterId) {
      const items = await itemsOf(rosterId, prefixes.declared);
      return items.map(({ sk }) => String(sk).slice(prefixes.declared.length));
    },

    async declare(person, on) {
      const { rosterId, declaredId, expiresOn } = person;
      const item = {
        ...keys.declared(rosterId, declaredId),
        entity: 'declared',
        ...person,
        ttl: toTtl(declaredUntil(expiresOn)),
      };
      const answer = await table.transact([markedDue(rosterId, on), { put: item, condition: absent }]);
      return answer.ok || answer.held[0]?.ok ? 'declared' : 'notWatching';
    },

    async undeclare(rosterId, ids) {
      for (const batch of inBatches(ids))
        await table.transact(batch.map((id) => ({ delete: keys.declared(rosterId, id) })));
    },

    async isWatchedBy({ key, provider }, most) {
      let sites = 0;
      for await (const _ of watchers(table, key, provider)) if (++sites >= most) return true;
      return false;
    },

    async describe({ rosterId, key, provider, somebodyElse }) {
      await table.update(
        keys.member(rosterId, key, provider),
        { text: 'SET #somebodyElse = :somebodyElse', values: { ':somebodyElse': somebodyElse } },
        { text: 'attribute_exists(#pk)' },
      );
    },
  };

  async function get(rosterId: string): Promise<WatchedSite | undefined> {
    const item = await table.get(keys.watchedSite(rosterId), { consistent: true });
    return item && watchedSite.parse(item);
  }

  async function itemsOf(rosterId: string, prefix: string): Promise<Item[]> {
    const items = table.query({
      condition: {
        text: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { ':pk': keys.watchedSite(rosterId).pk, ':prefix': prefix },
      },
      consistent: true,
    });
    return Array.fromAsync(items);
  }

  async function toItem(one: WatchedSite): Promise<Item> {
    const { rosterId, email, dueOn } = one;
    const goneAt = keptUntil(one);
    return {
      ...keys.watchedSite(rosterId),
      entity: 'roster',
      ...one,
      ...(email && indexKeys.siteOfAddress(await holderOfAddress(pepper, email), rosterId)),
      ...(dueOn && indexKeys.dueSite(dueOn, rosterId)),
      ...(goneAt && { ttl: toTtl(goneAt) }),
    };
  }

  /** Members that somebody else added meanwhile are left out, and the others tried again. */
  async function addAll(rosterId: string, batch: Watched[], on: CivilDate): Promise<'added' | 'notWatching'> {
    let waiting = batch;
    while (waiting.length > 0) {
      const answer = await table.transact([markedDue(rosterId, on), ...waiting.flatMap(watching)]);
      if (answer.ok) return 'added';
      const [site, ...held] = answer.held;
      if (!site?.ok) return 'notWatching';
      waiting = waiting.filter((_, n) => held[2 * n]?.ok);
    }
    return 'added';
  }
}

/** In the transaction itself: what changed since a certificate was looked at, and its next step, are gathered from then on. */
function markedDue(rosterId: string, on: CivilDate): Operation {
  return {
    update: keys.watchedSite(rosterId),
    by: makeDue(rosterId, on),
    condition: { text: '#state = :watching', values: { ':watching': 'watching' } },
  };
}

function memberId({ sk }: Item): MemberId {
  const [, key = '', provider = ''] = String(sk).split('#');
  return { key, provider };
}

function keptUntil(one: WatchedSite): Instant | undefined {
  if (one.state === 'asked') return confirmableUntil(one);
  return one.leftAt && addSeconds(one.leftAt, LEFT_KEPT_SECONDS);
}
