import { type DynamoDBClient, GetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { ASIDE, DUE_SHARDS, INDEXES, indexKeys, keys } from '#storage/contract/table.ts';

/** A message that nobody gets before `at`. */
export interface WaitingMessage {
  body: string;
  at: Date;
}

export interface LeftDue {
  /** Certificates with a stage on or before the day that is not dealt with. */
  certificates: number;
  /** Of those, the ones that cannot be read. */
  aside: number;
  /** The day's digests that wait in their queue. */
  digests: number;
  /** The sites whose alert, or the look for one, waits in the queue. */
  alerts: number;
  /** Why, where that is known. */
  because?: 'quota' | 'account';
  /** The moment (ISO 8601) at which it is tried again; absent: with the next run. */
  until?: string;
}

/** What waits and has to do with a day: the run's own start (the quota had no room for all), a holder's batch, a digest, a look for news. */
const dayMessage = z.union([
  z.object({ on: z.iso.date(), credentials: z.array(z.unknown()) }),
  z.object({ on: z.iso.date(), startedAt: z.string() }),
  z.object({ of: z.literal('digest'), provider: z.string(), week: z.iso.date() }),
  z.object({ of: z.literal('watch'), rosterId: z.string(), on: z.iso.date() }),
  // Of whichever day: nothing newer can overtake it.
  z.object({ of: z.literal('watchNews'), rosterId: z.string() }),
]);

function dayOf(message: z.infer<typeof dayMessage>): string | undefined {
  if ('week' in message) return message.week;
  return 'on' in message ? message.on : undefined;
}

/** What is left once everything has settled. Queues and the table tell: a mail that was never claimed is on no record. */
export async function leftDue(
  { client, table }: { client: DynamoDBClient; table: string },
  { on, waiting, now }: { on: string; waiting: readonly WaitingMessage[]; now: Date },
): Promise<LeftDue> {
  const counts = await Promise.all(DUE_SHARDS.map((shard) => dueIn({ client, table }, shard, on)));
  const aside = await dueIn({ client, table }, ASIDE, on);
  const certificates = counts.reduce((sum, count) => sum + count, aside);
  const messages = waiting.flatMap(({ body, at }) => {
    const { data } = dayMessage.safeParse(jsonOf(body));
    return data && on === (dayOf(data) ?? on) ? [{ data, at }] : [];
  });
  const digests = new Set(messages.flatMap(({ data }) => ('provider' in data ? data.provider : [])));
  const alerts = new Set(messages.flatMap(({ data }) => ('rosterId' in data ? data.rosterId : [])));
  const lookedAtAgain = messages.some(({ data }) => 'startedAt' in data);
  const closed = await closedNow({ client, table }, now);
  const [first] = messages.map(({ at }) => at.toISOString()).toSorted();
  return {
    certificates,
    aside,
    digests: digests.size,
    alerts: alerts.size,
    ...(closed ?? {
      ...(lookedAtAgain && { because: 'quota' }),
      ...(first !== undefined && { until: first }),
    }),
  };
}

async function dueIn(
  { client, table }: { client: DynamoDBClient; table: string },
  shard: string,
  on: string,
): Promise<number> {
  const { name, partitionKey, sortKey } = INDEXES.due;
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: name,
      Select: 'COUNT',
      KeyConditionExpression: '#pk = :pk AND #sk < :after',
      ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey },
      // '$' sorts after '#', so everything of the day itself is included.
      ExpressionAttributeValues: {
        ':pk': { S: indexKeys.dueShard(shard).duePk },
        ':after': { S: `${on}$` },
      },
    },
  );
  let count = 0;
  for await (const { Count = 0 } of pages) count += Count;
  return count;
}

/** Why no mail is sent at all just now, and until when; undefined: it is. */
async function closedNow(
  { client, table }: { client: DynamoDBClient; table: string },
  now: Date,
): Promise<Pick<LeftDue, 'because' | 'until'> | undefined> {
  const { pk, sk } = keys.mailPace();
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  const until = Item?.['closedUntil']?.S;
  if (until === undefined || until <= now.toISOString()) return undefined;
  return { because: Item?.['closedBecause']?.S === 'quota' ? 'quota' : 'account', until };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
