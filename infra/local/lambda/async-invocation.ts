import { setTimeout as delay } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { LocalWorld } from '#infra/local/template/resources';
import type { FunctionPool } from './function-pool.ts';
import type { Outcome } from './worker-process.ts';

export interface AsyncTarget {
  pool: FunctionPool;
  /** Retries after the first attempt. */
  retries: number;
  /** URL of the queue that gets what failed for good. */
  onFailureQueue: string | undefined;
}

/** Where the template has what failed for good go. */
export const failureDestination = z
  .object({ OnFailure: z.object({ Destination: z.string() }).optional() })
  .optional();

const properties = z.object({
  MaximumRetryAttempts: z.number().default(2),
  DestinationConfig: failureDestination,
});

/** How Lambda treats an asynchronous invocation of this function, by the template's EventInvokeConfig. */
export function asyncTarget(world: LocalWorld, pool: FunctionPool): AsyncTarget {
  const config = world
    .all('AWS::Lambda::EventInvokeConfig')
    .find((found) => pool.spec.arn.endsWith(`:${world.text(found, 'FunctionName')}`));
  if (!config) return { pool, retries: 2, onFailureQueue: undefined };
  const { MaximumRetryAttempts: retries, DestinationConfig } = world.properties(config, properties);
  return { pool, retries, onFailureQueue: world.queueUrl(DestinationConfig?.OnFailure?.Destination) };
}

export interface AsyncInvoker {
  /** Resolves to true once the event was handled, to false once it was given up; rejects when stopped before that. */
  invoke(target: AsyncTarget, event: unknown): Promise<boolean>;
  readonly quiet: boolean;
  stop(): void;
}

/** AWS waits one minute and then two; that long nobody watches a demo. */
const RETRY_MS = [1000, 2000];

export function createAsyncInvoker(sqs: SQSClient, report: (line: string) => void): AsyncInvoker {
  const stopping = new AbortController();
  let running = 0;

  async function invoke({ pool, retries, onFailureQueue }: AsyncTarget, event: unknown): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await pool.invoke(event);
      if (outcome.ok) return true;
      stopping.signal.throwIfAborted();
      if (attempt < retries) {
        await delay(RETRY_MS[attempt] ?? RETRY_MS.at(-1), undefined, { signal: stopping.signal });
        continue;
      }
      const end = onFailureQueue === undefined ? 'the event is lost' : 'the event is in its failure queue';
      report(`${pool.spec.name} failed ${attempt + 1} times (${outcome.errorType}); ${end}`);
      if (onFailureQueue !== undefined)
        await sqs.send(
          new SendMessageCommand({
            QueueUrl: onFailureQueue,
            MessageBody: record(pool, event, attempt + 1, outcome),
          }),
        );
      return false;
    }
  }

  return {
    async invoke(target, event) {
      running += 1;
      try {
        return await invoke(target, event);
      } finally {
        running -= 1;
      }
    },
    get quiet() {
      return running === 0;
    },
    stop: () => stopping.abort(),
  };
}

/** The invocation record that Lambda sends to a failure destination. */
function record(
  pool: FunctionPool,
  event: unknown,
  invocations: number,
  outcome: Outcome & { ok: false },
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      functionArn: `${pool.spec.arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: invocations,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: outcome.errorType, errorMessage: outcome.errorMessage },
  });
}
