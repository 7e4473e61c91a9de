import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { logLine, reasonOf } from '#web/log.ts';

/**
 * A handler for a queue whose messages are JSON of one shape, `atOnce` of a batch at the same time (one, when left out). A
 * message that fails comes back later (and at last goes to the dead-letter queue); the others of its batch are done. The
 * log line tells why, not what was in it.
 */
export function eachMessage<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.output<Schema>) => Promise<void>,
  { atOnce }: { atOnce: number } = { atOnce: 1 },
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const waiting: SQSRecord[] = [...Records];
    const failed: SQSBatchResponse['batchItemFailures'] = [];
    const workThrough = async () => {
      for (let record = waiting.shift(); record; record = waiting.shift()) {
        const { messageId, body } = record;
        try {
          await work(schema.parse(jsonOf(body)));
        } catch (error) {
          logLine({ level: 'ERROR', event: 'message failed', messageId, ...reasonOf(error) });
          failed.push({ itemIdentifier: messageId });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, workThrough));
    return { batchItemFailures: failed };
  };
}

/** JavaScript's own error would quote what was in it. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error('a message that is no JSON');
  }
}
