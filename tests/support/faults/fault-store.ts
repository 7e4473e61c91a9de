import { createHmac } from 'node:crypto';
import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createTable, type Item } from '#storage/table.ts';

export const SECRET = 'pepper of the tests';

export const faultPepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', SECRET).update(`${purpose}\0${text}`).digest();
  },
};

/** The table behind the proxy, read and written as a whole. */
export function createFaultStore(table: string) {
  const client = new DynamoDBClient({});

  async function write(requests: object[]): Promise<void> {
    for (let start = 0; start < requests.length; start += 25) {
      const RequestItems = { [table]: requests.slice(start, start + 25) };
      await client.send(new BatchWriteItemCommand({ RequestItems }));
    }
  }

  return {
    table: createTable(table),

    put: (items: Item[]) =>
      write(items.map((item) => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }))),

    remove: (items: Item[]) =>
      write(items.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } }))),

    async everything(): Promise<Item[]> {
      const pages = paginateScan({ client }, { TableName: table, ConsistentRead: true });
      return (await Array.fromAsync(pages)).flatMap(({ Items = [] }) =>
        Items.map((item) => unmarshall(item)),
      );
    },
  };
}
