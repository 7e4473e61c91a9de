import { rosterId as rosterIdOf } from '#mail/notice.ts';
import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import type { Item, Operation, Table } from '#storage/table.ts';
import type { MemberNotification, WatchRepository } from '#watch/ports.ts';
import { makeDue, watchers, watching } from './watched-item.ts';

export function createWatchRepository(table: Table): WatchRepository {
  return {
    async *watching(key, provider) {
      const items = watchers(table, key, provider, { consistent: true });
      yield* readableFirst(items, ({ rosterId }) => rosterId);
    },

    async markDirty(rosterId, on) {
      await retry(ofSharedRecord, async () => {
        const earlier = await table.update(keys.watchedSite(rosterId), makeDue(rosterId, on), {
          text: `${isWatching} AND (attribute_not_exists(#dueOn) OR #dueOn > :on)`,
          values: { ':watching': 'watching' },
        });
        if (earlier.ok || earlier.existing?.['state'] !== 'watching') return true;
        const asItIs = await table.update(
          keys.watchedSite(rosterId),
          { text: 'SET #version = #version + :one', values: { ':one': 1 } },
          { text: `${isWatching} AND #dueOn <= :on`, values: { ':watching': 'watching', ':on': on } },
        );
        // Between the two updates the due day was cleared.
        return asItIs.ok || AGAIN;
      });
    },

    async *due(on) {
      const items = table.query({
        index: INDEXES.due.name,
        condition: {
          text: '#duePk = :rosters AND #dueSk < :after',
          // '$' sorts after '#', so everything of the day itself is included.
          values: { ':rosters': indexKeys.dueSite(on, '').duePk, ':after': `${on}$` },
        },
      });
      yield* readableFirst(items, ({ dueSk }) => String(dueSk).split('#')[1]);
    },

    async recordNotifications(mail, notifications) {
      let waiting = [...notifications];
      // Again only without a successor that somebody added meanwhile: each time there is one less.
      for (;;) {
        const answer = await table.transact([isOpen(mail), ...waiting.flatMap(notificationWrites)]);
        if (answer.ok) return 'recorded';
        const [site, ...held] = answer.held;
        if (!site?.ok) return 'closed';
        const next: MemberNotification[] = [];
        for (const notification of waiting) {
          const [told, successor] = held.splice(0, notificationWrites(notification).length);
          if (!told?.ok) return 'changedMeanwhile';
          next.push(successor?.ok === false ? { ...notification, successor: undefined } : notification);
        }
        waiting = next;
      }
    },
  };
}

/**
 * Every readable id. An item without one does not stop the items behind it; its fault is thrown when all of them are
 * done.
 */
async function* readableFirst(
  items: AsyncIterable<Item>,
  idIn: (item: Item) => unknown,
): AsyncGenerator<string> {
  let failure: unknown;
  for await (const item of items) {
    const read = rosterIdOf.safeParse(idIn(item));
    if (read.success) yield read.data;
    else failure = read.error;
  }
  if (failure) throw failure;
}

const isWatching = '#state = :watching';

function isOpen({ rosterId, n }: { rosterId: string; n: number }): Operation {
  return {
    check: keys.watchedSite(rosterId),
    condition: {
      text: `${isWatching} AND #news.#n = :n AND #news.#state = :open`,
      values: { ':watching': 'watching', ':n': n, ':open': 'open' },
    },
  };
}

function notificationWrites({ seen, next, successor }: MemberNotification): Operation[] {
  const { told, news, toldBefore } = next;
  // Only these attributes are set: what the employer says of a member may change at the same time.
  const notification: Operation = {
    update:
      'declaredId' in seen
        ? keys.declared(seen.rosterId, seen.declaredId)
        : keys.member(seen.rosterId, seen.key, seen.provider),
    by: news
      ? {
          text: 'SET #told = :told, #news = :news, #toldBefore = :toldBefore',
          values: { ':told': told, ':news': news, ':toldBefore': toldBefore },
        }
      : { text: 'SET #told = :told REMOVE #news, #toldBefore', values: { ':told': told } },
    condition: { text: '#told = :seen', values: { ':seen': seen.told } },
  };
  return [notification, ...(successor ? watching(successor) : [])];
}
