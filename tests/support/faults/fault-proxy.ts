import { Agent, request as ask } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { accessDenied, signedForTheEngine } from '#infra/local/policies/guarded-table';
import { type Asked, boundaryOf, type Call, halved, merged, shardOf, withoutDelay } from './fault-calls.ts';
import { internalError, type Reply, type Service, throttled } from './fault-replies.ts';

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
  /** The running function that asks. */
  worker: string;
}

export interface FaultPlan {
  /** Before anything is done about it; for whoever decides on turns. */
  turn(boundary: Boundary): Promise<void>;
  faultAt(boundary: Boundary): Fault | undefined;
  /** Once nothing more will be done about it. */
  done(boundary: Boundary): void;
}

const NOTHING_DUE: Reply = { status: 200, body: '{"Count":0,"Items":[],"ScannedCount":0}' };

type Engine = (asked: Asked) => Promise<Reply>;

/**
 * What stands before the four services, and does to each request what the plan says; nothing is answered where the
 * connection closes. Everything that comes here is done, whoever dies meanwhile.
 */
export function createFaultProxy(input: {
  dynamoDbUrl: string;
  sqsUrl: string;
  ses(form: URLSearchParams): Promise<Reply>;
  secret: string;
  /** Why a function may not do to the table what it asks for; undefined: it may. */
  refusal(asked: Asked): Promise<string | undefined>;
  plan: FaultPlan;
  kill(worker: string): Promise<void>;
  /** Moves the worker's clock on. */
  delay(worker: string): Promise<void>;
  /** Whether a shard has no holder: the engine is not asked what is due there, which would be half of all requests. */
  isOfNobody(shard: string | undefined): boolean;
  /** The virtual instant, from which delays count. */
  now(): number;
}) {
  const { plan } = input;
  const agent = new Agent({ keepAlive: true });
  const emulators: Record<Service, Engine> = {
    async dynamodb(asked) {
      const refused = await input.refusal(asked);
      if (refused !== undefined) return { status: 400, body: JSON.stringify(accessDenied(refused)) };
      if (input.isOfNobody(shardOf(asked))) return NOTHING_DUE;
      const headers = { ...asked.headers, ...signedForTheEngine(asked.headers) };
      return forwarded(agent, input.dynamoDbUrl, { ...asked, headers });
    },
    sqs: (asked) => forwarded(agent, input.sqsUrl, { ...asked, body: withoutDelay(asked.body, input.now()) }),
    ses: ({ body }) => input.ses(new URLSearchParams(body.toString())),
    secrets: async () => ({ status: 200, body: JSON.stringify({ SecretString: input.secret }) }),
  };

  async function perform(
    fault: Fault | undefined,
    { service, worker, operations }: Boundary,
    asked: Asked,
  ): Promise<Reply | undefined> {
    const engine = emulators[service];
    switch (fault) {
      case 'killBefore':
        await input.kill(worker);
        return undefined;
      case 'killAfter':
        await engine(asked);
        await input.kill(worker);
        return undefined;
      case 'drop':
        return undefined;
      case 'lose':
        await engine(asked);
        return undefined;
      case 'fail':
        return internalError(service);
      case 'throttle':
        return throttled(service, 'rate', operations);
      case 'quota':
        return throttled(service, 'quota', operations);
      case 'half': {
        const { body, refused } = halved(service, asked);
        return merged(await engine({ ...asked, body }), refused);
      }
      case 'delay':
        await input.delay(worker);
        return engine(asked);
      case undefined:
        return engine(asked);
    }
  }

  return {
    async pass(worker: string, service: Service, asked: Asked): Promise<Reply | undefined> {
      const boundary: Boundary = { ...boundaryOf(service, asked), worker };
      await plan.turn(boundary);
      try {
        return await perform(plan.faultAt(boundary), boundary, asked);
      } finally {
        plan.done(boundary);
      }
    },
    stop: () => agent.destroy(),
  };
}
export type FaultProxy = ReturnType<typeof createFaultProxy>;

function forwarded(agent: Agent, url: string, call: Asked): Promise<Reply> {
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
