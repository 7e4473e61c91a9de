import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { oneLine } from '#infra/local/failure';
import type { Found, LocalWorld } from '#infra/local/template/resources';
import { failedIds } from './batch-answer.ts';
import type { FunctionPool } from './function-pool.ts';
import { lineageOf, MAX_IN_A_CHAIN, type MessageTraces } from './recursion.ts';

export interface EventSource {
  /** Whether no batch is in hand. */
  readonly quiet: boolean;
  /** Stops receiving, and waits for the batches in hand. */
  stop(): Promise<void>;
}

const properties = z.object({
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FilterCriteria: z.undefined('filters are not known to the local system'),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).optional(),
});

export interface SourceSettings {
  queueUrl: string;
  queueArn: string;
  /** Where what Lambda stops goes; undefined: it is lost. */
  deadLetterUrl: string | undefined;
  region: string;
  batchSize: number;
  /** Batches in hand at once. */
  concurrency: number;
  partialResponses: boolean;
}

/** The settings of one AWS::Lambda::EventSourceMapping, or `undefined` when it is disabled or not of a queue. */
export function readEventSource(
  world: LocalWorld,
  found: Found,
  pool: FunctionPool,
): SourceSettings | undefined {
  const queueArn = world.text(found, 'EventSourceArn') ?? '';
  const queue = world.byArn('AWS::SQS::Queue', queueArn);
  if (!queue) return undefined;
  const declared = world.properties(found, properties);
  if (!declared.Enabled) return undefined;
  return {
    queueUrl: world.own(queue, 'Ref'),
    queueArn,
    deadLetterUrl: world.queueUrl(redrive.parse(world.value(queue, 'RedrivePolicy'))?.deadLetterTargetArn),
    region: world.region,
    // One ReceiveMessage gives ten at most; larger batches need a batching window, which is not known here.
    batchSize: Math.min(declared.BatchSize, 10),
    concurrency: Math.min(
      declared.ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY,
      pool.spec.maxProcesses,
    ),
    partialResponses: declared.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  };
}

const redrive = z.object({ deadLetterTargetArn: z.string() }).optional();

const LONG_POLL_SECONDS = 20;
const BACK_OFF_MS = 1000;

/**
 * Reads a queue for a function as Lambda does: what it handled is deleted, what it did not comes back by itself, and a chain
 * that the function feeds itself is stopped where Lambda would.
 */
export function startEventSource(
  { sqs, traces }: { sqs: SQSClient; traces: MessageTraces },
  pool: FunctionPool,
  settings: SourceSettings,
  report: (line: string) => void,
): EventSource {
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  const polling = poll();

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (inHand.size >= settings.concurrency) await Promise.race(inHand);
      else {
        const batch = handle(await receive());
        inHand.add(batch);
        void batch.finally(() => inHand.delete(batch));
      }
    }
  }

  async function receive(): Promise<Message[]> {
    try {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: settings.queueUrl,
          MaxNumberOfMessages: settings.batchSize,
          WaitTimeSeconds: LONG_POLL_SECONDS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: stopping.signal },
      );
      return Messages ?? [];
    } catch (error) {
      if (stopping.signal.aborted) return [];
      report(`${pool.spec.name} cannot read its queue: ${oneLine(error)}`);
      await new Promise((resolve) => setTimeout(resolve, BACK_OFF_MS).unref());
      return [];
    }
  }

  async function handle(messages: Message[]): Promise<void> {
    if (messages.length === 0) return;
    const trace = longestTrace(messages);
    if (!pool.spec.mayFeedItself && timesInvoked(trace) >= MAX_IN_A_CHAIN) return drop(messages);
    const Records = messages.map((message) => record(message, settings, traces));
    const outcome = await pool.invoke({ Records }, trace);
    if (!outcome.ok) return;
    const ids = messages.flatMap(({ MessageId }) => MessageId ?? []);
    const failed = failedIds(settings.partialResponses ? outcome.payload : undefined, ids);
    const done = messages.filter(({ MessageId }) => MessageId !== undefined && !failed.has(MessageId));
    await remove(done);
  }

  async function remove(done: Message[]): Promise<void> {
    if (done.length === 0) return;
    for (const { MessageId } of done) traces.forget(MessageId);
    await sqs
      .send(
        new DeleteMessageBatchCommand({
          QueueUrl: settings.queueUrl,
          Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      )
      // Then they come again, as SQS may deliver anything twice.
      .catch(() => {});
  }

  const timesInvoked = (trace: string | undefined) => lineageOf(trace).get(pool.spec.name) ?? 0;

  /** Of a batch, in which several chains may meet, the one that this function is in most often. */
  function longestTrace(messages: Message[]): string | undefined {
    return messages
      .map(({ MessageId }) => traces.of(MessageId))
      .toSorted((a, b) => timesInvoked(b) - timesInvoked(a))[0];
  }

  async function drop(messages: Message[]): Promise<void> {
    const { deadLetterUrl } = settings;
    const end = deadLetterUrl === undefined ? 'they are lost' : 'they are in its dead-letter queue';
    report(
      `${pool.spec.name} feeds itself: Lambda stops such a chain after ${MAX_IN_A_CHAIN} invocations. ${messages.length} messages: ${end}`,
    );
    if (deadLetterUrl !== undefined)
      await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: deadLetterUrl,
          Entries: messages.map(({ Body, MessageAttributes }, index) => ({
            Id: String(index),
            MessageBody: Body,
            MessageAttributes,
          })),
        }),
      );
    await remove(messages);
  }

  return {
    get quiet() {
      return inHand.size === 0;
    },
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(inHand);
    },
  };
}

function record(message: Message, { queueArn, region }: SourceSettings, traces: MessageTraces) {
  const trace = traces.of(message.MessageId);
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      dataType: attribute.DataType,
      ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue && { binaryValue: Buffer.from(attribute.BinaryValue).toString('base64') }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: { ...message.Attributes, ...(trace !== undefined && { AWSTraceHeader: trace }) },
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}
