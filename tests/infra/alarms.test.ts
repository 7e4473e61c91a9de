import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stageSettings } from '#infra/stage';
import { noticeSubject } from '#mail/notice.ts';
import { countedAs } from '#mail/report-stored.ts';
import { METRICS, metricsNamespace } from '#storage/contract/metrics.ts';
import { INDEXES } from '#storage/contract/table.ts';
import { deployed, ofType, only, statementsOf, synthesise } from '#support/storage/template';

const { service, mail } = deployed('prod');
const everywhere = [...service, ...mail];
const alarms = ofType(everywhere, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** The alarm on a metric of one resource, by the name its dimension has. */
const alarmOn = (MetricName: string, of: string) =>
  alarms.find(
    (alarm) =>
      alarm['MetricName'] === MetricName && JSON.stringify(alarm['Dimensions']).includes(`"Value":"${of}"`),
  );

describe('alarms', () => {
  test.each(
    ofType(everywhere, 'AWS::SQS::Queue').flatMap(({ name }) => (name.endsWith('DeadLetters') ? [name] : [])),
  )('one message in %s rings', (queue) => {
    expect(alarmOn('ApproximateNumberOfMessagesVisible', `${queue}.QueueName`)).toMatchObject({
      Namespace: 'AWS/SQS',
      Statistic: 'Maximum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  test.each(ofType(service, 'AWS::Lambda::Function').map(({ name }) => name))(
    'one error of %s rings',
    (name) => {
      const alarm = alarms.find((each) =>
        JSON.stringify(each['Metrics'] ?? '').includes(`"Value":"${name}"`),
      );
      expect(alarm).toMatchObject({ Threshold: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
      expect(JSON.stringify(alarm?.['Metrics'])).toContain('SUM([failed, logged, stopped])');
    },
  );

  test('what a function logs as an error counts as one, as the log of a batch does not fail it', () => {
    const groups = ofType(service, 'AWS::Lambda::Function').map(
      ({ properties }) => properties['LoggingConfig'],
    );
    const filters = ofType(service, 'AWS::Logs::MetricFilter').map(({ properties }) => properties);
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(
      groups.map((config) => (config as { LogGroup: string }).LogGroup),
    );
    for (const { FilterPattern } of filters) expect(FilterPattern).toBe('{ $.level = "ERROR" }');
    const metrics = alarms.map((alarm) => JSON.stringify(alarm['Metrics'] ?? ''));
    for (const { MetricTransformations } of filters) {
      const [transformation] = MetricTransformations as { MetricName: string }[];
      expect(metrics.some((metric) => metric.includes(`"${transformation?.MetricName}"`))).toBe(true);
    }
  });

  test('a day without a run rings, also when nothing is measured at all', () => {
    expect(alarmOn('Invocations', 'RenewalsPlanRemindersFunction')).toMatchObject({
      Period: 86_400,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('a known certificate that is not found from outside rings after two of three times, also when nobody asks', () => {
    expect(alarms.find((alarm) => alarm['MetricName'] === 'VerifyingAnswered')).toMatchObject({
      Namespace: metricsNamespace('prod'),
      Period: 300,
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'breaching',
      AlarmDescription: expect.stringMatching(/^URGENT/),
    });
  });

  test('reminders that wait for an hour ring', () => {
    expect(alarmOn('ApproximateAgeOfOldestMessage', 'RenewalsRemindersQueue.QueueName')).toMatchObject({
      Namespace: 'AWS/SQS',
      Statistic: 'Maximum',
      Threshold: 3600,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  test('a list that does not go on for a quarter of an hour rings', () => {
    expect(alarmOn('ApproximateAgeOfOldestMessage', 'ListsPartsQueue.QueueName')).toMatchObject({
      Namespace: 'AWS/SQS',
      Statistic: 'Maximum',
      Threshold: 900,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  test('changes that nobody has dealt with for an hour ring', () => {
    expect(alarmOn('IteratorAge', 'ChangesPublishChangesFunction')).toMatchObject({
      Namespace: 'AWS/Lambda',
      Statistic: 'Maximum',
      Threshold: 3_600_000,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  test('an error of the API rings', () => {
    expect(alarmOn('5xx', 'HttpApi')).toMatchObject({
      Namespace: 'AWS/ApiGateway',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  test('every queue that a function reads rings when its oldest message is old', () => {
    const read = ofType(service, 'AWS::SQS::Queue').filter(({ name }) => !name.endsWith('DeadLetters'));
    expect(read.length).toBeGreaterThan(6);
    for (const { name } of read) {
      const late = alarms.filter((alarm) => {
        const text = JSON.stringify(alarm);
        return text.includes('ApproximateAgeOfOldestMessage') && text.includes(`"${name}.QueueName"`);
      });
      expect(late, name).toMatchObject([{ EvaluationPeriods: 3, DatapointsToAlarm: 1 }]);
    }
  });

  test.each([
    // Longer than the longest wait of a message that nobody can get yet.
    ['NoticesQueue', 'NoticesWaitedSeconds', 1800],
    ['NoticesProtectiveQueue', 'ProtectiveWaitedSeconds', 1800],
    ['NoticesBulkQueue', 'BulkWaitedSeconds', 3600],
  ])('what comes back to %s rings by when it was first there', (queue, metric, Threshold) => {
    const late = alarms.find((alarm) => JSON.stringify(alarm).includes(`"MetricName":"${metric}"`));
    expect(late).toMatchObject({ Threshold });
    expect(JSON.stringify(late)).toContain(`"${queue}.QueueName"`);
    expect(JSON.stringify(late)).toContain('MAX([oldest, waited])');
  });

  test('none fills in zeros for data that may only be late', () => {
    expect(JSON.stringify(alarms)).not.toContain('FILL(');
    for (const alarm of alarms)
      for (const { Expression } of (alarm['Metrics'] ?? []) as { Expression?: string }[])
        if (Expression) expect(Expression).toMatch(/^(SUM|MAX)\(\[.+\]\)$|^IF\(/);
  });

  test('functions, the table and its indexes that cannot keep up ring, and so does slow verifying', () => {
    expect(alarms.find((alarm) => alarm['MetricName'] === 'Throttles')).toMatchObject({
      Namespace: 'AWS/Lambda',
      Threshold: 5,
      // One that was tried again wakes nobody.
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
    const table = alarms.find((alarm) => JSON.stringify(alarm).includes('"WriteThrottleEvents"'));
    const metrics = (table?.['Metrics'] ?? []) as {
      MetricStat?: { Metric: { Dimensions: { Value: string }[] } };
    }[];
    const of = metrics.flatMap(({ MetricStat }) =>
      MetricStat ? [MetricStat.Metric.Dimensions.map(({ Value }) => Value).join(' ')] : [],
    );
    const indexes = Object.values(INDEXES).map(({ name }) => name);
    for (const index of indexes)
      expect(
        of.filter((each) => each.includes(index)),
        index,
      ).toHaveLength(2);
    expect(of).toHaveLength(2 * (indexes.length + 1));
    expect(alarms.find((alarm) => alarm['ExtendedStatistic'] === 'p99')).toMatchObject({
      MetricName: 'Duration',
      Threshold: 3000,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
    });
  });

  test('what SES thinks of the account rings before it reviews it', () => {
    const ses = alarms.find((alarm) => JSON.stringify(alarm).includes('Reputation.BounceRate'));
    expect(ses).toMatchObject({ Threshold: 0.8 });
    expect(JSON.stringify(ses?.['Metrics'])).toContain('Reputation.ComplaintRate');
  });

  test('a quiet night does not ring', () => {
    const ringing = alarms.filter((alarm) => alarm['TreatMissingData'] !== 'notBreaching');
    expect(ringing.map((alarm) => alarm['MetricName']).sort()).toEqual(['Invocations', 'VerifyingAnswered']);
  });
});

describe('alarms on our own metrics', () => {
  /** Every metric in the stage's own namespace that an alarm looks at, alone or in a formula. */
  const own = alarms.flatMap((alarm) => {
    const inFormula = (alarm['Metrics'] ?? []) as { MetricStat?: { Metric: Record<string, unknown> } }[];
    const looked: Record<string, unknown>[] = [
      alarm,
      ...inFormula.map(({ MetricStat }) => MetricStat?.Metric ?? {}),
    ];
    return looked.filter((each) => 'Namespace' in each && each['Namespace'] === metricsNamespace('prod'));
  });
  const measured = own.filter((each) => !String(each['MetricName']).endsWith('-logged-errors'));
  const alarmOnMetric = (name: string) =>
    alarms.find((alarm) => JSON.stringify(alarm).includes(`"MetricName":"${name}"`));

  test('look at what the functions measure, by the same names and dimensions', () => {
    expect(measured.length).toBeGreaterThanOrEqual(8);
    for (const metric of measured) {
      const name = String(metric['MetricName']);
      expect(Object.keys(METRICS)).toContain(name);
      const { dimension }: { dimension?: string } = METRICS[name as keyof typeof METRICS];
      const dimensions = (metric['Dimensions'] ?? []) as { Name: string }[];
      expect(
        dimensions.map(({ Name }) => Name),
        name,
      ).toEqual(dimension ? [dimension] : []);
    }
  });

  test('the functions that measure get the namespace that the alarms look in', () => {
    const namespaces = ofType(service, 'AWS::Lambda::Function').flatMap(({ name, properties }) => {
      const { Variables } = properties['Environment'] as { Variables: Record<string, string> };
      return 'METRICS_NAMESPACE' in Variables ? [[name, Variables['METRICS_NAMESPACE']]] : [];
    });
    expect(namespaces.map(([, namespace]) => namespace)).toEqual(
      namespaces.map(() => metricsNamespace('prod')),
    );
    expect(namespaces.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['OldestDueDays', { Threshold: 2, Period: 86_400, Statistic: 'Maximum', EvaluationPeriods: 3 }],
    ['RemindersLeftForTomorrow', { Threshold: 1, Statistic: 'Sum' }],
    ['SendingHalted', { Threshold: 1, Dimensions: [{ Name: 'Cause', Value: 'account' }] }],
  ])('%s rings in time', (name, expected) => {
    expect(alarmOnMetric(name)).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...expected,
    });
  });

  test('five e-mails in an hour of which nobody knows whether they went ring, of whatever kind they are', () => {
    const alarm = alarmOnMetric('RemindersUncertain');
    expect(alarm).toMatchObject({ Threshold: 5, EvaluationPeriods: 1 });
    const metrics = alarm?.['Metrics'] as {
      Id: string;
      Expression?: string;
      MetricStat?: { Period: number; Stat: string; Metric: { Dimensions?: { Value: string }[] } };
    }[];
    const summed = metrics.filter(({ MetricStat }) => MetricStat);
    expect(metrics.find(({ Expression }) => Expression)?.Expression).toBe(
      `SUM([${summed.map(({ Id }) => Id).join(', ')}])`,
    );
    expect(summed.map(({ MetricStat }) => [MetricStat?.Period, MetricStat?.Stat])).toEqual(
      summed.map(() => [3600, 'Sum']),
    );
    const kinds = summed.flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? []);
    const counted = noticeSubject.options.map(({ shape }) => countedAs(shape.of.value));
    expect(kinds.map(({ Value }) => Value)).toEqual([...new Set(counted)]);
  });

  test.each([
    ['MailsBounced', 5, 'IF(bounced >= 5, 100 * bounced / taken, 0)'],
    ['MailsComplained', 0.1, 'IF(complained >= 2, 100 * complained / taken, 0)'],
  ])('%s ring from %d % of a day on, but one of two does not', (name, Threshold, Expression) => {
    const alarm = alarmOnMetric(name);
    expect(alarm).toMatchObject({ Threshold, EvaluationPeriods: 1 });
    const metrics = alarm?.['Metrics'] as { Expression?: string; MetricStat?: { Period: number } }[];
    expect(metrics.flatMap((each) => each.Expression ?? [])).toEqual([Expression]);
    expect(metrics.flatMap((each) => each.MetricStat?.Period ?? [])).toEqual([86_400, 86_400]);
  });
});

describe('the runbook', () => {
  const sections = new Map(
    runbook
      .split(/^## /m)
      .slice(1)
      .map((section) => [anchorOf(section.split('\n')[0] ?? ''), section]),
  );

  test.each(alarms.map((alarm) => String(alarm['AlarmDescription'])))('%s', (description) => {
    const [, impact, anchor] = /^(.{20,}\.) Runbook: docs\/runbook\.md#([a-z0-9-]+)$/.exec(description) ?? [];
    expect(impact, 'the alarm says what it means for people').toBeDefined();
    expect([...sections.keys()]).toContain(anchor);
    for (const part of ['**For people:**', '**Look at:**', '**Do:**'])
      expect(sections.get(anchor ?? '')).toContain(part);
  });

  test('has an entry for alarms only, and one for each', () => {
    const linked = alarms.map((alarm) => String(alarm['AlarmDescription']).split('#')[1]);
    expect([...sections.keys()].sort()).toEqual(linked.sort());
  });

  test('each queue that it tells to send messages back from is deployed', () => {
    const named = [...runbook.matchAll(/dead-letters retry ([A-Za-z]+DeadLetters)`/g)].map(
      ([, name]) => name ?? '',
    );
    const queues = ofType(everywhere, 'AWS::SQS::Queue').map(({ name }) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !queues.includes(name))).toEqual([]);
  });

  test('its own links lead somewhere', () => {
    const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter((anchor) => !sections.has(anchor ?? ''))).toEqual([]);
  });
});

describe('alarms are mailed', () => {
  const mailed = synthesise({ ...stageSettings('dev'), alarmEmail: 'duty@firstaid.hk' });
  const stacks = { service: mailed.service, mail: mailed.mail };

  test.each(Object.entries(stacks))('to the address of the stage, all of the stack %s', (_name, stack) => {
    const subscriptions = ofType(stack, 'AWS::SNS::Subscription').map(({ properties }) => properties);
    expect(subscriptions.filter(({ Protocol }) => Protocol === 'email')).toEqual([
      { Protocol: 'email', Endpoint: 'duty@firstaid.hk', TopicArn: 'UrgentAlarms' },
      { Protocol: 'email', Endpoint: 'duty@firstaid.hk', TopicArn: 'Alarms' },
    ]);
    const actions = ofType(stack, 'AWS::CloudWatch::Alarm').map((each) => each.properties['AlarmActions']);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.flat()).toEqual(actions.map(() => expect.stringMatching(/^(Urgent)?Alarms$/)));
  });

  test.each(Object.entries(stacks))(
    'by CloudWatch of this account, which alone may publish: the stack %s',
    (_name, stack) => {
      const policies = ofType(stack, 'AWS::SNS::TopicPolicy').map(({ properties }) => properties);
      const [policy] = policies.filter(({ Topics }) => String(Topics) === 'Alarms');
      expect(statementsOf(policy ?? {}).filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
        {
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
        },
      ]);
    },
  );

  test.each(Object.entries(stacks))(
    'when it is over too, and by its urgency: the stack %s',
    (_name, stack) => {
      for (const { properties } of ofType(stack, 'AWS::CloudWatch::Alarm')) {
        const isUrgent = String(properties['AlarmDescription']).startsWith('URGENT. ');
        expect(properties).toMatchObject({
          AlarmActions: [isUrgent ? 'UrgentAlarms' : 'Alarms'],
          OKActions: [isUrgent ? 'UrgentAlarms' : 'Alarms'],
        });
      }
    },
  );

  test('nowhere when the stage has no address', () => {
    const silent = ofType(deployed('dev').service, 'AWS::CloudWatch::Alarm');
    expect(silent.flatMap(({ properties }) => properties['AlarmActions'] ?? [])).toEqual([]);
  });
});

test('a stage has one page that says how verifying, mail, queues and the table go', () => {
  const { DashboardName, DashboardBody } = only(service, 'AWS::CloudWatch::Dashboard');
  expect(DashboardName).toBe('certkeeper-prod');
  for (const metric of [
    'Duration',
    '5xx',
    'MailsBounced',
    'ApproximateNumberOfMessagesVisible',
    'ConsumedReadCapacityUnits',
  ])
    expect(JSON.stringify(DashboardBody), metric).toContain(metric);
});

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
