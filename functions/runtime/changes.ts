import type { DynamoDBBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { errorFields, logLine } from '#web/log.ts';
import { type Invocation, traced } from './traced.ts';

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
): (event: unknown, context?: Invocation) => Promise<DynamoDBBatchResponse> {
  return traced(async (event: unknown) => {
    const failed: DynamoDBBatchResponse['batchItemFailures'] = [];
    await eachAtOnce(streamEvent.parse(event).Records, AT_ONCE, async (record) => {
      const { SequenceNumber: itemIdentifier } = record.dynamodb;
      try {
        await work(record);
      } catch (error) {
        logLine({ level: 'ERROR', event: 'change failed', itemIdentifier, ...errorFields(error) });
        failed.push({ itemIdentifier });
      }
    });
    return { batchItemFailures: failed };
  });
}
