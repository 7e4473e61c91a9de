import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { logLine, reasonOf } from './log.ts';

/** Not a fault: the message is to come again later, for the reason in the message. */
export class ComesAgain extends Error {
  override name = 'ComesAgain';
}

/**
 * A handler for a queue whose messages are JSON of one shape, one after the other. A message that fails comes back later
 * (and at last goes to the dead-letter queue); the others of its batch are done. The log line tells why, not what was
 * in it.
 */
export function eachMessage<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.output<Schema>) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const failed: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of Records) {
      try {
        await work(schema.parse(JSON.parse(body)));
      } catch (error) {
        const level = error instanceof ComesAgain ? 'WARN' : 'ERROR';
        logLine({ level, event: 'message failed', messageId, ...reasonOf(error) });
        failed.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures: failed };
  };
}
