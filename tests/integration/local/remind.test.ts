import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSystem, runToEnd, startRunningSystem } from '#support/running-system';
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

/** Every morning something is put off for a quarter of an hour; on Mondays something fails. */
const assembly = writeAssembly(
  {
    ...smallest,
    Later: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'later' } },
    Daily: lambda('daily', { QUEUE_URL: { Ref: 'Later' } }),
    Weekly: lambda('weekly'),
    Reader: lambda('reader'),
    Reads: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Later', 'Arn'] },
        FunctionName: { 'Fn::GetAtt': ['Reader', 'Arn'] },
      },
    },
    Mondays: schedule('cron(0 9 ? * MON *)', 'Weekly', 'Digests go out on Mondays'),
    Mornings: schedule('cron(0 8 * * ? *)', 'Daily'),
  },
  {
    echo,
    daily: `exports.handler = async ({ scheduledTime }) => {
      const answer = await fetch(process.env.AWS_ENDPOINT_URL_SQS, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
        body: JSON.stringify({ QueueUrl: process.env.QUEUE_URL, MessageBody: scheduledTime, DelaySeconds: 900 }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    };`,
    weekly: `exports.handler = async () => { throw new Error('no digest today'); };`,
    reader: 'exports.handler = async () => {};',
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
  runToEnd('infra/local/remind.ts', args, { CERTKEEPER_STATE: system.state });

test('a start says what will go out by itself', () => {
  expect(system.output()).toContain(
    '  While this runs  Digests go out on Mondays\n                   cron(0 8 * * ? *) Asia/Hong_Kong\n',
  );
});

test('a run does not wait for what is put off for long, and tells of it', async () => {
  expect(await remind('2027-02-02')).toEqual({
    code: 0,
    stdout:
      'Reminders as of 2027-02-02: 0 sent, 0 skipped\n  waiting  1 message in later, to be tried again in some minutes\n',
    stderr: '',
  });
});

test('everything that fires on the day is run, and what failed is named', async () => {
  const { code, stdout, stderr } = await remind('2027-02-01', '--json');
  expect([code, JSON.parse(stdout)]).toEqual([1, { on: '2027-02-01', sent: [], skipped: [] }]);
  expect(stderr).toContain('waiting  2 messages in later');
  expect(stderr).toContain('remind: the schedule’s function weekly failed; see its log');
});
