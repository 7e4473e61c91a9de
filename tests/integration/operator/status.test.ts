import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupClient } from '@aws-sdk/client-backup';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient } from '@aws-sdk/client-ses';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';
import { answerFor } from '#support/storage/stubbed-aws';
import { commands } from '../../../operator/commands.ts';

const NOW = '2027-01-29T02:00:00.000Z';

let registry: Registry;
let stage: string;
let sqs: SQSClient;
let lambda: ReturnType<typeof answerFor>['asked'];
/** What AWS Backup has of the table. */
let kept: Record<string, object>;
let backup: ReturnType<typeof answerFor>['asked'];

/** A queue of the stage with its dead letters, as the stacks name them. */
async function queueWithDeadLetters(name: string) {
  const failed = await queue(`${name}DeadLetters`);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: failed, AttributeNames: ['QueueArn'] }),
  );
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.['QueueArn'], maxReceiveCount: 5 });
  return { failed, work: await queue(`${name}Queue`, { RedrivePolicy }) };
}

async function queue(name: string, Attributes: Record<string, string> = {}): Promise<string> {
  const QueueName = `certkeeper-${stage}-service-${name}`;
  await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return `${inject('messagingUrl')}/000000000000/${QueueName}`;
}

async function bodiesIn(QueueUrl: string): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
  );
  return Messages.map(({ Body = '' }) => Body).toSorted();
}

const put = (QueueUrl: string, MessageBody: string, TARGET_ARN?: string) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      ...(TARGET_ARN && {
        MessageAttributes: { TARGET_ARN: { DataType: 'String', StringValue: TARGET_ARN } },
      }),
    }),
  );

type Asked = Partial<Parameters<(typeof commands)[string]>[1]>;

function run(command: string, options: Asked = {}, ...rest: string[]) {
  const all = { json: false, 'with-issued': false, stage, table: registry.tableName, ...options };
  const found = commands[command];
  if (!found) throw new Error(`no command ${command}`);
  return found(registry.providerRepository, all, rest, new Date(NOW), async () => registry.colleagues);
}

