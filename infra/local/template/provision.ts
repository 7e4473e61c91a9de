import * as z from 'zod';
import type { Clients } from '#infra/local/emulators/clients';
import type { Emulators } from '#infra/local/emulators/emulators';
import { readSecrets, secretValues, startSecrets } from '#infra/local/emulators/secrets';
import { Failure } from '#infra/local/failure';
import type { Lifetime } from '#infra/local/lifetime';
import type { Rights } from '#infra/local/policies/rights';
import type { StateFolder } from '#infra/local/state-folder';
import { type LocalBucket, provisionBuckets } from './buckets.ts';
import { provisionTopics } from './mail-topics.ts';
import { type LocalQueue, provisionQueues } from './queues.ts';
import type { LocalWorld } from './resources.ts';
import { provisionTables } from './table.ts';

export interface Provisioned {
  table: string;
  queues: LocalQueue[];
  buckets: LocalBucket[];
  /** ARNs of the secrets. */
  secrets: string[];
  /** Where each service answers, by the variables that the SDK reads. */
  endpoints: Record<string, string>;
}

const known = z.record(z.string(), z.string()).catch({});

/** Makes the state that the template declares, or takes it over from the run before. */
export async function provision(
  world: LocalWorld,
  emulators: Emulators,
  clients: Clients,
  folder: StateFolder,
  lifetime: Lifetime,
  rights: Rights,
): Promise<Provisioned> {
  const [table] = await provisionTables(world, clients.dynamodb);
  if (table === undefined) throw new Failure('the template declares no table');
  const queues = await provisionQueues(world, emulators.messaging, clients.sqs);
  const buckets = provisionBuckets(world, emulators.messaging);
  provisionTopics(world, emulators.messaging);
  const specs = readSecrets(world);
  const values = secretValues(specs, known.parse(folder.readJson('secrets')));
  folder.writeJson('secrets', values);
  const secrets = await startSecrets(specs, values, (kept) => folder.writeJson('secrets', kept), rights);
  lifetime.onEnd(() => secrets.stop());
  const messaging = emulators.messaging.url;
  return {
    table,
    queues,
    buckets,
    secrets: specs.map(({ arn }) => arn),
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: emulators.dynamodb.url,
      AWS_ENDPOINT_URL_SQS: messaging,
      AWS_ENDPOINT_URL_S3: messaging,
      AWS_ENDPOINT_URL_SNS: messaging,
      AWS_ENDPOINT_URL_SES: emulators.inboxUrl.replace('localhost', '127.0.0.1'),
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    },
  };
}
