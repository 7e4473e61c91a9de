import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DUE_SHARDS, INDEXES, parseDueKey } from '#storage/contract/table.ts';

/** The first day on which a reminder is due, or `undefined` when none is. */
export async function nextDueOn(client: DynamoDBClient, table: string): Promise<string | undefined> {
  const { name, partitionKey, sortKey } = INDEXES.due;
  const firsts = await Promise.all(
    DUE_SHARDS.map(async (shard) => {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: name,
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': partitionKey },
          ExpressionAttributeValues: { ':pk': { S: `DUE#${shard}` } },
          Limit: 1,
        }),
      );
      const first = Items?.[0]?.[sortKey]?.S;
      return first === undefined ? [] : [parseDueKey(first).nextReminderOn];
    }),
  );
  return firsts.flat().sort()[0];
}
