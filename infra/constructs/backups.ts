import { Duration } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { deadLetterQueue } from '#infra/constructs/queue-with-dlq';
import type { RegistryTable } from '#infra/registry-stack';

/** Here only until the copy is there: what happens in this region the table's own recovery covers. */
const KEPT_HERE = Duration.days(7);
/** As long as the table's own recovery goes back. */
const KEPT_AWAY = Duration.days(35);

/** Every night the table goes into a vault, and from there into one that is not lost with region or account. */
export class Backups extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { table: RegistryTable; vault: BackupVault; copyTo: string },
  ) {
    super(scope, id);
    const { table, vault, copyTo } = props;
    const plan = new BackupPlan(this, 'Plan', { backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'every-night',
        // Two in the morning in Hong Kong.
        scheduleExpression: Schedule.cron({ hour: '18', minute: '0' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(6),
        deleteAfter: KEPT_HERE,
        copyActions: [
          {
            destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'Away', copyTo),
            deleteAfter: KEPT_AWAY,
          },
        ],
      }),
    );
    plan.addSelection('Table', { resources: [BackupResource.fromArn(table.tableArn)] });
    const failed = deadLetterQueue(this, 'DeadLetters', {
      impact: 'Nothing yet: a copy of the register that is to be kept elsewhere was not made this night.',
      runbook: 'backups-dead-letters',
    });
    new Rule(this, 'Failed', {
      description: 'Backups of the table, and copies of them, that came to nothing',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change'],
        detail: { resourceArn: [table.tableArn], state: ['FAILED', 'ABORTED', 'EXPIRED'] },
      },
      targets: [new SqsQueue(failed)],
    });
  }
}
