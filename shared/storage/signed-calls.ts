import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import * as z from 'zod';
import type { Clock } from '#register/ports/clock.ts';
import { type RetryPolicy, retry } from '#register/retry.ts';
import type { LambdaEnvironment } from './contract/environment.ts';
import { THROTTLING_ERRORS } from './contract/throttling-errors.ts';
import { backOff } from './retry.ts';
import { createSignature } from './signature.ts';
import type { ReadCalls } from './table-reads.ts';
import type { WriteCalls } from './table-writes.ts';

/** No call of ours takes longer; another try may meet a part of DynamoDB that is well. */
const PATIENCE_MILLISECONDS = 3000;
const MAX_CONNECTIONS = 50;
const TRIES = 3;
/** What the first try of a transaction may still be doing when it is asked for again. */
const STILL_AT_WORK = 'TransactionInProgressException';

/** DynamoDB's answer to a call that it did not carry out; `name` is its own, as `ThrottlingException`. */
class DynamoDbError extends Error {
  readonly mayBeTriedAgain: boolean;

  constructor(status: number, name: string, message: string) {
    super(message);
    this.name = name;
    this.mayBeTriedAgain = status >= 500 || THROTTLING_ERRORS.has(name) || name === STILL_AT_WORK;
  }
}

/** As the SDK has it: who makes a call again does no harm, or finds its own write where it asked that there be none. */
const pastFaults = (tries: number): RetryPolicy => ({
  tries,
  mayPass: (error) => !(error instanceof DynamoDbError) || error.mayBeTriedAgain,
  pause: backOff,
});

/** Tells when the time for a request is up, unless what it gives is called before. */
export type Patience = (timeIsUp: () => void) => () => void;

const patient: Patience = (timeIsUp) => {
  const timer = setTimeout(timeIsUp, PATIENCE_MILLISECONDS);
  return () => clearTimeout(timer);
};

/**
 * Calls of DynamoDB as plain signed requests. The SDK would be most of what one verification costs, and of what a row of a
 * file does (docs/decisions/017): this does for the functions of both what they need of it, with the credentials that
 * Lambda gives a function for life. Nothing binary is written. `patience` begins with a request and ends it. Fails with
 * DynamoDbError, to which the rest of DynamoDB's answer is added, or with what the connection failed with.
 */
export function createSignedCalls(
  environment: LambdaEnvironment,
  clock: Clock,
  patience = patient,
): ReadCalls & WriteCalls {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = environment;
  const tries = pastFaults(environment.AWS_MAX_ATTEMPTS ?? TRIES);
  const { protocol, host, hostname, port } = new URL(endpoint ?? `https://dynamodb.${region}.amazonaws.com`);
  const client = protocol === 'http:' ? http : https;
  const agent = new client.Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const sign = createSignature({
    region,
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  });

  async function call<Output>(operation: string, input: object, is: z.ZodType): Promise<Output> {
    const body = JSON.stringify(input);
    // Kept connections may all have been broken at the same time: a second try does not trust the next one.
    const send = (n: number) => ask(operation, body, n === 1 ? agent : false);
    return await retry(tries, async (n) => read(await send(n), is) as Output);
  }

  function ask(operation: string, body: string, agent: http.Agent | false): Promise<Answer> {
    const headers = sign(host, `DynamoDB_20120810.${operation}`, body, clock());
    return new Promise<Answer>((answer, fail) => {
      const sent = client.request({ hostname, port, method: 'POST', path: '/', headers, agent });
      // From now to the last byte: a timer of the connection would begin anew with each.
      const inTime = patience(() => sent.destroy(new Error('no answer in time')));
      const failed = (error: Error) => {
        inTime();
        fail(error);
      };
      sent.on('error', failed).on('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        const type = String(headers['x-amzn-errortype'] ?? '');
        let said = '';
        response
          .setEncoding('utf8')
          .on('data', (part: string) => {
            said += part;
          })
          .on('error', failed)
          .on('end', () => {
            inTime();
            answer({ status, type, body: said });
          });
      });
      sent.end(body);
    });
  }

  return {
    getItem: (input) => call('GetItem', input, item),
    query: (input) => call('Query', input, items),
    putItem: (input) => call('PutItem', input, done),
    updateItem: (input) => call('UpdateItem', input, done),
    deleteItem: (input) => call('DeleteItem', input, done),
    batchWriteItem: (input) => call('BatchWriteItem', input, done),
    // With a token of its own, so that it is done once however often it is asked for.
    transactWriteItems: (input) =>
      call('TransactWriteItems', { ...input, ClientRequestToken: randomUUID() }, done),
  };
}

interface Answer {
  status: number;
  /** Of an error, where its body does not say. */
  type: string;
  body: string;
}

/** What is none of DynamoDB's answers must not be taken for one: that a write is done, or that there is no such item. */
const done = z.looseObject({ __type: z.undefined().optional(), message: z.undefined().optional() });
const item = done.extend({ Item: z.object({}).optional() });
const items = z.looseObject({ Items: z.array(z.object({})) });
const problem = z.object({
  __type: z.string().optional(),
  message: z.string().optional(),
  Message: z.string().optional(),
  /** What is there, where a condition failed. */
  Item: z.looseObject({}).optional(),
  /** The same of each operation of a transaction. */
  CancellationReasons: z.array(z.looseObject({})).optional(),
});

function read({ status, type, body }: Answer, is: z.ZodType): unknown {
  const said = parsed(body);
  if (status === 200) {
    if (is.safeParse(said).success) return said;
    throw new DynamoDbError(502, 'UnreadableAnswer', 'this is no answer of DynamoDB');
  }
  const { __type = type, message = '', Message = message, ...more } = problem.safeParse(said).data ?? {};
  const [name] = (__type.split('#').at(-1) ?? '').split(':');
  const error = new DynamoDbError(
    status,
    name || (status === 429 ? 'ThrottlingException' : `Status${status}`),
    Message,
  );
  throw Object.assign(error, more);
}

/** Undefined for what is no JSON, of which nothing is repeated: it may be half of a record. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
