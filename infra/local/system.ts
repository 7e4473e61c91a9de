import type { Children } from '#infra/local/emulators/children';
import { type Clients, connect } from '#infra/local/emulators/clients';
import { startEmulators } from '#infra/local/emulators/emulators';
import type { Messaging } from '#infra/local/emulators/messaging';
import { frontObjects } from '#infra/local/emulators/object-proxy';
import type { ConfigurationSets } from '#infra/local/emulators/ses-proxy';
import { startGateway } from '#infra/local/lambda/gateway';
import { readRoutes } from '#infra/local/lambda/routes';
import { type RunningFunctions, runFunctions } from '#infra/local/lambda/run-functions';
import { type LocalSchedule, readSchedules, runSchedules } from '#infra/local/lambda/schedule';
import type { UploadEvents } from '#infra/local/lambda/upload-events';
import { createReminderDesk, type QueueCount } from '#infra/local/reminders/reminder-desk';
import { type Assembly, readAssembly } from '#infra/local/template/assembly';
import type { LocalBucket } from '#infra/local/template/buckets';
import { warnings } from '#infra/local/template/known-types';
import { readConfigurationSets } from '#infra/local/template/mail-topics';
import { provision } from '#infra/local/template/provision';
import { LocalWorld } from '#infra/local/template/resources';
import { assemble } from '#infra/local/template/synthesize';
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
  let sets: ConfigurationSets | undefined;

  const reading = readStacks(options);
  const emulators = await startEmulators(folder, {
    ...options,
    region: reading.then(({ region }) => region),
    port: settings.port,
    onUpload: ({ bucket, key }) => {
      if (buckets.some(({ name, notifies }) => notifies && name === bucket)) uploads?.raise({ bucket, key });
    },
    intercept: (request, response) => frontObjects(buckets, request, response),
    limits: settings.mail,
    sets: { has: (name) => sets?.has(name) ?? false, raise: (mail) => sets?.raise(mail) },
  });
  const assembly = await reading;
  const { region } = assembly;
  const { dynamodb, messaging, inboxUrl } = emulators;
  const world = new LocalWorld(assembly, { baseUrl, sqsUrl: messaging.url });
  const clients = connect({ dynamodb: dynamodb.url, messaging: messaging.url }, region, lifetime);
  const provisioned = await provision(world, emulators, clients, folder, lifetime);
  buckets = provisioned.buckets;
  sets = readConfigurationSets(world, messaging);
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
  const messagesIn = (queue: string) => countOf(messaging, queue);
  const names = provisioned.queues.map(({ name }) => name);
  const desk = createReminderDesk({
    client: clients.dynamodb,
    table: provisioned.table,
    endpoint: dynamodb.url,
    region,
    schedules,
    queues: {
      read: names.filter((name) => functions.queuesRead.has(name)),
      failed: names.filter((name) => !functions.queuesRead.has(name)),
    },
    messagesIn,
    letDue: (queue) => letDue(messaging, queue),
    quiet: functions.quiet,
    caughtUp: functions.caughtUp,
    async fire(schedule, scheduled) {
      const done = await fire(functions, schedule, schedule.inputAt(scheduled));
      return done ? undefined : functions.targetOf(schedule.functionArn)?.pool.spec.name;
    },
  });
  const control = await startControl({
    children: () => options.children.list(),
    remind: desk.remind,
  });
  lifetime.onEnd(() => control.stop());
  lifetime.onEnd(() => folder.remove('control'));
  folder.writeJson('control', {
    controlUrl: control.url,
    pid: process.pid,
    region,
    tableName: provisioned.table,
    endpoints: provisioned.endpoints,
    secrets: provisioned.secrets,
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

/** What comes within that time, as when all wait for the pace of mails, is waited for. */
const SOON_MS = 2 * 60_000;

function countOf({ engine }: Messaging, queue: string): QueueCount {
  const messages = engine.inspectQueue(queue)?.messages;
  if (!messages) return { now: 0, later: [] };
  const soon = Date.now() + SOON_MS;
  const later = messages.delayed.flatMap(({ body, delayUntil = 0 }) =>
    delayUntil > soon ? [{ body, at: new Date(delayUntil) }] : [],
  );
  const { ready, inflight, delayed } = messages;
  return { now: ready.length + inflight.length + delayed.length - later.length, later };
}

function letDue({ engine }: Messaging, queue: string): void {
  const now = Date.now();
  // fauxqs moves a message once this is over; it has no call for that.
  for (const message of engine.inspectQueue(queue)?.messages.delayed ?? [])
    if (message.delayUntil !== undefined && message.delayUntil <= now + SOON_MS) message.delayUntil = now;
}

async function readStacks({ settings, folder, children }: SystemOptions): Promise<Assembly> {
  if (settings.assembly !== undefined) return readAssembly(settings.assembly);
  await assemble(children, folder.at('assembly'), `${folder.at('logs')}/synth.log`);
  return readAssembly(folder.at('assembly'));
}

async function fire(functions: RunningFunctions, schedule: LocalSchedule, event: unknown): Promise<boolean> {
  const target = functions.targetOf(schedule.functionArn);
  if (!target) throw new Failure(`the schedule's target ${schedule.functionArn} is not a function here`);
  return functions.invoker.invoke(target, event);
}
