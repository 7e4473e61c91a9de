import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** A queue of a stage, and what is in it. SQS counts its messages roughly. */
export interface StageQueue {
  name: string;
  url: string;
  /** Ready, in hand or waiting for their moment. */
  messages: number;
  /** ARN of the queue that takes what failed too often. */
  deadLetters?: string;
  arn: string;
}

/** What failed for good and waits for a person. */
export interface DeadLetters extends Pick<StageQueue, 'name' | 'url' | 'messages'> {
  /** Where they failed; none where they were no queue's messages, but events or schedules. */
  from?: Pick<StageQueue, 'name' | 'url'>;
}

/** Names of the local system's queues begin with `certkeeper-local-`, as those of a deployed stage with its own. */
const DEAD_LETTERS = /DeadLetters/;

/** The local engine names its queues by a host that only it knows: where requests go the region's endpoint says. */
const openQueues = () => new SQSClient({ useQueueUrlAsEndpoint: false });

const redrive = z.object({ deadLetterTargetArn: z.string() });

/** All queues whose names begin so, in the account and region of the credentials at hand, by name. */
export async function findQueues(prefix: string): Promise<StageQueue[]> {
  const sqs = openQueues();
  const found: StageQueue[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { QueueNamePrefix: prefix }))
    found.push(...(await Promise.all(QueueUrls.map((url) => readQueue(sqs, url)))));
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function readQueue(sqs: SQSClient, url: string): Promise<StageQueue> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const count = (name: '' | 'NotVisible' | 'Delayed') =>
    Number(Attributes[`ApproximateNumberOfMessages${name}`] ?? 0);
  const policy = Attributes['RedrivePolicy'];
  return {
    name: url.split('/').at(-1) ?? url,
    url,
    arn: Attributes['QueueArn'] ?? '',
    messages: count('') + count('NotVisible') + count('Delayed'),
    ...(policy && { deadLetters: redrive.parse(JSON.parse(policy)).deadLetterTargetArn }),
  };
}

/** Those of them that hold what failed, empty ones too. */
export function deadLettersAmong(queues: readonly StageQueue[]): DeadLetters[] {
  return queues
    .filter(({ name }) => DEAD_LETTERS.test(name))
    .map(({ name, url, arn, messages }) => {
      const from = queues.find(({ deadLetters }) => deadLetters === arn);
      return { name, url, messages, ...(from && { from: { name: from.name, url: from.url } }) };
    });
}

/** The others, with what is under way in them. */
export const workQueues = (queues: readonly StageQueue[]): StageQueue[] =>
  queues.filter(({ name }) => !DEAD_LETTERS.test(name));

/**
 * Gives each message another try: `again` has it done once more, and only then it leaves the dead letters, so that one may be done
 * twice and none is lost. As many as there are now, so that one that fails again at once does not go round for ever.
 */
export async function retryDeadLetters(
  { url, messages }: DeadLetters,
  again: (message: Message) => Promise<void>,
): Promise<number> {
  const sqs = openQueues();
  let done = 0;
  while (done < messages) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: Math.min(10, messages - done),
        MessageAttributeNames: ['All'],
        VisibilityTimeout: 60,
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) break;
    for (const message of Messages) {
      await again(message);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
      done++;
    }
  }
  return done;
}

/** Back into the queue in which it failed. */
export const sendAgain =
  (to: string) =>
  async ({ Body, MessageAttributes }: Message): Promise<void> => {
    await openQueues().send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body, MessageAttributes }));
  };
