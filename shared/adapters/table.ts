import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb';

export type Item = Record<string, NativeAttributeValue>;
export type Key = { pk: string; sk: string };

/** A condition or update in DynamoDB's language; every name is written `#name`, every value `:value`. */
export interface Expression {
  text: string;
  values?: Item;
}

export type WriteAnswer = { ok: true } | { ok: false; existing: Item | undefined };

/** One operation of a transaction; `check` writes nothing. */
export type Operation = { put: Item; condition?: Expression } | { check: Key; condition: Expression };

export type Table = ReturnType<typeof createTable>;

const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true });

/** `#a.#b` in the text becomes names; only those used are sent, as DynamoDB insists. */
function namesIn(...texts: (string | undefined)[]): Record<string, string> | undefined {
  const found = texts.flatMap((text) => text?.match(/#\w+/g) ?? []);
  return found.length ? Object.fromEntries(found.map((name) => [name, name.slice(1)])) : undefined;
}

const valuesOf = (...expressions: (Expression | undefined)[]) => {
  const values = Object.assign({}, ...expressions.map((expression) => expression?.values));
  return Object.keys(values).length ? marshalled(values) : undefined;
};

const keyOf = (key: Key) => marshalled({ pk: key.pk, sk: key.sk });

/**
 * The registry's table in plain items. A condition that fails is an answer (`ok: false` with what is there instead);
 * everything else that goes wrong is thrown.
 */
export function createTable(name: string) {
  const client = new DynamoDBClient({});

  return {
    async get(key: Key, options: { consistent: boolean }): Promise<Item | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: options.consistent }),
      );
      return Item && unmarshall(Item);
    },

    async put(item: Item, condition?: Expression): Promise<WriteAnswer> {
      return answered(() =>
        client.send(
          new PutItemCommand({
            TableName: name,
            Item: marshalled(item),
            ConditionExpression: condition?.text,
            ExpressionAttributeNames: namesIn(condition?.text),
            ExpressionAttributeValues: valuesOf(condition),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
    },

    async update(key: Key, update: Expression, condition?: Expression): Promise<WriteAnswer> {
      return answered(() =>
        client.send(
          new UpdateItemCommand({
            TableName: name,
            Key: keyOf(key),
            UpdateExpression: update.text,
            ConditionExpression: condition?.text,
            ExpressionAttributeNames: namesIn(update.text, condition?.text),
            ExpressionAttributeValues: valuesOf(update, condition),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
    },

    /** All or nothing. When refused: for each operation in order whether its condition held, and what is there. */
    async transact(operations: Operation[]): Promise<{ ok: true } | { ok: false; held: WriteAnswer[] }> {
      const TransactItems = operations.map((operation): TransactWriteItem => {
        const condition = {
          TableName: name,
          ConditionExpression: operation.condition?.text,
          ExpressionAttributeNames: namesIn(operation.condition?.text),
          ExpressionAttributeValues: valuesOf(operation.condition),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        };
        return 'put' in operation
          ? { Put: { ...condition, Item: marshalled(operation.put) } }
          : {
              ConditionCheck: {
                ...condition,
                Key: keyOf(operation.check),
                ConditionExpression: operation.condition.text,
              },
            };
      });
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return { ok: true };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        // Another cause (a conflict, throttling) is not an answer about the conditions.
        if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) throw error;
        return {
          ok: false,
          held: reasons.map((reason) =>
            reason.Code === 'ConditionalCheckFailed'
              ? { ok: false, existing: reason.Item && unmarshall(reason.Item) }
              : { ok: true },
          ),
        };
      }
    },

    /** One page. `startAfter` is the index or table key of the item before, as `last` of the page before gave it. */
    async page(query: {
      index?: string;
      condition: Expression;
      filter?: Expression | undefined;
      consistent?: boolean;
      limit?: number;
      startAfter?: Item | undefined;
    }): Promise<{ items: Item[]; last?: Item }> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: query.index,
          KeyConditionExpression: query.condition.text,
          FilterExpression: query.filter?.text,
          ExpressionAttributeNames: namesIn(query.condition.text, query.filter?.text),
          ExpressionAttributeValues: valuesOf(query.condition, query.filter),
          ConsistentRead: query.consistent ?? false,
          Limit: query.limit,
          ExclusiveStartKey: query.startAfter && marshalled(query.startAfter),
        }),
      );
      return {
        items: Items.map((item) => unmarshall(item)),
        ...(LastEvaluatedKey && { last: unmarshall(LastEvaluatedKey) }),
      };
    },

    async *query(query: {
      index?: string;
      condition: Expression;
      consistent?: boolean;
    }): AsyncGenerator<Item> {
      let startAfter: Item | undefined;
      do {
        const { items, last } = await this.page({ ...query, startAfter });
        yield* items;
        startAfter = last;
      } while (startAfter);
    },
  };
}

async function answered(write: () => Promise<unknown>): Promise<WriteAnswer> {
  try {
    await write();
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, existing: error.Item && unmarshall(error.Item) };
  }
}
