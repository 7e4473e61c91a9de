import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInbox } from '#infra/local/emulators/inbox';
import { type Messaging, startMessaging } from '#infra/local/emulators/messaging';
import { startSesProxy } from '#infra/local/emulators/ses-proxy';
import { freePort } from '#infra/local/preflight';
import { provisionTopics, readConfigurationSets } from '#infra/local/template/mail-topics';
import { LocalWorld } from '#infra/local/template/resources';
import { getJson } from './system-processes.ts';

const subscription = (properties: Record<string, unknown>) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'Events' }, Protocol: 'sqs', RawMessageDelivery: true, ...properties },
});
const destination = (set: string, topic: string, types: string[]) => ({
  Type: 'AWS::SES::ConfigurationSetEventDestination',
  Properties: {
    ConfigurationSetName: { Ref: set },
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: types,
      SnsDestination: { TopicARN: { Ref: topic } },
    },
  },
});
const topic = (name: string) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name } });
const set = (Name: string) => ({ Type: 'AWS::SES::ConfigurationSet', Properties: { Name } });

const worldOf = (Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>) =>
  new LocalWorld(
    {
      stacks: [{ name: 'mail', template: { Resources, Outputs: {}, Parameters: {} } }],
      region: 'ap-east-1',
      assetFolder: () => undefined,
    },
    { baseUrl: 'http://localhost:3000', sqsUrl: 'http://127.0.0.1:4566' },
  );

/** As the MailStack has it: the queue is in another region than the topic. */
const world = worldOf({
  Mails: set('mails'),
  Events: topic('mail-events'),
  All: destination('Mails', 'Events', [
    'send',
    'delivery',
    'deliveryDelay',
    'bounce',
    'complaint',
    'reject',
    'renderingFailure',
  ]),
  ToTheQueue: subscription({ Endpoint: 'arn:aws:sqs:ap-southeast-1:000000000000:heard' }),
  ToPeople: subscription({ Protocol: 'email', Endpoint: 'duty@firstaid.example' }),
  Quiet: set('quiet'),
  Bounces: topic('bounces'),
  Some: destination('Quiet', 'Bounces', ['BOUNCE']),
  Wrapped: subscription({
    TopicArn: { Ref: 'Bounces' },
    RawMessageDelivery: undefined,
    Endpoint: 'arn:aws:sqs:ap-east-1:000000000000:wrapped',
  }),
});

let messaging: Messaging;
let inbox: Awaited<ReturnType<typeof startInbox>>;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  messaging = await startMessaging({ region: 'ap-east-1' });
  for (const queue of ['heard', 'wrapped']) messaging.engine.createQueue(queue);
  provisionTopics(world, messaging);
  inbox = await startInbox({ port: await freePort() });
  stops.push(inbox.stop, messaging.stop);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

interface Heard {
  eventType: string;
  mail: { messageId: string; destination: string[]; tags: Record<string, string[]> };
  bounce?: { bounceType: string; bounceSubType: string; bouncedRecipients: { emailAddress: string }[] };
  complaint?: { complaintFeedbackType: string; complainedRecipients: { emailAddress: string }[] };
}
const bodiesIn = (queue: string) =>
  messaging.engine.inspectQueue(queue)?.messages.ready.map(({ body }) => JSON.parse(body)) ?? [];
const heardOf = (messageId: string): Heard[] =>
  bodiesIn('heard').filter(({ mail }: Heard) => mail.messageId === messageId);

async function proxy(options: Partial<Parameters<typeof startSesProxy>[0]> = {}) {
  const sets = readConfigurationSets(world, messaging);
  const limits = { rate: 14, quota: 50_000 };
  const { url, stop } = await startSesProxy({ inbox: inbox.url, limits, sets, ...options });
  stops.push(stop);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const ses = new SESClient({ endpoint: url, region: 'ap-southeast-1', credentials, maxAttempts: 1 });
  return {
    url,
    quota: () => ses.send(new GetSendQuotaCommand({})),
    async send(to: string, more: { set?: string; claimId?: string } = {}): Promise<string> {
      const { MessageId } = await ses.send(
        new SendRawEmailCommand({
          Source: 'reminders@certkeeper.example',
          Destinations: [to],
          RawMessage: {
            Data: Buffer.from(
              `From: reminders@certkeeper.example\r\nTo: ${to}\r\nSubject: Your\r\n certificate\r\n\r\nHello\r\n`,
            ),
          },
          ...(more.set !== undefined && { ConfigurationSetName: more.set }),
          ...(more.claimId !== undefined && { Tags: [{ Name: 'mailing', Value: more.claimId }] }),
        }),
      );
      return MessageId ?? '';
    },
  };
}

