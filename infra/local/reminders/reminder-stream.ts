import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

/** A reminder as it stands on record (the table's item, as far as it is told here). */
const reminderItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  number: z.string(),
  provider: z.string(),
  stage: z.string(),
  state: z.enum(['claimed', 'sent', 'skipped', 'uncertain', 'failed', 'released']),
  reason: z.string().optional(),
  code: z.string().optional(),
  messageId: z.string().optional(),
});
export type ReminderItem = z.infer<typeof reminderItem>;

const description = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const iterator = z.object({ ShardIterator: z.string() });
const records = z.object({
  Records: z.array(z.object({ eventName: z.string(), dynamodb: z.looseObject({ NewImage: z.any() }) })),
  NextShardIterator: z.string().nullish(),
});

export interface ReminderWatch {
  /** The reminders written since the watch began, each as it stands now. Call it once. */
  read(): Promise<ReminderItem[]>;
}

/** Watches the table's stream from this moment on. */
export async function watchReminders(options: {
  client: DynamoDBClient;
  table: string;
  endpoint: string;
  region: string;
}): Promise<ReminderWatch> {
  const { client, table, endpoint, region } = options;
  const call = streamsApi(endpoint, region);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = description.parse(await call('DescribeStream', { StreamArn }));
  const open = new Map<string, string>();
  for (const { ShardId } of StreamDescription.Shards) {
    const request = { StreamArn, ShardId, ShardIteratorType: 'LATEST' };
    open.set(ShardId, iterator.parse(await call('GetShardIterator', request)).ShardIterator);
  }
  return {
    async read() {
      // A shard that was closed meanwhile goes on in new ones, which have no iterator yet.
      const { StreamDescription: now } = description.parse(await call('DescribeStream', { StreamArn }));
      for (const { ShardId } of now.Shards)
        if (!open.has(ShardId)) {
          const request = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
          open.set(ShardId, iterator.parse(await call('GetShardIterator', request)).ShardIterator);
        }
      const found = new Map<string, ReminderItem>();
      for (const first of open.values()) await drain(call, first, found);
      return [...found.values()];
    },
  };
}

async function drain(call: StreamsCall, first: string, found: Map<string, ReminderItem>): Promise<void> {
  let next: string | null | undefined = first;
  while (next) {
    const page: z.infer<typeof records> = records.parse(
      await call('GetRecords', { ShardIterator: next, Limit: 1000 }),
    );
    for (const { dynamodb } of page.Records) {
      if (!dynamodb.NewImage) continue;
      const item = unmarshall(dynamodb.NewImage);
      if (!String(item['sk']).startsWith('REMINDER#')) continue;
      const reminder = reminderItem.parse(item);
      found.set(`${reminder.pk} ${reminder.sk}`, reminder);
    }
    // An open shard has no end; a page without records is where it is now.
    next = page.Records.length > 0 ? page.NextShardIterator : undefined;
  }
}

type StreamsCall = (operation: string, request: Record<string, unknown>) => Promise<unknown>;

/** DynamoDB Streams of the local engine, which reads the credentials but does not check the signature. */
function streamsApi(endpoint: string, region: string): StreamsCall {
  return async (operation, request) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(request),
    });
    if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}
