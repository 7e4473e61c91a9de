import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { withTrace } from '#storage/trace.ts';
import { clock } from './clock.ts';

/** What of Lambda's context is read here. */
export interface Invocation {
  awsRequestId: string;
}

const askedByHttp = z.object({ requestContext: z.object({ requestId: z.string().min(1) }) });

/**
 * A handler whose log lines say when, in which invocation, and of what they are part: of an HTTP request by the id that its
 * caller is given, else of the invocation itself. Messages say it on their own (`eachMessage`).
 */
export function traced<Event, Answer, Context extends Invocation>(
  handler: (event: Event, context?: Context) => Answer,
): (event: Event, context?: Context) => Answer {
  return (event, context) => {
    const requestId = context?.awsRequestId ?? randomUUID();
    const correlationId = askedByHttp.safeParse(event).data?.requestContext.requestId ?? requestId;
    return withTrace({ clock, requestId, correlationId, hops: 0 }, () => handler(event, context));
  };
}
