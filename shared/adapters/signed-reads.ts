import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import aws4 from 'aws4';
import type { LambdaEnvironment } from '#contract/environment';
import type { Clock } from '#ports/clock';
import type { ReadCalls } from './table-reads.ts';

/** As the SDK has it: a read does no harm when it is made again. */
const MOST_TRIES = 3;
/** No read of ours takes longer; another try may meet a part of DynamoDB that is well. */
const PATIENCE_MILLISECONDS = 3000;
const WAIT_MILLISECONDS = 50;
const MOST_CONNECTIONS = 50;

/** DynamoDB's answer to a call that it did not carry out; `name` is its own, as `ThrottlingException`. */
class DynamoDbError extends Error {
  readonly mayBeTriedAgain: boolean;

  constructor(status: number, name: string, message: string) {
    super(message);
    this.name = name;
    this.mayBeTriedAgain = status >= 500 || busy.has(name);
  }
}

const busy = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/**
 * The two reads of DynamoDB as plain signed requests. The SDK would be more than half of the public function's bundle and
 * most of what one verification costs (docs/decisions/017): this does for that function what it needs of it, with the
 * credentials that Lambda gives a function for life. Fails with DynamoDbError, or with what the connection failed with.
 */
export function createSignedReads(
  environment: LambdaEnvironment,
  clock: Clock,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): ReadCalls {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = environment;
  const url = new URL(endpoint ?? `https://dynamodb.${region}.amazonaws.com`);
  const client = url.protocol === 'http:' ? http : https;
  const agent = new client.Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  const credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    ...(environment.AWS_SESSION_TOKEN !== undefined && { sessionToken: environment.AWS_SESSION_TOKEN }),
  };

  async function call<Output>(operation: string, input: object): Promise<Output> {
    const body = JSON.stringify(input);
    for (let tries = 1; ; tries++) {
      try {
        return read(await send(operation, body)) as Output;
      } catch (error) {
        const isOver = error instanceof DynamoDbError && !error.mayBeTriedAgain;
        if (isOver || tries === MOST_TRIES) throw error;
        await delay(Math.random() * WAIT_MILLISECONDS * 2 ** tries);
      }
    }
  }

  async function send(operation: string, body: string): Promise<{ status: number; body: string }> {
    const { headers } = aws4.sign(
      {
        service: 'dynamodb',
        region,
        method: 'POST',
        host: url.host,
        path: '/',
        headers: {
          'Content-Type': 'application/x-amz-json-1.0',
          'X-Amz-Target': `DynamoDB_20120810.${operation}`,
          'X-Amz-Date': clock().replace(/[-:]|\.\d+/g, ''),
        },
        body,
      },
      credentials,
    );
    const { hostname, port } = url;
    return await new Promise((answer, fail) => {
      const sent = client.request({ hostname, port, method: 'POST', path: '/', headers, agent });
      sent.setTimeout(patienceMilliseconds, () => sent.destroy(new Error('DynamoDB took too long')));
      sent.on('error', fail).on('response', (response) => {
        text(response).then((body) => answer({ status: response.statusCode ?? 0, body }), fail);
      });
      sent.end(body);
    });
  }

  return {
    getItem: (input) => call('GetItem', input),
    query: (input) => call('Query', input),
  };
}

function read({ status, body }: { status: number; body: string }): unknown {
  if (status === 200) return JSON.parse(body);
  const { __type = '', message = '', Message = message } = problemOf(body);
  throw new DynamoDbError(status, __type.split('#').at(-1) || `Status${status}`, Message);
}

function problemOf(body: string): { __type?: string; message?: string; Message?: string } {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    // A page of something in between, which says no more than its status.
    return {};
  }
}
