import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';

/**
 * After so many invocations of one function in one chain Lambda stops the next, unless the function's RecursiveLoop is
 * `Allow`. https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export const MAX_IN_A_CHAIN = 16;

/** How often each function was invoked in one chain, as Lambda has it in the trace header: `Lineage=send-notices:3|…`. */
type Lineage = ReadonlyMap<string, number>;

export function lineageOf(header: string | undefined): Lineage {
  const field = /(?:^|;)Lineage=([^;]+)/.exec(header ?? '')?.[1] ?? '';
  const counts = field.split('|').flatMap((entry): [string, number][] => {
    const [name, count] = entry.split(':');
    return name && Number(count) > 0 ? [[name, Number(count)]] : [];
  });
  return new Map(counts);
}

/** The trace header of an invocation of `name` by what came with `header`. */
export function headerWith(header: string | undefined, name: string): string {
  const lineage = new Map(lineageOf(header));
  lineage.set(name, (lineage.get(name) ?? 0) + 1);
  return `Root=1-local;Sampled=0;Lineage=${[...lineage].map((entry) => entry.join(':')).join('|')}`;
}

export interface MessageTraces {
  /** The header that a message was sent with, through an SDK that passes on the one of its invocation. */
  of(messageId: string | undefined): string | undefined;
  forget(messageId: string | undefined): void;
  /** Sees each request to the queues, and what is answered. */
  watch(request: IncomingMessage, response: ServerResponse): void;
}

const sent = z.object({
  MessageId: z.string().optional(),
  Successful: z.array(z.object({ MessageId: z.string() })).default([]),
});

/** SQS keeps the trace header as a message's AWSTraceHeader; the queues here know no such attribute. */
export function createMessageTraces(): MessageTraces {
  const headers = new Map<string, string>();
  return {
    of: (messageId = '') => headers.get(messageId),
    forget: (messageId = '') => void headers.delete(messageId),
    watch(request, response) {
      const header = request.headers['x-amzn-trace-id'];
      if (
        typeof header !== 'string' ||
        !/^AmazonSQS\.SendMessage/.test(String(request.headers['x-amz-target']))
      )
        return;
      const { end } = response;
      response.end = (...args: unknown[]) => {
        for (const id of messageIds(args[0])) headers.set(id, header);
        return Reflect.apply(end, response, args);
      };
    },
  };
}

function messageIds(answer: unknown): string[] {
  if (typeof answer !== 'string' && !Buffer.isBuffer(answer)) return [];
  try {
    const { MessageId, Successful } = sent.parse(JSON.parse(answer.toString()));
    return [...(MessageId === undefined ? [] : [MessageId]), ...Successful.map((each) => each.MessageId)];
  } catch {
    return [];
  }
}
