import { readFileSync } from 'node:fs';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Messaging, startMessaging } from '#infra/local/emulators/messaging';
import { type EventSource, startEventSource } from '#infra/local/lambda/event-source';
import { tinyPools } from './tiny-pool.ts';

const poolOf = tinyPools();
const sources: EventSource[] = [];
let messaging: Messaging;
let sqs: SQSClient;

beforeAll(async () => {
  messaging = await startMessaging({ region: 'ap-east-1' });
  sqs = new SQSClient({
    endpoint: messaging.url,
    region: 'ap-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  sqs.destroy();
  await messaging.stop();
});

async function createQueue(name: string): Promise<string> {
  await sqs.send(new CreateQueueCommand({ QueueName: name }));
  return `${messaging.url}/000000000000/${name}`;
}

/** Sends a message on to its own queue, one higher, as an AWS SDK does: with the trace header of its invocation. */
const countingUpTo = (last: number, queueUrl: string) => `
  const { appendFileSync } = require('node:fs');
  exports.handler = async ({ Records: [{ body }] }) => {
    appendFileSync(__dirname + '/seen', body + ' ');
    if (Number(body) < ${last}) await fetch('${messaging.url}', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.SendMessageBatch',
        'X-Amzn-Trace-Id': process.env._X_AMZN_TRACE_ID,
      },
      body: JSON.stringify({
        QueueUrl: '${queueUrl}',
        Entries: [{ Id: '0', MessageBody: String(Number(body) + 1) }],
      }),
    });
  };`;

async function chain(name: string, options: { mayFeedItself: boolean }) {
  const [queueUrl, deadLetterUrl] = [await createQueue(name), await createQueue(`${name}-dead`)];
  const { pool, folder } = poolOf(countingUpTo(40, queueUrl), options);
  const reports: string[] = [];
  const settings = {
    queueUrl,
    queueArn: `arn:aws:sqs:ap-east-1:000000000000:${name}`,
    deadLetterUrl,
    region: 'ap-east-1',
    batchSize: 1,
    concurrency: 1,
    partialResponses: true,
  };
  sources.push(
    startEventSource({ sqs, traces: messaging.traces }, pool, settings, (line) => void reports.push(line)),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: '1' }));
  const seen = () => readFileSync(`${folder}/seen`, 'utf8').trim().split(' ').map(Number);
  const dead = async () =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl: deadLetterUrl }))).Messages ?? [];
  return { seen, dead, reports };
}

const soon = { timeout: 60_000, interval: 50 };
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test('a function that feeds itself is stopped after sixteen invocations, as Lambda does, and the message kept', async () => {
  const { seen, dead, reports } = await chain('stopped', { mayFeedItself: false });
  await vi.waitFor(async () => expect((await dead()).map(({ Body }) => Body)).toEqual(['17']), soon);
  expect(seen()).toEqual(upTo(16));
  expect(reports).toEqual([
    'tiny feeds itself: Lambda stops such a chain after 16 invocations. 1 messages: they are in its dead-letter queue',
  ]);
});

test('one whose RecursiveLoop is Allow goes on', async () => {
  const { seen, dead, reports } = await chain('allowed', { mayFeedItself: true });
  await vi.waitFor(() => expect(seen()).toEqual(upTo(40)), soon);
  expect([await dead(), reports]).toEqual([[], []]);
});
