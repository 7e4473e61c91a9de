import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { Failure } from '#infra/local/failure';
import type { LocalWorld } from './resources.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const properties = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
type Declared = z.infer<typeof properties>;

/**
 * Makes the tables that the template declares, unless they are there from an earlier run. Gives their names.
 * @throws Failure when a table from an earlier run has other keys or indexes than the template
 */
export async function provisionTables(world: LocalWorld, client: DynamoDBClient): Promise<string[]> {
  const names: string[] = [];
  for (const found of world.all('AWS::DynamoDB::Table')) {
    const name = world.own(found, 'Ref');
    const declared = world.properties(found, properties);
    await provisionTable(client, name, declared);
    names.push(name);
  }
  return names;
}

async function provisionTable(client: DynamoDBClient, name: string, declared: Declared): Promise<void> {
  const existing = await describe(client, name);
  if (existing) {
    const there = shape(existing.KeySchema, existing.GlobalSecondaryIndexes);
    if (there === shape(declared.KeySchema, declared.GlobalSecondaryIndexes)) return;
    throw new Failure(
      'the stored table has other keys or indexes than the template now; npm start -- --fresh',
    );
  }
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: declared.AttributeDefinitions,
      KeySchema: declared.KeySchema,
      GlobalSecondaryIndexes: declared.GlobalSecondaryIndexes?.map(({ Projection, ...index }) => ({
        ...index,
        Projection: {
          ProjectionType: Projection.ProjectionType,
          ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
        },
      })),
      ...(declared.StreamSpecification && {
        StreamSpecification: { StreamEnabled: true, ...declared.StreamSpecification },
      }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: name });
  if (declared.TimeToLiveSpecification)
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: declared.TimeToLiveSpecification,
      }),
    );
}

async function describe(client: DynamoDBClient, name: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function shape(keys: KeySchemaElement[] = [], indexes: GlobalSecondaryIndexDescription[] = []): string {
  const key = (schema: KeySchemaElement[] = []) => schema.map(({ AttributeName: a, KeyType: t }) => [a, t]);
  const index = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) =>
    JSON.stringify([
      IndexName,
      key(KeySchema),
      Projection?.ProjectionType,
      Projection?.NonKeyAttributes?.toSorted(),
    ]);
  return JSON.stringify([key(keys), indexes.map(index).toSorted()]);
}
