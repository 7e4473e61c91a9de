import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, PurgeQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { NOT_BEFORE } from './fault-calls.ts';

/** A message that a function is to have. */
export interface Waiting {
  queue: string;
  id: string;
  body: string;
  /** The virtual instant from which on it may be had. */
  notBefore: number;
  receives: number;
}

/** No message comes back by itself: who lets it come again is the harness, in virtual time. */
const VISIBILITY_SECONDS = '43200';

/** Real queues, read without a front between. The URLs are those at the proxy. */
export async function createFaultQueues<Name extends string>(engineUrl: string, names: readonly Name[]) {
  const sqs = new SQSClient({ endpoint: engineUrl });
  const run = randomUUID();
  const paths = new Map<Name, string>();
  for (const name of names) {
    const QueueName = `${name}_${run}`;
    await sqs.send(
      new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: VISIBILITY_SECONDS } }),
    );
    paths.set(name, `/000000000000/${QueueName}`);
  }
  const urlOf = (name: Name) => `${engineUrl}${paths.get(name)}`;

  return {
    pathOf: (name: Name) => paths.get(name) ?? '',

    /** All that is there. */
    async receive(queue: Name): Promise<Waiting[]> {
      const found: Waiting[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: urlOf(queue),
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
          }),
        );
        for (const { MessageId: id = '', Body: body = '', MessageAttributes } of Messages) {
          const notBefore = Number(MessageAttributes?.[NOT_BEFORE]?.StringValue ?? 0);
          found.push({ queue, id, body, notBefore, receives: 0 });
        }
        if (Messages.length < 10) return found;
      }
    },

    /** Those that were received, too. */
    async purge(): Promise<void> {
      for (const name of names) await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(name) }));
    },
  };
}
