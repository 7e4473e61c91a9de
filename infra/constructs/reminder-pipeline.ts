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
import { allow, mailFrom, messagesTo, plain, secretValue, tableItems } from '#infra/constructs/access';
import { dailyAlarm, houseAlarm } from '#infra/constructs/alarm';
import { deadLetterQueue, QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

const PLAN_TIMEOUT = Duration.minutes(1);
const SEND_TIMEOUT = Duration.seconds(15);
/** A message names its day; what is not done by then is found again by the next morning's run, with the right day. */
const UNTIL_THE_NEXT_RUN = Duration.hours(20);

interface ReminderPipelineProps {
  stage: StageSettings;
  registry: RegistryStack;
  publicUrl: string;
}

/** Every morning what is due is read shard by shard, grouped by holder, and mailed. */
export class ReminderPipeline extends Construct {
  constructor(scope: Construct, id: string, props: ReminderPipelineProps) {
    super(scope, id);
    const reminders = this.#sending(props);
    this.#planning(props, reminders);
  }

  #sending({ stage, registry, publicUrl }: ReminderPipelineProps): QueueWithDlq {
    const reminders = new QueueWithDlq(this, 'Reminders', {
      consumerTimeout: SEND_TIMEOUT,
      retention: UNTIL_THE_NEXT_RUN,
      deadLetters: {
        impact: "Some holders did not get today's reminder; it is tried again tomorrow morning.",
        runbook: 'reminders-dead-letters',
      },
    });
    houseAlarm(this, 'RemindersLate', {
      metric: reminders.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      atLeast: Duration.hours(1).toSeconds(),
      impact: "Today's reminders leave more than an hour late.",
      runbook: 'reminders-late',
    });
    const sendReminders = new ServiceFunction(this, 'SendReminders', {
      stage,
      name: 'send-reminders',
      timeout: SEND_TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          // A claim is put on condition that the credential has not changed.
          own: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
          query: ['byHolder'],
        }),
        PEPPER_SECRET: secretValue(registry.pepper),
        MAIL_FROM: mailFrom(Stack.of(this), stage.mail),
        MAIL_REGION: plain(stage.mail.region),
        PUBLIC_BASE_URL: plain(publicUrl),
      },
      errors: {
        impact: 'Some holders are reminded late, or not at all if it goes on.',
        runbook: 'send-reminders-errors',
      },
    });
    // Two at a time, as SES lets a new account send 14 e-mails a second.
    sendReminders.consumes(reminders.queue, { batchSize: 5, maxConcurrency: 2 });
    return reminders;
  }

  #planning({ stage, registry }: ReminderPipelineProps, reminders: QueueWithDlq): void {
    const shards = new QueueWithDlq(this, 'Shards', {
      consumerTimeout: PLAN_TIMEOUT,
      retention: UNTIL_THE_NEXT_RUN,
      deadLetters: {
        impact:
          "A sixteenth of today's reminders, or more, was not sent; they are tried again tomorrow morning.",
        runbook: 'shards-dead-letters',
      },
    });
    const planReminders = new ServiceFunction(this, 'PlanReminders', {
      stage,
      name: 'plan-reminders',
      timeout: PLAN_TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, { own: [], query: ['due'] }),
        SHARDS_QUEUE_URL: messagesTo(shards.queue),
        REMINDERS_QUEUE_URL: messagesTo(reminders.queue),
      },
      errors: {
        impact: "Some or all of today's reminders are not planned yet.",
        runbook: 'plan-reminders-errors',
      },
    });
    planReminders.consumes(shards.queue, { batchSize: 1 });
    this.#everyMorning(planReminders);
  }

  #everyMorning(planReminders: ServiceFunction<'plan-reminders'>): void {
    const missedMornings = deadLetterQueue(this, 'ScheduleDeadLetters', {
      impact: 'The morning run did not happen: nobody is reminded today, unless it is run by hand.',
      runbook: 'schedule-dead-letters',
    });
    planReminders.keepsFailedEventsIn(missedMornings);
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // So that no schedule of another account can borrow the role.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPrincipalPolicy(allow(['lambda:InvokeFunction'], [planReminders.lambda.functionArn]));
    role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [missedMornings.queueArn]));
    const schedule = new Schedule(this, 'EveryMorning', {
      description: 'Reminders go out at nine in the morning, Hong Kong time',
      schedule: ScheduleExpression.cron({ minute: '0', hour: '9', timeZone: TimeZone.ASIA_HONG_KONG }),
      target: new LambdaInvoke(planReminders.lambda, {
        // The moment is the schedule's, not the clock's, so that any morning can be run again.
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        deadLetterQueue: missedMornings,
        retryAttempts: 20,
        maxEventAge: Duration.hours(6),
        // The target would grant every version of the function; the two statements above are what it needs.
        role: role.withoutPolicyUpdates(),
      }),
    });
    schedule.node.addDependency(role);
    dailyAlarm(this, 'MissedMorning', {
      metric: planReminders.lambda.metricInvocations({ period: Duration.days(1), statistic: 'Sum' }),
      impact: 'Nobody has been reminded for a whole day: the morning run does not start any more.',
      runbook: 'missed-morning',
    });
  }
}
