import * as z from 'zod';

const description = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })).default([]),
    LastEvaluatedShardId: z.string().optional(),
  }),
});
const iterator = z.object({ ShardIterator: z.string() });
/** Of an item that was taken away there is no new image. */
const record = z.looseObject({
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), NewImage: z.any().optional() }),
});
const records = z.object({ Records: z.array(record), NextShardIterator: z.string().nullish() });

type Shard = z.infer<typeof description>['StreamDescription']['Shards'][number];
/** As GetRecords gives it, which is as Lambda hands it on but for the stream's ARN. */
export type StreamRecord = z.infer<typeof record>;
type Position = 'LATEST' | 'TRIM_HORIZON' | { after: string };

/** What follows a position is not kept any more (the stream keeps a day), or an iterator is too old to go on with. */
export class PositionLost extends Error {}

export interface TableStream {
  /** Every shard that the stream still has. */
  shards(): Promise<Shard[]>;
  /** Where to read on. Fails with PositionLost. */
  iterator(shardId: string, from: Position): Promise<string>;
  /** At most 1,000 records; no `next`: the shard is closed and has no more. Fails with PositionLost. */
  read(iterator: string): Promise<{ records: StreamRecord[]; next: string | undefined }>;
}

/** DynamoDB Streams of the local engine, which reads the credentials but does not check the signature. */
export function tableStream(options: { endpoint: string; region: string; arn: string }): TableStream {
  const { endpoint, region, arn } = options;

  async function call(operation: string, request: Record<string, unknown>): Promise<unknown> {
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
    if (response.ok) return response.json();
    const said = await response.text();
    throw /TrimmedDataAccess|ExpiredIterator/.test(said)
      ? new PositionLost(operation)
      : new Error(`${operation}: ${response.status} ${said}`);
  }

  return {
    async shards() {
      const found: Shard[] = [];
      let last: string | undefined;
      do {
        const { StreamDescription } = description.parse(
          await call('DescribeStream', { StreamArn: arn, ...(last && { ExclusiveStartShardId: last }) }),
        );
        found.push(...StreamDescription.Shards);
        last = StreamDescription.LastEvaluatedShardId;
      } while (last);
      return found;
    },
    async iterator(ShardId, from) {
      const position =
        typeof from === 'string'
          ? { ShardIteratorType: from }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: from.after };
      const request = { StreamArn: arn, ShardId, ...position };
      return iterator.parse(await call('GetShardIterator', request)).ShardIterator;
    },
    async read(ShardIterator) {
      const page = records.parse(await call('GetRecords', { ShardIterator, Limit: 1000 }));
      return { records: page.Records, next: page.NextShardIterator ?? undefined };
    },
  };
}
