import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { boundaryOf, type Call, halved, merged, withoutDelay } from './fault-calls.ts';
import { internalError, reply, type Service, services, throttled } from './fault-replies.ts';

/**
 * What can happen to one request. `drop`: the connection closes before the service has it. `lose`: the service does it,
 * and nobody hears. `half`: a part of a batch is refused, a page is shortened. `delay`: the answer takes seconds.
 */
export const faults = [
  'killBefore',
  'killAfter',
  'drop',
  'lose',
  'fail',
  'throttle',
  'quota',
  'half',
  'delay',
] as const;
export type Fault = (typeof faults)[number];

/** One crossing from a function to a service. */
export interface Boundary extends Call {
  /** The process that asks. */
  worker: string;
}

export interface FaultPlan {
  /** Before anything is done about it; for whoever decides on turns. */
  turn(boundary: Boundary): Promise<void>;
  faultAt(boundary: Boundary): Fault | undefined;
  /** Once nothing more will be done about it. */
  done(boundary: Boundary): void;
}

interface Answer {
  status: number;
  body: string | Buffer;
}
type Engine = (call: { headers: IncomingMessage['headers']; path: string; body: Buffer }) => Promise<Answer>;

/** Fronts of the four services on loopback, which do to each request what the plan says. */
export async function startFaultProxy(input: {
  dynamoDbUrl: string;
  sqsUrl: string;
  ses(form: URLSearchParams): Promise<Answer>;
  secret: string;
  plan: FaultPlan;
  kill(worker: string): Promise<void>;
  /** Moves the worker's clock on. */
  delay(worker: string): Promise<void>;
  /** The virtual moment, from which delays count. */
  now(): number;
}) {
  const { plan } = input;
  const agent = new Agent({ keepAlive: true });
  const engines: Record<Service, Engine> = {
    dynamodb: (call) => forwarded(agent, input.dynamoDbUrl, call),
    sqs: (call) => forwarded(agent, input.sqsUrl, { ...call, body: withoutDelay(call.body, input.now()) }),
    ses: ({ body }) => input.ses(new URLSearchParams(body.toString())),
    secrets: async () => ({ status: 200, body: JSON.stringify({ SecretString: input.secret }) }),
  };

  async function pass(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { headers, url: path = '/' } = request;
    const worker = /\bapp\/([\w-]+)/.exec(String(headers['user-agent']))?.[1] ?? '';
    const boundary: Boundary = { ...boundaryOf(service, headers, body), worker };
    await plan.turn(boundary);
    try {
      await perform(plan.faultAt(boundary), boundary, { headers, path, body }, response);
    } finally {
      plan.done(boundary);
    }
  }

  async function perform(
    fault: Fault | undefined,
    { service, worker, operations }: Boundary,
    call: Parameters<Engine>[0],
    response: ServerResponse,
  ): Promise<void> {
    const engine = engines[service];
    switch (fault) {
      case 'killBefore':
        await input.kill(worker);
        return void response.destroy();
      case 'killAfter':
        await engine(call);
        await input.kill(worker);
        return void response.destroy();
      case 'drop':
        return void response.destroy();
      case 'lose':
        await engine(call);
        return void response.destroy();
      case 'fail':
        return reply(response, service, internalError(service));
      case 'throttle':
        return reply(response, service, throttled(service, 'rate', operations));
      case 'quota':
        return reply(response, service, throttled(service, 'quota', operations));
      case 'half': {
        const { body, refused } = halved(service, call);
        return reply(response, service, merged(await engine({ ...call, body }), refused));
      }
      case 'delay':
        await input.delay(worker);
        return reply(response, service, await engine(call));
      case undefined:
        return reply(response, service, await engine(call));
    }
  }

  const servers = services.map((service) =>
    createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      pass(service, request, response).catch(() => response.destroy());
    }),
  );
  const urls = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }),
  );
  const urlOf = (service: Service) => urls[services.indexOf(service)] ?? '';
  return {
    urlOf,
    async stop() {
      agent.destroy();
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
}

function forwarded(agent: Agent, url: string, call: Parameters<Engine>[0]): Promise<Answer> {
  const { connection, 'transfer-encoding': _, ...headers } = call.headers;
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { ...headers, 'content-length': call.body.length } };
    const asked = ask(new URL(call.path, url), options, (answer) => {
      buffer(answer).then((body) => resolve({ status: answer.statusCode ?? 500, body }), reject);
    });
    asked.on('error', reject);
    asked.end(call.body);
  });
}
