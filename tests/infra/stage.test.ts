import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { buildApp } from '#infra/build-app';
import { stageSettings } from '#infra/stage';
import { FILLED, filled } from '#support/storage/stages';

const given = (fields: Record<string, unknown>) => (field: string) => fields[field];

describe('the settings of a stage', () => {
  test('prod keeps its data, dev does not, and both are in Hong Kong', () => {
    expect(filled('prod')).toMatchObject({ name: 'prod', region: 'ap-east-1', keepData: true });
    expect(stageSettings('dev')).toMatchObject({ name: 'dev', region: 'ap-east-1', keepData: false });
  });

  test('the local system mails as the registry would', () => {
    expect(stageSettings('local').mail.from).toBe('reminders@certkeeper.example');
  });

  test.each(['alice', 'constructor'])('%s gets a stage of their own with the settings of dev', (name) => {
    expect(stageSettings(name)).toEqual({ ...stageSettings('dev'), name });
  });

  test('a stage that is in an opt-in region with its mail is not refused for it', () => {
    const fields = { region: 'ap-southeast-3', 'mail.region': 'ap-southeast-3' };
    expect(filled('prod', fields).mail.region).toBe('ap-southeast-3');
  });

  test('a field given as text on the command line is read as what it is', () => {
    const fields = {
      account: '123456789012',
      keepData: 'false',
      logRetentionDays: '90',
      publicUrl: 'https://verify.firstaid.hk',
      alarmEmail: 'duty@firstaid.hk',
      'throttling.rate': '7.5',
      lookupsPerMinute: '30',
      'concurrency.public-site': '0',
      contactEmail: 'privacy@firstaid.hk',
      'mail.from': 'renewals@firstaid.hk',
      'mail.identity': 'firstaid.hk',
      'mail.sandbox': 'true',
    };
    expect(stageSettings('prod', given(fields))).toEqual({
      name: 'prod',
      release: 'not released',
      region: 'ap-east-1',
      account: '123456789012',
      keepData: false,
      gradualReleases: true,
      logRetentionDays: 90,
      publicUrl: 'https://verify.firstaid.hk',
      alarmEmail: 'duty@firstaid.hk',
      throttling: { rate: 7.5, burst: 200 },
      lookupsPerMinute: 30,
      accountConcurrency: 1000,
      unconfirmedMailsADay: 2000,
      concurrency: { ...filled('prod').concurrency, 'public-site': 0 },
      contactEmail: 'privacy@firstaid.hk',
      mail: {
        from: 'renewals@firstaid.hk',
        identity: 'firstaid.hk',
        region: 'ap-southeast-1',
        makeIdentity: true,
        sandbox: true,
      },
    });
  });

  test.each([
    ['region', 'hongkong'],
    ['account', '12'],
    ['mail', 'x'],
    ['mail.from', 'nobody'],
    ['mail.region', 'singapore'],
    ['mail.identity', 'other.hk'],
    // Both opt-in: SNS carries nothing from the one to the other.
    ['mail.region', 'ap-southeast-3'],
    ['mail.makeIdentity', 'maybe'],
    ['owner', 'first <aid>'],
    ['accountConcurrency', '9'],
    // Of 1,000 so many are reserved that too few are left.
    ['concurrency', { 'public-site': 950 }],
    ['warmThroughput.writes', '1000'],
    ['publicUrl', 'http://verify.firstaid.hk'],
    ['publicUrl', 'https://verify.firstaid.hk/'],
    ['logRetentionDays', '10'],
    ['logRetentionDays', '9999'],
    ['logRetentionDays', ''],
    ['keepData', 'yes'],
    ['gradualReleases', 'slowly'],
    ['canaryNumber', 'two words'],
    ['throttling.rate', '0'],
    ['throttling.rate', 'many'],
    ['throttling.burst', '1.5'],
    ['alarmEmail', 'duty'],
    ['lookupsPerMinute', '0'],
    ['lookupsPerMinute', 'many'],
    ['contactEmail', 'privacy'],
  ])('a wrong %s (%s) is named in one line', (field, value) => {
    expect(() => stageSettings('prod', given({ [field]: value }))).toThrow(
      new RegExp(`^stage prod: ${field.replace('.', '\\.')} [^\\n]+$`),
    );
  });

  test.each([
    [{ 'mail.from': 'reminders@firstaid.example', 'mail.identity': 'firstaid.example' }, 'mail.from'],
    [{ 'mail.from': 'reminders@example.com', 'mail.identity': 'example.com' }, 'mail.from'],
    [{ 'mail.sandbox': 'true' }, 'mail.sandbox'],
    [{ contactEmail: 'privacy@mail.example.org' }, 'contactEmail'],
    [{ alarmEmail: undefined }, 'alarmEmail'],
    [{ alarmEmail: 'duty@firstaid.test' }, 'alarmEmail'],
    [{ publicUrl: undefined }, 'publicUrl'],
    [{ publicUrl: 'http://localhost:3000' }, 'publicUrl'],
    [{ publicUrl: 'https://verify.example.com' }, 'publicUrl'],
    [{ publicUrl: 'https://abc.execute-api.ap-east-1.amazonaws.com' }, 'publicUrl'],
    [{ publicUrl: 'https://d111.cloudfront.net' }, 'publicUrl'],
  ])('a stage that keeps data is refused with %j, any other is not', (fields, field) => {
    const line = new RegExp(`^stage prod: ${field.replace('.', '\\.')} [^\\n;]+$`);
    expect(() => filled('prod', fields)).toThrow(line);
    expect(() => filled('prod', { ...fields, keepData: 'false' })).not.toThrow();
    expect(() => filled('mine', { ...fields, keepData: 'true' })).toThrow(/^stage mine: /);
  });

  test('all that is still to be set is in one line', () => {
    expect(() => stageSettings('prod')).toThrow(
      /^stage prod: mail\.from [^\n]+; contactEmail [^\n]+; alarmEmail [^\n]+; publicUrl [^\n]+$/,
    );
    expect(() => filled('prod', FILLED)).not.toThrow();
  });

  test('the local system holds nobody up who tests it', () => {
    expect(stageSettings('local').lookupsPerMinute).toBeGreaterThanOrEqual(20 * 50_000);
    expect(filled('prod').lookupsPerMinute).toBe(1000);
  });

  test.each(['', 'Prod', 'a/b', '-x', 'x'.repeat(21)])('a stage cannot be called "%s"', (name) => {
    expect(() => stageSettings(name)).toThrow(/: name must be/);
  });
});

