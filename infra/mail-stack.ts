import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { houseAlarm, mailAlarms } from '#infra/constructs/alarm';
import { mailIdentity } from '#infra/constructs/mail-identity';
import { deadLetterQueue } from '#infra/constructs/queue-with-dlq';
import { mailNames } from '#infra/mail-names';
import type { StageSettings } from '#infra/stage';
import { MAIL_EVENT_TYPES } from '#storage/contract/mail-events.ts';

interface MailStackProps extends StackProps {
  stage: StageSettings;
}

/**
 * What mail needs in the region that it leaves from: SES tells there what becomes of each mail, and SNS passes it on to
 * the queue of the service stack, which must be there first.
 */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, props: MailStackProps) {
    super(scope, id, props);
    const { stage } = props;
    if (stage.mail.makeIdentity) mailIdentity(this, stage);
    const topic = this.#events(stage);
    this.#passedOn(topic, stage);
    this.#reputation();
    mailAlarms(this, stage);
  }

  /** The configuration set that every mail is sent with, and the topic that hears of it. */
  #events(stage: StageSettings): Topic {
    const names = mailNames(stage);
    const set = new ConfigurationSet(this, 'Mails', {
      configurationSetName: names.configurationSet,
      reputationMetrics: true,
      sendingEnabled: true,
      // Wherever the receiving server offers it. Required, a holder whose server does not would hear nothing at all.
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // Not encrypted: SES cannot use SNS's key. Its messages pass through and are not kept.
    const topic = new Topic(this, 'Events', { topicName: names.topic, enforceSSL: true });
    // Also lets SES publish, for this configuration set of this account only.
    set.addEventDestination('ToTopic', {
      configurationSetEventDestinationName: 'topic',
      destination: EventDestination.snsTopic(topic),
      events: MAIL_EVENT_TYPES.map((type) => EmailSendingEvent[type]),
    });
    return topic;
  }

  /** SES's own figures, of the account in this region; it reviews an account at 5 % and at 0.1 %. */
  #reputation(): void {
    const period = Duration.hours(1);
    const ses = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, period, statistic: 'Maximum' });
    houseAlarm(this, 'Reputation', {
      metric: new MathExpression({
        expression: 'MAX([bounced / 0.05, complained / 0.001])',
        usingMetrics: {
          bounced: ses('Reputation.BounceRate'),
          complained: ses('Reputation.ComplaintRate'),
        },
        period,
        label: 'of the rate at which SES reviews the account',
      }),
      atLeast: 0.8,
      of: 3,
      urgent: true,
      impact: 'SES may soon stop all our mail: too much of it comes back or is reported.',
      runbook: 'ses-reputation',
    });
  }

  #passedOn(topic: Topic, stage: StageSettings): void {
    new Subscription(this, 'ToTheQueue', {
      topic,
      protocol: SubscriptionProtocol.SQS,
      endpoint: this.formatArn({
        service: 'sqs',
        region: stage.region,
        resource: mailNames(stage).queue,
      }),
      // What SES says, without SNS's envelope.
      rawMessageDelivery: true,
      deadLetterQueue: deadLetterQueue(this, 'UndeliveredDeadLetters', {
        impact:
          'The results of some emails did not reach the registry: dead addresses may be written to again.',
        runbook: 'undelivered-mail-events',
      }),
    });
  }
}
