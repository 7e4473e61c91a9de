import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tableStream } from '#infra/local/emulators/dynamodb-streams';

export type WrittenItem = Record<string, unknown>;

/**
 * Watches a table from this instant on. The function that it gives tells which items of these entities were written since,
 * each as it stands then; it can be called once.
 */
export async function watchTable(
  { client, table, endpoint, region }: WatchedTable,
  entities: readonly string[],
): Promise<() => Promise<WrittenItem[]>> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const stream = tableStream({ endpoint, region, arn: Table?.LatestStreamArn ?? '' });
  const open = new Map<string, string>();
  for (const { ShardId } of await stream.shards())
    open.set(ShardId, await stream.iterator(ShardId, 'LATEST'));
  return async () => {
    // A shard that was closed meanwhile goes on in new ones, which have no iterator yet.
    for (const { ShardId } of await stream.shards())
      if (!open.has(ShardId)) open.set(ShardId, await stream.iterator(ShardId, 'TRIM_HORIZON'));
    const found = new Map<string, WrittenItem>();
    for (let next of open.values())
      for (let more = true; more; ) {
        const page = await stream.read(next);
        for (const { dynamodb } of page.records) {
          const item = dynamodb.NewImage && unmarshall(dynamodb.NewImage);
          if (entities.includes(item?.['entity'])) found.set(`${item?.['pk']} ${item?.['sk']}`, { ...item });
        }
        // An open shard has no end; a page without records is where it is now.
        more = page.records.length > 0 && page.next !== undefined;
        next = page.next ?? next;
      }
    return [...found.values()];
  };
}

export interface WatchedTable {
  client: DynamoDBClient;
  table: string;
  endpoint: string;
  region: string;
}
