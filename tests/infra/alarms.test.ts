import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stageSettings } from '#infra/stage';
import { noticeSubject } from '#mail/notice.ts';
import { METRICS, metricsNamespace } from '#storage/contract/metrics.ts';
import { deployed, ofType, statementsOf, synthesise } from '#support/storage/template';

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
      expect(JSON.stringify(alarm?.['Metrics'])).toContain('FILL(failed, 0) + FILL(logged, 0)');
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

  test('a quiet night does not ring', () => {
    const ringing = alarms.filter((alarm) => alarm['TreatMissingData'] !== 'notBreaching');
    expect(ringing.map((alarm) => alarm['MetricName'])).toEqual(['Invocations']);
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
      summed.map(({ Id }) => `FILL(${Id}, 0)`).join(' + '),
    );
    expect(summed.map(({ MetricStat }) => [MetricStat?.Period, MetricStat?.Stat])).toEqual(
      summed.map(() => [3600, 'Sum']),
    );
    const kinds = summed.flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? []);
    expect(kinds.map(({ Value }) => Value)).toEqual(noticeSubject.options.map(({ shape }) => shape.of.value));
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
      { Protocol: 'email', Endpoint: 'duty@firstaid.hk', TopicArn: 'Alarms' },
    ]);
    const actions = ofType(stack, 'AWS::CloudWatch::Alarm').map((each) => each.properties['AlarmActions']);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions).toEqual(actions.map(() => ['Alarms']));
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

  test('nowhere when the stage has no address', () => {
    const silent = ofType(deployed('dev').service, 'AWS::CloudWatch::Alarm');
    expect(silent.flatMap(({ properties }) => properties['AlarmActions'] ?? [])).toEqual([]);
  });
});

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