describe('what becomes of a mail', () => {
  test.each([
    ['chan@example.com', ['Send', 'Delivery']],
    ['success@simulator.amazonses.com', ['Send', 'Delivery']],
    ['bounce@simulator.amazonses.com', ['Send', 'Bounce Permanent/General']],
    ['bounce+chan@simulator.amazonses.com', ['Send', 'Bounce Permanent/General']],
    ['Complaint@Simulator.AmazonSES.com', ['Send', 'Delivery', 'Complaint abuse']],
    ['suppressionlist@simulator.amazonses.com', ['Send', 'Bounce Permanent/Suppressed']],
    ['ooto+a@simulator.amazonses.com', ['Send', 'Delivery', 'Bounce Transient/General']],
    ['nobody@simulator.amazonses.com', ['Send', 'Delivery']],
  ])('to %s is told as SES tells it', async (to, told) => {
    const { send } = await proxy();
    const heard = heardOf(await send(to, { set: 'mails' }));
    const kind = ({ eventType, bounce, complaint }: Heard) =>
      [
        eventType,
        bounce && `${bounce.bounceType}/${bounce.bounceSubType}`,
        complaint?.complaintFeedbackType,
      ].filter((word) => word !== undefined);
    expect(heard.map((event) => kind(event).join(' '))).toEqual(told);
    for (const { mail, bounce, complaint } of heard) {
      expect(mail.destination).toEqual([to]);
      for (const { emailAddress } of [
        ...(bounce?.bouncedRecipients ?? []),
        ...(complaint?.complainedRecipients ?? []),
      ])
        expect(emailAddress).toBe(to);
    }
  });

  test('carries the tag that the mail was sent with, its id, and what SES adds', async () => {
    const { send } = await proxy();
    const messageId = await send('wong@example.com', { set: 'mails', claimId: 'claim-7' });
    expect(heardOf(messageId)[1]).toEqual({
      eventType: 'Delivery',
      delivery: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        processingTimeMillis: expect.any(Number),
        recipients: ['wong@example.com'],
        smtpResponse: expect.any(String),
        reportingMTA: expect.any(String),
      },
      mail: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        source: 'reminders@certkeeper.example',
        sourceArn: 'arn:aws:ses:ap-east-1:000000000000:identity/certkeeper.example',
        sendingAccountId: '000000000000',
        messageId,
        destination: ['wong@example.com'],
        headersTruncated: false,
        headers: [
          { name: 'From', value: 'reminders@certkeeper.example' },
          { name: 'To', value: 'wong@example.com' },
          { name: 'Subject', value: 'Your certificate' },
        ],
        commonHeaders: {
          from: ['reminders@certkeeper.example'],
          to: ['wong@example.com'],
          messageId,
          subject: 'Your certificate',
        },
        tags: expect.objectContaining({
          mailing: ['claim-7'],
          'ses:configuration-set': ['mails'],
          'ses:from-domain': ['certkeeper.example'],
        }),
      },
    });
  });

  test('is told only as far as the event destination asks, and in SNS’s envelope unless it is delivered raw', async () => {
    const { send } = await proxy();
    const messageId = await send('bounce@simulator.amazonses.com', { set: 'quiet' });
    const told = bodiesIn('wrapped').map(({ Type, Message }) => ({ Type, event: JSON.parse(Message) }));
    expect(told).toMatchObject([
      { Type: 'Notification', event: { eventType: 'Bounce', mail: { messageId } } },
    ]);
    expect(heardOf(messageId)).toEqual([]);
  });

  test('is told to nobody without a configuration set, and one that is not there is refused', async () => {
    const { send, url } = await proxy();
    expect(heardOf(await send('lee@example.com'))).toEqual([]);
    await expect(send('ho@example.com', { set: 'other' })).rejects.toMatchObject({
      name: 'ConfigurationSetDoesNotExistException',
      $metadata: { httpStatusCode: 400 },
    });
    const { emails } = await getJson(`${url}/store`);
    const to = emails.map(({ destination: { to } }: { destination: { to: string[] } }) => to[0]);
    expect(to).toContain('lee@example.com');
    expect(to).not.toContain('ho@example.com');
  });
});

