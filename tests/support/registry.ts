import { createHmac, randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { createCredentialFinder } from '#adapters/credential-finder';
import { createCredentialList } from '#adapters/credential-list';
import { createCredentialStore } from '#adapters/credential-store';
import { createDueIndex } from '#adapters/due-index';
import { createHolderIndex } from '#adapters/holder-index';
import { createImportChunks, createImportJobs } from '#adapters/import-store';
import { createKeyRing } from '#adapters/key-ring';
import { createNumberSource } from '#adapters/number-source';
import type { Pepper } from '#adapters/pepper';
import { createProviderDirectory } from '#adapters/provider-directory';
import { createRegistryOffice } from '#adapters/registry-office';
import { createReminderHistory, createReminderLedger } from '#adapters/reminder-ledger';
import { createTable } from '#adapters/table';
import { INDEXES, TABLE } from '#contract/table';
import { type CivilDate, civilDate, type Instant, instant } from '#domain/civil-date';

/** A table of its own on the real engine, and every adapter over it. */
export async function createRegistry() {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'),
  });
  const name = `registry-${randomUUID()}`;
  await createEmptyTable(name);

  const table = createTable(name);
  return {
    table,
    credentials: createCredentialStore(table, testPepper),
    finder: createCredentialFinder(table),
    list: createCredentialList(table),
    keyRing: createKeyRing(table),
    providers: createProviderDirectory(table),
    office: createRegistryOffice(table),
    numbers: createNumberSource(testPepper),
    jobs: createImportJobs(table),
    chunks: createImportChunks(table),
    due: createDueIndex(table),
    holders: createHolderIndex(table, testPepper),
    ledger: createReminderLedger(table, testPepper),
    reminders: createReminderHistory(table),
  };
}
export type Registry = Awaited<ReturnType<typeof createRegistry>>;

const testPepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the tests').update(`${purpose}\0${text}`).digest();
  },
};

async function createEmptyTable(name: string): Promise<void> {
  const indexes = Object.values(INDEXES);
  const strings = [
    TABLE.partitionKey,
    TABLE.sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  await new DynamoDBClient({}).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: strings.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: index.projected.length
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projected] }
          : { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
}

export const day = (text: string): CivilDate => civilDate.parse(text);
export const moment = (text: string): Instant => instant.parse(text);
