import { setTimeout as delay } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
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
import type { Instant } from '#domain/civil-date';

export type Item = Record<string, NativeAttributeValue>;
export type Key = { pk: string; sk: string };

/** A condition or update in DynamoDB's language; every name is written `#name`, every value `:value`. */
export interface Expression {
  text: string;
  values?: Item;
}

/** From then on DynamoDB may delete an item: its attribute `ttl`, in whole seconds. */
export const ttlOf = (at: Instant) => Math.ceil(Date.parse(at) / 1000);

/** The condition of a create. */
export const absent: Expression = { text: 'attribute_not_exists(#pk)' };

export type WriteAnswer = { ok: true } | { ok: false; existing: Item | undefined };
/** `before`: what an update changed, as it was. */
type UpdateAnswer = { ok: true; before: Item } | Extract<WriteAnswer, { ok: false }>;

/** One operation of a transaction; `check` writes nothing. */
export type Operation =
  | { put: Item; condition?: Expression }
  | { update: Key; by: Expression; condition?: Expression }
  | { delete: Key; condition?: Expression }
  | { check: Key; condition: Expression };

export type Table = ReturnType<typeof createTable>;

const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true });

const MOST_TRIES = 5;

/** Two writers of one item at one moment: DynamoDB refuses one of them, which says nothing about its condition. */
const isConflict = (error: unknown) =>
  (error instanceof Error && error.name === 'TransactionConflictException') ||
  (error instanceof TransactionCanceledException &&
    !error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed') &&
    error.CancellationReasons?.some(({ Code }) => Code === 'TransactionConflict') === true);

/** Tries again while another transaction holds an item, waiting a little longer and less evenly each time. */
async function pastConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
      await delay(Math.random() * 50 * 2 ** tries);
    }
  }
}

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

    async update(key: Key, update: Expression, condition?: Expression): Promise<UpdateAnswer> {
      let before: Item = {};
      const answer = await answered(async () => {
        const { Attributes = {} } = await client.send(
          new UpdateItemCommand({
            TableName: name,
            Key: keyOf(key),
            UpdateExpression: update.text,
            ConditionExpression: condition?.text,
            ExpressionAttributeNames: namesIn(update.text, condition?.text),
            ExpressionAttributeValues: valuesOf(update, condition),
            ReturnValues: 'UPDATED_OLD',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        before = unmarshall(Attributes);
      });
      return answer.ok ? { ok: true, before } : answer;
    },

    async delete(key: Key): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: name, Key: keyOf(key) }));
    },

    /** All or nothing. When refused: for each operation in order whether its condition held, and what is there. */
    async transact(operations: Operation[]): Promise<{ ok: true } | { ok: false; held: WriteAnswer[] }> {
      const TransactItems = operations.map((operation) => transactItem(name, operation));
      try {
        await pastConflicts(() => client.send(new TransactWriteItemsCommand({ TransactItems })));
        return { ok: true };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = error.CancellationReasons ?? [];
        // Another cause (throttling, say) is not an answer about the conditions.
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
      /** Only these attributes; all when left out. */
      fields?: string[];
      limit?: number;
      /** From the last sort key to the first. */
      descending?: boolean;
      startAfter?: Item | undefined;
    }): Promise<{ items: Item[]; last?: Item }> {
      const projection = query.fields?.map((field) => `#${field}`).join(', ');
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: query.index,
          KeyConditionExpression: query.condition.text,
          FilterExpression: query.filter?.text,
          ProjectionExpression: projection,
          ExpressionAttributeNames: namesIn(query.condition.text, query.filter?.text, projection),
          ExpressionAttributeValues: valuesOf(query.condition, query.filter),
          ConsistentRead: query.consistent ?? false,
          Limit: query.limit,
          ...(query.descending && { ScanIndexForward: false }),
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
      fields?: string[];
      startAfter?: Item | undefined;
    }): AsyncGenerator<Item> {
      let startAfter = query.startAfter;
      do {
        const { items, last } = await this.page({ ...query, startAfter });
        yield* items;
        startAfter = last;
      } while (startAfter);
    },
  };
}

function transactItem(name: string, operation: Operation): TransactWriteItem {
  const update = 'update' in operation ? operation.by : undefined;
  const common = {
    TableName: name,
    ExpressionAttributeNames: namesIn(update?.text, operation.condition?.text),
    ExpressionAttributeValues: valuesOf(update, operation.condition),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  const ConditionExpression = operation.condition?.text;
  if ('put' in operation) return { Put: { ...common, ConditionExpression, Item: marshalled(operation.put) } };
  if ('update' in operation) {
    const Key = keyOf(operation.update);
    return { Update: { ...common, ConditionExpression, Key, UpdateExpression: operation.by.text } };
  }
  if ('delete' in operation)
    return { Delete: { ...common, ConditionExpression, Key: keyOf(operation.delete) } };
  const { check, condition } = operation;
  return { ConditionCheck: { ...common, Key: keyOf(check), ConditionExpression: condition.text } };
}

async function answered(write: () => Promise<unknown>): Promise<WriteAnswer> {
  try {
    await pastConflicts(write);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, existing: error.Item && unmarshall(error.Item) };
  }
}
