import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { mailAlarms } from '#infra/constructs/alarm';
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
    const topic = this.#events(stage);
    this.#passedOn(topic, stage);
    if (stage.alarmEmail !== undefined) mailAlarms(this, stage.alarmEmail);
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
          'What became of some e-mails did not reach the registry: dead addresses may be written to again.',
        runbook: 'undelivered-mail-events',
      }),
    });
  }
}
