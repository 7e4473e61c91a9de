import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { tableItems } from '#infra/constructs/access';
import { HouseSchedule } from '#infra/constructs/house-schedule';
import { ServiceFunction } from '#infra/constructs/service-function';
import type { RegistryStack } from '#infra/registry-stack';
import type { StageSettings } from '#infra/stage';

/** Every week addresses that have served are taken off their certificates. */
export class Forgetting extends Construct {
  constructor(scope: Construct, id: string, props: { stage: StageSettings; registry: RegistryStack }) {
    super(scope, id);
    const forgetAddresses = new ServiceFunction(this, 'ForgetAddresses', {
      stage: props.stage,
      name: 'forget-addresses',
      // They are taken off one by one.
      timeout: Duration.minutes(15),
      environment: {
        TABLE_NAME: tableItems(props.registry.table, {
          GetItem: ['certificates'],
          PutItem: ['certificates'],
          lookUp: ['providerList', 'certificatesOfProvider'],
        }),
      },
      errors: {
        impact: 'Addresses that have served are kept longer than people were told.',
        runbook: 'forget-addresses-errors',
      },
    });
    new HouseSchedule(this, 'EveryMonday', {
      invokes: forgetAddresses,
      // After everything that the week's mails are written from.
      at: { hour: '12', weekDay: 'MON' },
      description: 'Email addresses no longer needed are deleted on Mondays at noon, Hong Kong time',
      missed: {
        impact: 'Addresses that have served were not taken off this week; next Monday’s run takes them.',
        runbook: 'forgetting-dead-letters',
      },
    });
  }
}
