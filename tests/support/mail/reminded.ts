import { addSeconds, type Instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { instantFrom, type Registry } from '#support/storage/registry';

/** Puts on record that a reminder of an earlier series went to the holder; a quarter of an hour after `after`. */
export async function reminded(
  { table }: Pick<Registry, 'table'>,
  { number, provider = 'MINE', after }: { number: string; provider?: string; after?: Instant },
): Promise<void> {
  const key = number.replaceAll('-', '');
  const series = { expiresOn: '2020-01-01', stage: '-7', on: '2019-12-25' };
  await table.put({
    ...keys.reminder(key, provider, series.expiresOn, series.stage),
    ...{ key, number, provider, ...series },
    state: 'sent',
    claimId: `claim of ${provider} ${key}`,
    messageId: 'm',
    sentAt: addSeconds(after ?? instantFrom('2019-12-25T01:00:00.000Z'), 15 * 60),
  });
}
