import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '#register/civil-date.ts';
import { createTableReads, type Expression, type ReadCalls, type TableReads } from './table-reads.ts';
import { createTableWrites, type TableWrites, type WriteCalls } from './table-writes.ts';

export type { Expression, Item, Key } from './table-reads.ts';
export { MAX_BATCH, type Operation } from './table-writes.ts';

/** From then on DynamoDB may delete an item: its attribute `ttl`, in whole seconds. */
export const toTtl = (at: Instant) => Math.ceil(Date.parse(at) / 1000);

/** The condition of a create. */
export const absent: Expression = { text: 'attribute_not_exists(#pk)' };

export type Table = TableReads & TableWrites;

/** The registry's table as it is reached by `calls`. */
export function createTableOver(name: string, calls: ReadCalls & WriteCalls): TableReads & TableWrites {
  return Object.assign(createTableReads(name, calls), createTableWrites(name, calls));
}

/** The registry's table as it is reached by the SDK. */
export function createTable(name: string): Table {
  const client = new DynamoDBClient({});
  return createTableOver(name, {
    getItem: (input) => client.send(new GetItemCommand(input)),
    query: (input) => client.send(new QueryCommand(input)),
    putItem: (input) => client.send(new PutItemCommand(input)),
    updateItem: (input) => client.send(new UpdateItemCommand(input)),
    deleteItem: (input) => client.send(new DeleteItemCommand(input)),
    batchWriteItem: (input) => client.send(new BatchWriteItemCommand(input)),
    transactWriteItems: (input) => client.send(new TransactWriteItemsCommand(input)),
  });
}
