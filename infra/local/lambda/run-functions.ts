import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Children } from '#infra/local/emulators/children';
import type { Clients } from '#infra/local/emulators/clients';
import { frontWithLosses, lossesOf } from '#infra/local/emulators/lossy-front';
import type { Messaging } from '#infra/local/emulators/messaging';
import { Failure } from '#infra/local/failure';
import type { Lifetime } from '#infra/local/lifetime';
import { guardTable } from '#infra/local/policies/guarded-table';
import { createTableGuard } from '#infra/local/policies/table-guard';
import type { StateFolder } from '#infra/local/state-folder';
import type { Assembly } from '#infra/local/template/assembly';
import type { Provisioned } from '#infra/local/template/provision';
import type { LocalWorld } from '#infra/local/template/resources';
import { asyncTarget, createAsyncInvoker } from './async-invocation.ts';
import { readEventSource, type SourceSettings, startEventSource } from './event-source.ts';
import { FunctionPool } from './function-pool.ts';
import { readFunctions } from './functions.ts';
import { runStreams } from './run-streams.ts';
import type { LocalSchedule } from './schedule.ts';
import { readStreamSource, type StreamSettings } from './stream-mapping.ts';
import { readRules, UploadEvents } from './upload-events.ts';

export interface RunningFunctions {
  poolOf(arn: string): FunctionPool | undefined;
  /** Resolves to false once the schedule's function has failed for good. */
  fire(schedule: LocalSchedule, scheduled: Date): Promise<boolean>;
  /** Of a schedule's function. */
  nameOf(schedule: LocalSchedule): string;
  uploads: UploadEvents;
  /** Names of the queues that functions read. */
  queuesRead: ReadonlySet<string>;
  /** What the template declares and is not done here. */
  warnings: string[];
  /** Whether nothing is under way but perhaps HTTP requests. */
  quiet(): boolean;
  /** Resolves once what follows from every change up to now is done. */
  caughtUp(): Promise<void>;
}

const LOSSY = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_SES', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'];

async function overBadNetwork(endpoints: Record<string, string>, share: number, lifetime: Lifetime) {
  const lossOf = lossesOf(share);
  const fronted = { ...endpoints };
  for (const name of LOSSY) {
    const front = await frontWithLosses(endpoints[name] ?? '', lossOf);
    lifetime.onEnd(() => front.stop());
    fronted[name] = front.url;
  }
  return fronted;
}

/** Batches in hand are waited for this long at a stop; what is cut off comes again after the next start. */
const STOP_GRACE_MS = 10_000;

/** Starts the functions, and what feeds them: queues, uploads and the table's stream. */
export async function runFunctions(options: {
  world: LocalWorld;
  assembly: Assembly;
  provisioned: Provisioned;
  clients: Clients;
  messaging: Messaging;
  folder: StateFolder;
  children: Children;
  lifetime: Lifetime;
  /** The share of requests to what keeps things and sends mail that break off. */
  losses: number;
  report(line: string): void;
}): Promise<RunningFunctions> {
  const { losses, world, assembly, provisioned, clients, folder, children, lifetime, report } = options;
  const pools = new Map<string, FunctionPool>();
  const { AWS_ENDPOINT_URL_DYNAMODB: engine = '' } = provisioned.endpoints;
  const table = await guardTable({ engine, guard: createTableGuard(world), report });
  lifetime.onEnd(() => table.stop());
  const direct = { ...provisioned.endpoints, AWS_ENDPOINT_URL_DYNAMODB: table.url };
  const endpoints = losses > 0 ? await overBadNetwork(direct, losses, lifetime) : direct;
  for (const spec of readFunctions(world, assembly, endpoints)) {
    const pool = new FunctionPool(spec, children, folder.at('logs'), report);
    pools.set(spec.arn, pool);
    lifetime.onEnd(() => pool.stop());
    pool.warm();
  }
  const targets = new Map([...pools].map(([arn, pool]) => [arn, asyncTarget(world, pool)]));
  const invoker = createAsyncInvoker(clients.sqs, report);
  lifetime.onEnd(() => invoker.stop());
  const uploads = new UploadEvents({
    journal: folder.at('uploadEvents'),
    rules: readRules(world),
    invoker,
    targetOf: (arn) => targets.get(arn),
    region: world.region,
    report,
    async describe({ bucket, key }) {
      const { ContentLength, ETag } = await clients.s3.send(
        new HeadObjectCommand({ Bucket: bucket, Key: key }),
      );
      return { size: ContentLength ?? 0, etag: ETag?.replaceAll('"', '') ?? '' };
    },
  });
  const { settings, streamSettings, unread } = readEventSources(world, pools);
  const streams = await runStreams(streamSettings, { provisioned, clients, folder, report });
  const reading = { sqs: clients.sqs, traces: options.messaging.traces };
  const queues = settings.map(({ pool, ...source }) => startEventSource(reading, pool, source, report));
  const sources = [...queues, ...streams];
  lifetime.onEnd(async () => {
    const timer = new Promise((resolve) => setTimeout(resolve, STOP_GRACE_MS).unref());
    await Promise.race([Promise.all(sources.map((source) => source.stop())), timer]);
  });
  uploads.resume();
  return {
    poolOf: (arn) => pools.get(arn),
    async fire({ functionArn, inputAt }, scheduled) {
      const target = targets.get(functionArn);
      if (!target) throw new Failure(`the schedule's target ${functionArn} is not a function here`);
      return invoker.invoke(target, inputAt(scheduled));
    },
    nameOf: ({ functionArn }) => pools.get(functionArn)?.spec.name ?? functionArn,
    uploads,
    queuesRead: new Set(settings.map(({ queueUrl }) => queueUrl.split('/').at(-1) ?? '')),
    warnings: unread,
    quiet: () => invoker.quiet && sources.every((source) => source.quiet),
    async caughtUp() {
      await Promise.all(streams.map((source) => source.caughtUp()));
    },
  };
}

function readEventSources(world: LocalWorld, pools: ReadonlyMap<string, FunctionPool>) {
  const settings: (SourceSettings & { pool: FunctionPool })[] = [];
  const streamSettings: (StreamSettings & { pool: FunctionPool })[] = [];
  const unread: string[] = [];
  for (const found of world.all('AWS::Lambda::EventSourceMapping')) {
    const target = world.text(found, 'FunctionName') ?? '';
    const pool = [...pools.values()].find(
      ({ spec }) => spec.arn === target || spec.arn.endsWith(`:${target}`),
    );
    const source = pool && readEventSource(world, found, pool);
    const stream = readStreamSource(world, found);
    if (pool && source) settings.push({ ...source, pool });
    else if (pool && stream) streamSettings.push({ ...stream, pool });
    else
      unread.push(
        `${found.stack.name}: the event source mapping ${found.id} is not of a queue or a table that is here`,
      );
  }
  return { settings, streamSettings, unread };
}
