import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  mailRegion,
  mailSending,
  messagesTo,
  plain,
  secretValue,
  tableItems,
} from '#infra/constructs/access';
import { absenceAlarm } from '#infra/constructs/alarm';
import { HouseSchedule } from '#infra/constructs/house-schedule';
import { QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { metricsNamespace } from '#storage/contract/metrics.ts';

const PLAN_TIMEOUT = Duration.minutes(1);
/** Below the lease of a claim (mail/mailing-rules.ts): whoever holds one that has ended is gone. */
const SEND_TIMEOUT = Duration.minutes(1);
/** A message names its day; what is not done by then is found again by the next morning's run, with the right day. */
const UNTIL_THE_NEXT_RUN = Duration.hours(20);
/** From nine in the morning to eleven at night (remind/send-reminders.ts). */
const A_DAYS_WORK = Duration.hours(14);

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
      retention: A_DAYS_WORK,
      deadLetters: {
        impact: "Some holders did not get today's reminder; it is tried again tomorrow morning.",
        runbook: 'reminders-dead-letters',
      },
      late: {
        after: Duration.hours(1),
        impact: "Today's reminders leave more than an hour late.",
        runbook: 'reminders-late',
      },
    });
    const sendReminders = new ServiceFunction(this, 'SendReminders', {
      stage,
      name: 'send-reminders',
      feedsItself: true,
      timeout: SEND_TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          // What was mailed is on record beside the certificate.
          GetItem: ['certificates', 'providers', 'mailStates', 'mailPace'],
          PutItem: ['certificates', 'mailings', 'mailStates'],
          UpdateItem: ['certificates', 'mailPace'],
          // A claim is put on condition that neither the credential nor what is known of the address has changed.
          ConditionCheckItem: ['certificates', 'mailStates'],
          lookUp: ['certificatesOfHolder'],
        }),
        PEPPER_SECRET: secretValue(registry.pepper),
        LINK_SECRET: secretValue(registry.linkSecret),
        // A batch that has to wait is queued again.
        REMINDERS_QUEUE_URL: messagesTo(reminders.queue),
        ...mailSending(Stack.of(this), stage),
        METRICS_NAMESPACE: plain(metricsNamespace(stage.name)),
        PUBLIC_BASE_URL: plain(publicUrl),
      },
      errors: {
        impact: 'Some holders are reminded late, or not at all if it goes on.',
        runbook: 'send-reminders-errors',
      },
    });
    // Twenty holders at a time. The batch size is not the rate: all senders keep one pace together
    // (mail/store/mail-pace.ts).
    sendReminders.consumes(reminders.queue, { batchSize: 10, maxConcurrency: 2 });
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
      late: {
        after: Duration.hours(1),
        impact: "Some or all of today's reminders are planned more than an hour late.",
        runbook: 'shards-late',
      },
    });
    const planReminders = new ServiceFunction(this, 'PlanReminders', {
      stage,
      name: 'plan-reminders',
      feedsItself: true,
      timeout: PLAN_TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, { lookUp: ['dueCertificates'] }),
        SHARDS_QUEUE_URL: messagesTo(shards.queue),
        REMINDERS_QUEUE_URL: messagesTo(reminders.queue),
        MAIL_REGION: mailRegion(stage.mail),
        METRICS_NAMESPACE: plain(metricsNamespace(stage.name)),
      },
      errors: {
        impact: "Some or all of today's reminders are not planned yet.",
        runbook: 'plan-reminders-errors',
      },
    });
    planReminders.consumes(shards.queue, { batchSize: 1 });
    new HouseSchedule(this, 'EveryMorning', {
      invokes: planReminders,
      at: { hour: '9' },
      description: 'Reminders go out at nine in the morning, Hong Kong time',
      missed: {
        impact: 'The morning run did not happen: nobody is reminded today, unless it is run by hand.',
        runbook: 'schedule-dead-letters',
      },
    });
    absenceAlarm(this, 'MissedMorning', {
      metric: planReminders.lambda.metricInvocations({ period: Duration.days(1), statistic: 'Sum' }),
      impact: 'Nobody has been reminded for a whole day: the morning run does not start any more.',
      runbook: 'missed-morning',
    });
  }
}
