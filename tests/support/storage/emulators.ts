import type { TestProject } from 'vitest/node';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { startMessaging } from '#infra/local/emulators/messaging';
import { requireJava } from '#infra/local/preflight';

declare module 'vitest' {
  interface ProvidedContext {
    /** DynamoDB Local, in memory; each test makes a table of its own. */
    dynamoDbUrl: string;
    /** SQS, SNS and S3, in memory; each test makes queues and buckets of its own. */
    messagingUrl: string;
  }
}

/** The emulators that all integration tests share, started once for a run and stopped after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await requireJava();
  const children = new Children();
  const [dynamodb, messaging] = await Promise.all([
    startDynamoDbLocal(children),
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
