import type { DynamoDBBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { logLine, reasonOf } from '#web/log.ts';

const AT_ONCE = 8;

const streamEvent = z.object({
  Records: z.array(z.looseObject({ dynamodb: z.looseObject({ SequenceNumber: z.string() }) })),
});

/**
 * A handler for a table's stream, several records at a time: what is done with one must not depend on the order. A
 * record that fails comes back with all that follow it. The log line tells why, not what was in it.
 */
export function eachChange(
  work: (record: unknown) => Promise<void>,
): (event: unknown) => Promise<DynamoDBBatchResponse> {
  return async (event) => {
    const waiting = streamEvent.parse(event).Records;
    const failed: DynamoDBBatchResponse['batchItemFailures'] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let record = waiting.shift(); record; record = waiting.shift()) {
          const { SequenceNumber: itemIdentifier } = record.dynamodb;
          try {
            await work(record);
          } catch (error) {
            logLine({ level: 'ERROR', event: 'change failed', itemIdentifier, ...reasonOf(error) });
            failed.push({ itemIdentifier });
          }
        }
      }),
    );
    return { batchItemFailures: failed };
  };
}
