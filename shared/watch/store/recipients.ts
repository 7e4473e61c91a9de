import { INDEXES, indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { absent, type Expression, type Item, type Operation, type Table, toTtl } from '#storage/table.ts';
import type { UnconfirmedMail } from '#storage/unconfirmed-mail.ts';
import type { Recipients } from '#watch/ports.ts';
import { type RecipientId, recipient } from '#watch/recipients/recipient.ts';
import { confirmableUntil } from '#watch/watched-site.ts';

export function createRecipients(table: Table, pepper: Pepper, mails: UnconfirmedMail): Recipients {
  return {
    async ask(asked, seen, caller) {
      const { rosterId, recipientId, email, askedAt: at } = asked;
      const put = {
        ...keys.recipient(rosterId, recipientId),
        entity: 'recipient',
        ...asked,
        ...indexKeys.recipientOfAddress(await holderOfAddress(pepper, email), asked),
        ttl: toTtl(confirmableUntil(asked)),
      };
      const asSeen = counting(rosterId, { text: '#version = :seen', values: { ':seen': seen.version } });
      const stored = await mails.store([{ put, condition: absent }, asSeen], { email, caller, at });
      return stored === 'refused' ? 'changedMeanwhile' : stored;
    },

    get,

    async ofSite(rosterId) {
      return (await itemsOf(rosterId)).flatMap((item) => recipient.safeParse(item).data ?? []);
    },

    async ofAddress(email) {
      const none = { rosterId: '', recipientId: '' };
      const { byHolderPk } = indexKeys.recipientOfAddress(await holderOfAddress(pepper, email), none);
      const found = await Array.fromAsync(
        table.query({
          index: INDEXES.byHolder.name,
          condition: { text: '#byHolderPk = :alerts', values: { ':alerts': byHolderPk } },
        }),
      );
      const read = await Promise.all(
        found.map(({ byHolderSk }) => {
          const [rosterId = '', recipientId = ''] = String(byHolderSk).split('#');
          return get({ rosterId, recipientId });
        }),
      );
      return read.flatMap((one) => one ?? []);
    },

    async confirm({ rosterId, recipientId }, at) {
      const hearing: Operation = {
        update: keys.recipient(rosterId, recipientId),
        by: {
          text: 'SET #state = :hearing, #confirmedAt = if_not_exists(#confirmedAt, :at) REMOVE #ttl',
          values: { ':hearing': 'hearing', ':at': at },
        },
        condition: { text: 'attribute_exists(#pk)' },
      };
      const stillWatched = counting(rosterId, {
        text: '#state = :watching',
        values: { ':watching': 'watching' },
      });
      return (await table.transact([hearing, stillWatched])).ok ? 'hearing' : 'gone';
    },

    async setDays({ rosterId, recipientId }, days) {
      await table.update(
        keys.recipient(rosterId, recipientId),
        { text: 'SET #days = :days', values: { ':days': days } },
        { text: 'attribute_exists(#pk)' },
      );
    },

    async remove({ rosterId, recipientId }) {
      await table.delete(keys.recipient(rosterId, recipientId));
    },

    async removeAll(rosterId) {
      for (const { pk, sk } of await itemsOf(rosterId))
        await table.delete({ pk: String(pk), sk: String(sk) });
    },
  };

  async function itemsOf(rosterId: string): Promise<Item[]> {
    const items = table.query({
      condition: {
        text: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { ':pk': keys.watchedSite(rosterId).pk, ':prefix': prefixes.recipient },
      },
      consistent: true,
    });
    return Array.fromAsync(items);
  }

  async function get({ rosterId, recipientId }: RecipientId) {
    const item = await table.get(keys.recipient(rosterId, recipientId), { consistent: true });
    return item && recipient.parse(item);
  }
}

/** A change of the site as well: whoever closes its mail, or leaves and deletes whoever hears of it, comes before or after. */
const counting = (rosterId: string, condition: Expression): Operation => ({
  update: keys.watchedSite(rosterId),
  by: { text: 'SET #version = #version + :one', values: { ':one': 1 } },
  condition,
});
