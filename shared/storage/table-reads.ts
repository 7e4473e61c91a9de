import type {
  GetItemCommandInput,
  GetItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb';

export type Item = Record<string, NativeAttributeValue>;
export type Key = { pk: string; sk: string };

/** A condition or update in DynamoDB's language; every name is written `#name`, every value `:value`. */
export interface Expression {
  text: string;
  values?: Item;
}

export const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true });

/** `#a.#b` in the text becomes names; only those used are sent, as DynamoDB insists. */
export function namesIn(...texts: (string | undefined)[]): Record<string, string> | undefined {
  const found = texts.flatMap((text) => text?.match(/#\w+/g) ?? []);
  return found.length ? Object.fromEntries(found.map((name) => [name, name.slice(1)])) : undefined;
}

export const marshalValues = (...expressions: (Expression | undefined)[]) => {
  const values = Object.assign({}, ...expressions.map((expression) => expression?.values));
  return Object.keys(values).length ? marshalled(values) : undefined;
};

export const marshalKey = (key: Key) => marshalled({ pk: key.pk, sk: key.sk });

/** DynamoDB's limits of a key, in bytes of UTF-8: nothing with a longer one can be stored. */
const MAX_PK_BYTES = 2048;
const MAX_SK_BYTES = 1024;

/** Whether nothing can have this key: what people ask for in an address may be of any length. */
const isTooLong = ({ pk, sk }: Key) =>
  Buffer.byteLength(pk) > MAX_PK_BYTES || Buffer.byteLength(sk) > MAX_SK_BYTES;

/** How a read reaches DynamoDB, in its own shapes. */
export interface ReadCalls {
  getItem(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;
}

/** What is read of a table: all that somebody needs who writes nothing. */
export type TableReads = ReturnType<typeof createTableReads>;

/** Reads of the registry's table in plain items; whatever goes wrong is thrown. */
export function createTableReads(name: string, calls: ReadCalls) {
  return {
    async get(key: Key, options: { consistent: boolean }): Promise<Item | undefined> {
      if (isTooLong(key)) return undefined;
      const { Item } = await calls.getItem({
        TableName: name,
        Key: marshalKey(key),
        ConsistentRead: options.consistent,
      });
      return Item && unmarshall(Item);
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
      descending?: boolean | undefined;
      startAfter?: Item | undefined;
    }): Promise<{ items: Item[]; last?: Item }> {
      const projection = query.fields?.map((field) => `#${field}`).join(', ');
      const { Items = [], LastEvaluatedKey } = await calls.query({
        TableName: name,
        IndexName: query.index,
        KeyConditionExpression: query.condition.text,
        FilterExpression: query.filter?.text,
        ProjectionExpression: projection,
        ExpressionAttributeNames: namesIn(query.condition.text, query.filter?.text, projection),
        ExpressionAttributeValues: marshalValues(query.condition, query.filter),
        ConsistentRead: query.consistent ?? false,
        Limit: query.limit,
        ...(query.descending && { ScanIndexForward: false }),
        ExclusiveStartKey: query.startAfter && marshalled(query.startAfter),
      });
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
      /** Of one page. */
      limit?: number;
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
