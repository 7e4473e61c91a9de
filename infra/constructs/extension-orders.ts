import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { messagesTo, secretValue, tableItems } from '#infra/constructs/access';
import { QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

const TIMEOUT = Duration.minutes(1);

/** The job of extension orders: each message is a hundred certificates, and asks for the next hundred. */
export class ExtensionOrders extends Construct {
  /** Where an order begins, and where its withdrawal does. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { stage: StageSettings; registry: RegistryStack }) {
    super(scope, id);
    const { table, pepper } = props.registry;
    const steps = new QueueWithDlq(this, 'Steps', {
      consumerTimeout: TIMEOUT,
      // Nothing would queue them again.
      retention: Duration.days(14),
      deadLetters: {
        impact: 'An extension order stopped half-way: some of its certificates have the old last valid day.',
        runbook: 'extension-dead-letters',
      },
      late: {
        after: Duration.minutes(15),
        impact: 'Extension orders wait for a quarter of an hour and longer until they go on.',
        runbook: 'extension-late',
      },
    });
    this.queue = steps.queue;
    const extendCredentials = new ServiceFunction(this, 'ExtendCredentials', {
      stage: props.stage,
      name: 'extend-credentials',
      feedsItself: true,
      timeout: TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(table, {
          GetItem: ['certificates', 'orders', 'orderPages'],
          PutItem: ['certificates', 'orders', 'orderPages'],
          // A certificate is extended on condition that the order still stands.
          ConditionCheckItem: ['orders'],
          lookUp: ['certificatesOfProvider'],
        }),
        PEPPER_SECRET: secretValue(pepper),
        EXTENSIONS_QUEUE_URL: messagesTo(steps.queue),
      },
      errors: {
        impact: 'Certificates are extended late by an order, or not at all if it goes on.',
        runbook: 'extend-credentials-errors',
      },
    });
    // Two orders side by side, each one message at a time.
    extendCredentials.consumes(steps.queue, { batchSize: 1, maxConcurrency: 2 });
  }
}
