import { createHmac } from 'node:crypto';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { clock } from '#functions/runtime/clock.ts';
import { importRows } from '#import/rows/import-rows.ts';
import { createImportChunks } from '#import/store/import-chunks.ts';
import { CHUNKS_AT_ONCE } from '#infra/constructs/import-pipeline';
import { Children } from '#infra/local/emulators/children';
import { startDynamoDbLocal } from '#infra/local/emulators/dynamodb-local';
import { instant } from '#register/civil-date.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { lambdaEnvironment } from '#storage/contract/environment.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createHolderIndex } from '#storage/credentials/holder-index.ts';
import { pseudonymOfHolder } from '#storage/credentials/holder-pseudonym.ts';
import { nameEntries } from '#storage/credentials/name-index.ts';
import { createNumberSource } from '#storage/credentials/number-source.ts';
import { gatherWrites } from '#storage/gathered-writes.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';
import { createSignedCalls } from '#storage/signed-calls.ts';
import { createTableOver } from '#storage/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import type { ImportChunk } from '#tables/import-job.ts';
import type { ImportChunks } from '#tables/ports.ts';
import { startCapacityProxy } from './capacity-proxy.ts';
import { chunkOf, ROWS_A_CHUNK } from './chunk.ts';
import type { Figure } from './report.ts';
import { median, type Spent, spent } from './spent.ts';
import { startForgetfulTable } from './table-like-aws.ts';

const WARM_UP = 2;
const ROUNDS = 9;
/** As deployed: so many chunks at once, and of each eight rows. */
const AT_ONCE = CHUNKS_AT_ONCE * 8;
const CHUNKS_WEIGHED = 3;
const at = instant.parse('2026-11-21T02:00:00.000Z');

const pepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the benchmark').update(`${purpose}\0${text}`).digest();
  },
};

/**
 * Rows a second through the real use case, against bare puts of the very same items in a table with the same
 * indexes, turn by turn, over a table that answers as AWS's does; then what the rows cost in write units, by AWS's own engine.
 */
export async function importFigures(): Promise<Figure[]> {
  const children = new Children();
  try {
    return [
      ...(await over(startForgetfulTable(children), rates)),
      ...(await over(startDynamoDbLocal(children), costs)),
    ];
  } finally {
    await children.close();
  }
}

async function over<Answer>(
  starting: Promise<{ url: string; stop(): Promise<void> }>,
  measure: (url: string) => Promise<Answer>,
): Promise<Answer> {
  const table = await starting;
  try {
    point(table.url);
    return await measure(table.url);
  } finally {
    await table.stop();
  }
}

function point(url: string): void {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: url,
  });
}

/**
 * Both in short rounds, by turns first, so that what else the machine does meets both; the ratios are medians of the
 * rounds. Processor time is that of this process, without the database's.
 */
async function rates(): Promise<Figure[]> {
  const importing = importer();
  const putting = floor();
  const rounds: { imported: Spent; put: Spent }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const chunks = chunksOf(round);
    const bare = chunksOf(WARM_UP + ROUNDS + round);
    const items = await importing.itemsFor(bare);
    const put = round % 2 ? await spent(() => putting(items)) : undefined;
    const imported = await spent(() => importing.all(chunks));
    rounds.push({ imported, put: put ?? (await spent(() => putting(items))) });
  }
  const counted = rounds.slice(WARM_UP);
  const rows = CHUNKS_AT_ONCE * ROWS_A_CHUNK;
  const middle = (of: (round: { imported: Spent; put: Spent }) => number) => median(counted.map(of));
  return [
    {
      what: `import, ${AT_ONCE} rows at once`,
      value: middle((r) => rows / r.imported.seconds),
      unit: 'rows/s',
    },
    {
      what: `bare puts, ${AT_ONCE} at once`,
      value: middle((r) => rows / r.put.seconds),
      unit: 'rows/s',
    },
    {
      what: 'import: the first by the second',
      value: middle((r) => r.put.seconds / r.imported.seconds),
      unit: 'x',
      goal: { atLeast: 1.2 },
    },
    {
      what: 'import: the same by processor time',
      value: middle((r) => r.put.cpu / r.imported.cpu),
      unit: 'x',
    },
  ];
}

