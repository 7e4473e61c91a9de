import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInbox } from '#infra/local/emulators/inbox';
import { type Messaging, startMessaging } from '#infra/local/emulators/messaging';
import { frontObjects } from '#infra/local/emulators/object-proxy';
import { startSesProxy } from '#infra/local/emulators/ses-proxy';
import { refuseUnallowed } from '#infra/local/policies/guarded-messaging';
import { createRights } from '#infra/local/policies/rights';
import { freePort } from '#infra/local/preflight';
import { LocalWorld } from '#infra/local/template/resources';

/** The rights of a function that takes uploads, passes them on and mails, held against real calls to what stands in for AWS. */
const allow = (Action: string[], ...Resource: unknown[]) => ({ Effect: 'Allow', Action, Resource });
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const ses = (resource: string) => `arn:aws:ses:ap-southeast-1:000000000000:${resource}`;
const runs = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] }, LoggingConfig: { LogGroup: `/t/${name}` } },
});
const role = { Type: 'AWS::IAM::Role', Properties: {} };
const Resources = {
  Uploads: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'uploads' } },
  Rows: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'rows' } },
  desk: runs('desk'),
  deskRole: role,
  other: runs('other'),
  otherRole: role,
  Policy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'own',
      Roles: [{ Ref: 'deskRole' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          allow(['s3:PutObject', 's3:GetObject'], joined({ 'Fn::GetAtt': ['Uploads', 'Arn'] }, '/imports/*')),
          allow(['sqs:SendMessage'], { 'Fn::GetAtt': ['Rows', 'Arn'] }),
          allow(['ses:SendRawEmail'], ses('identity/firstaid.example'), ses('configuration-set/mails')),
          allow(['ses:GetSendQuota'], '*'),
        ],
      },
    },
  },
};

let messaging: Messaging;
let mailUrl: string;
const lines: string[] = [];
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const world = new LocalWorld(
    {
      stacks: [{ name: 'tiny', template: { Parameters: {}, Outputs: {}, Resources } }],
      region: 'ap-east-1',
      assetFolder: () => undefined,
    },
    { baseUrl: '', sqsUrl: '' },
  );
  const rights = createRights(world, (line) => void lines.push(line));
  const buckets = [{ name: 'uploads', cors: [], notifies: false }];
  messaging = await startMessaging({
    region: 'ap-east-1',
    intercept: async (request, response) =>
      frontObjects(buckets, request, response) || refuseUnallowed(rights, request, response),
  });
  for (const queue of ['rows', 'letters']) messaging.engine.createQueue(queue);
  messaging.engine.createBucket('uploads');
  const inbox = await startInbox({ port: await freePort() });
  const proxy = await startSesProxy({
    inbox: inbox.url,
    limits: { rate: 14, quota: 50_000 },
    sets: { has: () => true, raise: () => {} },
    rights,
  });
  mailUrl = proxy.url;
  stops.push(messaging.stop, inbox.stop, proxy.stop);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});
beforeEach(() => {
  lines.length = 0;
});

/** The SDK's clients as a function has them. */
function clientsOf(caller: string) {
  const given = { credentials: { accessKeyId: caller, secretAccessKey: 'local' }, maxAttempts: 1 };
  return {
    sqs: new SQSClient({ ...given, endpoint: messaging.url, region: 'ap-east-1' }),
    s3: new S3Client({
      ...given,
      endpoint: messaging.url,
      region: 'ap-east-1',
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
    ses: new SESClient({ ...given, endpoint: mailUrl, region: 'ap-southeast-1' }),
  };
}
type Clients = ReturnType<typeof clientsOf>;

const queueUrl = (name: string) => `${messaging.url}/000000000000/${name}`;
const send = (queue: string) => new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody: '{}' });
const sendMany = (queue: string, body: string) =>
  new SendMessageBatchCommand({
    QueueUrl: queueUrl(queue),
    Entries: Array.from({ length: 3 }, (_, i) => ({ Id: String(i), MessageBody: body })),
  });
const object = (Key: string) => ({ Bucket: 'uploads', Key });
const put = (key: string) => new PutObjectCommand({ ...object(key), Body: 'rows' });
const mail = (Source: string, set = 'mails') =>
  new SendRawEmailCommand({
    Source,
    Destinations: ['chan@example.com'],
    RawMessage: { Data: Buffer.from('To: chan@example.com\r\nSubject: Yours\r\n\r\nHello\r\n') },
    ConfigurationSetName: set,
  });
const from = 'First Aid <desk@firstaid.example>';

