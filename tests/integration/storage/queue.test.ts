import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, inject, it } from 'vitest';
import { createQueue } from '#storage/queue.ts';

it.each([
  ['characters that only Hong Kong’s names have', '張𠝹明'],
  ['characters that SQS refuses, in a list that somebody pasted', 'CHAN\uffff Tai\ufffe\ud800'],
])('a message arrives as it was sent, also with %s', async (_, name) => {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: inject('messagingUrl'),
  });
  const sqs = new SQSClient({});
  const QueueName = `queue-${randomUUID()}`;
  await sqs.send(new CreateQueueCommand({ QueueName }));
  // The engine names a host that only it knows.
  const QueueUrl = `${inject('messagingUrl')}/000000000000/${QueueName}`;
  const message = { name, note: 'a "quoted" line\nand \u0007' };
  await createQueue<typeof message>(QueueUrl).send([message]);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages.map(({ Body }) => JSON.parse(Body ?? ''))).toEqual([message]);
});
