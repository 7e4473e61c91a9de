import type { Children } from '#infra/local/emulators/children';
import { type Clients, connect } from '#infra/local/emulators/clients';
import { startEmulators } from '#infra/local/emulators/emulators';
import { frontObjects } from '#infra/local/emulators/object-proxy';
import type { ConfigurationSets } from '#infra/local/emulators/ses-proxy';
import { startGateway } from '#infra/local/lambda/gateway';
import { readRoutes } from '#infra/local/lambda/routes';
import { runFunctions } from '#infra/local/lambda/run-functions';
import { type LocalSchedule, readSchedules, runSchedules } from '#infra/local/lambda/schedule';
import type { UploadEvents } from '#infra/local/lambda/upload-events';
import { refuseUnallowed } from '#infra/local/policies/guarded-messaging';
import { createRights, type Rights } from '#infra/local/policies/rights';
import { createReplay } from '#infra/local/replay/replay-day';
import { type Assembly, readAssembly } from '#infra/local/template/assembly';
import type { LocalBucket } from '#infra/local/template/buckets';
import { warnings } from '#infra/local/template/known-types';
import { readConfigurationSets } from '#infra/local/template/mail-topics';
import { provision } from '#infra/local/template/provision';
import { LocalWorld } from '#infra/local/template/resources';
import { assemble } from '#infra/local/template/synthesize';
import { type ControlFile, startControl } from './control.ts';
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
  let known: Rights | undefined;
  // Nobody asks for anything before the functions run.
  const rights: Rights = async (caller, calls) => known?.(caller, calls);

  const reading = readStacks(options);
  const emulators = await startEmulators(folder, {
    ...options,
    region: reading.then(({ region }) => region),
    port: settings.port,
    onUpload: ({ bucket, key }) => {
      if (buckets.some(({ name, notifies }) => notifies && name === bucket)) uploads?.raise({ bucket, key });
    },
    intercept: async (request, response) =>
      frontObjects(buckets, request, response) || refuseUnallowed(rights, request, response),
    limits: settings.mail,
    sets: { has: (name) => sets?.has(name) ?? false, raise: (mail) => sets?.raise(mail) },
    rights,
  });
  const assembly = await reading;
  const { region } = assembly;
  const { dynamodb, messaging, inboxUrl } = emulators;
  const world = new LocalWorld(assembly, { baseUrl, sqsUrl: messaging.url });
  known = createRights(world, report);
  const clients = connect({ dynamodb: dynamodb.url, messaging: messaging.url }, region, lifetime);
  const provisioned = await provision(world, emulators, clients, folder, lifetime, rights);
  buckets = provisioned.buckets;
  sets = readConfigurationSets(world, messaging);
  const functions = await runFunctions({
    ...options,
    losses: settings.losses,
    world,
    assembly,
    provisioned,
    clients,
    messaging,
  });
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
      void functions.fire(schedule, scheduled).catch(() => {});
    }),
  );
  const replay = createReplay({
    table: { client: clients.dynamodb, table: provisioned.table, endpoint: dynamodb.url, region },
    schedules,
    queues: provisioned.queues.map(({ name }) => name),
    messaging,
    functions,
  });
  const control = await startControl({
    children: () => options.children.list(),
    replay,
    forgetMails: (texts) => emulators.forgetMails(texts),
  });
  lifetime.onEnd(() => control.stop());
  lifetime.onEnd(() => folder.remove('control'));
  folder.writeJson('control', {
    controlUrl: control.url,
    pid: process.pid,
    region,
    tableName: provisioned.table,
    endpoints: provisioned.endpoints,
    uploads: provisioned.buckets[0]?.name ?? '',
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

async function readStacks({ settings, folder, children }: SystemOptions): Promise<Assembly> {
  if (settings.assembly !== undefined) return readAssembly(settings.assembly);
  await assemble(children, folder.at('assembly'), `${folder.at('logs')}/synth.log`);
  return readAssembly(folder.at('assembly'));
}
