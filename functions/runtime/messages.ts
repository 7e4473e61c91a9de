import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { instant } from '#register/civil-date.ts';
import { CORRELATION, currentTrace, HOPS, SINCE, withTrace } from '#storage/trace.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { errorFields, logLine } from '#web/log.ts';
import { type Invocation, traced } from './traced.ts';

/** Where Lambda itself stops a chain of messages that feeds itself, unless told that it may go on. */
const HOPS_OF_LAMBDA = 16;

/**
 * A handler for a queue whose messages are JSON of one shape, `atOnce` of a batch at the same time (one, when left out). A
 * message that fails comes back later (and at last goes to the dead-letter queue); the others of its batch are done. The
 * log line tells why, not what was in it. A message that `maxHops` others have led to fails unread: whatever goes round
 * in circles ends in the dead-letter queue, which rings.
 */
export function eachMessage<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.output<Schema>) => Promise<void>,
  { atOnce = 1, maxHops = HOPS_OF_LAMBDA }: { atOnce?: number; maxHops?: number } = {},
): (event: SQSEvent, context?: Invocation) => Promise<SQSBatchResponse> {
  return traced(async ({ Records }) => {
    const failed: SQSBatchResponse['batchItemFailures'] = [];
    await eachAtOnce(Records, atOnce, (record) =>
      inItsTrace(record, async (hops) => {
        const { messageId, body } = record;
        try {
          if (hops > maxHops) throw new Error('more messages led to this one than should');
          await work(schema.parse(jsonOf(body)));
        } catch (error) {
          logLine({ level: 'ERROR', event: 'message failed', messageId, hops, ...errorFields(error) });
          failed.push({ itemIdentifier: messageId });
        }
      }),
    );
    return { batchItemFailures: failed };
  });
}

/** What nobody here has sent (an event of SES) begins a trace of its own. */
function inItsTrace(
  { messageAttributes }: { messageAttributes?: SQSEvent['Records'][number]['messageAttributes'] },
  work: (hops: number) => Promise<void>,
): Promise<void> {
  const trace = currentTrace();
  const hops = Number(messageAttributes?.[HOPS]?.stringValue ?? 0);
  const since = instant.safeParse(messageAttributes?.[SINCE]?.stringValue).data;
  const correlationId = messageAttributes?.[CORRELATION]?.stringValue ?? trace?.correlationId;
  return trace && correlationId !== undefined
    ? withTrace({ ...trace, correlationId, hops, ...(since && { since }) }, () => work(hops))
    : work(hops);
}

/** JavaScript's own error would quote what was in it. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error('a message that is no JSON');
  }
}
