import { randomUUID } from 'node:crypto';
import { operationOf } from '#infra/local/policies/guarded-table';
import { signerOf } from '#infra/local/policies/signer';
import { createTableGuard } from '#infra/local/policies/table-guard';
import { environments } from '#storage/contract/environment.ts';
import { startInProcess } from '#support/functions/function-in-process';
import { createFunctionPool } from '#support/functions/function-pool';
import { FunctionProcess } from '#support/functions/function-process';
import { createEmptyTable } from '#support/storage/empty-table';
import { worldIn } from '#support/storage/local-world';
import type { Running } from './fault-bundles.ts';
import { listenFor } from './fault-listeners.ts';
import { createFaultMail, type RaisedEvent } from './fault-mail.ts';
import { type Boundary, createFaultProxy, type Fault, type FaultPlan } from './fault-proxy.ts';
import { createFaultQueues } from './fault-queues.ts';
import { type Service, services } from './fault-replies.ts';
import { createFaultStore, SECRET } from './fault-store.ts';

const BASELINE: Running = 'send-then-mark';

const queueNames = ['shards', 'reminders'] as const;
export type QueueName = (typeof queueNames)[number];

/** What a delay takes: much for a reply, little for a lease. */
const DELAY_MS = 3000;

export interface Conduct {
  /** Shards, as the index names them, in which nobody is. */
  emptyShards: ReadonlySet<string>;
  faultAt(boundary: Boundary): Fault | undefined;
  turn?: FaultPlan['turn'];
  done?(): void;
  raised(event: RaisedEvent): void;
}

export interface LaneKind {
  /** How often the SDK tries: with 1 each fault reaches the code. */
  attempts: number;
  /** Whether each function is a process that is really killed; otherwise all are in this one. */
  processes: boolean;
}

/**
 * A system of its own: a table, queues, an SES, fronts that spoil what they are told to, and the real functions,
 * which can be killed. One run after the other; each begins by saying how it is conducted.
 */
export async function createLane(
  input: {
    dynamoDbUrl: string;
    messagingUrl: string;
    bundles: Record<Running, string>;
    /** The stage of the local system, for what the functions may do. */
    assembly: string;
    /** Where Node keeps what it has compiled, so that a new process is there soon. */
    compiled: string;
  } & LaneKind,
) {
  const tableName = `faults-${randomUUID()}`;
  await createEmptyTable(tableName);
  const guard = createTableGuard(worldIn(input.assembly));
  const refusals = new Set<string>();
  const queues = await createFaultQueues(input.messagingUrl, queueNames);
  let now = 0;
  let conduct: Conduct = { emptyShards: new Set(), faultAt: () => undefined, raised: () => {} };
  const boundaries: Boundary[] = [];
  /** Queues to which something was sent since they were read. */
  const written = new Set<QueueName>();

  /** Requests that are neither answered nor given up. */
  let open = 0;
  let whenQuiet: (() => void) | undefined;

  const mail = createFaultMail(
    () => now,
    (event) => conduct.raised(event),
  );
  const proxy = createFaultProxy({
    ...input,
    sqsUrl: input.messagingUrl,
    ses: mail.answer,
    secret: SECRET,
    // The baseline is none of ours: it has no rights and needs none.
    async refusal({ headers, body }) {
      const caller = signerOf({ headers })?.caller ?? '';
      if (caller === BASELINE) return undefined;
      const refused = await guard.refusal(caller, operationOf(headers), body);
      if (refused !== undefined) refusals.add(refused);
      return refused;
    },
    now: () => now,
    isOfNobody: (shard) => shard !== undefined && conduct.emptyShards.has(shard),
    kill: (worker) => pool.kill(worker),
    delay: (worker) => pool.delay(worker, DELAY_MS),
    plan: {
      async turn(boundary) {
        open++;
        await conduct.turn?.(boundary);
      },
      faultAt(boundary) {
        boundaries.push(boundary);
        return conduct.faultAt(boundary);
      },
      done({ service, about }) {
        const queue = queueNames.find((name) => name === about);
        if (service === 'sqs' && queue) written.add(queue);
        conduct.done?.();
        open--;
        if (!open) whenQuiet?.();
      },
    },
  });

  const listeners = input.processes ? await listenFor(proxy) : undefined;
  const urlOf = (service: Service) => listeners?.urlOf(service) ?? `http://${service}`;
  const known: Record<string, string> = {
    TABLE_NAME: tableName,
    SHARDS_QUEUE_URL: `${urlOf('sqs')}${queues.pathOf('shards')}`,
    REMINDERS_QUEUE_URL: `${urlOf('sqs')}${queues.pathOf('reminders')}`,
    PEPPER_SECRET: 'pepper',
    LINK_SECRET: 'pepper',
    MAIL_FROM: 'Certkeeper <reminders@example.com>',
    MAIL_REGION: 'ap-southeast-1',
    MAIL_CONFIGURATION_SET: 'certkeeper',
    PUBLIC_BASE_URL: 'https://certkeeper.example',
  };
  const environmentOf = (name: Running) => ({
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'test',
    NODE_COMPILE_CACHE: input.compiled,
    AWS_MAX_ATTEMPTS: String(input.attempts),
    AWS_ENDPOINT_URL_DYNAMODB: urlOf('dynamodb'),
    AWS_ENDPOINT_URL_SQS: urlOf('sqs'),
    AWS_ENDPOINT_URL_SES: urlOf('ses'),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: urlOf('secrets'),
    ...Object.fromEntries(variablesOf(name).map((variable) => [variable, known[variable] ?? 'test'])),
  });
  const running = (name: Running, spare: number) => ({
    start(id: string) {
      const of = { id, bundle: input.bundles[name], environment: environmentOf(name) };
      if (input.processes) return new FunctionProcess(of);
      return startInProcess({ ...of, ask: (host, asked) => proxy.pass(id, serviceOf(host), asked) });
    },
    spare: input.processes ? spare : 1,
  });
  const pool = createFunctionPool<Running>({
    'plan-reminders': running('plan-reminders', 1),
    'send-reminders': running('send-reminders', 2),
    'record-mail-event': running('record-mail-event', 1),
    'send-then-mark': running('send-then-mark', 1),
  });

  return {
    store: createFaultStore(tableName),
    queues,
    pool,
    mail,
    boundaries,
    written,
    now: () => now,
    moveTo(at: number): void {
      now = Math.max(now, at);
    },
    /** From the beginning: nothing is there but what is put there now. */
    begin(at: number, next: Conduct): void {
      now = at;
      conduct = next;
      boundaries.length = 0;
      mail.accepted.length = 0;
      written.clear();
    },
    /** Returns once nobody asks anything any more: what was killed may still have asked. */
    async quiet(): Promise<void> {
      while (open)
        await new Promise<void>((quiet) => {
          whenQuiet = quiet;
        });
    },
    async stop() {
      await pool.stop();
      await listeners?.stop();
      proxy.stop();
      if (refusals.size > 0)
        throw new Error(`the template does not allow a call: ${[...refusals].join('; ')}`);
    },
  };
}
function serviceOf(host: string): Service {
  const service = services.find((known) => known === host);
  if (!service) throw new Error(`${host} is no service`);
  return service;
}

const variablesOf = (name: Running) =>
  name === BASELINE ? ['TABLE_NAME'] : Object.keys(environments[name].shape);

export type Lane = Awaited<ReturnType<typeof createLane>>;