/** What comes of a call: its error's code and status, where it has one. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: Error & { $metadata?: { httpStatusCode?: number }; Code?: string }) =>
      `${error.$metadata?.httpStatusCode} ${error.Code ?? error.name}`,
  );

const allowed: [string, (by: Clients) => Promise<unknown>][] = [
  ['sends a message', ({ sqs }) => sqs.send(send('rows'))],
  ['sends a batch of 180 KB', ({ sqs }) => sqs.send(sendMany('rows', 'x'.repeat(60_000)))],
  ['puts an object', ({ s3 }) => s3.send(put('imports/A/1'))],
  ['reads an object', ({ s3 }) => s3.send(new GetObjectCommand(object('imports/A/1')))],
  ['asks about an object', ({ s3 }) => s3.send(new HeadObjectCommand(object('imports/A/1')))],
  ['mails', ({ ses: by }) => by.send(mail(from))],
  ['asks how much it may mail', ({ ses: by }) => by.send(new GetSendQuotaCommand({}))],
];

describe('a function of the local system', () => {
  it.each(allowed)('%s as it may', async (_, call) => {
    expect(await outcome(call(clientsOf('desk')))).toBe('done');
    expect(lines).toEqual([]);
  });

  it('has the whole of a message in the queue after its rights were looked at', async () => {
    const body = 'y'.repeat(60_000);
    await clientsOf('desk').sqs.send(sendMany('rows', body));
    const ready = messaging.engine.inspectQueue('rows')?.messages.ready ?? [];
    expect(ready.filter((message) => message.body === body)).toHaveLength(3);
  });

  it.each<[string, (by: Clients) => Promise<unknown>, string, string]>([
    [
      'sends to another queue',
      ({ sqs }) => sqs.send(send('letters')),
      '403 AccessDenied',
      'sqs:SendMessage on letters',
    ],
    [
      'sends a batch to another queue',
      ({ sqs }) => sqs.send(sendMany('letters', '{}')),
      '403 AccessDenied',
      'sqs:SendMessage on letters',
    ],
    [
      'puts under another prefix',
      ({ s3 }) => s3.send(put('lists/A')),
      '403 AccessDenied',
      's3:PutObject on uploads/lists/…',
    ],
    [
      'deletes and may only read and put',
      ({ s3 }) => s3.send(new DeleteObjectCommand(object('imports/A/1'))),
      '403 AccessDenied',
      's3:DeleteObject on uploads/imports/…',
    ],
    [
      'lists',
      ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket: 'uploads' })),
      '403 AccessDenied',
      's3:ListBucket on uploads',
    ],
    [
      'opens to everybody',
      ({ s3 }) => s3.send(new PutObjectCommand({ ...object('imports/A/2'), Body: 'x', ACL: 'public-read' })),
      '403 AccessDenied',
      's3:PUT on uploads/imports/…',
    ],
    [
      'mails as somebody else',
      ({ ses: by }) => by.send(mail('desk@other.example')),
      '403 AccessDenied',
      'ses:SendRawEmail on identity/other.example',
    ],
    [
      'mails with another configuration set',
      ({ ses: by }) => by.send(mail(from, 'others')),
      '403 AccessDenied',
      'ses:SendRawEmail on configuration-set/others',
    ],
  ])('is refused, as on AWS, what it %s and may not', async (_, call, said, line) => {
    expect(await outcome(call(clientsOf('desk')))).toBe(said);
    expect(lines).toEqual([`desk is not authorized to perform ${line}`]);
  });

  it.each(['other', 'nobody'])('that has no rights is refused everything: %s', async (caller) => {
    for (const [, call] of allowed)
      expect(await outcome(call(clientsOf(caller)))).toMatch(/^403 (AccessDenied|403|Unknown)/);
    expect(lines).toHaveLength(allowed.length);
  });

  it('gives away no more by a presigned URL than it may itself when it is used', async () => {
    const upload = async (caller: string, key: string) => {
      const url = await getSignedUrl(clientsOf(caller).s3, new PutObjectCommand(object(key)));
      const answer = await fetch(url, { method: 'PUT', body: 'rows' });
      return `${answer.status} ${/<Code>(\w+)</.exec(await answer.text())?.[1] ?? ''}`.trim();
    };
    expect(await upload('desk', 'imports/B/1')).toBe('200');
    expect(await upload('desk', 'lists/B')).toBe('403 AccessDenied');
    expect(await upload('other', 'imports/B/1')).toBe('403 AccessDenied');
  });
});

it('the local system itself may everything', async () => {
  const by = clientsOf('local');
  expect(await outcome(by.sqs.send(send('letters')))).toBe('done');
  expect(await outcome(by.s3.send(put('lists/A')))).toBe('done');
  expect(await outcome(by.ses.send(mail('desk@other.example')))).toBe('done');
  expect(lines).toEqual([]);
});
