import { describe, expect, test } from 'vitest';
import { LIST_KEPT_HOURS } from '#lists/check-list.ts';
import { deployed, listOf, ofType, type Resource, statementsOf } from '#support/storage/template';

const { service, mail } = deployed('prod');
const queues = ofType([...service, ...mail], 'AWS::SQS::Queue');
const mappings = ofType(service, 'AWS::Lambda::EventSourceMapping');
const STREAM = 'Table.StreamArn';
const ofQueues = mappings.filter((mapping) => mapping.properties['EventSourceArn'] !== STREAM);
const properties = (type: string) => ofType(service, type).map((each) => each.properties);
const timeoutOf = (name: unknown) =>
  Number(ofType(service, 'AWS::Lambda::Function').find((each) => each.name === name)?.properties['Timeout']);

const isDeadLetters = ({ name }: Resource) => name.endsWith('DeadLetters');

describe('queues', () => {
  test('every one is encrypted and takes no message outside TLS', () => {
    const policies = ofType([...service, ...mail], 'AWS::SQS::QueuePolicy').map((each) => each.properties);
    for (const { name, properties } of queues) {
      expect(properties, name).toMatchObject({ SqsManagedSseEnabled: true });
      const policy = policies.find(({ Queues }) => JSON.stringify(Queues) === JSON.stringify([name]));
      expect(policy, name).toMatchObject({
        PolicyDocument: {
          Statement: expect.arrayContaining([
            expect.objectContaining({
              Effect: 'Deny',
              Action: 'sqs:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              Resource: name,
            }),
          ]),
        },
      });
    }
  });

  test('the only ones that let a service in are for its failed events, and for what SNS tells of mails', () => {
    const allowing = properties('AWS::SQS::QueuePolicy').flatMap((policy) =>
      statementsOf(policy).filter(({ Effect }) => Effect !== 'Deny'),
    );
    expect(allowing).toMatchObject([
      {
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: 'ImportsUploadsDeadLetters',
        Condition: { ArnEquals: { 'aws:SourceArn': 'ImportsUploaded' } },
      },
      { Action: 'sqs:SendMessage', Resource: 'MailsEventsQueue' },
      {
        Principal: { Service: 'events.amazonaws.com' },
        Resource: 'BackupsDeadLetters',
        Condition: { ArnEquals: { 'aws:SourceArn': 'BackupsFailed' } },
      },
    ]);
  });

  test('a message is tried five times, then kept for two weeks in a queue of its own', () => {
    const working = queues.filter((queue) => !isDeadLetters(queue));
    expect(working.map(({ name, properties: { RedrivePolicy } }) => [name, RedrivePolicy])).toEqual([
      ['ExtensionsStepsQueue', { deadLetterTargetArn: 'ExtensionsStepsDeadLetters', maxReceiveCount: 5 }],
      ['NoticesQueue', { deadLetterTargetArn: 'NoticesDeadLetters', maxReceiveCount: 5 }],
      ['NoticesProtectiveQueue', { deadLetterTargetArn: 'NoticesProtectiveDeadLetters', maxReceiveCount: 5 }],
      ['NoticesBulkQueue', { deadLetterTargetArn: 'NoticesBulkDeadLetters', maxReceiveCount: 5 }],
      ['ListsPartsQueue', { deadLetterTargetArn: 'ListsPartsDeadLetters', maxReceiveCount: 5 }],
      ['ImportsRowsQueue', { deadLetterTargetArn: 'ImportsRowsDeadLetters', maxReceiveCount: 5 }],
      ['RenewalsRemindersQueue', { deadLetterTargetArn: 'RenewalsRemindersDeadLetters', maxReceiveCount: 5 }],
      ['RenewalsShardsQueue', { deadLetterTargetArn: 'RenewalsShardsDeadLetters', maxReceiveCount: 5 }],
      ['MailsEventsQueue', { deadLetterTargetArn: 'MailsEventsDeadLetters', maxReceiveCount: 5 }],
    ]);
    for (const { name, properties } of queues.filter(isDeadLetters))
      expect(properties['MessageRetentionPeriod'], name).toBe(
        name === 'ListsPartsDeadLetters' ? 86_400 : 14 * 86_400,
      );
  });

  test('what nothing would queue again is kept for two weeks, a morning’s work for as long as it is true', () => {
    const hours = (name: string) =>
      Number(queues.find((queue) => queue.name === name)?.properties['MessageRetentionPeriod']) / 3600;
    const kept = [
      'ExtensionsSteps',
      'ImportsRows',
      'MailsEvents',
      'Notices',
      'NoticesProtective',
      'NoticesBulk',
    ];
    for (const name of kept) expect(hours(`${name}Queue`), name).toBe(14 * 24);
    expect(hours('RenewalsShardsQueue')).toBe(20);
    // Names that employers typed are in it, and no longer in the list itself.
    expect(hours('ListsPartsQueue')).toBe(LIST_KEPT_HOURS);
    expect(hours('ListsPartsDeadLetters')).toBe(LIST_KEPT_HOURS);
    // From nine in the morning to eleven at night.
    expect(hours('RenewalsRemindersQueue')).toBe(14);
  });

  test('a message stays hidden for six times as long as its consumer may take, three where none waits in hand', () => {
    expect(ofQueues.length).toBe(9);
    for (const { properties } of ofQueues) {
      const queue = queues.find(({ name }) => name === properties['EventSourceArn']);
      expect(Number(queue?.properties['VisibilityTimeout']), queue?.name).toBeGreaterThanOrEqual(
        (queue?.name === 'ImportsRowsQueue' ? 3 : 6) * timeoutOf(properties['FunctionName']),
      );
    }
  });

  test('each is read in batches of which only the failed part comes back', () => {
    expect(ofQueues.map((each) => each.properties)).toEqual([
      {
        EventSourceArn: 'ExtensionsStepsQueue',
        FunctionName: 'ExtensionsExtendCredentialsFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      {
        EventSourceArn: 'NoticesQueue',
        FunctionName: 'NoticesSendNoticesFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      {
        EventSourceArn: 'NoticesProtectiveQueue',
        FunctionName: 'NoticesSendNoticesFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      {
        EventSourceArn: 'NoticesBulkQueue',
        FunctionName: 'NoticesSendNoticesFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      {
        EventSourceArn: 'ListsPartsQueue',
        FunctionName: 'ListsCheckListsFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 4 },
      },
      {
        EventSourceArn: 'ImportsRowsQueue',
        FunctionName: 'ImportsImportRowsFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 5 },
      },
      {
        EventSourceArn: 'RenewalsRemindersQueue',
        FunctionName: 'RenewalsSendRemindersFunction',
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      {
        EventSourceArn: 'RenewalsShardsQueue',
        FunctionName: 'RenewalsPlanRemindersFunction',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
      {
        EventSourceArn: 'MailsEventsQueue',
        FunctionName: 'MailsRecordMailEventFunction',
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    ]);
  });
});

describe('the stream of the table', () => {
  test('gives every change of a credential, and its end, from the first on; one that fails is found, tried again and kept', () => {
    const [mapping] = properties('AWS::Lambda::EventSourceMapping').filter(
      ({ EventSourceArn }) => EventSourceArn === STREAM,
    );
    expect(mapping).toEqual({
      EventSourceArn: 'Table.StreamArn',
      FunctionName: 'ChangesPublishChangesFunction',
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      FilterCriteria: {
        Filters: [
          { dynamodb: { NewImage: { entity: { S: ['credential'] } } } },
          { dynamodb: { NewImage: { entity: { S: ['apiKey'] } } } },
          { dynamodb: { NewImage: { entity: { S: ['colleague'] } } } },
          { eventName: ['REMOVE'], dynamodb: { OldImage: { entity: { S: ['credential'] } } } },
        ].map((pattern) => ({ Pattern: JSON.stringify(pattern) })),
      },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      DestinationConfig: { OnFailure: { Destination: 'ChangesDeadLetters' } },
    });
  });
});

describe('events', () => {
  const isOfBackups = (pattern: unknown) => JSON.stringify(pattern).includes('aws.backup');

  test('a file put under imports/ is split; an event that cannot be delivered is kept', () => {
    expect(
      properties('AWS::Events::Rule').filter(({ EventPattern }) => !isOfBackups(EventPattern)),
    ).toMatchObject([
      {
        EventPattern: {
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
          detail: { bucket: { name: ['Uploads'] }, object: { key: [{ prefix: 'imports/' }] } },
        },
        State: 'ENABLED',
        Targets: [
          {
            Arn: 'ImportsSplitImportFunction',
            DeadLetterConfig: { Arn: 'ImportsUploadsDeadLetters' },
            RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 },
          },
        ],
      },
    ]);
  });

  test.each([
    [
      'every morning',
      'reminders',
      'cron(0 9 * * ? *)',
      'RenewalsPlanRemindersFunction',
      'RenewalsEveryMorning',
    ],
    [
      'an hour before',
      'alerts to employers',
      'cron(0 8 * * ? *)',
      'WatchesPlanWatchesFunction',
      'WatchesEveryMorning',
    ],
    [
      'every Monday at eleven',
      'digests',
      'cron(0 11 ? * MON *)',
      'NoticesPlanDigestsFunction',
      'NoticesEveryMonday',
    ],
    [
      'every Monday at noon',
      'addresses that have served',
      'cron(0 12 ? * MON *)',
      'ForgettingForgetAddressesFunction',
      'ForgettingEveryMonday',
    ],
  ])('%s, in Hong Kong, %s are planned as of that moment', (_when, _what, cron, planner, schedule) => {
    const [found] = properties('AWS::Scheduler::Schedule').filter(
      ({ ScheduleExpression }) => ScheduleExpression === cron,
    );
    expect(found).toMatchObject({
      ScheduleExpressionTimezone: 'Asia/Hong_Kong',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: planner,
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        RoleArn: `${schedule}Role`,
        DeadLetterConfig: { Arn: `${schedule}DeadLetters` },
        RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 },
      },
    });
  });

  test('a known certificate is verified from outside every five minutes; a time that is missed is dropped', () => {
    const [found] = properties('AWS::Scheduler::Schedule').filter(
      ({ ScheduleExpression }) => ScheduleExpression === 'cron(2/5 * * * ? *)',
    );
    expect(found).toMatchObject({
      State: 'ENABLED',
      Target: { Arn: 'FromOutsideCheckVerifyingFunction', RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    expect(ofType(deployed('dev').service, 'AWS::Scheduler::Schedule')).toHaveLength(4);
  });

  test('nothing else is done by the calendar', () => {
    expect(properties('AWS::Scheduler::Schedule')).toHaveLength(5);
  });

  test('an event that a function fails at three times is kept, not dropped', () => {
    expect(
      properties('AWS::Lambda::EventInvokeConfig').map((each) => [each['FunctionName'], each]),
    ).toMatchObject([
      [
        'NoticesPlanDigestsFunction',
        {
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: 'NoticesEveryMondayDeadLetters' } },
        },
      ],
      [
        'ImportsSplitImportFunction',
        {
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: 'ImportsUploadsDeadLetters' } },
        },
      ],
      [
        'RenewalsPlanRemindersFunction',
        {
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: 'RenewalsEveryMorningDeadLetters' } },
        },
      ],
      [
        'ForgettingForgetAddressesFunction',
        {
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: 'ForgettingEveryMondayDeadLetters' } },
        },
      ],
      [
        'WatchesPlanWatchesFunction',
        {
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: 'WatchesEveryMorningDeadLetters' } },
        },
      ],
    ]);
  });
});