describe('the edge of a stage', () => {
  const fields = {
    publicUrl: 'https://verify.firstaid.hk',
    'edge.certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/1234',
    'edge.origin': 'abc.execute-api.ap-east-1.amazonaws.com',
  };

  test.each(['local', 'dev', 'prod'])('%s has none unless it is given one', (name) => {
    expect(filled(name)).not.toHaveProperty('edge');
  });

  test('needs a certificate and where the API is, and has limits of its own accord', () => {
    expect(filled('prod', { ...fields, 'edge.perAddress.lookups': '50' }).edge).toEqual({
      certificateArn: fields['edge.certificateArn'],
      origin: fields['edge.origin'],
      perAddress: { requests: 3000, lookups: 50 },
    });
  });

  test.each([
    ['edge', { publicUrl: undefined }],
    ['edge', { publicUrl: 'http://localhost:3000' }],
    ['edge.certificateArn', { 'edge.certificateArn': undefined }],
    ['edge.certificateArn', { 'edge.certificateArn': 'arn:aws:acm:ap-east-1:123456789012:certificate/1234' }],
    ['edge.origin', { 'edge.origin': undefined }],
    ['edge.origin', { 'edge.origin': 'https://abc.execute-api.ap-east-1.amazonaws.com' }],
    ['edge.perAddress.requests', { 'edge.perAddress.requests': '9' }],
    ['edge.perAddress.lookups', { 'edge.perAddress.lookups': 'many' }],
  ])('a wrong %s (%j) is named in one line', (field, wrong) => {
    expect(() => stageSettings('prod', given({ ...fields, ...wrong }))).toThrow(
      new RegExp(`^stage prod: ${field.replaceAll('.', '\\.')} [^\\n]+$`),
    );
  });
});

test('stages have stacks of their own, in the account and region of the stage, and of its mail', () => {
  const app = buildApp({
    stage: { ...stageSettings('alice'), account: '123456789012' },
  });
  expect(
    app.node.children.map(
      (stack) => stack instanceof Stack && [stack.stackName, stack.account, stack.region],
    ),
  ).toEqual([
    ['certkeeper-alice-registry', '123456789012', 'ap-east-1'],
    ['certkeeper-alice-service', '123456789012', 'ap-east-1'],
    ['certkeeper-alice-mail', '123456789012', 'ap-southeast-1'],
  ]);
});

describe('the command line', () => {
  const run = promisify(execFile);
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const synth = (context: object) =>
    run(process.execPath, ['infra/app.ts'], {
      cwd: project,
      env: {
        ...process.env,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
      },
    });

  test.each([
    [{ stage: 'dev', region: 'x' }, 'stage dev: region is not an AWS region such as ap-east-1\n'],
    [{}, 'stage is not named: --context stage=dev\n'],
  ])('%j ends with one line and an exit code', async (context, stderr) => {
    await expect(synth(context)).rejects.toMatchObject({ code: 1, stderr, stdout: '' });
  });
});
