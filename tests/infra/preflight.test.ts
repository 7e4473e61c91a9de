import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whatIsMissing } from '#infra/what-is-missing';
import { FILLED, filled } from '#support/storage/stages';
import { ofType, synthesise } from '#support/storage/template';

/** An account that has all that prod needs. */
const ENOUGH = {
  disabledRegions: [],
  concurrency: 1000,
  requests: 2500,
  table: { reads: 40_000, writes: 40_000 },
  mail: { inSandbox: false, maySend: true, inDay: 50_000, verified: undefined },
};
const prod = filled('prod');
const mailing = (more: object) => ({ ...ENOUGH, mail: { ...ENOUGH.mail, ...more } });

describe('what an account lacks', () => {
  test('is nothing where everything is there', () => {
    expect(whatIsMissing(prod, ENOUGH)).toEqual([]);
    const there = filled('prod', { 'mail.makeIdentity': 'false' });
    expect(whatIsMissing(there, mailing({ verified: true }))).toEqual([]);
  });

  test.each([
    [
      'a region that is not enabled',
      { ...ENOUGH, disabledRegions: ['ap-east-1'] },
      /ap-east-1 is not enabled/,
    ],
    [
      'a new account’s ten functions at once',
      { ...ENOUGH, concurrency: 10 },
      /runs 10 functions .* counts on 1000 \(470 reserved, and AWS wants 100 left\): .* set accountConcurrency to 10 and each of concurrency to 0$/,
    ],
    [
      'fewer requests a second than it lets in',
      { ...ENOUGH, requests: 50 },
      /takes 50 requests a second .* throttling\.rate is 100: .* set it to 50 at most$/,
    ],
    ['SES’s sandbox', mailing({ inSandbox: true }), /in its sandbox: ask for production access/],
    ['a stopped account', mailing({ maySend: false }), /SES .* has stopped the account/],
    ['a quota as small as a sandbox’s', mailing({ inDay: 200 }), /lets out 200 emails .* may take 2000/],
    [
      'an identity without its DNS records',
      mailing({ verified: false }),
      /has not verified firstaid\.hk: enter the DNS/,
    ],
  ])('is said of %s', (_, limits, line) => {
    expect(whatIsMissing(prod, limits)).toContainEqual(expect.stringMatching(line));
  });

  test('is what a table that is to be ready for much may not be given', () => {
    const warm = filled('prod', { 'warmThroughput.reads': '40000', 'warmThroughput.writes': '50000' });
    expect(whatIsMissing(warm, ENOUGH)).toEqual([
      expect.stringMatching(/gives a table .* 40000 writes .* warmThroughput\.writes is 50000: ask/),
    ]);
  });

  test('is an identity that nobody makes, or that would be made twice', () => {
    const byHand = filled('prod', { 'mail.makeIdentity': 'false' });
    expect(whatIsMissing(byHand, ENOUGH)).toEqual([expect.stringContaining('does not know firstaid.hk')]);
    expect(whatIsMissing(prod, mailing({ verified: true }))).toEqual([
      expect.stringContaining('has firstaid.hk already'),
    ]);
  });
});

test('what nobody asks for from outside is said of a stage that keeps data', () => {
  const unasked = (name: string) => whatIsMissing(filled(name, { canaryNumber: undefined }), ENOUGH);
  expect(unasked('prod')).toEqual([expect.stringMatching(/^canaryNumber is not set/)]);
  expect(unasked('dev').join()).not.toContain('canaryNumber');
});

test('a stage for an account of ten reserves nothing and reads each queue by two functions, the fewest that AWS takes', () => {
  const none = Object.fromEntries(Object.keys(prod.concurrency).map((name) => [`concurrency.${name}`, '0']));
  const few = synthesise(filled('prod', { accountConcurrency: '10', ...none })).service;
  const reserved = ofType(few, 'AWS::Lambda::Function').map(
    ({ properties }) => properties['ReservedConcurrentExecutions'],
  );
  expect(new Set(reserved)).toEqual(new Set([undefined]));
  const readers = ofType(few, 'AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
    JSON.stringify(properties['EventSourceArn']).includes('Queue'),
  );
  expect(readers.length).toBeGreaterThan(6);
  for (const { properties } of readers)
    expect(properties['ScalingConfig']).toEqual({ MaximumConcurrency: 2 });
});

