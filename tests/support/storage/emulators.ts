import type { TestProject } from 'vitest/node';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { startMessaging } from '#infra/local/emulators/messaging';
import { requireJava } from '#infra/local/preflight';
import { startDynoxide } from './dynoxide.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A DynamoDB, in memory; each test makes a table of its own. */
    dynamoDbUrl: string;
    /** SQS, SNS and S3, in memory; each test makes queues and buckets of its own. */
    messagingUrl: string;
  }
}

/**
 * The emulators that all integration tests share, started once for a run and stopped after it. `DYNAMODB_LOCAL=1`: over
 * AWS's own engine, as the whole local systems always are.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const children = new Children();
  const [dynamodb, messaging] = await Promise.all([
    startTable(children),
    startMessaging({ region: 'ap-east-1' }),
  ]);
  project.provide('dynamoDbUrl', dynamodb.url);
  project.provide('messagingUrl', messaging.url);
  return async () => {
    await messaging.stop();
    await dynamodb.stop();
    await children.close();
  };
}

async function startTable(children: Children): Promise<{ url: string; stop(): Promise<void> }> {
  const quick = process.env['DYNAMODB_LOCAL'] === '1' ? undefined : await startDynoxide(children);
  if (quick !== undefined) return quick;
  await requireJava();
  return startDynamoDbLocal(children);
}
