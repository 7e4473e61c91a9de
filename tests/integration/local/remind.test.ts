import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type ControlFile, readControl } from '#infra/local/control';
import { serveOnLoopback } from '#infra/local/emulators/loopback-server';
import { indexKeys, keys, QUARANTINE } from '#storage/contract/table.ts';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/browser/running-system';
import { echo, lambda, smallest, writeAssembly } from './tiny-assembly.ts';

const schedule = (expression: string, target: string, description?: string) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: 'Asia/Hong_Kong',
    ...(description !== undefined && { Description: description }),
    Target: {
      Arn: { 'Fn::GetAtt': [target, 'Arn'] },
      Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
    },
  },
});

/** What the functions below do with the local table and queue. */
const calls = `
  const call = async (service, version, operation, body) => {
    const answer = await fetch(process.env['AWS_ENDPOINT_URL_' + service], {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': version + '.' + operation,
        'x-amz-date': '20260101T000000Z',
        authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/ap-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const table = (operation, body) =>
    call('DYNAMODB', 'DynamoDB_20120810', operation, { TableName: process.env.TABLE_NAME, ...body });
  const send = (QueueUrl, message, DelaySeconds) =>
    call('SQS', 'AmazonSQS', 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds });
  const items = (item) => Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }]));
  const dayOf = (scheduledTime) => scheduledTime.slice(0, 10);
`;

/** What is not allowed is refused here, as on AWS. */
const ROLE = {
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Policy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'own',
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
            Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
          },
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Later', 'Arn'] } },
        ],
      },
    },
  },
};
const withRole = (made: ReturnType<typeof lambda>) => ({
  ...made,
  Properties: { ...made.Properties, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
});

/**
 * Every morning the quota has no room for all, so that the run is looked at again in a quarter of an hour, and a reader
 * takes its time. On Mondays at eleven a digest goes to a provider if the reader is done by then; at noon something fails.
 */
const assembly = writeAssembly(
  {
    ...smallest,
    Later: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'later' } },
    Daily: withRole(lambda('daily', { QUEUE_URL: { Ref: 'Later' } })),
    ...ROLE,
    Digests: withRole(lambda('digests', { TABLE_NAME: { Ref: 'Table' } })),
    Weekly: lambda('weekly'),
    Reader: withRole(lambda('reader', { TABLE_NAME: { Ref: 'Table' } })),
    Reads: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Later', 'Arn'] },
        FunctionName: { 'Fn::GetAtt': ['Reader', 'Arn'] },
      },
    },
    Noons: schedule('cron(0 12 ? * MON *)', 'Weekly'),
    Mondays: schedule('cron(0 11 ? * MON *)', 'Digests', 'Digests go out on Mondays'),
    Mornings: schedule('cron(0 9 * * ? *)', 'Daily'),
  },
  {
    echo,
    daily: `${calls} exports.handler = async ({ scheduledTime }) => {
      await send(process.env.QUEUE_URL, { on: dayOf(scheduledTime), startedAt: scheduledTime }, 900);
      await send(process.env.QUEUE_URL, { work: dayOf(scheduledTime) }, 0);
    };`,
    reader: `${calls} exports.handler = async ({ Records }) => {
      for (const { body } of Records) {
        const { work } = JSON.parse(body);
        await new Promise((resolve) => setTimeout(resolve, 500));
        if (work) await table('PutItem', { Item: items({ pk: 'DONE', sk: work }) });
      }
    };`,
    digests: `${calls} exports.handler = async ({ scheduledTime }) => {
      const day = dayOf(scheduledTime);
      const { Item } = await table('GetItem', { Key: items({ pk: 'DONE', sk: day }), ConsistentRead: true });
      const at = '2027-02-01T03:00:00.000Z';
      const record = (noticeId, mailing) =>
        table('PutItem', {
          Item: items({ pk: 'NOTICE#' + noticeId, sk: 'NOTICE', entity: 'notice', noticeId, claimId: 'c', ...mailing }),
        });
      const sent = { state: 'sent', messageId: 'm', sentAt: at };
      if (Item) await record('digest#SPMC#' + day, sent);
      if (Item) for (const site of ['s1', 's2']) await record('watchNews#' + site + '#1', sent);
      if (Item) await record('watchNews#s3#2', { state: 'failed', code: 'MessageRejected', failedAt: at });
    };`,
    weekly: `exports.handler = async () => { throw new Error('not today'); };`,
  },
);

let system: RunningSystem;
beforeAll(async () => {
  const state = mkdtempSync(join(tmpdir(), 'certkeeper-'));
  system = await startRunningSystem({ state, env: { CERTKEEPER_ASSEMBLY: assembly } });
});
afterAll(async () => {
  await system?.stop();
});

const remind = (...args: string[]) =>
  runToEnd('operator/remind.ts', args, { CERTKEEPER_STATE: system.state });