describe('the account', () => {
  const throttled = (message: string) => ({
    name: 'Throttling',
    message,
    $metadata: { httpStatusCode: 400 },
  });

  test('says what it may send, and counts what was accepted but for the simulator', async () => {
    const now = Date.parse('2026-11-22T01:00:00.000Z');
    const { send, quota } = await proxy({
      limits: { rate: 5, quota: 200 },
      now: () => now,
      accepted: [now - 25 * 3_600_000, now - 3_600_000],
    });
    expect(await quota()).toMatchObject({ MaxSendRate: 5, Max24HourSend: 200, SentLast24Hours: 1 });
    await send('chan@example.com');
    await send('success@simulator.amazonses.com');
    expect(await quota()).toMatchObject({ SentLast24Hours: 2 });
  });

  test('is refused what exceeds its rate, and goes on a moment later', async () => {
    let now = Date.parse('2026-11-22T01:00:00.000Z');
    const { send } = await proxy({ limits: { rate: 2, quota: 200 }, now: () => now });
    await send('a@example.com');
    await send('bounce@simulator.amazonses.com');
    await expect(send('b@example.com')).rejects.toMatchObject(throttled('Maximum sending rate exceeded.'));
    now += 500;
    await send('b@example.com');
    await expect(send('c@example.com')).rejects.toMatchObject(throttled('Maximum sending rate exceeded.'));
  });

  test('is refused what exceeds its day, and goes on when that is over', async () => {
    let now = Date.parse('2026-11-22T01:00:00.000Z');
    const { send, quota } = await proxy({ limits: { rate: 14, quota: 1 }, now: () => now });
    await send('a@example.com');
    await expect(send('b@example.com')).rejects.toMatchObject(throttled('Daily message quota exceeded.'));
    await send('success@simulator.amazonses.com');
    now += 24 * 3_600_000;
    expect(await quota()).toMatchObject({ SentLast24Hours: 0 });
    await send('b@example.com');
  });
});

describe('what the inbox itself answers', () => {
  test('reaches who asked: its page, its mails, its refusals', async () => {
    const { url, quota } = await proxy();
    expect(await (await fetch(`${url}/`)).text()).toContain('<title>');
    expect((await fetch(`${url}/health-check`)).status).toBe(200);
    const ask = (authorization?: string) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(authorization !== undefined && { authorization }),
        },
        body: new URLSearchParams({ Action: 'SendRawEmail', 'Destinations.member.1': 'a@example.com' }),
      });
    expect((await ask()).status).toBe(403);
    const refused = await ask('AWS4-HMAC-SHA256 Credential=local');
    expect([refused.status, await refused.json()]).toMatchObject([400, { message: 'Bad Request Exception' }]);
    expect(await quota()).toMatchObject({ SentLast24Hours: 0 });
  });

  test('is a 503 when it does not answer at all, and counts for nothing', async () => {
    const { send, quota } = await proxy({ inbox: `http://127.0.0.1:${await freePort()}` });
    await expect(send('chan@example.com', { set: 'mails' })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
    expect(await quota()).toMatchObject({ SentLast24Hours: 0 });
  });

  test('is a refusal for an action that is not here', async () => {
    const { url } = await proxy();
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ Action: 'GetSendStatistics' }),
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('InvalidAction')]);
  });
});

describe('a subscription', () => {
  test('of a queue that no stack declares is one clear line', () => {
    const wrong = worldOf({
      Events: topic('mail-events'),
      Lost: subscription({ Endpoint: 'arn:aws:sqs:ap-east-1:000000000000:nowhere' }),
    });
    expect(() => provisionTopics(wrong, messaging)).toThrow(
      'mail: Lost subscribes the queue nowhere, which no stack declares',
    );
  });

  test('made again by the next start delivers once, and one that the template dropped delivers no more', async () => {
    provisionTopics(world, messaging);
    const { send } = await proxy();
    expect(heardOf(await send('chan@example.com', { set: 'mails' }))).toHaveLength(2);
    provisionTopics(worldOf({ Events: topic('mail-events') }), messaging);
    expect(heardOf(await send('chan@example.com', { set: 'mails' }))).toEqual([]);
    provisionTopics(world, messaging);
  });
});
