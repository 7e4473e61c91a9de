import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './table.ts';

/** Every item of a table, as it stands. A read of all that there is: for the operator's rare questions, and nobody else's. */
export async function* everyItem(name: string): AsyncGenerator<Item> {
  const pages = paginateScan({ client: new DynamoDBClient({}) }, { TableName: name, ConsistentRead: true });
  for await (const { Items = [] } of pages) for (const item of Items) yield unmarshall(item);
}