function control(): ControlFile {
  const running = readControl(system.state);
  if (!running) throw new Error('the system does not run');
  return running;
}
const at = (service: string) => ({
  endpoint: control().endpoints[`AWS_ENDPOINT_URL_${service}`] ?? '',
  region: 'ap-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** Writes an item into the system's table. */
async function put(item: Record<string, string>): Promise<void> {
  const Item = Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }]));
  await new DynamoDBClient(at('DYNAMODB')).send(new PutItemCommand({ TableName: control().tableName, Item }));
}

/** A certificate whose next stage is due on a day. */
const due = (key: string, nextReminderOn: string, shard: object = {}) =>
  put({
    ...keys.credential(key, 'SPMC'),
    ...indexKeys.due({ nextReminderOn, holder: 'a1', key, provider: 'SPMC', expiresOn: '2027-03-01' }),
    ...shard,
  });

test('a start says what will go out by itself', async () => {
  // It is up a moment before it says so.
  await vi.waitFor(() => expect(system.output()).toContain('Digests go out on Mondays\n'), {
    timeout: 60_000,
  });
  expect(system.output()).toContain('cron(0 9 * * ? *) Asia/Hong_Kong\n');
});

test('a run does not wait for what is put off for long, and of a day without anything due it says nothing', async () => {
  const nothing = { code: 0, stdout: 'Reminders as of 2027-02-02: 0 sent, 0 skipped\n', stderr: '' };
  expect(await remind('2027-02-02')).toEqual(nothing);
  expect(await remind('2027-02-02')).toEqual(nothing);
});

test('a run does not wait for what is put off for a minute or two, and deals with it', async () => {
  const queue = await new SQSClient(at('SQS')).send(new GetQueueUrlCommand({ QueueName: 'later' }));
  const sentAt = performance.now();
  const MessageBody = JSON.stringify({ work: 'put off' });
  await new SQSClient(at('SQS')).send(
    new SendMessageCommand({ QueueUrl: queue.QueueUrl, MessageBody, DelaySeconds: 110 }),
  );
  expect((await remind('2027-02-02')).code).toBe(0);
  const { Item } = await new DynamoDBClient(at('DYNAMODB')).send(
    new GetItemCommand({ TableName: control().tableName, Key: { pk: { S: 'DONE' }, sk: { S: 'put off' } } }),
  );
  expect(Item).toBeDefined();
  expect(performance.now() - sentAt).toBeLessThan(110_000);
});

test("a day's schedules run in their order, each once what came before is done; alerts and digests are told, and what failed is named", async () => {
  const { code, stdout, stderr } = await remind('2027-02-01', '--json');
  expect([code, JSON.parse(stdout)]).toEqual([1, { on: '2027-02-01', sent: [], skipped: [] }]);
  expect(stderr).toBe(
    '2 alerts sent to employers\n  failed   alert about site s3: MessageRejected\n1 digest sent to a provider\nremind: the schedule’s function weekly failed; see its log\n',
  );
});

test('a run says how many certificates stay due as of its day, and why, however often it is run', async () => {
  await due('FIRST', '2027-02-02');
  await due('SECOND', '2027-02-03');
  await due('LATER', '2027-02-04');
  const line = (text: string) =>
    expect.stringMatching(new RegExp(`: 0 sent, 0 skipped\n${text} at .+ Hong Kong time\\)\n$`));
  const quota = "the day's quota for email is used up \\(sending goes on";
  for (let times = 0; times < 2; times++)
    expect(await remind('2027-02-03')).toEqual({
      code: 0,
      stdout: line(`2 certificates stay due: ${quota}`),
      stderr: '',
    });
  expect(await remind('2027-02-02')).toMatchObject({ stdout: line(`1 certificate stays due: ${quota}`) });

  await put({ ...keys.mailPace(), closedUntil: '2999-01-01T00:00:00.000Z', closedBecause: 'account' });
  await due('BROKEN', '2027-02-02', indexKeys.dueShard(QUARANTINE));
  const { stdout, stderr } = await remind('2027-02-03', '--json');
  expect(JSON.parse(stdout)).toEqual({ on: '2027-02-03', sent: [], skipped: [] });
  expect(stderr).toBe(
    '2 certificates stay due: the mail service does not let this account send (sending goes on at 08:00 on 2999-01-01 Hong Kong time)\n' +
      '1 certificate set aside: cannot be read, see the runbook\n',
  );
});

test('a system that ends during a run is said to have stopped', async () => {
  const server = await serveOnLoopback(async (_, response) => {
    response.writeHead(200);
    response.write('{"waiting":1}\n{"wai', () => response.destroy());
  });
  onTestFinished(() => server.stop());
  const state = mkdtempSync(join(tmpdir(), 'certkeeper-'));
  writeFileSync(join(state, 'control.json'), JSON.stringify({ ...control(), controlUrl: server.url }));
  expect(await runToEnd('operator/remind.ts', ['2027-02-02'], { CERTKEEPER_STATE: state })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'remind: 1 message still under way\nremind: the local system stopped meanwhile\n',
  });
});
