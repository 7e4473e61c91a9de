import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type TableStream, tableStream } from '#infra/local/emulators/dynamodb-streams';

/** A reminder as it stands on record (the table's item, as far as it is told here). */
const reminderItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  number: z.string(),
  provider: z.string(),
  expiresOn: z.string(),
  stage: z.string(),
  state: z.enum(['claimed', 'sent', 'skipped', 'uncertain', 'failed', 'released']),
  reason: z.string().optional(),
  code: z.string().optional(),
  messageId: z.string().optional(),
});
export type ReminderItem = z.infer<typeof reminderItem>;

/** An e-mail that is no reminder, as it stands on record: a provider's digest, or an employer's alert. */
const noticeItem = z.looseObject({
  noticeId: z.templateLiteral([z.enum(['digest', 'watchNews']), '#', z.string(), '#', z.string()]),
  state: reminderItem.shape.state,
  code: z.string().optional(),
});
export type NoticeItem = z.infer<typeof noticeItem>;

interface Written {
  reminders: ReminderItem[];
  digests: NoticeItem[];
  alerts: NoticeItem[];
}

export interface ReminderWatch {
  /** The reminders, digests and alerts written since the watch began, each as it stands now. Call it once. */
  read(): Promise<Written>;
}

/** Watches the table's stream from this moment on. */
export async function watchReminders(options: {
  client: DynamoDBClient;
  table: string;
  endpoint: string;
  region: string;
}): Promise<ReminderWatch> {
  const { client, table, endpoint, region } = options;
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const stream = tableStream({ endpoint, region, arn: Table?.LatestStreamArn ?? '' });
  const open = new Map<string, string>();
  for (const { ShardId } of await stream.shards())
    open.set(ShardId, await stream.iterator(ShardId, 'LATEST'));
  return {
    async read() {
      // A shard that was closed meanwhile goes on in new ones, which have no iterator yet.
      for (const { ShardId } of await stream.shards())
        if (!open.has(ShardId)) open.set(ShardId, await stream.iterator(ShardId, 'TRIM_HORIZON'));
      const found: Found = { reminders: new Map(), notices: new Map() };
      for (const first of open.values()) await drain(stream, first, found);
      const notices = [...found.notices.values()];
      return {
        reminders: [...found.reminders.values()],
        digests: notices.filter(({ noticeId }) => noticeId.startsWith('digest#')),
        alerts: notices.filter(({ noticeId }) => noticeId.startsWith('watchNews#')),
      };
    },
  };
}

interface Found {
  reminders: Map<string, ReminderItem>;
  notices: Map<string, NoticeItem>;
}

async function drain(stream: TableStream, first: string, found: Found): Promise<void> {
  let next: string | undefined = first;
  while (next) {
    const page: Awaited<ReturnType<TableStream['read']>> = await stream.read(next);
    for (const { dynamodb } of page.records)
      if (dynamodb.NewImage) note(unmarshall(dynamodb.NewImage), found);
    // An open shard has no end; a page without records is where it is now.
    next = page.records.length > 0 ? page.next : undefined;
  }
}

function note(item: Record<string, unknown>, { reminders, notices }: Found): void {
  if (String(item['sk']).startsWith('REMINDER#')) {
    const reminder = reminderItem.parse(item);
    reminders.set(`${reminder.pk} ${reminder.sk}`, reminder);
  } else if (/^NOTICE#(digest|watchNews)#/.test(String(item['pk']))) {
    const notice = noticeItem.parse(item);
    notices.set(notice.noticeId, notice);
  }
}
