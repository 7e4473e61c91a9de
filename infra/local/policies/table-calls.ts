import * as z from 'zod';
import { beginningOf } from '#storage/contract/partitions.ts';
import { INDEXES, TABLE } from '#storage/contract/table.ts';

/** One thing that a call to DynamoDB asks a right for. */
export interface TableCall {
  /** `PutItem` */
  action: string;
  index?: string | undefined;
  /** What the partition key, of the table or the index, begins with; none where the call names none. */
  beginnings: string[];
  /** The attributes that a put names. */
  attributes?: string[];
}

const value = z.object({ S: z.string() });
const item = z
  .looseObject({ [TABLE.partitionKey]: value })
  .transform((attributes) => beginningOf(value.parse(attributes[TABLE.partitionKey]).S));
const keyed = z.object({ Key: item }).transform(({ Key }) => [Key]);
const put = z.object({
  Item: z.record(z.string(), z.unknown()),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
});

const query = z.object({
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).default({}),
});

/** What the parts of a transaction are to IAM. */
const parts = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const;
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), z.unknown())) });

const batchOf = <Request extends z.ZodType>(request: Request) =>
  z.object({ RequestItems: z.record(z.string(), request) });
const writes = batchOf(
  z.array(
    z.union([
      z.object({ PutRequest: z.object({ Item: item }) }).transform(({ PutRequest }) => PutRequest.Item),
      z
        .object({ DeleteRequest: z.object({ Key: item }) })
        .transform(({ DeleteRequest }) => DeleteRequest.Key),
    ]),
  ),
);
const reads = batchOf(z.object({ Keys: z.array(item) }).transform(({ Keys }) => Keys));

/**
 * What a request to DynamoDB asks for, transactions part by part; `operation` as in its `X-Amz-Target`. One that is not
 * read here asks for itself, without a key.
 */
export function readTableCalls(operation: string, body: unknown): TableCall[] {
  switch (operation) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'ConditionCheckItem':
      return [{ action: operation, beginnings: keyed.parse(body) }];
    case 'PutItem':
      return [putCall(put.parse(body))];
    case 'Query': {
      const asked = query.parse(body);
      return [{ action: operation, index: asked.IndexName, beginnings: queriedBeginnings(asked) }];
    }
    case 'BatchGetItem':
    case 'BatchWriteItem': {
      const { RequestItems } = (operation === 'BatchGetItem' ? reads : writes).parse(body);
      return [{ action: operation, beginnings: [...new Set(Object.values(RequestItems).flat())].toSorted() }];
    }
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return transaction
        .parse(body)
        .TransactItems.flatMap((each) =>
          Object.entries(parts).flatMap(([part, action]) =>
            each[part] === undefined ? [] : readTableCalls(action, each[part]),
          ),
        );
    default:
      return [{ action: operation, beginnings: [] }];
  }
}

function putCall({ Item, ExpressionAttributeNames: names }: z.infer<typeof put>): TableCall {
  const attributes = new Set([...Object.keys(Item), ...Object.values(names)]);
  return { action: 'PutItem', beginnings: [item.parse(Item)], attributes: [...attributes].toSorted() };
}

function queriedBeginnings(asked: z.infer<typeof query>): string[] {
  const partitionKey =
    asked.IndexName === undefined
      ? TABLE.partitionKey
      : Object.values(INDEXES).find(({ name }) => name === asked.IndexName)?.partitionKey;
  return [...asked.KeyConditionExpression.matchAll(/(#?\w+)\s*=\s*(:\w+)/g)].flatMap(
    ([, name = '', given = '']) => {
      const isPartition = (asked.ExpressionAttributeNames[name] ?? name) === partitionKey;
      const key = value.safeParse(asked.ExpressionAttributeValues[given]).data?.S;
      return isPartition && key !== undefined ? [beginningOf(key)] : [];
    },
  );
}
