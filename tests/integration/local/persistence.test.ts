import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type RunningSystem, startRunningSystem } from '#support/browser/running-system';
import { childrenOf, getJson } from './system-processes.ts';
import { echo, lambda, smallest, writeAssembly } from './tiny-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'seen-'));
const [seen, flag] = [join(folder, 'seen'), join(folder, 'go on')];

const assembly = writeAssembly(
  {
    ...smallest,
    Echo: lambda('echo', {
      BUCKET: { Ref: 'Uploads' },
      QUEUE_URL: { Ref: 'Later' },
      SECRET: { Ref: 'Pepper' },
      TABLE_NAME: { Ref: 'Table' },
    }),
    Pepper: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { PasswordLength: 64 } },
    },
    Later: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 600 } },
    Uploads: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        CorsConfiguration: {
          CorsRules: [
            {
              AllowedMethods: ['PUT'],
              AllowedOrigins: ['https://console.example'],
              AllowedHeaders: ['content-type'],
            },
          ],
        },
      },
    },
    Uploaded: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
          detail: { bucket: { name: [{ Ref: 'Uploads' }] }, object: { key: [{ prefix: 'imports/' }] } },
        },
        Targets: [{ Arn: { 'Fn::GetAtt': ['OnUpload', 'Arn'] }, Id: 'target' }],
      },
    },
    OnUpload: lambda('onUpload', { SEEN: seen, FLAG: flag }, 60),
  },
  {
    echo,
    // Hangs for as long as the flag is not there, as a function that is cut off by a stop.
    onUpload: `const { appendFileSync, existsSync } = require('node:fs');
      exports.handler = async (event) => {
        appendFileSync(process.env.SEEN, JSON.stringify(event) + '\\n');
        while (!existsSync(process.env.FLAG)) await new Promise((resolve) => setTimeout(resolve, 20));
      };`,
  },
);

const events = () =>
  existsSync(seen)
    ? readFileSync(seen, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

/** The running system as a function sees it. */
async function insideOf(system: RunningSystem) {
  const { endpoints } = await childrenOf(system);
  const { environment } = await getJson(`${system.baseUrl}/`);
  const at = (service: string) => ({
    endpoint: endpoints[`AWS_ENDPOINT_URL_${service}`] ?? '',
    region: 'ap-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    environment,
    dynamodb: new DynamoDBClient(at('DYNAMODB')),
    sqs: new SQSClient(at('SQS')),
    s3: new S3Client({ ...at('S3'), requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ses: new SESClient(at('SES')),
    secrets: new SecretsManagerClient(at('SECRETS_MANAGER')),
  };
}

const put = (Bucket: string, Key: string, ContentLength: number) =>
  new PutObjectCommand({ Bucket, Key, ContentLength });
const mail = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: Kept\r\n\r\nhello';
const lettersOf = async ({ inboxUrl }: RunningSystem) =>
  (await getJson(`${inboxUrl}/store`)).emails.map(({ subject }: { subject: string }) => subject);

test('table, messages, uploads, their events, secret and inbox survive a stop and a start', async () => {
  const state = mkdtempSync(join(tmpdir(), 'certkeeper-'));
  const start = async (args: string[] = []) => {
    const started = await startRunningSystem({ state, args, env: { CERTKEEPER_ASSEMBLY: assembly } });
    onTestFinished(async () => {
      await started.stop();
    });
    return started;
  };
  let system = await start();
  let { environment, dynamodb, sqs, s3, ses, secrets } = await insideOf(system);
  const { TABLE_NAME: TableName, BUCKET: Bucket, SECRET: SecretId } = environment;
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };

  await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, kept: { BOOL: true } } }));
  for (const MessageBody of ['waiting', 'in hand'])
    await sqs.send(new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody }));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: environment.QUEUE_URL, MaxNumberOfMessages: 1 }));
  await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(mail) } }));
  const { SecretString: secret } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  expect(secret).toMatch(/^[A-Za-z0-9]{64}$/);

  const url = await getSignedUrl(s3, put(Bucket, 'imports/x/1', 5), {
    signableHeaders: new Set(['content-length']),
  });
  expect((await fetch(url, { method: 'PUT', body: 'hello' })).status).toBe(200);
  expect((await fetch(url, { method: 'PUT', body: 'hello and more' })).status).toBe(403);
  expect((await fetch(url.replace('imports', 'other'), { method: 'PUT', body: 'hello' })).status).toBe(403);
  const elsewhere = await getSignedUrl(s3, put(Bucket, 'other/1', 5));
  expect((await fetch(elsewhere, { method: 'PUT', body: 'hello' })).status).toBe(200);
  const preflight = (origin: string) =>
    fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
  expect((await preflight('https://console.example')).headers.get('access-control-allow-origin')).toBe(
    'https://console.example',
  );
  expect((await preflight('https://evil.example')).status).toBe(403);

  await vi.waitFor(() => expect(events()).toHaveLength(1), { timeout: 60_000 });
  expect(events()[0]).toMatchObject({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    region: 'ap-east-1',
    detail: { bucket: { name: Bucket }, object: { key: 'imports/x/1', size: 5 } },
  });
  expect(await system.stop()).toBe(0);

  writeFileSync(flag, '');
  system = await start();
  ({ environment, dynamodb, sqs, s3, ses, secrets } = await insideOf(system));
  await vi.waitFor(() => expect(events()).toHaveLength(2), { timeout: 60_000 });
  expect(events()[1].id).toBe(events()[0].id);
  expect((await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item).toMatchObject({
    kept: { BOOL: true },
  });
  const messages: unknown[] = [];
  await vi.waitFor(
    async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl: environment.QUEUE_URL, MaxNumberOfMessages: 10 });
      messages.push(...((await sqs.send(receive)).Messages ?? []).map(({ Body }) => Body));
      expect(messages.toSorted()).toEqual(['in hand', 'waiting']);
    },
    { timeout: 60_000 },
  );
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'imports/x/1' }));
  expect(await object.Body?.transformToString()).toBe('hello');
  expect((await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe(secret);
  expect(await lettersOf(system)).toEqual(['Kept']);
  expect(await system.stop('SIGINT')).toBe(0);

  system = await start(['--fresh']);
  ({ dynamodb } = await insideOf(system));
  expect((await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
  expect(await lettersOf(system)).toEqual([]);
  expect(events()).toHaveLength(2);
  expect(await system.stop()).toBe(0);
});
