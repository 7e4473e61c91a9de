import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { day } from '#support/storage/registry';

let test: WatchTest;
let rosterId: string;
let queueUrl: string;

beforeAll(async () => {
  test = await createWatchTest();
  const QueueName = `notices-${randomUUID()}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', inject('messagingUrl'));
  await new SQSClient({}).send(new CreateQueueCommand({ QueueName }));
  queueUrl = `${inject('messagingUrl')}/000000000000/${QueueName}`;
  vi.stubEnv('TABLE_NAME', test.registry.tableName);
  vi.stubEnv('NOTICES_QUEUE_URL', queueUrl);
  vi.stubEnv('PROTECTIVE_NOTICES_QUEUE_URL', queueUrl);
  vi.stubEnv('BULK_NOTICES_QUEUE_URL', queueUrl);
  vi.stubEnv('PEPPER_SECRET', 'pepper');
  vi.stubEnv('LINK_SECRET', 'pepper');
  // Without an address nobody else's certificates matter, nor the registry's secret; a diploma does not expire.
  await test.certificate('SPMC-1', { email: '', type: 'EMTD' });
  rosterId = await test.site('SPMC-1');
});
afterAll(() => void vi.unstubAllEnvs());

async function queued(): Promise<unknown[]> {
  const { Messages = [] } = await new SQSClient({}).send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body }) => JSON.parse(Body ?? ''));
}

it('publish-changes makes a site due for a record of the stream, and lets the call wait a minute', async () => {
  const { handler } = await import('#functions/publish-changes/handler.ts');
  const now = await test.registry.credentials.get('SPMC1', 'SPMC');
  if (!now) throw new Error('none');
  const NewImage = marshall(toItem(now, 'a'.repeat(32)), { removeUndefinedValues: true });
  const record = { dynamodb: { SequenceNumber: '1', NewImage } };
  expect(await test.watchedSite(rosterId)).not.toHaveProperty('dueOn');
  expect(await handler({ Records: [record] })).toEqual({ batchItemFailures: [] });
  expect(await test.watchedSite(rosterId)).toHaveProperty('dueOn');
  const { Attributes } = await new SQSClient({}).send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesDelayed: '1',
  });
});

it('plan-watches queues a call for each site that is due on the schedule’s day', async () => {
  const { handler } = await import('#functions/plan-watches/handler.ts');
  await test.registry.watchRepository.markDirty(rosterId, day('2026-11-21'));
  await handler({ scheduledTime: '2026-11-21T00:00:00Z' });
  expect(await queued()).toEqual([{ of: 'watch', rosterId, on: '2026-11-21' }]);
});
