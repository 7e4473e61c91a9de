import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { Misuse } from '../misuse.ts';

/** What Lambda leaves of an event that its function failed at (a failure destination of an asynchronous call). */
const ofFunction = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});
/** What EventBridge leaves of one that never reached its function: the event, and the function in an attribute. */
const TARGET = 'TARGET_ARN';

/**
 * Gives the function the same event once more, as the service that called it did.
 * @throws Misuse for what is no such event: a change of the table's stream, say, whose records are still to be read
 */
export async function invokeAgain({ Body = '', MessageAttributes = {} }: Message): Promise<void> {
  const failed = ofFunction.safeParse(parsed(Body));
  const target = MessageAttributes[TARGET]?.StringValue;
  if (failed.success) return invoke(failed.data.requestContext.functionArn, failed.data.requestPayload);
  if (target !== undefined) return invoke(target, parsed(Body));
  throw new Misuse('one of them is no event that can be given again: see its entry in docs/runbook.md');
}

async function invoke(functionArn: string, event: unknown): Promise<void> {
  // Lambda names the version that failed (`:$LATEST`); whoever repeats it wants the one that mended it.
  const FunctionName = functionArn.split(':').slice(0, 7).join(':');
  const lambda = new LambdaClient({});
  const Payload = JSON.stringify(event);
  await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