beforeEach(async () => {
  registry = await createRegistry();
  stage = `t${randomUUID().slice(0, 8)}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', inject('messagingUrl'));
  // The engine names its queues by a host that only it knows.
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const variables = { RELEASE: 'abc1234 2027-01-28T10:00:00Z', MAIL_REGION: 'ap-southeast-1' };
  const named = (name: string) => ({
    FunctionName: `certkeeper-${stage}-service-${name}Function-Xy`,
    Environment: { Variables: variables },
  });
  lambda = answerFor(LambdaClient, ({ command }) =>
    command === 'ListFunctions' ? { Functions: [named('PublicSite'), named('RenewalsPlanReminders')] } : {},
  ).asked;
  kept = {};
  backup = answerFor(BackupClient, ({ command }) => kept[command] ?? {}).asked;
  answerFor(SESClient, () => ({ SentLast24Hours: 12, Max24HourSend: 50_000, MaxSendRate: 14 }));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('status', () => {
  it('says what is deployed, what was mailed, what is under way and what needs a person', async () => {
    const { work, failed } = await queueWithDeadLetters('ImportsRows');
    await put(work, '{}');
    await put(failed, '{"of":"CHAN Tai Man"}');
    const provider = { code: 'SPMC', 'name-en': 'Sample', 'name-zh': '樣本', approve: [] };
    await run('provider add', provider);
    const at = instantFrom('2027-01-29T00:10:00.000Z');
    await registry.jobs.create({
      id: 'i-1',
      provider: 'SPMC',
      keyId: 'k',
      fileName: 'f.csv',
      contentLength: 1,
      state: 'splitting',
      createdAt: at,
    });
    const reminders = createReminderRun(registry);
    await reminders.certificate('OFA-1');
    await reminders.day(day('2027-01-29'));

    const { text, data } = await run('status', { mails: true });
    expect(data).toMatchObject({
      release: 'abc1234 2027-01-28T10:00:00Z',
      recoverableUntil: null,
      mail: { sentLast24Hours: 12, inDay: 50_000, inSecond: 14, closed: null },
      mailsToday: { on: '2027-01-29', mails: { sent: 1 } },
      providers: expect.arrayContaining([{ code: 'SPMC', lastUploadAt: at }]),
      imports: [
        { provider: 'SPMC', importId: 'i-1', state: 'splitting', done: 0, total: null, isLong: true },
      ],
      queues: [{ messages: 1 }],
      deadLetters: [{ messages: 1 }],
    });
    expect(text).toContain('TOO LONG');
    expect(text).not.toMatch(/CHAN|@/);
  });

  it('says when the table was last put into a vault, and copied elsewhere', async () => {
    expect((await run('status')).text).toContain('Nightly backup: last none; copied elsewhere none\n');
    const on = (date: number, hour = 18) => new Date(Date.UTC(2027, 0, date, hour));
    const vault = 'arn:aws:backup:ap-southeast-1:123456789012:backup-vault:certkeeper-copies';
    kept = {
      ListRecoveryPointsByResource: {
        RecoveryPoints: [
          { Status: 'COMPLETED', CreationDate: on(26) },
          { Status: 'COMPLETED', CreationDate: on(27) },
          { Status: 'PARTIAL', CreationDate: on(28) },
        ],
      },
      ListCopyJobs: {
        CopyJobs: [
          { State: 'COMPLETED', CompletionDate: on(26, 20), DestinationBackupVaultArn: vault },
          { State: 'COMPLETED', CompletionDate: on(25, 20), DestinationBackupVaultArn: vault },
        ],
      },
    };
    const { text, data } = await run('status');
    expect(data).toMatchObject({
      nightlyBackups: {
        lastAt: '2027-01-27T18:00:00.000Z',
        lastCopy: { at: '2027-01-26T20:00:00.000Z', vault },
      },
    });
    expect(text).toContain(
      `Nightly backup: last 2027-01-27T18:00:00.000Z; copied elsewhere 2027-01-26T20:00:00.000Z, into ${vault}\n`,
    );
    const TableArn = expect.stringMatching(new RegExp(`^arn:aws:dynamodb:.*:table/${registry.tableName}$`));
    expect(backup.slice(-2)).toEqual([
      { command: 'ListRecoveryPointsByResource', input: expect.objectContaining({ ResourceArn: TableArn }) },
      {
        command: 'ListCopyJobs',
        input: expect.objectContaining({ ByResourceArn: TableArn, ByState: 'COMPLETED' }),
      },
    ]);
  });

  it('tells the rest to credentials that may not ask AWS Backup, and what to allow', async () => {
    answerFor(BackupClient, () => {
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    });
    const { text, data } = await run('status');
    expect(data).toMatchObject({ nightlyBackups: 'denied', mail: { sentLast24Hours: 12 } });
    expect(text).toContain('allow backup:ListRecoveryPointsByResource and backup:ListCopyJobs\n');
  });

  it('does not ask AWS Backup on one machine, and says so', async () => {
    const state = mkdtempSync(join(tmpdir(), 'state-'));
    const here = {
      ...{ controlUrl: 'http://localhost:1/', baseUrl: 'http://localhost:2/', pid: 1, region: 'ap-east-1' },
      ...{ tableName: registry.tableName, endpoints: {}, uploads: '', secrets: [] },
    };
    writeFileSync(join(state, 'control.json'), JSON.stringify(here));
    vi.stubEnv('CERTKEEPER_STATE', state);
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, process.env[name] ?? '');
    const said = await commands['status']?.(
      registry.providerRepository,
      { json: false, 'with-issued': false },
      [],
      new Date(NOW),
      async () => registry.colleagues,
    );
    expect(said?.data).toMatchObject({ nightlyBackups: null });
    expect(said?.text).toContain('Nightly backup: not asked here\n');
    expect(backup).toEqual([]);
  });

  it('tells since when a confirmed upload is at work, not how long ago it came', async () => {
    await run('provider add', { code: 'SPMC', 'name-en': 'Sample', 'name-zh': '樣本', approve: [] });
    await registry.jobs.create({
      id: 'i-2',
      provider: 'SPMC',
      keyId: 'k',
      fileName: 'f.csv',
      contentLength: 1,
      state: 'importing',
      total: 2,
      preview: true,
      createdAt: instantFrom('2027-01-28T10:00:00.000Z'),
    });
    await registry.jobs.mark('i-2', 'confirmed', { at: instantFrom(NOW), keyId: 'k' });
    expect((await run('status')).data).toMatchObject({
      imports: [{ importId: 'i-2', state: 'importing', since: NOW, done: 0, isLong: false }],
    });
  });

  it('counts no mail of another day, and an upload of just now as no trouble', async () => {
    const reminders = createReminderRun(registry);
    await reminders.certificate('OFA-1');
    await reminders.day(day('2027-01-29'));
    const tomorrow = new Date(addSeconds(instantFrom(NOW), 86_400));
    const all = { json: false, 'with-issued': false, stage, table: registry.tableName, mails: true };
    const said = await commands['status']?.(
      registry.providerRepository,
      all,
      [],
      tomorrow,
      async () => registry.colleagues,
    );
    expect(said?.data).toMatchObject({ mailsToday: { on: '2027-01-30', mails: {} }, imports: [] });
    expect(said?.text).toContain('Dead letters: none');
  });
});

describe('dead letters', () => {
  it('are listed by queue, without what is in them, and tried again where they failed', async () => {
    const { work, failed } = await queueWithDeadLetters('ImportsRows');
    await queueWithDeadLetters('Notices');
    for (const n of [1, 2, 3]) await put(failed, `{"n":${n}}`);
    const listed = await run('dead-letters list');
    expect(listed.data).toEqual([
      {
        name: expect.stringContaining('ImportsRowsDeadLetters'),
        messages: 3,
        from: expect.stringContaining('ImportsRowsQueue'),
      },
    ]);
    expect((await run('dead-letters retry', {}, 'ImportsRows')).data).toMatchObject({ again: 3 });
    expect(await bodiesIn(work)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect((await run('dead-letters list')).text).toBe('none');
  });

  it('that are failed events are given to their function again', async () => {
    const failed = await queue('ImportsDeadLetters');
    const functionArn = 'arn:aws:lambda:ap-east-1:123456789012:function:split:$LATEST';
    await put(failed, JSON.stringify({ requestContext: { functionArn }, requestPayload: { detail: 7 } }));
    await put(failed, '{"detail":8}', 'arn:aws:lambda:ap-east-1:123456789012:function:split');
    expect((await run('dead-letters retry', {}, 'ImportsDead')).data).toMatchObject({ again: 2 });
    const invoked = lambda.filter(({ command }) => command === 'Invoke').map(({ input }) => input);
    const FunctionName = 'arn:aws:lambda:ap-east-1:123456789012:function:split';
    expect(invoked).toEqual(
      expect.arrayContaining([
        { FunctionName, InvocationType: 'Event', Payload: '{"detail":7}' },
        { FunctionName, InvocationType: 'Event', Payload: '{"detail":8}' },
      ]),
    );
  });

  it('that nobody can repeat stay where they are', async () => {
    const failed = await queue('ChangesDeadLetters');
    await put(failed, '{"DDBStreamBatchInfo":{}}');
    await expect(run('dead-letters retry', {}, 'Changes')).rejects.toThrow(
      'no event that can be given again',
    );
    expect((await run('dead-letters list')).data).toMatchObject([{ messages: 1, from: null }]);
  });

  it('have to be named so that one is meant', async () => {
    await queueWithDeadLetters('Notices');
    await queueWithDeadLetters('NoticesProtective');
    await expect(run('dead-letters retry', {}, 'Notices')).rejects.toThrow(' or ');
    await expect(run('dead-letters retry', {}, 'Orders')).rejects.toThrow('no dead letters "Orders"');
    await expect(run('dead-letters retry')).rejects.toThrow('say which');
  });
});
