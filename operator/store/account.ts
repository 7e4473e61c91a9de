import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';

/** What the account has sent and may send; null: without a limit. `region`: where its mail leaves from, else this one. */
export async function mailQuota(region: string | undefined) {
  const quota = await new SESClient(region ? { region } : {}).send(new GetSendQuotaCommand({}));
  const { SentLast24Hours = 0, Max24HourSend = -1, MaxSendRate = 1 } = quota;
  // -1 stands for no limit.
  return {
    sentLast24Hours: SentLast24Hours,
    inDay: Max24HourSend < 0 ? null : Max24HourSend,
    inSecond: MaxSendRate < 0 ? null : MaxSendRate,
  };
}

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
