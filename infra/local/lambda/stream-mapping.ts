import * as z from 'zod';
import type { Found, LocalWorld } from '#infra/local/template/resources';
import { failureDestination } from './async-invocation.ts';
import type { DeliverySettings } from './stream-delivery.ts';

export interface StreamSettings extends DeliverySettings {
  /** Name of the mapping, under which its checkpoints are kept. */
  name: string;
  table: string;
  /** A record that matches none of them is passed over; without any, none is. */
  filters: readonly unknown[];
}

const properties = z.object({
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: failureDestination,
  Enabled: z.boolean().default(true),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumRetryAttempts: z.number().default(-1),
  StartingPosition: z.literal('TRIM_HORIZON', 'other starting positions are not known to the local system'),
});

/** The settings of one AWS::Lambda::EventSourceMapping, or `undefined` when it is disabled or not of a table's stream. */
export function readStreamSource(world: LocalWorld, found: Found): StreamSettings | undefined {
  const streamArn = world.text(found, 'EventSourceArn') ?? '';
  const table = world.all('AWS::DynamoDB::Table').find((each) => world.own(each, 'StreamArn') === streamArn);
  if (!table) return undefined;
  const declared = world.properties(found, properties);
  if (!declared.Enabled) return undefined;
  return {
    name: `${found.stack.name}/${found.id}`,
    table: world.own(table, 'Ref'),
    streamArn,
    region: world.region,
    batchSize: declared.BatchSize,
    partialResponses: declared.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    bisect: declared.BisectBatchOnFunctionError,
    retries: declared.MaximumRetryAttempts,
    onFailureQueue: world.queueUrl(declared.DestinationConfig?.OnFailure?.Destination),
    filters: declared.FilterCriteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern)) ?? [],
  };
}
