import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { config } from 'zod';
import { reportImport } from '#import/report-import.ts';
import { createCheckLists } from '#lists/store/check-list-store.ts';
import { addSeconds } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { asMessages, functionSettings } from '#support/functions/function-settings';
import { begin, december, find, register } from '#support/sites/extension-orders';
import { createWatchTest, type WatchTest } from '#support/sites/watch-test';
import { day } from '#support/storage/registry';

/** Functions as Lambda calls them, each with an event of its kind, over one register. */
let test: WatchTest;
let aws: Awaited<ReturnType<typeof functionSettings>>;

beforeAll(async () => {
  test = await createWatchTest();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(test.service.now) });
  aws = await functionSettings(test.registry.tableName, [
    'ROWS_QUEUE_URL',
    'EXTENSIONS_QUEUE_URL',
    'LISTS_QUEUE_URL',
    'NOTICES_QUEUE_URL',
    'PROTECTIVE_NOTICES_QUEUE_URL',
    'BULK_NOTICES_QUEUE_URL',
  ]);
  const more = {
    AWS_ENDPOINT_URL_S3: inject('messagingUrl'),
    UPLOAD_BUCKET: 'uploads-of-handlers',
    EDGE_SECRET: '',
    LOOKUPS_PER_MINUTE: '1000',
    UNCONFIRMED_MAILS_A_DAY: '2000',
    CONTACT_EMAIL: 'privacy@certkeeper.example',
    RELEASE: '0.9.9-test',
  };
  for (const [name, value] of Object.entries(more)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await aws?.stop();
  vi.useRealTimers();
  // The public site's function has it so for all that is loaded with it.
  config({ jitless: false });
});

/** What its log lines say, without when and of what they are part. */
const said = () => aws.lines.splice(0).map(({ timestamp, requestId, correlationId, ...line }) => line);

describe('forget-addresses', () => {
  it('takes those of the schedule’s day, and of a day to come no more than of today', async () => {
    const { handler } = await import('#functions/forget-addresses/handler.ts');
    // Valid through 28 February 2025, and through 28 February 2027.
    await test.certificate('SPMC-OLD', { issuedOn: '2022-03-01', email: 'old@example.com' });
    await test.certificate('SPMC-NEW', { email: 'new@example.com' });
    const emailOf = async (key: string) =>
      (await test.registry.credentials.get(key, 'SPMC'))?.credential.email;
    aws.lines.splice(0);
    await handler({ scheduledTime: '2026-01-05T00:00:00Z' });
    expect(said()).toEqual([{ level: 'INFO', event: 'addresses forgotten', forgotten: 0 }]);
    expect(await emailOf('SPMCOLD')).toBe('old@example.com');
    await handler({ scheduledTime: '2029-01-01T00:00:00Z' });
    expect(said()).toEqual([{ level: 'INFO', event: 'addresses forgotten', forgotten: 1 }]);
    expect([await emailOf('SPMCOLD'), await emailOf('SPMCNEW')]).toEqual([undefined, 'new@example.com']);
  });
});

describe('plan-digests', () => {
  it('queues one for each provider, for the week of the schedule’s day', async () => {
    const { handler } = await import('#functions/plan-digests/handler.ts');
    aws.lines.splice(0);
    await handler({ scheduledTime: '2026-11-22T16:30:00Z' });
    const digest = { of: 'digest', week: '2026-11-23' };
    expect(await aws.queued('BULK_NOTICES_QUEUE_URL')).toEqual([
      { ...digest, provider: 'OPEN' },
      { ...digest, provider: 'SHY' },
      { ...digest, provider: 'SPMC' },
    ]);
    expect(said()).toEqual([expect.objectContaining({ level: 'INFO', event: 'digests planned' })]);
  });
});

describe('extend-credentials', () => {
  it('does a step of an order and queues the next', async () => {
    const { handler } = await import('#functions/extend-credentials/handler.ts');
    await register(test.registry, 'EXT-1');
    await begin(test.registry, december, test.service.now);
    const { waiting } = test.registry.orderSteps;
    expect(await handler(asMessages(waiting) as never)).toEqual({ batchItemFailures: [] });
    expect((await find(test.registry, 'EXT1')).history.at(-1)).toMatchObject({
      event: 'extended',
      expiresOn: december.expiresOn,
    });
    expect(await aws.queued('EXTENSIONS_QUEUE_URL')).toContainEqual(
      expect.objectContaining({ provider: 'MINE', step: 'apply' }),
    );
  });

  it('goes on for ten million certificates, and no further', async () => {
    const { handler } = await import('#functions/extend-credentials/handler.ts');
    const step = { provider: 'MINE', orderId: 'none', step: 'apply', n: 0 };
    const afterHops = async (hops: number) => {
      const { Records } = asMessages([step]);
      const record = {
        ...Records[0],
        messageAttributes: { hops: { stringValue: String(hops), dataType: 'Number' } },
      };
      return ((await handler({ Records: [record] } as never)).batchItemFailures ?? []).length;
    };
    expect(await afterHops(100_000)).toBe(0);
    expect(await afterHops(100_001)).toBe(1);
  });
});

