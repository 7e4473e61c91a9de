import { isDeepStrictEqual } from 'node:util';
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from '#storage/contract/table.ts';

const MAX_IN_A_BATCH = 25;

/**
 * All that a small table holds now. `restore` leaves exactly that in it, whatever happened since: much cheaper than
 * building the same once more.
 */
export async function snapshotOf({
  tableName,
}: {
  tableName: string;
}): Promise<{ restore(): Promise<void> }> {
  const client = new DynamoDBClient({});
  const kept = await items();
  return {
    async restore() {
      const now = await items();
      const requests: WriteRequest[] = [];
      for (const [id, { key }] of now) if (!kept.has(id)) requests.push({ DeleteRequest: { Key: key } });
      for (const [id, { item }] of kept)
        if (!isDeepStrictEqual(now.get(id)?.item, item)) requests.push({ PutRequest: { Item: item } });
      while (requests.length) {
        const RequestItems = { [tableName]: requests.splice(0, MAX_IN_A_BATCH) };
        const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
        if (UnprocessedItems?.[tableName]) throw new Error('the engine left something out');
      }
    },
  };

  async function items() {
    const pages = await Array.fromAsync(paginateScan({ client }, { TableName: tableName }));
    const all = pages.flatMap(({ Items = [] }) => Items);
    return new Map(
      all.map((item) => {
        const { [TABLE.partitionKey]: pk, [TABLE.sortKey]: sk } = item;
        if (!pk || !sk) throw new Error('an item without a key');
        return [JSON.stringify([pk, sk]), { key: { pk, sk }, item }] as const;
      }),
    );
  }
}
