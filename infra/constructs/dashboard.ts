import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { type METRICS, metricsNamespace } from '#storage/contract/metrics.ts';

const PERIOD = Duration.minutes(5);
const HALF = 12;

/** One page a stage that says how it goes, without a click: verifying, the API, mail, queues, the table. */
export function dashboard(
  scope: Construct,
  props: { stage: StageSettings; registry: RegistryStack; publicSite: ServiceFunction<'public-site'> },
): void {
  const { stage, registry, publicSite } = props;
  const { lambda } = publicSite;
  const sum = { period: PERIOD, statistic: 'Sum' };
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: HALF });
  const mails = (
    ['MailsTaken', 'MailsDelivered', 'MailsBounced', 'MailsComplained'] satisfies (keyof typeof METRICS)[]
  ).map(
    (metricName) =>
      new Metric({
        namespace: metricsNamespace(stage.name),
        metricName,
        period: Duration.hours(1),
        statistic: 'Sum',
      }),
  );
  const byQueue = (metric: string) =>
    new MathExpression({
      expression: `SEARCH('{AWS/SQS,QueueName} MetricName="${metric}" certkeeper-${stage.name}', 'Maximum', 300)`,
      usingMetrics: {},
      period: PERIOD,
      label: '',
    });
  new Dashboard(scope, 'Dashboard', {
    dashboardName: `certkeeper-${stage.name}`,
    widgets: [
      [new TextWidget({ markdown: aboutOf(stage), width: 2 * HALF, height: 2 })],
      [
        graph('How long verifying takes, ms', [
          lambda.metricDuration({ period: PERIOD, statistic: 'p50' }),
          lambda.metricDuration({ period: PERIOD, statistic: 'p99' }),
        ]),
        graph('Requests and their errors', [
          registry.api.metricCount(sum),
          registry.api.metricClientError(sum),
          registry.api.metricServerError(sum),
        ]),
      ],
      [
        graph('Emails an hour', mails),
        graph('Messages that wait, by queue', [byQueue('ApproximateNumberOfMessagesVisible')]),
      ],
      [
        graph('What the table is asked for', [
          registry.table.metricConsumedReadCapacityUnits(sum),
          registry.table.metricConsumedWriteCapacityUnits(sum),
        ]),
        graph('Functions running together, in the account', [
          new Metric({
            namespace: 'AWS/Lambda',
            metricName: 'ConcurrentExecutions',
            period: PERIOD,
            statistic: 'Maximum',
          }),
        ]),
      ],
    ],
  });
}

const aboutOf = ({ name, region, release }: StageSettings) =>
  `# Certkeeper ${name}\n${region}, release ${release}. What to do about an alarm: docs/runbook.md.`;
