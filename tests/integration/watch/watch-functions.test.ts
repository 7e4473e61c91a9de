import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
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
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
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

describe('publish-changes', () => {
  const image = (item: object) => marshall(item, { removeUndefinedValues: true });
  const publish = async (before: object | undefined, now: object | undefined) => {
    const { handler } = await import('#functions/publish-changes/handler.ts');
    const dynamodb = {
      SequenceNumber: '7',
      ...(before && { OldImage: image(before) }),
      ...(now && { NewImage: image(now) }),
    };
    const answer = await handler({ Records: [{ dynamodb }] });
    return { ...answer, queued: await queued() };
  };
  const at = '2026-11-21T00:00:00.000Z';
  const key = {
    ...{ entity: 'apiKey', keyId: 'a'.repeat(12), provider: 'SPMC', label: 'desk' },
    createdAt: at,
  };
  const colleague = {
    ...{ entity: 'colleague', colleagueId: 'colleague-0123456789ab', provider: 'SPMC', name: 'Mei' },
    ...{ email: 'mei@example.com', role: 'desk', invitedAt: at, invitedBy: 'operator', version: 1 },
  };

  it('has it told that a key was issued or revoked, and nothing of one that stays as it is', async () => {
    const told = { of: 'key', provider: 'SPMC', keyId: key.keyId };
    const done = { batchItemFailures: [] };
    expect(await publish(undefined, key)).toEqual({ ...done, queued: [{ ...told, step: 'issued' }] });
    const revoked = { ...key, revokedAt: at };
    expect(await publish(key, revoked)).toEqual({ ...done, queued: [{ ...told, step: 'revoked' }] });
    expect(await publish(revoked, revoked)).toEqual({ ...done, queued: [] });
  });

  it('has a colleague and the provider told, and nobody of a sign-in', async () => {
    const told = { of: 'colleague', provider: 'SPMC', colleagueId: colleague.colleagueId };
    const first = await publish(undefined, colleague);
    expect(first.queued).toHaveLength(2);
    expect(first.queued).toEqual(
      expect.arrayContaining([
        { ...told, step: 'invitation', n: 1 },
        { ...told, step: 'invited', n: 1 },
      ]),
    );
    const joined = { ...colleague, joinedAt: at, version: 2 };
    expect(await publish(colleague, joined)).toEqual({ batchItemFailures: [], queued: [] });
    const moved = { ...joined, role: 'manager', version: 3 };
    expect((await publish(joined, moved)).queued).toEqual([{ ...told, step: 'role', n: 3 }]);
  });

  it('does nothing for a certificate whose place in the reminders alone has moved', async () => {
    const now = await test.registry.credentials.get('SPMC1', 'SPMC');
    if (!now) throw new Error('none');
    const item = toItem(now, 'a'.repeat(32));
    const before = await test.watchedSite(rosterId);
    expect(await publish(item, item)).toEqual({ batchItemFailures: [], queued: [] });
    expect(await test.watchedSite(rosterId)).toEqual(before);
  });

  it('gives a record back that it cannot read, with its place in the stream, and says so', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const answer = await publish(undefined, { entity: 'something', secret: 'KANARIE' });
    const lines = written.mock.calls.map(([text]) => String(text));
    written.mockRestore();
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '7' }]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'ERROR', event: 'change failed', itemIdentifier: '7' }),
    ]);
    expect(lines.join()).not.toContain('KANARIE');
  });
});

it('plan-watches queues a call for each site that is due on the schedule’s day', async () => {
  const { handler } = await import('#functions/plan-watches/handler.ts');
  await test.registry.watchRepository.markDirty(rosterId, day('2026-11-21'));
  await handler({ scheduledTime: '2026-11-21T00:00:00Z' });
  expect(await queued()).toEqual([{ of: 'watch', rosterId, on: '2026-11-21' }]);
});
