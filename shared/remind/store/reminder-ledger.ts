import { createMailLedger, unclaimed } from '#mail/store/mail-ledger.ts';
import { mailStateUnchanged } from '#mail/store/mail-states.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { recordedStage } from '#register/schedule/stages.ts';
import type { ReminderHistory, ReminderLedger } from '#remind/ports.ts';
import { type SkipReason, skipReasons } from '#remind/reminder-decision.ts';
import { type DueStage, reminderRecord, retryableSkips, stageIdentity } from '#remind/reminder-record.ts';
import { indexKeys, keys, prefixes } from '#storage/contract/table.ts';
import { unchangedSince } from '#storage/credentials/credential-store.ts';
import { holderOfAddress, pseudonymOfHolder } from '#storage/credentials/holder-pseudonym.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import type { Expression, Item, Table } from '#storage/table.ts';

/** Also what did not reach its holder (`mayGoAfterAll`): its credential is due for it only once that may be corrected. */
const unclaimedOrRetryable: Expression = {
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

/** A claim also asks that each credential, and what is known of the address, is as it was when the stage was decided. */
export function createReminderLedger(table: Table, pepper: Pepper): ReminderLedger {
  const records = createMailLedger<DueStage, SkipReason>(table, {
    entity: 'reminder',
    reasons: skipReasons,
    keyOf(stage) {
      const { key, provider, expiresOn, stage: id } = stageIdentity(stage);
      return keys.reminder(key, provider, expiresOn, recordedStage(id));
    },
    identityOf: stageIdentity,
    unclaimed: unclaimedOrRetryable,
    async checks(stages) {
      const [first] = stages;
      if (!first) throw new Error('a mailing is about at least one stage');
      const holder = await holderOfAddress(pepper, first.seen.credential.email ?? '');
      return [
        ...stages.map(({ seen }) => ({
          check: keys.credential(seen.credential.key, seen.credential.provider),
          condition: unchangedSince(seen),
        })),
        { check: keys.mailState(holder), condition: mailStateUnchanged(first.mailState) },
      ];
    },
  });
  return {
    ...records,
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
    const holder = await pseudonymOfHolder(pepper, credential);
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
