import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { messagesTo, tableItems } from '#infra/constructs/access';
import { HouseSchedule } from '#infra/constructs/house-schedule';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

/** Every morning the sites that employers watch and that are due are asked for their news. */
export class Watches extends Construct {
  /** `notices` is where the news of a site is asked for. */
  constructor(
    scope: Construct,
    id: string,
    props: { stage: StageSettings; registry: RegistryStack; notices: Queue },
  ) {
    super(scope, id);
    const planWatches = new ServiceFunction(this, 'PlanWatches', {
      stage: props.stage,
      name: 'plan-watches',
      timeout: Duration.minutes(1),
      environment: {
        TABLE_NAME: tableItems(props.registry.table, { lookUp: ['dueSites'] }),
        BULK_NOTICES_QUEUE_URL: messagesTo(props.notices),
      },
      errors: {
        impact: "Some or all of today's alerts to employers are not planned yet.",
        runbook: 'plan-watches-errors',
      },
    });
    new HouseSchedule(this, 'EveryMorning', {
      invokes: planWatches,
      // Before the reminders, so that what has piled up of those does not keep employers waiting.
      at: { hour: '8' },
      description: 'Employers hear of the certificates they watch at eight in the morning, Hong Kong time',
      missed: {
        impact: 'Employers were not told today which certificates expire; tomorrow’s run tells them.',
        runbook: 'watches-dead-letters',
      },
    });
  }
}
