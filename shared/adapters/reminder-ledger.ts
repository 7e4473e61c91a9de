import { indexKeys, keys, prefixes } from '#contract/table';
import { type ReminderRecord, reminderRecord } from '#domain/reminder-record';
import type { ClaimAnswer, ReminderHistory, ReminderLedger } from '#ports';
import { unchangedSince } from './credential-store.ts';
import { holderOf } from './holder-pseudonym.ts';
import type { Pepper } from './pepper.ts';
import type { Expression, Item, Table } from './table.ts';

/** Nothing is on record, or a claim that was given back. */
const unclaimed: Expression = {
  text: 'attribute_not_exists(#pk) OR #state = :released',
  values: { ':released': 'released' },
};
const heldBy = (claimId: string): Expression => ({
  text: '#claimId = :claim',
  values: { ':claim': claimId },
});

type Standing = Extract<ClaimAnswer, { outcome: 'refused' }>['standing'][number];

const keyOf = (record: ReminderRecord) =>
  keys.reminder(record.key, record.provider, record.expiresOn, record.stage);
const toItem = (record: ReminderRecord): Item => ({ ...keyOf(record), entity: 'reminder', ...record });

export function createReminderLedger(table: Table, pepper: Pepper): ReminderLedger {
  return {
    async claim(claims) {
      const answer = await table.transact(
        claims.flatMap(({ seen, record }) => [
          { check: keys.credential(record.key, record.provider), condition: unchangedSince(seen) },
          { put: toItem(record), condition: unclaimed },
        ]),
      );
      if (answer.ok) return { outcome: 'claimed' };
      const standing = claims.flatMap((claim, i): Standing[] => {
        const [credential, reminder] = [answer.held[2 * i], answer.held[2 * i + 1]];
        if (reminder?.ok === false && reminder.existing) {
          return [{ claim, because: reminderRecord.parse(reminder.existing) }];
        }
        return credential?.ok === false ? [{ claim, because: 'changedMeanwhile' }] : [];
      });
      return { outcome: 'refused', standing };
    },

    async settle(record, claimId) {
      const answer = await table.put(toItem(record), heldBy(claimId));
      return answer.ok ? 'settled' : 'notHeld';
    },

    async recordSkip(record) {
      const answer = await table.put(toItem(record), unclaimed);
      if (answer.ok || !answer.existing) return undefined;
      const standing = reminderRecord.parse(answer.existing);
      return standing.state === 'claimed' ? standing : undefined;
    },

    async advance(seen, nextReminderOn) {
      const { key, provider } = seen.credential;
      const update: Expression = nextReminderOn
        ? { text: 'SET #nextReminderOn = :next, #dueSk = :dueSk', values: await place(seen, nextReminderOn) }
        : { text: 'REMOVE #nextReminderOn, #duePk, #dueSk' };
      const answer = await table.update(keys.credential(key, provider), update, unchangedSince(seen));
      return answer.ok ? 'advanced' : 'changedMeanwhile';
    },
  };

  async function place(
    { credential }: Parameters<ReminderLedger['advance']>[0],
    next: string,
  ): Promise<Item> {
    const holder = await holderOf(pepper, credential);
    return {
      ':next': next,
      ':dueSk': indexKeys.due(next, holder, credential.key, credential.provider).dueSk,
    };
  }
}

export function createReminderHistory(table: Table): ReminderHistory {
  return {
    async ofCredential(key, provider) {
      const { pk } = keys.credential(key, provider);
      const records = table.query({
        condition: {
          text: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': pk, ':prefix': prefixes.reminder(provider) },
        },
      });
      return Array.fromAsync(records, (item) => reminderRecord.parse(item));
    },
  };
}
