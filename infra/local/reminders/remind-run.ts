import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { keys } from '#contract/table';
import type { ReminderItem } from './reminder-stream.ts';

interface RemindReport {
  on: string;
  sent: { number: string; provider: string; stage: string; to: string; messageId: string }[];
  skipped: { number: string; provider: string; stage: string; reason: string }[];
}

export interface RemindRun extends RemindReport {
  /** Neither sent nor skipped: failed, uncertain, or a claim that was never finished. */
  unsettled: { number: string; provider: string; stage: string; state: string; code: string | undefined }[];
  /** How many messages ended in a dead-letter queue meanwhile, by queue. */
  deadLetters: { queue: string; messages: number }[];
  /** Messages that nobody gets before some minutes have passed, by queue. */
  waiting: { queue: string; messages: number }[];
  /** The schedules' own functions that failed for good. */
  schedulesFailed: string[];
}

/** What the reminders on record come to. The address is the credential's. */
export async function reportOf(
  on: string,
  items: readonly ReminderItem[],
  options: { client: DynamoDBClient; table: string },
): Promise<Pick<RemindRun, 'on' | 'sent' | 'skipped' | 'unsettled'>> {
  const run: Pick<RemindRun, 'on' | 'sent' | 'skipped' | 'unsettled'> = {
    on,
    sent: [],
    skipped: [],
    unsettled: [],
  };
  for (const item of items.toSorted(byNumber)) {
    const { number, provider, stage, state, reason, code, messageId } = item;
    if (state === 'sent') {
      const to = await addressOf(item, options);
      run.sent.push({ number, provider, stage, to, messageId: messageId ?? '' });
    } else if (state === 'skipped') run.skipped.push({ number, provider, stage, reason: reason ?? '' });
    else run.unsettled.push({ number, provider, stage, state, code });
  }
  return run;
}

async function addressOf(
  { pk, provider }: ReminderItem,
  { client, table }: { client: DynamoDBClient; table: string },
): Promise<string> {
  const key = keys.credential(pk.slice(pk.indexOf('#') + 1), provider);
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: { pk: { S: key.pk }, sk: { S: key.sk } },
      ProjectionExpression: 'email',
      ConsistentRead: true,
    }),
  );
  return Item?.['email']?.S ?? '';
}

const byNumber = (a: ReminderItem, b: ReminderItem) =>
  a.number.localeCompare(b.number) || a.sk.localeCompare(b.sk);
