import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { tableStream } from '#infra/local/emulators/dynamodb-streams';
import { createDelivery } from '#infra/local/lambda/stream-delivery';
import { type Checkpoints, type StreamSource, startStreamSource } from '#infra/local/lambda/stream-source';
import { tinyPools } from './tiny-pool.ts';

const poolOf = tinyPools();

const region = 'ap-east-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const sqs = new SQSClient({ endpoint: inject('messagingUrl'), region, credentials });
const client = new DynamoDBClient({ endpoint: inject('dynamoDbUrl'), region, credentials });
const sources: StreamSource[] = [];
afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  sqs.destroy();
  client.destroy();
});

/** A table whose stream is followed by a function; it keeps what it was given in a file, a batch a line. */
async function follow(handler = 'async ({ Records }) => seen(Records)') {
  const table = `table-${randomUUID()}`;
  const queue = `queue-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await sqs.send(new CreateQueueCommand({ QueueName: queue }));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const { pool, folder } = poolOf(`
    const { appendFileSync } = require('node:fs');
    const pk = (record) => record.dynamodb.Keys.pk.S;
    const seen = (records) => appendFileSync(__dirname + '/seen', JSON.stringify(records.map(pk)) + '\\n');
    const give = (records) => appendFileSync(__dirname + '/given', JSON.stringify(records) + '\\n');
    exports.handler = ${handler};`);
  const lines = (file: string) =>
    existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n') : [];
  const failures = `${inject('messagingUrl')}/000000000000/${queue}`;
  const troubles: string[] = [];
  let checkpoints: Checkpoints = {};

  return {
    put: (...names: string[]) =>
      Promise.all(
        names.map((pk) =>
          client.send(
            new PutItemCommand({
              TableName: table,
              Item: { pk: { S: pk }, entity: { S: pk.startsWith('job') ? 'job' : 'credential' } },
            }),
          ),
        ),
      ),
    takeAway: (pk: string) =>
      client.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: pk } } })),
    begin() {
      const stopping = new AbortController();
      const settings = {
        streamArn: 'arn:of:the:stream',
        region,
        batchSize: 4,
        partialResponses: true,
        bisect: true,
        retries: 2,
        onFailureQueue: failures,
        filters: [{ dynamodb: { NewImage: { entity: { S: ['credential'] } } } }],
      };
      const report = (line: string) => void troubles.push(line);
      const source = startStreamSource({
        stream: tableStream({ endpoint: inject('dynamoDbUrl'), region, arn: Table?.LatestStreamArn ?? '' }),
        deliver: createDelivery({ sqs, pool, settings, stopping: stopping.signal, report }),
        stopping,
        settings,
        checkpoints,
        keep(reached) {
          checkpoints = structuredClone(reached);
        },
        report,
      });
      sources.push(source);
      return source;
    },
    batches: () => lines('seen').map((line): string[] => JSON.parse(line)),
    given: () => lines('given').flatMap((line): Record<string, unknown>[] => JSON.parse(line)),
    async failed() {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: failures, MaxNumberOfMessages: 10 }),
      );
      return (Messages ?? []).map(({ Body }) => JSON.parse(Body ?? ''));
    },
    troubles,
  };
}

test('gives what was changed before it began and what is changed after, in batches, as Lambda does', async () => {
  const { put, begin, batches, given } = await follow(
    'async ({ Records }) => { seen(Records); give(Records); }',
  );
  await put('a', 'b', 'c', 'd', 'e');
  const source = begin();
  await source.caughtUp();
  await put('f');
  await source.caughtUp();
  expect(batches().flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(batches().every((batch) => batch.length <= 4)).toBe(true);
  expect(given()[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: 'arn:of:the:stream',
    awsRegion: region,
    dynamodb: { SequenceNumber: expect.any(String), NewImage: { entity: { S: 'credential' } } },
  });
});

test('passes over what the filter leaves out, and is quiet once nothing is left', async () => {
  const { put, begin, batches } = await follow();
  await put('job 1', 'a', 'job 2');
  const source = begin();
  await source.caughtUp();
  expect(source.quiet).toBe(true);
  expect(batches()).toEqual([['a']]);
});

test('goes on past what was taken away, of which there is no new image', async () => {
  const { put, takeAway, begin, batches, troubles } = await follow();
  await put('a', 'job 1');
  await takeAway('job 1');
  await takeAway('a');
  await put('b');
  await begin().caughtUp();
  expect(batches().flat()).toEqual(['a', 'b']);
  expect(troubles).toEqual([]);
});

test('goes on after a stop where it was: nothing twice, nothing lost', async () => {
  const { put, begin, batches } = await follow();
  await put('a');
  const first = begin();
  await first.caughtUp();
  await first.stop();
  await put('b', 'job 1');
  const second = begin();
  await second.caughtUp();
  await second.stop();
  await put('c');
  await begin().caughtUp();
  expect(batches()).toEqual([['a'], ['b'], ['c']]);
});

test('what was in hand when it was stopped comes again', async () => {
  const { put, begin, batches } = await follow(
    `async ({ Records }) => { seen(Records); if (!require('node:fs').existsSync(__dirname + '/go')) {
      require('node:fs').writeFileSync(__dirname + '/go', ''); throw new Error('not yet'); } }`,
  );
  await put('a');
  const first = begin();
  await vi.waitFor(() => expect(batches()).toHaveLength(1), { timeout: 60_000, interval: 5 });
  await first.stop();
  await begin().caughtUp();
  expect(batches().at(-1)).toEqual(['a']);
});

test('one bad change is found in its batch, tried again and given up; all others are handled', async () => {
  const { put, begin, batches, failed, troubles } = await follow(
    `async ({ Records }) => { seen(Records); if (Records.some((r) => pk(r) === 'bad')) throw new Error('no'); }`,
  );
  await put('a');
  await put('bad');
  await put('b');
  await put('c');
  await begin().caughtUp();
  const alone = batches().filter((batch) => batch.length === 1 && batch[0] === 'bad');
  expect(alone).toHaveLength(3);
  const handled = batches().filter((batch) => !batch.includes('bad'));
  expect(handled.flat().sort()).toEqual(['a', 'b', 'c']);
  const [message, ...more] = await failed();
  expect(more).toEqual([]);
  const { startSequenceNumber, endSequenceNumber, ...info } = message.DDBStreamBatchInfo;
  expect(startSequenceNumber).toBe(endSequenceNumber);
  expect(info).toMatchObject({ batchSize: 1, streamArn: 'arn:of:the:stream' });
  expect(troubles).toEqual(['tiny failed 3 times at a change; its place is in the failure queue']);
});

test('only what was reported failed, and what follows it, comes again', async () => {
  const { put, begin, batches, failed } = await follow(
    `async ({ Records }) => { seen(Records);
      const first = require('node:fs').readFileSync(__dirname + '/seen', 'utf8').split('\\n').length === 2;
      const failed = first ? Records.filter((r) => pk(r) === 'c') : [];
      return { batchItemFailures: failed.map((r) => ({ itemIdentifier: r.dynamodb.SequenceNumber })) }; }`,
  );
  for (const name of ['a', 'b', 'c', 'd']) await put(name);
  await begin().caughtUp();
  expect(batches()).toEqual([['a', 'b', 'c', 'd'], ['c'], ['d']]);
  expect(await failed()).toEqual([]);
});

test('a report that names a change that was not in the batch fails the batch', async () => {
  const { put, begin, failed } = await follow(
    `async () => ({ batchItemFailures: [{ itemIdentifier: 'somebody else' }] })`,
  );
  await put('a');
  await begin().caughtUp();
  expect(await failed()).toHaveLength(1);
});
