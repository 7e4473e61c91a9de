import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from './contract/table.ts';

/** What a table is known by to the stacks. */
export interface AdoptableTable {
  arn: string;
  streamArn: string;
  /** What a restore had dropped, and is there again. */
  applied: string[];
}

/**
 * A restore brings items and indexes back, and no more: this puts back the expiry of items, the stream, point-in-time recovery
 * and the protection against deleting. What is there already stays. May be repeated.
 */
export async function restoreSettings(name: string): Promise<AdoptableTable> {
  const client = new DynamoDBClient({});
  const of = { TableName: name };
  const applied: string[] = [];
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand(of));
  if (TimeToLiveDescription?.TimeToLiveStatus !== 'ENABLED') {
    const TimeToLiveSpecification = { AttributeName: TABLE.expiryAttribute, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ ...of, TimeToLiveSpecification }));
    applied.push('expiry of items');
  }
  const before = (await client.send(new DescribeTableCommand(of))).Table;
  if (!before?.StreamSpecification?.StreamEnabled) {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const };
    await client.send(new UpdateTableCommand({ ...of, StreamSpecification }));
    await waitUntilTableExists({ client, maxWaitTime: 600, minDelay: 1 }, of);
    applied.push('stream');
  }
  if (!before?.DeletionProtectionEnabled) {
    await client.send(new UpdateTableCommand({ ...of, DeletionProtectionEnabled: true }));
    await waitUntilTableExists({ client, maxWaitTime: 600, minDelay: 1 }, of);
    applied.push('protection against deleting');
  }
  if (await hasRecovery(client, name)) applied.push('point-in-time recovery');
  const after = (await client.send(new DescribeTableCommand(of))).Table;
  if (!after?.TableArn || !after.LatestStreamArn) throw new Error(`${name} has no stream`);
  return { arn: after.TableArn, streamArn: after.LatestStreamArn, applied };
}

/** The local engine has no backups. */
async function hasRecovery(client: DynamoDBClient, name: string): Promise<boolean> {
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  try {
    await client.send(
      new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'UnknownOperationException') return false;
    throw error;
  }
}
