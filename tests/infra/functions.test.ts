import { Duration, type Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { plain } from '#infra/constructs/access';
import { FLAT_HEAP } from '#infra/constructs/import-pipeline';
import { ServiceFunction } from '#infra/constructs/service-function';
import { stageSettings } from '#infra/stage';
import { claimMailing } from '#mail/mailing-rules.ts';
import { instant } from '#register/civil-date.ts';
import { environments } from '#storage/contract/environment.ts';
import { FILLED } from '#support/storage/stages';
import { deployed, ofType, type Resource } from '#support/storage/template';

const { service } = deployed('prod');
const functions = ofType(service, 'AWS::Lambda::Function');

/** `public-site`, which the description ends with. */
const nameOf = ({ properties }: Resource) => String(properties['Description']).split(': ')[1] ?? '';
const named = (name: string) => functions.find((each) => nameOf(each) === name)?.properties ?? {};

const variablesOf = (name: string) => Object(named(name)['Environment'])['Variables'];
const hasFlatHeap = (name: string) => name === 'split-import' || name === 'import-rows';

test('every function of the contract is deployed, and no other', () => {
  expect(functions.map(nameOf).sort()).toEqual(Object.keys(environments).sort());
});

describe.each(Object.entries(environments))('%s', (name, schema) => {
  test('has exactly the environment that its handler parses', () => {
    expect(variablesOf(name)).toEqual({
      ...Object.fromEntries(Object.keys(schema.shape).map((key) => [key, expect.any(String)])),
      // Node's own, for those that a file of any length goes through.
      ...(hasFlatHeap(name) && { NODE_OPTIONS: FLAT_HEAP }),
      // A chunk of rows waits for a partition that throttles, within its time.
      ...(name === 'import-rows' && { AWS_MAX_ATTEMPTS: '7' }),
    });
  });

  test('runs on Node 24, arm64, without tracing', () => {
    expect(named(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
    expect(named(name)).not.toHaveProperty('TracingConfig');
  });

  test('logs into a group of its own, which is kept for a year in prod', () => {
    const group = ofType(service, 'AWS::Logs::LogGroup').find(
      ({ properties }) => properties['LogGroupName'] === `/certkeeper/prod/${name}`,
    );
    expect(named(name)['LoggingConfig']).toEqual({ LogFormat: 'JSON', LogGroup: group?.name });
    expect(group?.properties['RetentionInDays']).toBe(365);
  });
});

test('each has the time and memory that it was given', () => {
  expect(
    Object.fromEntries(
      functions.map((f) => [nameOf(f), [f.properties['Timeout'], f.properties['MemorySize']]]),
    ),
  ).toEqual({
    'check-verifying': [30, 256],
    'public-site': [10, 512],
    'provider-api': [29, 1769],
    'holder-site': [15, 512],
    'employer-site': [29, 1024],
    'check-lists': [60, 512],
    'plan-watches': [60, 512],
    'split-import': [900, 1024],
    'import-rows': [30, 512],
    'extend-credentials': [60, 512],
    'plan-reminders': [60, 512],
    'send-reminders': [60, 512],
    'record-mail-event': [30, 512],
    'plan-digests': [60, 512],
    'forget-addresses': [900, 512],
    'send-notices': [60, 512],
    'publish-changes': [60, 512],
  });
});

describe('what strangers reach', () => {
  const kept = (stage: 'prod' | 'dev') =>
    Object.fromEntries(
      ofType(deployed(stage).service, 'AWS::Lambda::Function').flatMap((each) => {
        const executions = each.properties['ReservedConcurrentExecutions'];
        return executions === undefined ? [] : [[nameOf(each), executions]];
      }),
    );

  test('has its own share of the account, so that a flood of one stops none of the others', () => {
    const { 'public-site': verifying, ...others } = kept('prod');
    expect(Object.keys(others).sort()).toEqual([
      'employer-site',
      'holder-site',
      'provider-api',
      'split-import',
    ]);
    for (const each of Object.values(others)) expect(each).toBeLessThan(Number(verifying));
    // AWS refuses to leave fewer than 100 of an account's 1,000 to all the rest.
    expect([verifying, ...Object.values(others)].map(Number).reduce((a, b) => a + b)).toBeLessThanOrEqual(
      900,
    );
  });

  test('shares with all others where an account has too little to divide', () => {
    expect(kept('dev')).toEqual({});
  });
});

test.each(['send-reminders', 'send-notices'])('%s ends before the lease of what it claims does', (name) => {
  const claim = claimMailing({ claimId: 'c', at: instant.parse('2027-01-29T01:00:00.000Z') });
  const leaseSeconds = (Date.parse(claim.leaseUntil) - Date.parse(claim.claimedAt)) / 1000;
  expect(named(name)['Timeout']).toBeLessThan(leaseSeconds);
});

test('links lead to the API, or to the public address of a stage that has one', () => {
  const dev = ofType(deployed('dev').service, 'AWS::Lambda::Function');
  const linking = Object.entries(environments).filter(
    ([name, { shape }]) => 'PUBLIC_BASE_URL' in shape && name !== 'check-verifying',
  );
  expect(linking.length).toBe(6);
  for (const [name] of linking) {
    const environment = (of: Resource[]) =>
      of.find((each) => nameOf(each) === name)?.properties['Environment'];
    expect(environment(functions)).toMatchObject({
      Variables: { PUBLIC_BASE_URL: FILLED.publicUrl },
    });
    expect(environment(dev)).toMatchObject({ Variables: { PUBLIC_BASE_URL: 'HttpApi.ApiEndpoint' } });
  }
});

test('a variable that is forgotten, unknown or without its permissions does not compile', () => {
  // Held to by tsc, which fails on an expected error that is not there; it is never called.
  const compiles = (stack: Stack) => {
    const props = {
      stage: stageSettings('dev'),
      name: 'import-rows',
      timeout: Duration.seconds(1),
      errors: { impact: '', runbook: '' },
    } as const;
    const [TABLE_NAME, PEPPER_SECRET, DEBUG] = [plain('t'), plain('s'), plain('1')];
    const right = { TABLE_NAME, PEPPER_SECRET };
    new ServiceFunction(stack, 'Right', { ...props, environment: right });
    // @ts-expect-error: a variable is forgotten
    new ServiceFunction(stack, 'Forgotten', { ...props, environment: { TABLE_NAME } });
    // @ts-expect-error: a variable that its contract does not have
    new ServiceFunction(stack, 'Unknown', { ...props, environment: { ...right, DEBUG } });
    // @ts-expect-error: a value without its permissions
    new ServiceFunction(stack, 'Bare', { ...props, environment: { ...right, TABLE_NAME: 't' } });
  };
  expect(compiles).toBeTypeOf('function');
});
