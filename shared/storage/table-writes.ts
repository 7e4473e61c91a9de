import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  ConditionalCheckFailedException,
  DeleteItemCommandInput,
  PutItemCommandInput,
  TransactionCanceledException,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { AGAIN, Contention, type RetryPolicy, retry } from '#register/retry.ts';
import { backOff } from './retry.ts';
import {
  type Expression,
  type Item,
  type Key,
  marshalKey,
  marshalled,
  marshalValues,
  namesIn,
} from './table-reads.ts';

type WriteAnswer = { ok: true } | { ok: false; existing: Item | undefined };
/** `before`: what an update changed, as it was. */
type UpdateAnswer = { ok: true; before: Item } | Extract<WriteAnswer, { ok: false }>;

/** One operation of a transaction; `check` writes nothing. */
export type Operation =
  | { put: Item; condition?: Expression }
  | { update: Key; by: Expression; condition?: Expression }
  | { delete: Key; condition?: Expression }
  | { check: Key; condition: Expression };

/** How a write reaches DynamoDB, in its own shapes. */
export interface WriteCalls {
  putItem(input: PutItemCommandInput): Promise<unknown>;
  updateItem(input: UpdateItemCommandInput): Promise<Pick<UpdateItemCommandOutput, 'Attributes'>>;
  deleteItem(input: DeleteItemCommandInput): Promise<unknown>;
  batchWriteItem(
    input: BatchWriteItemCommandInput,
  ): Promise<Pick<BatchWriteItemCommandOutput, 'UnprocessedItems'>>;
  transactWriteItems(input: TransactWriteItemsCommandInput): Promise<unknown>;
}

// By their names: only the SDK makes them of its own classes.
const isRefusal = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';
const isCancellation = (error: unknown): error is TransactionCanceledException =>
  error instanceof Error && error.name === 'TransactionCanceledException';

/** Two writers of one item at the same time: DynamoDB refuses one of them, which says nothing about its condition. */
const isConflict = (error: unknown) =>
  (error instanceof Error && error.name === 'TransactionConflictException') ||
  (isCancellation(error) &&
    !error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed') &&
    error.CancellationReasons?.some(({ Code }) => Code === 'TransactionConflict') === true);

/** While another transaction holds an item. */
const pastConflicts: RetryPolicy = { tries: 5, mayPass: isConflict, pause: backOff };

/** What DynamoDB takes at once of writes without a condition. */
export const MAX_BATCH = 25;
/** It does what it has room for, and names the rest. */
const untilAllDone: RetryPolicy = { tries: 8, mayPass: () => false, pause: backOff };

/** As it came, but where it was one conflict after the other. */
const asContention = (error: unknown): unknown =>
  isConflict(error) ? new Contention('one conflict after the other', { cause: error }) : error;

export type TableWrites = ReturnType<typeof createTableWrites>;

/**
 * Writes to the registry's table in plain items. A condition that fails is an answer (`ok: false` with what is there
 * instead); everything else that goes wrong is thrown.
 */
export function createTableWrites(name: string, calls: WriteCalls) {
  return {
    async put(item: Item, condition?: Expression): Promise<WriteAnswer> {
      return answered(() =>
        calls.putItem({
          TableName: name,
          Item: marshalled(item),
          ConditionExpression: condition?.text,
          ExpressionAttributeNames: namesIn(condition?.text),
          ExpressionAttributeValues: marshalValues(condition),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    },

    async update(key: Key, update: Expression, condition?: Expression): Promise<UpdateAnswer> {
      let before: Item = {};
      const answer = await answered(async () => {
        const { Attributes = {} } = await calls.updateItem({
          TableName: name,
          Key: marshalKey(key),
          UpdateExpression: update.text,
          ConditionExpression: condition?.text,
          ExpressionAttributeNames: namesIn(update.text, condition?.text),
          ExpressionAttributeValues: marshalValues(update, condition),
          ReturnValues: 'UPDATED_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        before = unmarshall(Attributes);
      });
      return answer.ok ? { ok: true, before } : answer;
    },

    async delete(key: Key): Promise<void> {
      await calls.deleteItem({ TableName: name, Key: marshalKey(key) });
    },

    /** Puts and deletes without a condition, in no order; after a fault any of them may be done. */
    async writeAll({ puts = [], deletes = [] }: { puts?: Item[]; deletes?: Key[] }): Promise<void> {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: marshalled(item) } })),
        ...deletes.map((key) => ({ DeleteRequest: { Key: marshalKey(key) } })),
      ];
      for (let at = 0; at < requests.length; at += MAX_BATCH) {
        let left = requests.slice(at, at + MAX_BATCH);
        await retry(untilAllDone, async () => {
          const { UnprocessedItems = {} } = await calls.batchWriteItem({ RequestItems: { [name]: left } });
          left = (UnprocessedItems[name] ?? []) as typeof left;
          return left.length === 0 || AGAIN;
        });
      }
    },

    /** All or nothing. When refused: for each operation in order whether its condition held, and what is there. */
    async transact(operations: Operation[]): Promise<{ ok: true } | { ok: false; held: WriteAnswer[] }> {
      const TransactItems = operations.map((operation) => transactItem(name, operation));
      try {
        await retry(pastConflicts, () => calls.transactWriteItems({ TransactItems }));
        return { ok: true };
      } catch (error) {
        if (!isCancellation(error)) throw asContention(error);
        const reasons = error.CancellationReasons ?? [];
        // Another cause (throttling, say) is not an answer about the conditions.
        if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) throw asContention(error);
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
  };
}

function transactItem(name: string, operation: Operation): TransactWriteItem {
  const update = 'update' in operation ? operation.by : undefined;
  const common = {
    TableName: name,
    ExpressionAttributeNames: namesIn(update?.text, operation.condition?.text),
    ExpressionAttributeValues: marshalValues(update, operation.condition),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  const ConditionExpression = operation.condition?.text;
  if ('put' in operation) return { Put: { ...common, ConditionExpression, Item: marshalled(operation.put) } };
  if ('update' in operation) {
    const Key = marshalKey(operation.update);
    return { Update: { ...common, ConditionExpression, Key, UpdateExpression: operation.by.text } };
  }
  if ('delete' in operation)
    return { Delete: { ...common, ConditionExpression, Key: marshalKey(operation.delete) } };
  const { check, condition } = operation;
  return { ConditionCheck: { ...common, Key: marshalKey(check), ConditionExpression: condition.text } };
}

async function answered(write: () => Promise<unknown>): Promise<WriteAnswer> {
  try {
    await retry(pastConflicts, write);
    return { ok: true };
  } catch (error) {
    if (!isRefusal(error)) throw asContention(error);
    return { ok: false, existing: error.Item && unmarshall(error.Item) };
  }
}
