import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { plain } from '#infra/constructs/access';
import { absenceAlarm } from '#infra/constructs/alarm';
import { HouseSchedule } from '#infra/constructs/house-schedule';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { StageSettings } from '#infra/stage';
import { type METRICS, metricsNamespace } from '#storage/contract/metrics.ts';

const PERIOD = Duration.minutes(5);
const ANSWERED = 'VerifyingAnswered' satisfies keyof typeof METRICS;

/** Asks the public address every five minutes for a certificate that is there: by its name, its certificate and its edge. */
export class VerifyingCheck extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { stage: StageSettings; canaryNumber: string; publicUrl: string },
  ) {
    super(scope, id);
    const { stage, canaryNumber, publicUrl } = props;
    const check = new ServiceFunction(this, 'CheckVerifying', {
      stage,
      name: 'check-verifying',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: {
        PUBLIC_BASE_URL: plain(publicUrl),
        CANARY_NUMBER: plain(canaryNumber),
        METRICS_NAMESPACE: plain(metricsNamespace(stage.name)),
      },
      errors: {
        impact: 'Nobody watches from outside whether certificates can be verified.',
        runbook: 'check-verifying-errors',
      },
    });
    new HouseSchedule(this, 'EveryFiveMinutes', {
      invokes: check,
      // In the middle of what the alarm adds up: the schedule may be late by a minute.
      at: { minute: '2/5' },
      description: 'A certificate that is there is verified from outside every five minutes',
    });
    absenceAlarm(this, 'NotAnswered', {
      metric: new Metric({
        namespace: metricsNamespace(stage.name),
        metricName: ANSWERED,
        period: PERIOD,
        statistic: 'Sum',
      }),
      periods: 2,
      of: 3,
      impact: 'Employers cannot verify certificates: a known one was not found from outside.',
      runbook: 'verifying-not-answered',
    });
  }
}
