import type { OutgoingHttpHeaders } from 'node:http';
import type { Reply, Service } from './fault-replies.ts';

/** One request to a service, as far as it matters where a fault falls. */
export interface Call {
  service: Service;
  action: string;
  /** What it is about: the kind of item, or the queue. */
  about: string;
  /** Of a transaction; otherwise 0. */
  operations: number;
}

/** A request as it came. */
export interface Asked {
  headers: OutgoingHttpHeaders;
  path: string;
  body: Buffer;
}

export function boundaryOf(service: Service, { headers, body }: Asked): Call {
  const text = body.toString();
  if (service === 'ses')
    return { service, action: new URLSearchParams(text).get('Action') ?? '', about: '', operations: 0 };
  const action = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const asked: Fields = JSON.parse(text);
  return { service, action, about: aboutOf(asked), operations: asked.TransactItems?.length ?? 0 };
}

interface Key {
  pk?: { S?: string };
  sk?: { S?: string };
}
interface Fields {
  Key?: Key;
  Item?: Key;
  IndexName?: string;
  ExpressionAttributeValues?: Record<string, { S?: string }>;
  QueueUrl?: string;
  TransactItems?: { Put?: { Item?: Key } }[];
  Entries?: { Id: string; DelaySeconds?: number; MessageAttributes?: object }[];
}

function aboutOf({ Key, Item, IndexName, QueueUrl, TransactItems }: Fields): string {
  const key = Key ?? Item ?? TransactItems?.find(({ Put }) => Put)?.Put?.Item;
  return IndexName ?? QueueUrl?.split('/').at(-1)?.split('_')[0] ?? key?.sk?.S?.split('#')[0] ?? '';
}

/** The shard of which the holders who are due are asked for. */
export function shardOf({ headers, body }: Asked): string | undefined {
  if (!String(headers['x-amz-target']).endsWith('.Query')) return undefined;
  const { IndexName, ExpressionAttributeValues = {} }: Fields = JSON.parse(body.toString());
  if (IndexName !== 'due') return undefined;
  const values = Object.values(ExpressionAttributeValues).map(({ S }) => S);
  return values.find((value) => value?.startsWith(DUE));
}
const DUE = 'DUE#';

/** The same request for less: one message of a batch (the others are refused), one item of a page. */
export function halved(service: Service, { headers, body }: Asked): { body: Buffer; refused: string[] } {
  const action = String(headers['x-amz-target']).split('.').at(-1);
  if (service === 'dynamodb' && action === 'Query')
    return { body: Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), Limit: 1 })), refused: [] };
  if (service !== 'sqs' || action !== 'SendMessageBatch') return { body, refused: [] };
  const asked: Fields = JSON.parse(body.toString());
  const [first, ...others] = asked.Entries ?? [];
  return {
    body: Buffer.from(JSON.stringify({ ...asked, Entries: first ? [first] : [] })),
    refused: others.map(({ Id }) => Id),
  };
}

export function merged(answer: Reply, refused: string[]): Reply {
  if (!refused.length) return answer;
  const Failed = refused.map((Id) => ({ Id, SenderFault: false, Code: 'InternalError' }));
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body.toString()), Failed }) };
}

/** The attribute that says from which instant on a message may be had: the queue's own delay would be real time. */
export const NOT_BEFORE = 'notBefore';

/** A batch of messages that are there at once, each with the moment before which it is not to be given to anyone. */
export function withoutDelay(body: Buffer, at: number): Buffer {
  const asked: Fields = JSON.parse(body.toString());
  const Entries = asked.Entries?.map(({ DelaySeconds = 0, ...entry }) => ({
    ...entry,
    MessageAttributes: {
      [NOT_BEFORE]: { DataType: 'Number', StringValue: String(at + DelaySeconds * 1000) },
    },
  }));
  return Buffer.from(JSON.stringify({ ...asked, Entries }));
}
