import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { type EventSource, startEventSource } from '#infra/local/lambda/event-source';
import { createMessageTraces } from '#infra/local/lambda/recursion';
import { tinyPools } from './tiny-pool.ts';

const poolOf = tinyPools();

const troubles: string[] = [];
const sqs = new SQSClient({
  endpoint: inject('messagingUrl'),
  region: 'ap-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const sources: EventSource[] = [];
afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  sqs.destroy();
});

async function createQueue(attributes: Record<string, string> = {}) {
  const name = `queue-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return {
    url: `${inject('messagingUrl')}/000000000000/${name}`,
    arn: `arn:aws:sqs:ap-east-1:000000000000:${name}`,
  };
}

/** A queue with a dead-letter queue after two receives, read by a function that fails as its messages say. */
async function readQueue(handler: string, partialResponses: boolean) {
  const dead = await createQueue();
  const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 };
  const queue = await createQueue({ VisibilityTimeout: '1', RedrivePolicy: JSON.stringify(redrive) });
  const { pool, folder } = poolOf(`
    const { appendFileSync } = require('node:fs');
    const seen = (record) => appendFileSync(__dirname + '/seen', record.body + '\\n');
    exports.handler = ${handler};`);
  const begin = () =>
    sources.push(
      startEventSource(
        { sqs, traces: createMessageTraces() },
        pool,
        {
          queueUrl: queue.url,
          queueArn: queue.arn,
          deadLetterUrl: dead.url,
          region: 'ap-east-1',
          batchSize: 5,
          concurrency: 1,
          partialResponses,
        },
        (line) => void troubles.push(line),
      ),
    );
  const seen = () =>
    existsSync(`${folder}/seen`) ? readFileSync(`${folder}/seen`, 'utf8').split('\n').slice(0, -1) : [];
  return { queue, dead, begin, seen, folder };
}

const send = (url: string, body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));

async function left(url: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}

const bodies = async (url: string) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }))).Messages?.map(
    ({ Body }) => Body,
  );

/** A limit for what hangs: a busy machine takes its time. */
const soon = { timeout: 60_000, interval: 50 };

test('deletes the messages that were handled, and only the failed ones come again and end in the dead-letter queue', async () => {
  const { queue, dead, begin, seen } = await readQueue(
    `async ({ Records }) => {
      Records.forEach(seen);
      const failed = Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }`,
    true,
  );
  for (const body of ['good 1', 'bad', 'good 2']) await send(queue.url, body);
  begin();
  await vi.waitFor(async () => expect(await left(dead.url)).toBe(1), soon);
  expect(await bodies(dead.url)).toEqual(['bad']);
  expect(await left(queue.url)).toBe(0);
  expect(seen().sort()).toEqual(['bad', 'bad', 'good 1', 'good 2']);
});

test('an invocation error leaves the whole batch', async () => {
  const { queue, dead, begin } = await readQueue(`async () => { throw new Error('no'); }`, true);
  for (const body of ['a', 'b']) await send(queue.url, body);
  begin();
  await vi.waitFor(async () => expect(await left(dead.url)).toBe(2), soon);
});

test('a crash leaves the batch, and a new process handles it', async () => {
  const { queue, begin, seen } = await readQueue(
    `async ({ Records }) => {
      Records.forEach(seen);
      if (Number(Records[0].attributes.ApproximateReceiveCount) === 1) process.kill(process.pid, 'SIGKILL');
    }`,
    true,
  );
  await send(queue.url, 'once more');
  begin();
  await vi.waitFor(() => expect(seen()).toEqual(['once more', 'once more']), soon);
  await vi.waitFor(async () => expect(await left(queue.url)).toBe(0), soon);
});

test.each([
  [
    'names a message that was not in the batch',
    `{ batchItemFailures: [{ itemIdentifier: 'somebody else' }] }`,
  ],
  ['cannot be understood', `{ batchItemFailures: [{}] }`],
])('a report that %s fails the batch', async (_name, report) => {
  const { queue, dead, begin } = await readQueue(`async () => (${report})`, true);
  await send(queue.url, 'a');
  begin();
  await vi.waitFor(async () => expect(await left(dead.url)).toBe(1), soon);
});

test('without partial responses in the template, what the function reports does not count', async () => {
  const { queue, dead, begin, seen } = await readQueue(
    `async ({ Records }) => {
      Records.forEach(seen);
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }`,
    false,
  );
  await send(queue.url, 'a');
  begin();
  await vi.waitFor(() => expect(seen()).toEqual(['a']), soon);
  await vi.waitFor(async () => expect(await left(queue.url)).toBe(0), soon);
  expect(await left(dead.url)).toBe(0);
});

test('gives no more than the batch size at once, and records as Lambda gives them', async () => {
  const { queue, begin, seen } = await readQueue(
    `async ({ Records }) => seen({ body: JSON.stringify({ batch: Records.length, record: Records[0] }) })`,
    true,
  );
  for (let message = 0; message < 7; message += 1) await send(queue.url, String(message));
  begin();
  await vi.waitFor(() => expect(seen()).toHaveLength(2), soon);
  const [first, second] = seen().map((line) => JSON.parse(line));
  expect([first.batch, second.batch]).toEqual([5, 2]);
  expect(first.record).toMatchObject({
    messageId: expect.any(String),
    receiptHandle: expect.any(String),
    body: '0',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) },
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: 'ap-east-1',
  });
});
