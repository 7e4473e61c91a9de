import { mailStateUnchanged } from '#mail/store/mail-states.ts';
import { claimable, mailingOf, settlement, unclaimed } from '#mail/store/mailing-item.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { ClaimAnswer, ReminderHistory, ReminderLedger } from '#remind/ports.ts';
import { type ReminderRecord, reminderRecord, retryableSkips } from '#remind/reminder-record.ts';
import { indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import { holderOf, holderOfAddress } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/pepper.ts';
import type { Expression, Item, Operation, Table } from '#storage/table.ts';

/** Also what did not reach its holder (`mayGoAfterAll`): its credential is due for it only once that may be mended. */
const unclaimedOrMended: Expression = {
  text: [
    unclaimed.text,
    '#state = :failed',
    `(#state = :skipped AND #reason IN (${retryableSkips.map((reason) => `:${reason}`).join(', ')}))`,
    'attribute_exists(#heard.#bounced)',
  ].join(' OR '),
  values: {
    ...unclaimed.values,
    ':failed': 'failed',
    ':skipped': 'skipped',
    ...Object.fromEntries(retryableSkips.map((reason) => [`:${reason}`, reason])),
  },
};

type Standing = Extract<ClaimAnswer, { outcome: 'refused' }>['standing'][number];

const keyOf = (record: Pick<ReminderRecord, 'key' | 'provider' | 'expiresOn' | 'stage'>) =>
  keys.reminder(record.key, record.provider, record.expiresOn, record.stage);
const toItem = (record: ReminderRecord): Item => ({ ...keyOf(record), entity: 'reminder', ...record });

export function createReminderLedger(table: Table, pepper: Pepper): ReminderLedger {
  return {
    async claim({ email, mailState, claims }) {
      const [first] = claims;
      if (!first) throw new Error('a mailing is about at least one stage');
      const holder = await holderOfAddress(pepper, email);
      // The claims stand at even places, each with the check of its credential after it.
      const operations = claims.flatMap(({ seen, record, over }): Operation[] => [
        { put: toItem(record), condition: over ? claimable(over) : unclaimedOrMended },
        { check: keys.credential(record.key, record.provider), condition: unchangedSince(seen) },
      ]);
      const answer = await table.transact([
        ...operations,
        { check: keys.mailState(holder), condition: mailStateUnchanged(mailState) },
        mailingOf(
          first.record,
          claims.map(({ record }) => keyOf(record)),
        ),
      ]);
      if (answer.ok) return { outcome: 'claimed' };
      const standing = claims.flatMap((claim, i): Standing[] => {
        const refused = answer.held[2 * i];
        if (refused?.ok !== false || !refused.existing) return [];
        return [{ claim, record: reminderRecord.parse(refused.existing) }];
      });
      return standing.length ? { outcome: 'refused', standing } : { outcome: 'changedMeanwhile' };
    },

    async settle(claims) {
      let held = claims;
      while (held.length) {
        const answer = await table.transact(
          held.map(({ claim, outcome }) => ({ update: keyOf(claim), ...settlement(claim, outcome) })),
        );
        if (answer.ok) return held;
        held = held.filter((_, i) => answer.held[i]?.ok);
      }
      return [];
    },

    async recordSkip(record) {
      const answer = await table.put(toItem(record), unclaimed);
      if (answer.ok) return { outcome: 'recorded' };
      const standing = reminderRecord.parse(answer.existing);
      return standing.state === 'claimed' ? { outcome: 'held', claim: standing } : { outcome: 'dealtWith' };
    },

    async advance(seen, nextReminderOn) {
      const { key, provider } = seen.credential;
      const update: Expression = nextReminderOn
        ? {
            text: 'SET #nextReminderOn = :next, #duePk = :duePk, #dueSk = :dueSk',
            values: await place(seen, nextReminderOn),
          }
        : { text: 'REMOVE #nextReminderOn, #duePk, #dueSk' };
      const answer = await table.update(keys.credential(key, provider), update, unchangedSince(seen));
      return answer.ok ? 'advanced' : 'changedMeanwhile';
    },
  };

  async function place(
    { credential }: Parameters<ReminderLedger['advance']>[0],
    nextReminderOn: string,
  ): Promise<Item> {
    const { key, provider } = credential;
    const expiresOn = effectiveExpiry(credential);
    if (!expiresOn) throw new Error('a reminder for a credential without an expiry');
    const holder = await holderOf(pepper, credential);
    const { duePk, dueSk } = indexKeys.due({ nextReminderOn, holder, key, provider, expiresOn });
    return { ':next': nextReminderOn, ':duePk': duePk, ':dueSk': dueSk };
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