describe('an uploaded file', () => {
  it('is split when S3 tells of it, and its rows are registered', async () => {
    const split = (await import('#functions/split-import/handler.ts')).handler;
    const { handler } = await import('#functions/import-rows/handler.ts');
    const importId = crypto.randomUUID();
    const key = `imports/SPMC/${importId}`;
    const job = { id: importId, provider: 'SPMC', keyId: 'k', fileName: 'f.csv', contentLength: 1 };
    await test.registry.jobs.create({ ...job, createdAt: test.service.now, state: 'awaitingUpload' });
    const s3 = new S3Client();
    await s3.send(new CreateBucketCommand({ Bucket: 'uploads-of-handlers' }));
    const Body = 'number,type,nameEn,issuedOn\nSPMC-FILE-1,OFA,LEE Ka Yan,2026-03-01\n';
    const put = await s3.send(new PutObjectCommand({ Bucket: 'uploads-of-handlers', Key: key, Body }));
    const etag = put.ETag?.replaceAll('"', '') ?? expect.fail();
    await split({ detail: { object: { key, etag } } });
    const messages = (await aws.queued('ROWS_QUEUE_URL')) as object[];
    expect(messages).toEqual([expect.objectContaining({ importId })]);
    expect(await handler(asMessages(messages) as never)).toEqual({ batchItemFailures: [] });
    const stored = await test.registry.credentials.get('SPMCFILE1', 'SPMC');
    expect(stored?.credential.nameEn).toBe('LEE Ka Yan');
    expect(stored?.credential.history[0]?.at).toBe(test.service.now);
    expect(await reportImport(test.registry, { provider: 'SPMC', importId })).toMatchObject({
      state: 'finished',
    });
  });

  it.each([`exports/SPMC/${'a'.repeat(8)}`, 'imports/spmc/a', 'imports/SPMC/a/b', 'imports/SPMC/'])(
    'is none of an import at %s',
    async (key) => {
      const { handler } = await import('#functions/split-import/handler.ts');
      await expect(async () => handler({ detail: { object: { key, etag: 'e' } } })).rejects.toThrow(/key/);
    },
  );
});

describe('check-lists', () => {
  it('checks a part of a list as of today', async () => {
    const { handler } = await import('#functions/check-lists/handler.ts');
    await test.certificate('SPMC-LIST-1');
    const lists = createCheckLists(test.registry.table);
    const [on, createdAt] = [day('2026-11-21'), test.service.now];
    const until = addSeconds(createdAt, 3600);
    const { list } = await lists.begin({ on, total: 2, named: 0, createdAt, until });
    const rows = [
      { row: 1, number: 'SPMC-LIST-1' },
      { row: 2, number: 'SPMC-LIST-2' },
    ];
    const chunk = { list: list.list, n: 0, on, until, rows };
    expect(await handler(asMessages([chunk]) as never)).toEqual({ batchItemFailures: [] });
    expect((await lists.rowsOf(list.list, 0)).map(({ row, kind }) => [row, kind])).toEqual([
      [1, 'valid'],
      [2, 'notFound'],
    ]);
    const recorded = await test.registry.table.get(keys.checkedChunk(list.list, 0), { consistent: true });
    expect(recorded).toMatchObject({ at: createdAt });
  });
});

describe('a site’s function', () => {
  const event = (path: string, headers: Record<string, string> = {}) => ({
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { 'accept-language': 'en', accept: 'text/html', ...headers },
    requestContext: { requestId: 'r-1', http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
  });
  type Answer = { statusCode: number; headers: Record<string, string>; body: string };

  it.each([
    ['public-site', '/', 200, '<h1>Verify a first-aid or EMS certificate</h1>'],
    ['employer-site', '/watch', 200, '<h1>Get alerts about your site’s certificates</h1>'],
    ['holder-site', '/my', 200, '<h1>Email me my certificates'],
    ['provider-api', '/console/sign-in', 200, '<h1>Sign in'],
  ] as const)('%s answers at its own address', async (name, path, status, words) => {
    const { handler } = await load(name);
    aws.lines.splice(0);
    const answer = (await handler(event(path) as never)) as Answer;
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain(words);
    expect(said()).toEqual([expect.objectContaining({ level: 'INFO', status })]);
  });
});

function load(name: 'public-site' | 'employer-site' | 'holder-site' | 'provider-api') {
  switch (name) {
    case 'public-site':
      return import('#functions/public-site/handler.ts');
    case 'employer-site':
      return import('#functions/employer-site/handler.ts');
    case 'holder-site':
      return import('#functions/holder-site/handler.ts');
    case 'provider-api':
      return import('#functions/provider-api/handler.ts');
  }
}
