import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { messagesTo, secretValue, tableItems } from '#infra/constructs/access';
import { houseAlarm } from '#infra/constructs/alarm';
import type { Notices } from '#infra/constructs/notices';
import { deadLetterQueue } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

/** What follows from a change of a credential for others, and of a key for its provider, is done from the table's stream, however the change came about. */
export class ChangePipeline extends Construct {
  /** `notices` is where employers who watch a certificate are told of its change. */
  constructor(
    scope: Construct,
    id: string,
    props: { stage: StageSettings; registry: RegistryStack; notices: Notices },
  ) {
    super(scope, id);
    const { stage, registry, notices } = props;
    const publishChanges = new ServiceFunction(this, 'PublishChanges', {
      stage,
      name: 'publish-changes',
      timeout: Duration.minutes(1),
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          GetItem: ['certificates', 'providers'],
          // Who watches a certificate is on record beside it; a site is made due by an update.
          Query: ['certificates'],
          PutItem: ['certificates'],
          UpdateItem: ['sites'],
          lookUp: ['certificatesOfHolder'],
        }),
        PEPPER_SECRET: secretValue(registry.pepper),
        // An invitation.
        NOTICES_QUEUE_URL: messagesTo(notices.awaited),
        PROTECTIVE_NOTICES_QUEUE_URL: messagesTo(notices.protective),
        BULK_NOTICES_QUEUE_URL: messagesTo(notices.bulk),
      },
      errors: {
        impact:
          'A certificate renewed at another provider still verifies as the latest one; employers hear late of a revocation.',
        runbook: 'publish-changes-errors',
      },
    });
    publishChanges.followsChanges(registry.table, {
      entities: ['credential', 'apiKey', 'colleague'],
      ends: ['credential'],
      batchSize: 100,
      retries: 10,
      failed: deadLetterQueue(this, 'DeadLetters', {
        impact: 'What follows from some changes of certificates was not done, and will not be by itself.',
        runbook: 'changes-dead-letters',
      }),
    });
    houseAlarm(this, 'Late', {
      metric: publishChanges.lambda.metric('IteratorAge', {
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      atLeast: Duration.hours(1).toMilliseconds(),
      impact:
        'Renewals at another provider, and what employers are told of changes, are more than an hour late.',
      runbook: 'changes-late',
    });
  }
}
