import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { allow } from '#infra/constructs/access';
import type { AlarmText } from '#infra/constructs/alarm';
import { deadLetterQueue } from '#infra/constructs/queue-with-dlq';
import type { ServiceFunction } from '#infra/constructs/service-function';

/** Invokes a function by the calendar, with the instant that it is for; what fails for good is kept and rings. */
export class HouseSchedule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      invokes: ServiceFunction;
      /** In Hong Kong; at the full hour, where no minute is given. */
      at: { minute?: string; hour?: string; weekDay?: string };
      description: string;
      /** What it means when one time was missed. Left out: nothing, so that it is dropped. */
      missed?: AlarmText;
    },
  ) {
    super(scope, id);
    const { invokes, at, description, missed } = props;
    const missedTimes = missed && deadLetterQueue(this, 'DeadLetters', missed);
    if (missedTimes) invokes.keepsFailedEventsIn(missedTimes);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // So that no schedule of another account can borrow the role.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPrincipalPolicy(allow(['lambda:InvokeFunction'], [invokes.lambda.functionArn]));
    if (missedTimes) role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [missedTimes.queueArn]));
    const schedule = new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.cron({ minute: '0', ...at, timeZone: TimeZone.ASIA_HONG_KONG }),
      target: new LambdaInvoke(invokes.lambda, {
        // The instant is the schedule's, not the clock's, so that any run can be made again.
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        ...(missedTimes
          ? { deadLetterQueue: missedTimes, retryAttempts: 20, maxEventAge: Duration.hours(6) }
          : { retryAttempts: 0 }),
        // The target would grant every version of the function; the two statements above are what it needs.
        role: role.withoutPolicyUpdates(),
      }),
    });
    schedule.node.addDependency(role);
  }
}
