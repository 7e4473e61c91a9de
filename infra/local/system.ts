import type { Children } from '#infra/local/engines/children';
import { type Clients, connect } from '#infra/local/engines/clients';
import { startEngines } from '#infra/local/engines/engines';
import { frontObjects } from '#infra/local/engines/object-front';
import { startGateway } from '#infra/local/lambda/gateway';
import { readRoutes } from '#infra/local/lambda/routes';
import { type RunningFunctions, runFunctions } from '#infra/local/lambda/run-functions';
import { type LocalSchedule, readSchedules, runSchedules } from '#infra/local/lambda/schedule';
import type { UploadEvents } from '#infra/local/lambda/upload-events';
import { createReminderDesk } from '#infra/local/reminders/reminder-desk';
import { type Assembly, readAssembly } from '#infra/local/template/assembly';
import type { LocalBucket } from '#infra/local/template/buckets';
import { warnings } from '#infra/local/template/known-types';
import { provision } from '#infra/local/template/provision';
import { LocalWorld } from '#infra/local/template/resources';
import { synthesize } from '#infra/local/template/synthesize';
import { type ControlFile, startControl } from './control.ts';
import { Failure } from './failure.ts';
import type { Lifetime } from './lifetime.ts';
import type { Settings } from './settings.ts';
import type { StateFolder } from './state-folder.ts';

export interface System {
  baseUrl: string;
  inboxUrl: string;
  table: string;
  clients: Clients;
  schedules: readonly LocalSchedule[];
  warnings: readonly string[];
  /** Resolves with a line about it when an engine ended by itself. */
  lost: Promise<string>;
}

export interface SystemOptions {
  settings: Settings;
  folder: StateFolder;
  children: Children;
  lifetime: Lifetime;
  report(line: string): void;
}

/** Brings up what the template declares. What was made is undone by `lifetime`, also when this fails half-way. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { settings, folder, lifetime, report } = options;
  const baseUrl = `http://localhost:${settings.port}`;
  let buckets: readonly LocalBucket[] = [];
  let uploads: UploadEvents | undefined;

  const reading = assemble(options);
  const engines = await startEngines(folder, {
    ...options,
    region: reading.then(({ region }) => region),
    port: settings.port,
    onUpload: ({ bucket, key }) => {
      if (buckets.some(({ name, notifies }) => notifies && name === bucket)) uploads?.raise({ bucket, key });
    },
    intercept: (request, response) => frontObjects(buckets, request, response),
  });
  const assembly = await reading;
  const { region } = assembly;
  const { dynamodb, messaging, inboxUrl } = engines;
  const world = new LocalWorld(assembly, { baseUrl, sqsUrl: messaging.url });
  const clients = connect({ dynamodb: dynamodb.url, messaging: messaging.url }, region, lifetime);
  const provisioned = await provision(world, engines, clients, folder, lifetime);
  buckets = provisioned.buckets;
  const functions = await runFunctions({ ...options, world, assembly, provisioned, clients });
  uploads = functions.uploads;

  const gateway = await startGateway({
    port: settings.port,
    routes: readRoutes(world),
    poolOf: functions.poolOf,
  });
  lifetime.onEnd(() => gateway.stop());
  const schedules = readSchedules(world);
  lifetime.onEnd(
    runSchedules(schedules, (schedule, scheduled) => {
      report(`${schedule.expression} fires`);
      void fire(functions, schedule, schedule.inputAt(scheduled)).catch(() => {});
    }),
  );
  const [schedule] = schedules;
  const messagesIn = (queue: string) => {
    const { ready, delayed, inflight } = messaging.engine.inspectQueue(queue)?.messages ?? NO_MESSAGES;
    return ready.length + delayed.length + inflight.length;
  };
  const names = provisioned.queues.map(({ name }) => name);
  const desk =
    schedule &&
    createReminderDesk({
      client: clients.dynamodb,
      table: provisioned.table,
      endpoint: dynamodb.url,
      region,
      schedule,
      queues: {
        read: names.filter((name) => functions.queuesRead.has(name)),
        failed: names.filter((name) => !functions.queuesRead.has(name)),
      },
      messagesIn,
      quiet: functions.quiet,
      caughtUp: functions.caughtUp,
      fire: (event) => fire(functions, schedule, event),
    });
  const control = await startControl({
    children: () => options.children.list(),
    async remind(on, progress) {
      if (!desk) throw new Failure('the template declares no schedule');
      return desk.remind(on, progress);
    },
  });
  lifetime.onEnd(() => control.stop());
  lifetime.onEnd(() => folder.remove('control'));
  folder.writeJson('control', {
    controlUrl: control.url,
    pid: process.pid,
    region,
    tableName: provisioned.table,
    endpoints: provisioned.endpoints,
    baseUrl,
  } satisfies ControlFile);
  return {
    baseUrl,
    inboxUrl,
    table: provisioned.table,
    clients,
    schedules,
    warnings: [...warnings(assembly.stacks), ...functions.warnings],
    lost: dynamodb.lost.then(() => 'DynamoDB Local ended unexpectedly; see logs/dynamodb-local.log'),
  };
}

const NO_MESSAGES = { ready: [], delayed: [], inflight: [] };

async function assemble({ settings, folder, children }: SystemOptions): Promise<Assembly> {
  if (settings.assembly !== undefined) return readAssembly(settings.assembly);
  await synthesize(children, folder.at('assembly'), `${folder.at('logs')}/synth.log`);
  return readAssembly(folder.at('assembly'));
}

async function fire(functions: RunningFunctions, schedule: LocalSchedule, event: unknown): Promise<boolean> {
  const target = functions.targetOf(schedule.functionArn);
  if (!target) throw new Failure(`the schedule's target ${schedule.functionArn} is not a function here`);
  return functions.invoker.invoke(target, event);
}