describe('messages that come back to the function that sent them', () => {
  const policies = ofType(service, 'AWS::IAM::Policy').map((each) => each.properties);
  const readers = new Map(
    ofQueues.map(({ properties }) => [properties['EventSourceArn'], String(properties['FunctionName'])]),
  );
  /** For each function those that read what it may send. */
  const next = new Map(
    ofType(service, 'AWS::Lambda::Function').map(({ name, properties }) => {
      const role = JSON.stringify(properties['Role']);
      const queuesSentTo = policies
        .filter(({ Roles }) => JSON.stringify(Roles)?.slice(1, -1) === role)
        .flatMap(statementsOf)
        .filter(({ Action }) => listOf(Action).includes('sqs:SendMessage'))
        .flatMap(({ Resource }) => listOf(Resource));
      return [name, queuesSentTo.flatMap((queue) => readers.get(queue) ?? [])] as const;
    }),
  );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (next.get(from) ?? []).some((each) => {
      if (each === to) return true;
      if (seen.has(each)) return false;
      seen.add(each);
      return reaches(each, to, seen);
    });
  const loop = (wanted: string) =>
    ofType(service, 'AWS::Lambda::Function')
      .filter(({ properties }) => properties['RecursiveLoop'] === wanted)
      .map(({ name }) => name);

  test('are let through by Lambda for those functions alone, which have a limit of their own', () => {
    const inCircles = [...next.keys()].filter((name) => reaches(name, name));
    expect(inCircles.length).toBeGreaterThan(3);
    expect(loop('Allow').toSorted()).toEqual(inCircles.toSorted());
    expect(loop('Terminate').length + inCircles.length).toBe(next.size);
  });

  test('ring when Lambda stops a chain of them all the same', () => {
    const alarms = properties('AWS::CloudWatch::Alarm').map((each) => JSON.stringify(each['Metrics'] ?? []));
    const stopped = alarms.filter((metrics) => metrics.includes('"RecursiveInvocationsDropped"'));
    expect(stopped.length).toBe(next.size);
  });
});
