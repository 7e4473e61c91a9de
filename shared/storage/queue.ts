import { type MessageAttributeValue, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CORRELATION, currentTrace, HOPS, SINCE } from './trace.ts';

/** SQS takes ten messages and a megabyte at a time, but each 64 KB cost as much as a request: more at once saves nothing. */
const MAX_MESSAGES = 10;
const MAX_BYTES = 64 * 1024;

/** Sends each message as JSON; returns when the queue has stored all of them, throws when it refused one. */
export function createQueue<Message>(queueUrl: string) {
  const client = new SQSClient({});

  return {
    /** `delaySeconds` (15 minutes at most): nobody gets them before. */
    async send(messages: Message[], delaySeconds = 0): Promise<void> {
      const MessageAttributes = traceAttributes();
      for (const batch of batches(messages.map(queueable))) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map((MessageBody, i) => ({
              Id: String(i),
              MessageBody,
              DelaySeconds: delaySeconds,
              ...(MessageAttributes && { MessageAttributes }),
            })),
          }),
        );
        if (Failed.length) throw new Error(`the queue refused ${Failed.length} messages: ${Failed[0]?.Code}`);
      }
    },
  };
}

/** Says of what a message is part, and counts it. */
function traceAttributes(): Record<string, MessageAttributeValue> | undefined {
  const trace = currentTrace();
  return (
    trace && {
      [CORRELATION]: { DataType: 'String', StringValue: trace.correlationId },
      [HOPS]: { DataType: 'Number', StringValue: String(trace.hops + 1) },
      [SINCE]: { DataType: 'String', StringValue: trace.since ?? trace.clock() },
    }
  );
}

/**
 * JSON that every queue takes: not all let characters beyond the first 65,536 pass, and Hong Kong's names have some;
 * SQS refuses U+FFFE and U+FFFF, which stand in what strangers paste.
 */
function queueable(message: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16)}`;
  return JSON.stringify(message).replace(/[\ud800-\udfff\ufffe\uffff]/g, escaped);
}

function* batches(bodies: string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (batch.length === MAX_MESSAGES || (batch.length && bytes + size > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(body);
    bytes += size;
  }
  if (batch.length) yield batch;
}
