import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { DUE_SHARDS, indexKeys, keys, QUARANTINE } from '#storage/contract/table.ts';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

/** One holder for each way in which SES may answer; its error texts name the address, as the real ones do. */
const holders = ['taken', 'refused', 'broken', 'paused', 'unreadable'].map((way, n) => ({
  way,
  number: `ZQX-000${n}`,
  nameEn: `KANARIE ${'ABCDE'[n]}`,
  nameZh: '金絲雀',
  email: `kanarie.${way}@example.com`,
}));
const CANARY = /kanarie|金絲雀|ZQX|example\.com/i;

const on = day('2027-01-29');
/** What the functions put into queues, and what they wrote. */
const queued: string[] = [];
let written = '';
let registry: Registry;
/** What SES says of the account; undefined: nothing. */
let quota: { Max24HourSend: string; SentLast24Hours: string } | undefined;
let stop: () => Promise<void>;
let handlers: { plan: Handler; send: Handler; record: Handler };
type Handler = (event: { Records: { messageId: string; body: string }[] }) => Promise<unknown>;

const asEvent = (bodies: string[]) => ({ Records: bodies.map((body, n) => ({ messageId: `m${n}`, body })) });

beforeAll(async () => {
  // Time stands still: on a busy machine the instants that are kept free for mails would pass, and nothing would be sent.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-01-29T01:00:00.000Z') });
  registry = await createRegistry();
  for (const { number, nameEn, nameZh, email } of holders) {
    const raw = { number, nameEn, nameZh, email, type: 'OFA', issuedOn: '2024-03-01' };
    const read = readCredential(raw, on);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    await registerCredential(registry, {
      provider: 'SPMC',
      facts: read.facts,
      given: new Set(['email']),
      entry: { at: instantFrom('2024-03-02T02:00:00.000Z'), on, source: { via: 'api', keyId: 'k' } },
      correct: false,
    });
  }
  await registry.table.update(
    keys.credential('ZQX0004', 'SPMC'),
    { text: 'SET #language = :nonsense', values: { ':nonsense': 'KANARIE' } },
    { text: 'attribute_exists(#pk)' },
  );

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const aws = `http://127.0.0.1:${address.port}`;
  stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  const settings = {
    AWS_ENDPOINT_URL_SQS: aws,
    AWS_ENDPOINT_URL_SES: aws,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws,
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'),
    TABLE_NAME: registry.tableName,
    PEPPER_SECRET: 'pepper',
    LINK_SECRET: 'pepper',
    SHARDS_QUEUE_URL: `${aws}/1/shards`,
    REMINDERS_QUEUE_URL: `${aws}/1/reminders`,
    MAIL_FROM: 'Certkeeper <reminders@firstaid.hk>',
    MAIL_REGION: 'ap-southeast-1',
    MAIL_CONFIGURATION_SET: 'set',
    METRICS_NAMESPACE: 'certkeeper/test',
    PUBLIC_BASE_URL: 'https://certkeeper.hk',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  handlers = {
    plan: (await import('#functions/plan-reminders/handler.ts')).handler as Handler,
    send: (await import('#functions/send-reminders/handler.ts')).handler as Handler,
    record: (await import('#functions/record-mail-event/handler.ts')).handler as Handler,
  };
  const keep = (text: unknown) => {
    written += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
beforeEach(() => {
  written = '';
  queued.splice(0);
  vi.setSystemTime(Date.parse('2027-01-29T01:00:00.000Z'));
  quota = { Max24HourSend: '5000', SentLast24Hours: '0' };
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  await stop?.();
});

/** SQS, Secrets Manager and SES, as far as these functions ask them. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await Array.fromAsync(request)).join('');
  const target = String(request.headers['x-amz-target'] ?? '');
  const say = (status: number, text: string, type = 'text/xml') => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };
  if (target.endsWith('SendMessageBatch')) {
    const { Entries } = JSON.parse(body) as { Entries: { Id: string; MessageBody: string }[] };
    queued.push(...Entries.map(({ MessageBody }) => MessageBody));
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    return say(200, JSON.stringify({ Successful, Failed: [] }), 'application/x-amz-json-1.0');
  }
  if (target.endsWith('GetSecretValue'))
    return say(200, JSON.stringify({ SecretString: 'pepper of the tests' }), 'application/x-amz-json-1.1');
  const form = new URLSearchParams(body);
  const to = form.get('Destinations.member.1') ?? '';
  const refuse = (status: number, code: string, message: string) =>
    say(
      status,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
  if (form.get('Action') === 'GetSendQuota') {
    if (!quota) return refuse(403, 'AccessDenied', 'not authorized to perform ses:GetSendQuota');
    const { Max24HourSend, SentLast24Hours } = quota;
    return say(
      200,
      `<GetSendQuotaResponse><GetSendQuotaResult><Max24HourSend>${Max24HourSend}</Max24HourSend><MaxSendRate>50</MaxSendRate><SentLast24Hours>${SentLast24Hours}</SentLast24Hours></GetSendQuotaResult></GetSendQuotaResponse>`,
    );
  }
  if (to.includes('refused')) return refuse(400, 'MessageRejected', `Address blacklisted: ${to}`);
  if (to.includes('broken')) return refuse(500, 'InternalFailure', `could not write to ${to}`);
  if (to.includes('paused'))
    return refuse(400, 'AccountSendingPausedException', `Email sending paused, not sent to ${to}`);
  return say(
    200,
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
}

describe('plan-reminders', () => {
  const said = (event: string) =>
    written
      .split('\n')
      .filter((line) => line.includes(`"${event}"`))
      .map((line) => JSON.parse(line));
  const scheduled = async (scheduledTime: string) => {
    expect(await handlers.plan({ scheduledTime } as never)).toBeUndefined();
    return queued.splice(0).map((body) => JSON.parse(body));
  };

  it('starts a run at its schedule: a message for each shard, as of the schedule’s day and instant', async () => {
    const messages = await scheduled('2027-01-29T00:59:00Z');
    const run = { on, startedAt: '2027-01-29T00:59:00.000Z' };
    expect(messages).toEqual([...DUE_SHARDS, QUARANTINE].map((shard) => ({ ...run, shard })));
    expect(said('run started')).toEqual([
      expect.objectContaining({ level: 'INFO', ...run, left: 0, again: false }),
    ]);
    expect(said('RemindersLeftForTomorrow').map((line) => line.RemindersLeftForTomorrow)).toEqual([0]);
  });

  it('is looked at again while the quota is too small, and leaves to tomorrow what has no room at night', async () => {
    quota = { Max24HourSend: '100', SentLast24Hours: '99' };
    vi.setSystemTime(Date.parse('2027-01-29T02:00:00.000Z'));
    expect(await scheduled('2027-01-29T01:00:00Z')).toContainEqual({
      on,
      startedAt: '2027-01-29T01:00:00.000Z',
    });
    expect(said('RemindersLeftForTomorrow').map((line) => line.RemindersLeftForTomorrow)).toEqual([0]);
    written = '';
    vi.setSystemTime(Date.parse('2027-01-29T14:50:00.000Z'));
    await scheduled('2027-01-29T01:00:00Z');
    expect(said('RemindersLeftForTomorrow').map((line) => line.RemindersLeftForTomorrow)).toEqual([
      holders.length,
    ]);
  });

  it('plans everything where nobody knows the quota, and says so', async () => {
    quota = undefined;
    vi.setSystemTime(Date.parse('2027-01-29T14:55:00.000Z'));
    const messages = await scheduled('2027-01-29T01:00:00Z');
    expect(messages.filter((message) => 'cutoff' in message)).toEqual([]);
    expect(said('the quota cannot be read')).toEqual([
      expect.objectContaining({ level: 'WARN', error: expect.objectContaining({ name: 'AccessDenied' }) }),
    ]);
  });

  it('says how many entries of what is due it cannot read, and does so for a message of a shard alone', async () => {
    const [shard = ''] = DUE_SHARDS;
    await registry.table.put({
      ...{ pk: 'POISON#1', sk: 'POISON', dueSk: '2020-01-01#1' },
      ...indexKeys.dueShard(shard),
    });
    const message = { on, shard, startedAt: '2027-01-29T14:55:00.000Z' };
    await handlers.plan(asEvent([JSON.stringify(message)]));
    expect(said('due entries cannot be read')).toEqual([
      expect.objectContaining({ level: 'ERROR', on, shard, count: 1 }),
    ]);
  });
});

describe('what the functions of the reminders write to their logs', () => {
  it('tells of every step, of failures and of what they measure, and names nobody', async () => {
    await handlers.plan(
      asEvent(
        DUE_SHARDS.map((shard) => JSON.stringify({ on, shard, startedAt: '2027-01-29T01:00:00.000Z' })),
      ),
    );
    const batches = queued.splice(0);
    expect(batches).toHaveLength(holders.length);
    // The one that stops all sending comes last.
    const paused = holders.findIndex(({ way }) => way === 'paused');
    const last = batches.filter((body) => body.includes(`ZQX000${paused}`));
    await handlers.send(asEvent(batches.filter((body) => !last.includes(body))));
    await handlers.send(asEvent(last));

    const email = 'kanarie.taken@example.com';
    const at = '2027-01-29T01:00:02.000Z';
    const mail = { timestamp: at, destination: [email], messageId: 'm-1', tags: { mailing: ['c1'] } };
    const bounce = {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: email, diagnosticCode: `550 no ${email} here` }],
      timestamp: at,
    };
    await handlers.record(
      asEvent([
        JSON.stringify({ eventType: 'Bounce', mail, bounce }),
        JSON.stringify({ eventType: 'Bounce', mail: email }),
        `${email} is no JSON`,
        `{"to":"${email}`,
      ]),
    );

    for (const said of [
      '"event":"shard planned"',
      '"state":"sent"',
      '"state":"failed"',
      '"state":"uncertain"',
      '"state":"released"',
      '"event":"message failed"',
      '"event":"mail event"',
      '"RemindersDue":1',
      '"RemindersSkipped":1',
      '"MailsBounced":1',
      '"SendingHalted":1,"Cause":"account"',
    ])
      expect(written).toContain(said);
    for (const line of written.split('\n')) expect(line).not.toMatch(CANARY);
  });
});