async function costs(dynamoDbUrl: string): Promise<Figure[]> {
  await createEmptyTable('bench');
  const proxy = await startCapacityProxy(dynamoDbUrl);
  try {
    point(proxy.url);
    const chunks = chunksOf(2 * (WARM_UP + ROUNDS)).slice(0, CHUNKS_WEIGHED);
    await importer().all(chunks);
    const { credentials, records, names } = proxy.found;
    const rows = CHUNKS_WEIGHED * ROWS_A_CHUNK;
    if (credentials.puts !== rows) throw new Error(`${rows} rows took ${credentials.puts} puts`);
    return [
      { what: 'write units a row: its item', value: credentials.table / rows, unit: '', goal: { atMost: 1 } },
      { what: "write units a row: its chunk's records", value: records.table / rows, unit: '' },
      { what: 'write units a row: indexes', value: credentials.indexes / rows, unit: '' },
      { what: 'write units a row: to be found by its name', value: names.table / rows, unit: '' },
    ];
  } finally {
    await proxy.stop();
  }
}

function importer() {
  // As the function has it.
  const table = createTableOver('bench', createSignedCalls(lambdaEnvironment.parse(process.env), clock));
  const chunks = createImportChunks(table);
  const accounted: ImportChunks = {
    ...chunks,
    async record(outcome) {
      if (outcome.accepted !== ROWS_A_CHUNK) throw new Error('a row was not accepted');
      await chunks.record(outcome);
    },
  };
  const deps = {
    numbers: createNumberSource(pepper),
    holders: createHolderIndex(table, pepper),
    chunks: accounted,
  };
  /** As each instance has its own. */
  const credentials = () => createCredentialStore(gatherWrites(table), pepper);
  return {
    /** Throws unless every row was accepted. */
    async all(work: ImportChunk[]): Promise<void> {
      await Promise.all(
        work.map((chunk) => importRows({ ...deps, credentials: credentials() }, chunk, () => at)),
      );
    },
    /** The items that an import of these chunks stores. */
    async itemsFor(work: ImportChunk[]): Promise<Stored[]> {
      const items: Stored[] = [];
      const credentials: CredentialStore = {
        ...createCredentialStore(table, pepper),
        async create(record) {
          const item = toItem(record, await pseudonymOfHolder(pepper, record.credential));
          items.push({
            item: marshall(item, { removeUndefinedValues: true }),
            names: nameEntries(record.credential).map((entry) => marshall(entry)),
          });
          return { outcome: 'created' };
        },
      };
      const unrecorded = { ...chunks, isRecorded: async () => false, record: async () => undefined };
      for (const chunk of work)
        await importRows({ ...deps, credentials, chunks: unrecorded }, chunk, () => at);
      return items;
    },
  };
}

/** A certificate's item, and those by which it is found. */
interface Stored {
  item: Record<string, AttributeValue>;
  names: Record<string, AttributeValue>[];
}

function floor() {
  const client = new DynamoDBClient({});
  return async (items: Stored[]): Promise<void> => {
    const waiting = [...items];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          // Refused, and so thrown, when it is there: a success is the answer.
          await client.send(
            new PutItemCommand({
              TableName: 'floor',
              Item: next.item,
              ConditionExpression: 'attribute_not_exists(#pk)',
              ExpressionAttributeNames: { '#pk': 'pk' },
            }),
          );
          const floor = next.names.map((Item) => ({ PutRequest: { Item } }));
          await client.send(new BatchWriteItemCommand({ RequestItems: { floor } }));
        }
      }),
    );
  };
}

const chunksOf = (round: number) =>
  Array.from({ length: CHUNKS_AT_ONCE }, (_, i) => chunkOf(round * CHUNKS_AT_ONCE + i));
