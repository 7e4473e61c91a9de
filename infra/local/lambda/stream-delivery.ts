import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { StreamRecord } from '#infra/local/emulators/dynamodb-streams';
import { failedIds } from './batch-answer.ts';
import type { FunctionPool } from './function-pool.ts';

export interface DeliverySettings {
  streamArn: string;
  region: string;
  batchSize: number;
  partialResponses: boolean;
  /** Halve a batch that failed, until the record at fault is alone. */
  bisect: boolean;
  /** After the first attempt; -1: for ever. */
  retries: number;
  /** URL of the queue that is told where in the stream what was given up is. */
  onFailureQueue: string | undefined;
}

export type Deliver = (shardId: string, batch: StreamRecord[]) => Promise<void>;

/** Lambda waits longer and longer; that long nobody watches a demo. */
const RETRY_MS = [100, 200, 400, 800, 1000];

const sequenceOf = ({ dynamodb }: StreamRecord) => dynamodb.SequenceNumber;

/**
 * Hands batches of a stream to a function as Lambda does. Resolves once every record was handled, or given up and told
 * to the queue; rejects when `stopping` comes first. Simpler than Lambda: each half of a batch has all its attempts.
 */
export function createDelivery(options: {
  sqs: SQSClient;
  pool: FunctionPool;
  settings: DeliverySettings;
  stopping: AbortSignal;
  report(line: string): void;
}): Deliver {
  const { sqs, pool, settings, stopping, report } = options;
  const { streamArn, region, bisect, retries, onFailureQueue } = settings;

  async function deliver(shardId: string, batch: StreamRecord[]): Promise<void> {
    let left = batch;
    for (let failures = 0; left.length > 0; ) {
      const done = await handled(left);
      stopping.throwIfAborted();
      failures = done > 0 ? 1 : failures + 1;
      left = left.slice(done);
      if (left.length > 1 && bisect) {
        const middle = Math.ceil(left.length / 2);
        await deliver(shardId, left.slice(0, middle));
        left = left.slice(middle);
        failures = 0;
      } else if (left.length > 0 && retries >= 0 && failures > retries) {
        return giveUp(shardId, left, failures);
      } else if (left.length > 0) {
        await new Promise((resolve) =>
          setTimeout(resolve, RETRY_MS[failures - 1] ?? RETRY_MS.at(-1)).unref(),
        );
      }
    }
  }

  /** How many records from the first on were handled. */
  async function handled(batch: StreamRecord[]): Promise<number> {
    const Records = batch.map((record) => ({ ...record, awsRegion: region, eventSourceARN: streamArn }));
    const outcome = await pool.invoke({ Records });
    if (!outcome.ok) return 0;
    const failed = failedIds(settings.partialResponses ? outcome.payload : undefined, batch.map(sequenceOf));
    // Everything from the first failed record on comes again.
    const first = batch.findIndex((record) => failed.has(sequenceOf(record)));
    return first === -1 ? batch.length : first;
  }

  async function giveUp(shardId: string, batch: StreamRecord[], attempts: number): Promise<void> {
    const end = onFailureQueue === undefined ? 'it is lost' : 'its place is in the failure queue';
    report(`${pool.spec.name} failed ${attempts} times at a change; ${end}`);
    if (onFailureQueue === undefined) return;
    const [first, last] = [batch[0], batch.at(-1)];
    const body = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${pool.spec.arn}:$LATEST`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: attempts,
      },
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: first && sequenceOf(first),
        endSequenceNumber: last && sequenceOf(last),
        batchSize: batch.length,
        streamArn,
      },
    };
    await sqs.send(new SendMessageCommand({ QueueUrl: onFailureQueue, MessageBody: JSON.stringify(body) }));
  }

  return deliver;
}
