import {
  ChangeMessageVisibilityCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Messaging } from '#infra/local/emulators/messaging';
import type { LocalWorld } from './resources.ts';

export interface LocalQueue {
  name: string;
  url: string;
  arn: string;
  /** ARN of the queue that takes what failed too often. */
  deadLetterArn: string | undefined;
}

const SETTABLE = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
] as const;

/** Makes the queues that the template declares, with its timeouts and redrive policies; messages stored before stay. */
export async function provisionQueues(
  world: LocalWorld,
  messaging: Messaging,
  sqs: SQSClient,
): Promise<LocalQueue[]> {
  const queues: LocalQueue[] = [];
  for (const found of world.all('AWS::SQS::Queue')) {
    const url = world.own(found, 'Ref');
    const redrive = world.value(found, 'RedrivePolicy');
    const attributes = Object.fromEntries(
      SETTABLE.flatMap((name) => {
        const value = world.text(found, name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    if (redrive !== undefined) attributes['RedrivePolicy'] = JSON.stringify(redrive);
    const name = world.own(found, 'QueueName');
    if (!messaging.engine.inspectQueue(name)) messaging.engine.createQueue(name);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
    await release(messaging, sqs, name, url);
    queues.push({ name, url, arn: world.own(found, 'Arn'), deadLetterArn: deadLetterArn(redrive) });
  }
  return queues;
}

/**
 * Nobody is left of the run that had these messages in hand, so they need not wait for its visibility timeout. One
 * second, as fauxqs 2.4.1 with stored messages fails at none.
 */
async function release(messaging: Messaging, sqs: SQSClient, name: string, url: string): Promise<void> {
  for (const { receiptHandle } of messaging.engine.inspectQueue(name)?.messages.inflight ?? [])
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 1,
      }),
    );
}

function deadLetterArn(redrive: unknown): string | undefined {
  if (typeof redrive !== 'object' || redrive === null || !('deadLetterTargetArn' in redrive))
    return undefined;
  return String(redrive.deadLetterTargetArn);
}