test('quotas that these credentials may not ask are one line, and the others are still looked at', () => {
  const unknown = { ...ENOUGH, requests: undefined, table: { reads: undefined, writes: 40_000 } };
  expect(whatIsMissing(prod, unknown)).toEqual([
    expect.stringMatching(/^Service Quotas does not say .* allow servicequotas:GetServiceQuota/),
  ]);
});

test('a table can be ready for a day of many uploads from the first on, with its indexes', () => {
  const warm = filled('prod', { 'warmThroughput.reads': '12000', 'warmThroughput.writes': '40000' });
  const [table] = ofType(synthesise(warm).registry, 'AWS::DynamoDB::Table');
  const ready = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 40_000 };
  expect(table?.properties['WarmThroughput']).toEqual(ready);
  for (const index of (table?.properties['GlobalSecondaryIndexes'] ?? []) as object[])
    expect(index).toMatchObject({ WarmThroughput: ready });
  const [plain] = ofType(synthesise(prod).registry, 'AWS::DynamoDB::Table');
  expect(JSON.stringify(plain)).not.toContain('WarmThroughput');
});

describe('npm run preflight', () => {
  const quota = (ServiceCode: string, QuotaCode: string, QuotaName: string, Value: number) => ({
    Quota: { ServiceCode, QuotaCode, QuotaName, Value, Unit: 'None', Adjustable: true, GlobalQuota: false },
  });
  /** A new account, as the four services answer: by path, `X-Amz-Target` and body. */
  const answers: [RegExp, number, object][] = [
    [/GetServiceQuota .*"L-8A5B8E43"/, 200, quota('apigateway', 'L-8A5B8E43', 'Throttle rate', 2500)],
    [/GetServiceQuota .*"dynamodb"/, 400, { __type: 'NoSuchResourceException', Message: 'none' }],
    [
      /GetAWSDefaultServiceQuota .*"L-AB614373"/,
      200,
      quota('dynamodb', 'L-AB614373', 'Table-level write throughput limit', 40_000),
    ],
    [
      /GetAWSDefaultServiceQuota .*"L-CF0CBE56"/,
      200,
      quota('dynamodb', 'L-CF0CBE56', 'Table-level read throughput limit', 40_000),
    ],
    [/getRegionOptStatus/i, 200, { RegionOptStatus: 'ENABLED' }],
    [/account-settings/, 200, { AccountLimit: { ConcurrentExecutions: 10 } }],
    [
      /v2\/email\/account/,
      200,
      { ProductionAccessEnabled: false, SendingEnabled: true, SendQuota: { Max24HourSend: 200 } },
    ],
    [/v2\/email\/identities/, 404, { __type: 'NotFoundException', message: 'none' }],
  ];
  let denied = false;
  const server = createServer(async (request, response) => {
    const asked = `${request.url} ${request.headers['x-amz-target']} ${await text(request)}`;
    const refused: (typeof answers)[number] = [
      /Quota/,
      400,
      { __type: 'AccessDeniedException', Message: 'no' },
    ];
    const all = denied ? [refused, ...answers] : answers;
    const [, status, body] = all.find(([pattern]) => pattern.test(asked)) ?? [null, 500, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['infra/preflight.ts', ...args], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      },
    });

  test('lists all that a new account lacks, and what settings lack before that', async () => {
    const set = Object.entries(FILLED).flatMap(([field, value]) => ['--set', `${field}=${value}`]);
    set.push('--set', 'throttling.rate=5000', '--set', 'warmThroughput.writes=50000');
    await expect(run('--stage', 'prod', ...set)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^Missing:\n- Lambda runs 10 .+\n- API Gateway takes 2500 .+\n- DynamoDB .+ 40000 writes .+\n- SES .+ sandbox.+\n- SES lets out 200 .+\n$/,
      ),
    });
    denied = true;
    await expect(run('--stage', 'prod', ...set)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^Missing:\n- Lambda runs 10 .+\n- Service Quotas .+\n- SES .+ sandbox.+\n/,
      ),
    });
    await expect(run('--stage', 'prod')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^Missing:\n- mail\.from .+\n- contactEmail .+\n- alarmEmail .+\n- publicUrl .+\n$/,
      ),
    });
  });
});
