import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Clients } from '#infra/local/emulators/clients';
import { tableStream } from '#infra/local/emulators/dynamodb-streams';
import type { StateFolder } from '#infra/local/state-folder';
import type { Provisioned } from '#infra/local/template/provision';
import type { FunctionPool } from './function-pool.ts';
import { createDelivery } from './stream-delivery.ts';
import type { StreamSettings } from './stream-mapping.ts';
import { type StreamSource, startStreamSource } from './stream-source.ts';

const known = z.record(z.string(), z.record(z.string(), z.string())).catch({});

/** Starts reading the tables' streams where the run before left off; nothing that happened meanwhile is lost. */
export async function runStreams(
  mappings: readonly (StreamSettings & { pool: FunctionPool })[],
  options: { provisioned: Provisioned; clients: Clients; folder: StateFolder; report(line: string): void },
): Promise<StreamSource[]> {
  const { provisioned, clients, folder, report } = options;
  const kept = known.parse(folder.readJson('streams'));
  const sources = mappings.map(async ({ pool, ...settings }) => {
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: settings.table }));
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = provisioned.endpoints;
    const stopping = new AbortController();
    return startStreamSource({
      stream: tableStream({ endpoint, region: settings.region, arn: Table?.LatestStreamArn ?? '' }),
      deliver: createDelivery({ sqs: clients.sqs, pool, settings, stopping: stopping.signal, report }),
      stopping,
      settings,
      checkpoints: kept[settings.name] ?? {},
      keep(checkpoints) {
        kept[settings.name] = checkpoints;
        folder.writeJson('streams', kept);
      },
      report,
    });
  });
  return Promise.all(sources);
}
