import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

/** SQS takes ten messages and a megabyte at a time; a quarter of that leaves room. */
const MOST_MESSAGES = 10;
const MOST_BYTES = 256 * 1024;

/** Sends each message as JSON; returns when the queue has stored all of them, throws when it refused one. */
export function createQueue<Message>(queueUrl: string) {
  const client = new SQSClient({});

  return {
    /** `delaySeconds` (15 minutes at most): nobody gets them before. */
    async send(messages: Message[], delaySeconds = 0): Promise<void> {
      for (const batch of batches(messages.map((message) => JSON.stringify(message)))) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map((MessageBody, i) => ({
              Id: String(i),
              MessageBody,
              DelaySeconds: delaySeconds,
            })),
          }),
        );
        if (Failed.length) throw new Error(`the queue refused ${Failed.length} messages: ${Failed[0]?.Code}`);
      }
    },
  };
}

function* batches(bodies: string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (batch.length === MOST_MESSAGES || (batch.length && bytes + size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length) yield batch;
}
