import {
  BackupClient,
  paginateListCopyJobs,
  paginateListRecoveryPointsByResource,
} from '@aws-sdk/client-backup';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** The latest second that the table can be brought back to; the local engine has no backups. */
export async function recoverableUntil(TableName: string): Promise<string | null> {
  try {
    const { ContinuousBackupsDescription } = await new DynamoDBClient({}).send(
      new DescribeContinuousBackupsCommand({ TableName }),
    );
    const until = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.LatestRestorableDateTime;
    return until?.toISOString() ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'UnknownOperationException') return null;
    throw error;
  }
}

export interface NightlyBackups {
  /** When the last one was made, of those that are still kept; null: there is none. */
  lastAt: string | null;
  /** The last copy of one, within a month, and the ARN of the vault it went into. */
  lastCopy: { at: string; vault: string } | null;
}

/**
 * What AWS Backup has of the table in the account and region of the credentials at hand, and what it copied elsewhere;
 * `denied` where these credentials may not ask, which is no reason to tell nothing else.
 */
export async function nightlyBackups(TableName: string): Promise<NightlyBackups | 'denied'> {
  try {
    return await backupsOf(TableName);
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException') return 'denied';
    throw error;
  }
}

async function backupsOf(TableName: string): Promise<NightlyBackups> {
  const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName }));
  const client = new BackupClient({});
  const made: string[] = [];
  const ofTable = { ResourceArn: Table?.TableArn };
  for await (const { RecoveryPoints = [] } of paginateListRecoveryPointsByResource({ client }, ofTable))
    for (const { Status, CreationDate } of RecoveryPoints)
      if (CreationDate && (Status === 'COMPLETED' || Status === 'AVAILABLE'))
        made.push(CreationDate.toISOString());
  const copies: { at: string; vault: string }[] = [];
  const done = { ByResourceArn: Table?.TableArn, ByState: 'COMPLETED' } as const;
  for await (const { CopyJobs = [] } of paginateListCopyJobs({ client }, done))
    for (const { CompletionDate, DestinationBackupVaultArn: vault } of CopyJobs)
      if (CompletionDate && vault !== undefined) copies.push({ at: CompletionDate.toISOString(), vault });
  return {
    lastAt: made.toSorted().at(-1) ?? null,
    lastCopy: copies.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1) ?? null,
  };
}
