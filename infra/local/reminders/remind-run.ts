import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { keys } from '#storage/contract/table.ts';
import type { LeftDue } from './left-due.ts';
import type { NoticeItem, ReminderItem } from './reminder-stream.ts';

interface RemindReport {
  on: string;
  sent: { number: string; provider: string; stage: string; to: string; messageId: string }[];
  skipped: { number: string; provider: string; stage: string; reason: string }[];
  /** Neither sent nor skipped: failed, uncertain, or a claim that was never finished. */
  unsettled: { number: string; provider: string; stage: string; state: string; code: string | undefined }[];
}

export interface RemindRun extends RemindReport {
  digests: NoticeReport;
  alerts: NoticeReport;
  /** What this run did not deal with. */
  left: LeftDue;
  /** How many messages ended in a dead-letter queue meanwhile, by queue. */
  deadLetters: { queue: string; messages: number }[];
  /** The schedules' own functions that failed for good. */
  schedulesFailed: string[];
}

export interface NoticeReport {
  sent: number;
  /** `to`: the provider of a digest, the site of an alert. */
  unsettled: { to: string; state: string; code: string | undefined }[];
}

interface Stored {
  client: DynamoDBClient;
  table: string;
}

/** What the reminders on record come to, by number and then by stage. The address is the credential's. */
export async function reportOf(
  on: string,
  items: readonly ReminderItem[],
  stored: Stored,
): Promise<RemindReport> {
  const report: RemindReport = { on, sent: [], skipped: [], unsettled: [] };
  for (const item of items.toSorted(byNumberAndStage)) {
    const { number, provider, stage, state, reason, code, messageId } = item;
    if (state === 'sent') {
      const to = await addressOf(item, stored);
      report.sent.push({ number, provider, stage, to, messageId: messageId ?? '' });
    } else if (state === 'skipped') report.skipped.push({ number, provider, stage, reason: reason ?? '' });
    else report.unsettled.push({ number, provider, stage, state, code });
  }
  return report;
}

/** What the digests, or the alerts, on record come to. One that was put off is not told of here: it waits in its queue. */
export function noticeReportOf(items: readonly NoticeItem[]): NoticeReport {
  return {
    sent: items.filter(({ state }) => state === 'sent').length,
    unsettled: items
      .filter(({ state }) => !['sent', 'skipped', 'released'].includes(state))
      .map(({ noticeId, state, code }) => ({ to: noticeId.split('#')[1] ?? '', state, code })),
  };
}

async function addressOf({ pk, provider }: ReminderItem, { client, table }: Stored): Promise<string> {
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

const byNumberAndStage = (a: ReminderItem, b: ReminderItem) =>
  a.number.localeCompare(b.number) ||
  a.provider.localeCompare(b.provider) ||
  a.expiresOn.localeCompare(b.expiresOn) ||
  daysOf(a) - daysOf(b);

/** A stage is named by its days from the expiry, `-30` or `+1`; `windowOpens` comes before those. */
function daysOf({ stage }: ReminderItem): number {
  const days = Number(stage);
  return Number.isNaN(days) ? Number.MIN_SAFE_INTEGER : days;
}
