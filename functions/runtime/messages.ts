import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { errorFields, logLine } from '#web/log.ts';

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
    const failed: SQSBatchResponse['batchItemFailures'] = [];
    await eachAtOnce(Records, atOnce, async ({ messageId, body }) => {
      try {
        await work(schema.parse(jsonOf(body)));
      } catch (error) {
        logLine({ level: 'ERROR', event: 'message failed', messageId, ...errorFields(error) });
        failed.push({ itemIdentifier: messageId });
      }
    });
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
