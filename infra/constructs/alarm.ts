import type { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

export interface AlarmText {
  /** What people notice while this is wrong, in a sentence without jargon. */
  impact: string;
  /** The heading of the entry in docs/runbook.md, as its anchor. */
  runbook: string;
}

interface HouseAlarmProps extends AlarmText {
  metric: IMetric;
  /** Rings as soon as one period of the metric reaches this, or `periods` in a row. */
  atLeast: number;
  periods?: number;
}

/** An alarm that says what it means for people and where the runbook says what to do. No data is no alarm. */
export function houseAlarm(scope: Construct, id: string, props: HouseAlarmProps): void {
  new Alarm(scope, `${id}Alarm`, {
    metric: props.metric,
    threshold: props.atLeast,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: descriptionOf(props),
  });
}

/** An alarm that rings when in a whole day nothing came of what should happen every day. No data is what it is for. */
export function dailyAlarm(scope: Construct, id: string, props: AlarmText & { metric: IMetric }): void {
  new Alarm(scope, `${id}Alarm`, {
    metric: props.metric,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription: descriptionOf(props),
  });
}

const descriptionOf = ({ impact, runbook }: AlarmText) => `${impact} Runbook: docs/runbook.md#${runbook}`;

/** Mails every alarm that the stack has so far. Not encrypted: CloudWatch cannot use SNS's key, and no PII is in it. */
export function mailAlarms(stack: Stack, address: string): void {
  const topic = new Topic(stack, 'Alarms', { displayName: 'Certkeeper alarms', enforceSSL: true });
  // The policy that enforceSSL brings replaces SNS's default one, under which CloudWatch could publish.
  topic.grantPublish(
    new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(address));
  for (const child of stack.node.findAll())
    if (child instanceof Alarm) child.addAlarmAction(new SnsAction(topic));
}
