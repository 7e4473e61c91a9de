import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { houseAlarm } from '#infra/constructs/alarm';
import type { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryTable } from '#infra/registry-stack';
import { INDEXES } from '#storage/contract/table.ts';

const PERIOD = Duration.minutes(5);
/** Most verifications take a tenth of that, cold ones a third. */
const SLOW_MS = 3000;

/** Alarms on what the service as a whole takes: the account's functions, the table, and the time people wait. */
export function serviceAlarms(
  scope: Construct,
  { table, publicSite }: { table: RegistryTable; publicSite: ServiceFunction<'public-site'> },
): void {
  houseAlarm(scope, 'Throttled', {
    // Of all functions of the account in this region: their limit is one.
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      period: PERIOD,
      statistic: 'Sum',
    }),
    // A throttled request is tried again or says so; what goes on is what somebody is woken for.
    atLeast: 5,
    periods: 2,
    of: 3,
    urgent: true,
    impact:
      'Some people get an error page and some messages wait: more functions want to run than the account may.',
    runbook: 'functions-throttled',
  });
  houseAlarm(scope, 'TableThrottled', {
    metric: tableThrottles(table),
    atLeast: 1,
    of: 3,
    impact:
      'Some look-ups and uploads are slow or fail: a part of the table is asked more than it can answer.',
    runbook: 'table-throttled',
  });
  houseAlarm(scope, 'VerifyingSlow', {
    metric: publicSite.lambda.metricDuration({ period: PERIOD, statistic: 'p99' }),
    atLeast: SLOW_MS,
    periods: 3,
    of: 5,
    impact: 'One in a hundred who verify a certificate waits for three seconds and longer.',
    runbook: 'verifying-slow',
  });
}

function tableThrottles(table: RegistryTable): MathExpression {
  const dimensions = [{}, ...Object.values(INDEXES).map(({ name }) => ({ GlobalSecondaryIndexName: name }))];
  const metrics = dimensions.flatMap((index, n) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (metricName) =>
        [
          `${metricName.slice(0, 1).toLowerCase()}${n}`,
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: table.tableName, ...index },
            period: PERIOD,
            statistic: 'Sum',
          }),
        ] as const,
    ),
  );
  return new MathExpression({
    expression: `SUM([${metrics.map(([id]) => id).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
    period: PERIOD,
    label: 'throttled by the table or an index',
  });
}
