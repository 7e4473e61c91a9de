import type { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  CfnAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { StageSettings } from '#infra/stage';

export interface AlarmText {
  /** What people notice while this is wrong, in a sentence without jargon. */
  impact: string;
  /** The heading of the entry in docs/runbook.md, as its anchor. */
  runbook: string;
}

interface HouseAlarmProps extends AlarmText {
  metric: IMetric;
  /** Rings as soon as so many `periods` (one, when left out) of the last `of` reach this. */
  atLeast: number;
  periods?: number;
  /**
   * As many as `periods` when left out. More than those, so that data that come late still ring, and that something that comes
   * and goes is one alarm.
   */
  of?: number;
  /** Somebody is to be woken for it; anything else waits until the morning. */
  urgent?: true;
}

/** What rings urgently says so where it is seen first, in its description. */
const URGENT = 'URGENT. ';

/** An alarm that says what it means for people and where the runbook says what to do. No data is no alarm. */
export function houseAlarm(scope: Construct, id: string, props: HouseAlarmProps): Alarm {
  const { metric, atLeast, periods = 1, of = periods, urgent } = props;
  return new Alarm(scope, `${id}Alarm`, {
    metric,
    threshold: atLeast,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: of,
    datapointsToAlarm: periods,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: (urgent ? URGENT : '') + descriptionOf(props),
  });
}

/**
 * An alarm that rings when nothing came of what should happen in each period of the metric, in so many `periods` (one, when left
 * out) of the last `of`. No data is what it is for.
 */
export function absenceAlarm(
  scope: Construct,
  id: string,
  props: AlarmText & Pick<HouseAlarmProps, 'metric' | 'periods' | 'of'>,
): void {
  const { metric, periods = 1, of = periods } = props;
  new Alarm(scope, `${id}Alarm`, {
    metric,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: of,
    datapointsToAlarm: periods,
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription: URGENT + descriptionOf(props),
  });
}

const descriptionOf = ({ impact, runbook }: AlarmText) => `${impact} Runbook: docs/runbook.md#${runbook}`;

/**
 * Mails every alarm that the stack has so far when it rings and when it is over, the urgent ones by a topic of their own, to
 * which whoever is on duty can subscribe a pager. Not encrypted: CloudWatch cannot use SNS's key, and no PII is in it.
 */
export function mailAlarms(stack: Stack, { alarmEmail }: StageSettings): void {
  if (alarmEmail === undefined) return;
  const urgent = alarmTopic(stack, 'UrgentAlarms', 'Certkeeper URGENT', alarmEmail);
  const others = alarmTopic(stack, 'Alarms', 'Certkeeper alarms', alarmEmail);
  for (const child of stack.node.findAll()) {
    if (!(child instanceof Alarm)) continue;
    const { alarmDescription } = child.node.defaultChild instanceof CfnAlarm ? child.node.defaultChild : {};
    const action = new SnsAction(alarmDescription?.startsWith(URGENT) ? urgent : others);
    child.addAlarmAction(action);
    child.addOkAction(action);
  }
}

function alarmTopic(stack: Stack, id: string, displayName: string, address: string): Topic {
  const topic = new Topic(stack, id, { displayName, enforceSSL: true });
  // The policy that enforceSSL brings replaces SNS's default one, under which CloudWatch could publish.
  topic.grantPublish(
    new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(address));
  return topic;
}
