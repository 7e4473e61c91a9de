import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { tableItems } from '#infra/constructs/access';
import { QueueWithDlq } from '#infra/constructs/queue-with-dlq';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

const TIMEOUT = Duration.minutes(1);
const A_LISTS_LIFE = Duration.days(1);

/** The job of long lists: each message is some hundred numbers of an employer's list, whose verdicts are stored. */
export class Lists extends Construct {
  /** Where the parts of a list are asked for. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { stage: StageSettings; registry: RegistryStack }) {
    super(scope, id);
    const parts = new QueueWithDlq(this, 'Parts', {
      consumerTimeout: TIMEOUT,
      // Names as typed are in them, and the list itself is kept for no longer (lists/check-list.ts).
      retention: A_LISTS_LIFE,
      deadLetters: {
        retention: A_LISTS_LIFE,
        impact: "An employer's list stays unfinished: some of its certificates were not checked.",
        runbook: 'lists-dead-letters',
      },
      late: {
        after: Duration.minutes(15),
        impact: 'Employers wait for a quarter of an hour and longer until their lists go on.',
        runbook: 'lists-late',
      },
    });
    this.queue = parts.queue;
    const checkLists = new ServiceFunction(this, 'CheckLists', {
      stage: props.stage,
      name: 'check-lists',
      timeout: TIMEOUT,
      environment: {
        TABLE_NAME: tableItems(props.registry.table, {
          Query: ['certificates'],
          GetItem: ['providers', 'lists'],
          PutItem: ['lists'],
          lookUp: ['providerList'],
        }),
      },
      errors: {
        impact: 'Long lists of certificates are checked late, or not at all if it goes on.',
        runbook: 'check-lists-errors',
      },
    });
    // A few parts side by side; the account's concurrency is for people who wait for one certificate.
    checkLists.consumes(parts.queue, { batchSize: 1, maxConcurrency: 4 });
  }
}
