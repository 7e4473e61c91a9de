import http from 'node:http';
import https from 'node:https';
import * as z from 'zod';
import type { Clock } from '#register/ports/clock.ts';
import { type RetryPolicy, retry } from '#register/retry.ts';
import type { LambdaEnvironment } from '#storage/contract/environment.ts';
import { THROTTLING_ERRORS } from '#storage/contract/throttling-errors.ts';
import { backOff } from '#storage/retry.ts';
import type { ReadCalls } from '#storage/table-reads.ts';
import { createSignature } from './signature.ts';

/** No read of ours takes longer; another try may meet a part of DynamoDB that is well. */
const PATIENCE_MILLISECONDS = 3000;
const MAX_CONNECTIONS = 50;

/** DynamoDB's answer to a call that it did not carry out; `name` is its own, as `ThrottlingException`. */
class DynamoDbError extends Error {
  readonly mayBeTriedAgain: boolean;

  constructor(status: number, name: string, message: string) {
    super(message);
    this.name = name;
    this.mayBeTriedAgain = status >= 500 || THROTTLING_ERRORS.has(name);
  }
}

/** As the SDK has it: a read does no harm when it is made again. */
const pastFaults: RetryPolicy = {
  tries: 3,
  mayPass: (error) => !(error instanceof DynamoDbError) || error.mayBeTriedAgain,
  pause: backOff,
};

/** Tells when the time for a request is up, unless what it gives is called before. */
export type Patience = (timeIsUp: () => void) => () => void;

const patient: Patience = (timeIsUp) => {
  const timer = setTimeout(timeIsUp, PATIENCE_MILLISECONDS);
  return () => clearTimeout(timer);
};

/**
 * The two reads of DynamoDB as plain signed requests. The SDK would be more than half of the public function's bundle and
 * most of what one verification costs (docs/decisions/017): this does for that function what it needs of it, with the
 * credentials that Lambda gives a function for life. `patience` begins with a request and ends it. Fails with DynamoDbError, or with what the connection failed with.
 */
export function createSignedReads(
  environment: LambdaEnvironment,
  clock: Clock,
  patience = patient,
): ReadCalls {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = environment;
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
    return await retry(pastFaults, async (n) => read(await send(n), is) as Output);
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
  };
}

interface Answer {
  status: number;
  /** Of an error, where its body does not say. */
  type: string;
  body: string;
}

/** What is none of DynamoDB's answers must not be taken for "no such item". */
const item = z.looseObject({
  __type: z.undefined().optional(),
  message: z.undefined().optional(),
  Item: z.object({}).optional(),
});
const items = z.looseObject({ Items: z.array(z.object({})) });
const problem = z.object({
  __type: z.string().optional(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

function read({ status, type, body }: Answer, is: z.ZodType): unknown {
  const said = parsed(body);
  if (status === 200) {
    if (is.safeParse(said).success) return said;
    throw new DynamoDbError(502, 'UnreadableAnswer', 'this is no answer of DynamoDB');
  }
  const { __type = type, message = '', Message = message } = problem.safeParse(said).data ?? {};
  const [name] = (__type.split('#').at(-1) ?? '').split(':');
  throw new DynamoDbError(
    status,
    name || (status === 429 ? 'ThrottlingException' : `Status${status}`),
    Message,
  );
}

/** Undefined for what is no JSON, of which nothing is repeated: it may be half of a record. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
