import { addSeconds, type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/pepper.ts';
import { type DailyQuota, storeWithin } from '#storage/quota.ts';
import { type Item, type Operation, type Table, ttlOf } from '#storage/table.ts';
import type { Rosters } from '#watch/ports.ts';
import {
  confirmableUntil,
  type MemberId,
  type Roster,
  roster,
  type Watched,
  watched,
} from '#watch/roster.ts';
import { batchesOf, madeDue, unwatching, watching } from './watched-item.ts';

const sitesADay: DailyQuota = { most: 5, slot: keys.rosterSlot };
const SLOT_KEPT_SECONDS = 2 * 86_400;
/** Longer than any message about it can wait in a queue. */
const LEFT_KEPT_SECONDS = 30 * 86_400;

export function createRosters(table: Table, pepper: Pepper): Rosters {
  return {
    async ask(asked) {
      const { rosterId, email, askedAt } = asked;
      const employer = await holderOfAddress(pepper, mailboxOf(email));
      const ttl = ttlOf(addSeconds(askedAt, SLOT_KEPT_SECONDS));
      return storeWithin(table, sitesADay, {
        owner: employer,
        day: hongKongDay(askedAt),
        slot: { entity: 'rosterSlot', rosterId, ttl },
        asked: itemOf(asked),
      });
    },

    async get(rosterId) {
      const item = await table.get(keys.roster(rosterId), { consistent: true });
      return item && roster.parse(item);
    },

    async replace(seen, next) {
      const answer = await table.put(itemOf({ ...next, version: seen.version + 1 }), {
        text: '#version = :seen',
        values: { ':seen': seen.version },
      });
      return answer.ok ? 'stored' : 'changedMeanwhile';
    },

    async members(rosterId) {
      const items = await memberItems(rosterId);
      const read = items.map((item) => watched.safeParse(item));
      return {
        watched: read.flatMap(({ data }) => data ?? []),
        unreadable: items.filter((_, n) => !read[n]?.success).map(memberId),
      };
    },

    async memberIds(rosterId) {
      return (await memberItems(rosterId)).map(memberId);
    },

    async add(rosterId, members, on) {
      for (const batch of batchesOf(members)) {
        if ((await addAll(rosterId, batch, on)) === 'notWatching') return 'notWatching';
      }
      return 'added';
    },

    async remove(rosterId, members) {
      for (const batch of batchesOf(members)) {
        await table.transact(batch.flatMap((member) => unwatching(rosterId, member)));
      }
    },

    async describe({ rosterId, key, provider, somebodyElse }) {
      await table.update(
        keys.member(rosterId, key, provider),
        { text: 'SET #somebodyElse = :somebodyElse', values: { ':somebodyElse': somebodyElse } },
        { text: 'attribute_exists(#pk)' },
      );
    },
  };

  async function memberItems(rosterId: string): Promise<Item[]> {
    const items = table.query({
      condition: {
        text: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { ':pk': keys.roster(rosterId).pk, ':prefix': prefixes.member },
      },
      consistent: true,
    });
    return Array.fromAsync(items);
  }

  function itemOf(one: Roster): Item {
    const { rosterId, dueOn } = one;
    const goneAt = keptUntil(one);
    return {
      ...keys.roster(rosterId),
      entity: 'roster',
      ...one,
      ...(dueOn && indexKeys.dueRoster(dueOn, rosterId)),
      ...(goneAt && { ttl: ttlOf(goneAt) }),
    };
  }

  /** Those that were added meanwhile by somebody else are left out, and the others tried again. */
  async function addAll(rosterId: string, batch: Watched[], on: CivilDate): Promise<'added' | 'notWatching'> {
    let waiting = batch;
    while (waiting.length > 0) {
      const answer = await table.transact([stirred(rosterId, on), ...waiting.flatMap(watching)]);
      if (answer.ok) return 'added';
      const [site, ...held] = answer.held;
      if (!site?.ok) return 'notWatching';
      waiting = waiting.filter((_, n) => held[2 * n]?.ok);
    }
    return 'added';
  }
}

/** What most mail servers put in one inbox: `hr+anything@` is `hr@`, and nobody is to be written to more often for it. */
const mailboxOf = (email: string) => email.replace(/\+[^@]*@/, '@');

/** In the transaction itself: what changed since a certificate was looked at, and its next step, are gathered from then on. */
function stirred(rosterId: string, on: CivilDate): Operation {
  return {
    update: keys.roster(rosterId),
    by: madeDue(rosterId, on),
    condition: { text: '#state = :watching', values: { ':watching': 'watching' } },
  };
}

function memberId({ sk }: Item): MemberId {
  const [, key = '', provider = ''] = String(sk).split('#');
  return { key, provider };
}

function keptUntil(one: Roster): Instant | undefined {
  if (one.state === 'asked') return confirmableUntil(one);
  return one.leftAt && addSeconds(one.leftAt, LEFT_KEPT_SECONDS);
}
