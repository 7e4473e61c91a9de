import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, inject, it } from 'vitest';
import { createNoticeQueue } from '#mail/store/notice-queue.ts';

const rosterId = '0'.repeat(32);
const news = { of: 'watchNews', rosterId, n: 1 } as const;
const link = { of: 'siteLinks', requestId: '00000000-0000-4000-8000-000000000001' } as const;
const replaced = { of: 'newLink', rosterId, link: 2 } as const;
let sqs: SQSClient;

beforeAll(() => {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: inject('messagingUrl'),
  });
  sqs = new SQSClient({});
});

async function queue(): Promise<string> {
  const QueueName = `queue-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName }));
  return `${inject('messagingUrl')}/000000000000/${QueueName}`;
}

async function received(QueueUrl: string): Promise<unknown[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body }) => JSON.parse(Body ?? ''));
}

it('each notice goes into the queue of its line, asked for together or not', async () => {
  const urls = {
    PROTECTIVE_NOTICES_QUEUE_URL: await queue(),
    NOTICES_QUEUE_URL: await queue(),
    BULK_NOTICES_QUEUE_URL: await queue(),
  };
  await createNoticeQueue(urls).send([news, link, replaced]);
  expect(await received(urls.PROTECTIVE_NOTICES_QUEUE_URL)).toEqual([replaced]);
  expect(await received(urls.NOTICES_QUEUE_URL)).toEqual([link]);
  expect(await received(urls.BULK_NOTICES_QUEUE_URL)).toEqual([news]);
});

it('what a function has no queue for is a fault, and nothing is left out in silence', async () => {
  const { send } = createNoticeQueue({ NOTICES_QUEUE_URL: await queue() });
  await expect(send([news])).rejects.toThrow('no queue for bulk notices');
});
