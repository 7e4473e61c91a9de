import { Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { plain, secretValue, tableItems } from '#infra/constructs/access';
import { QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import { mailNames } from '#infra/mail-names';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';
import { metricsNamespace } from '#storage/contract/metrics.ts';

const TIMEOUT = Duration.seconds(30);

/** What SES tells of mails comes here from the topic of the mail stack, and is kept with what they were about. */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, props: { stage: StageSettings; registry: RegistryStack }) {
    super(scope, id);
    const { stage, registry } = props;
    const names = mailNames(stage);
    const events = new QueueWithDlq(this, 'Events', {
      name: names.queue,
      consumerTimeout: TIMEOUT,
      // SES tells each once.
      retention: Duration.days(14),
      deadLetters: {
        impact: 'The results of some emails are not on record: dead addresses may be written to again.',
        runbook: 'mail-events-dead-letters',
      },
      late: {
        after: Duration.hours(1),
        impact:
          'The results of emails are recorded more than an hour late: a dead address may be written to again.',
        runbook: 'mail-events-late',
      },
    });
    events.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: senders(stage),
        actions: ['sqs:SendMessage'],
        resources: [events.queue.queueArn],
        conditions: {
          ArnEquals: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'sns',
              region: stage.mail.region,
              resource: names.topic,
            }),
          },
        },
      }),
    );
    const recordMailEvent = new ServiceFunction(this, 'RecordMailEvent', {
      stage,
      name: 'record-mail-event',
      timeout: TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(registry.table, {
          GetItem: ['mailings', 'certificates', 'notices', 'mailStates'],
          PutItem: ['mailStates'],
          // What a mail was about; a reminder is on record beside its certificate.
          UpdateItem: ['certificates', 'notices'],
          lookUp: ['certificatesOfHolder'],
        }),
        PEPPER_SECRET: secretValue(registry.pepper),
        METRICS_NAMESPACE: plain(metricsNamespace(stage.name)),
      },
      errors: {
        impact: 'The results of emails are recorded late, or not at all if it goes on.',
        runbook: 'record-mail-event-errors',
      },
    });
    // A few events for each mail; two batches of them at a time leave the account's concurrency to people who wait.
    recordMailEvent.consumes(events.queue, { batchSize: 10, maxConcurrency: 2 });
  }
}

/**
 * SNS by the name it has in regions that are open to everybody, and by the one it has where one of the two regions has to
 * be opted in to (Hong Kong): under the first alone it drops every message without a word.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
function senders({ region, mail }: StageSettings): ServicePrincipal[] {
  const optIn = new Set([region, mail.region].filter((name) => RegionInfo.get(name).isOptInRegion));
  return [
    new ServicePrincipal('sns.amazonaws.com'),
    ...[...optIn].map((name) => new ServicePrincipal(`sns.${name}.amazonaws.com`)),
  ];
}
