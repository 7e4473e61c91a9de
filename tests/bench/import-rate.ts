import { createHmac } from 'node:crypto';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { toItem } from '#adapters/credential-item';
import { createCredentialStore } from '#adapters/credential-store';
import { holderOf } from '#adapters/holder-pseudonym';
import { createImportChunks } from '#adapters/import-store';
import { createNumberSource } from '#adapters/number-source';
import type { Pepper } from '#adapters/pepper';
import { createTable } from '#adapters/table';
import { instant } from '#domain/civil-date';
import type { ImportChunk } from '#domain/import-job';
import { Children } from '#infra/local/engines/children';
import { startDynamoDbLocal } from '#infra/local/engines/dynamodb-local';
import { createEmptyTable } from '#support/empty-table';
import { importRows } from '#usecases/import-rows';
import { startCapacityFront } from './capacity-front.ts';
import type { Figure } from './report.ts';

const ROWS_A_CHUNK = 100;
const CHUNKS_A_ROUND = 5;
const ROUNDS = 4;
const AT_ONCE = 8;
const CHUNKS_WEIGHED = 3;
const at = instant.parse('2026-11-21T02:00:00.000Z');

const pepper: Pepper = {
  async hash(purpose, text) {
    return createHmac('sha256', 'pepper of the benchmark').update(`${purpose}\0${text}`).digest();
  },
};

/**
 * Rows a second through the real use case, against bare conditional puts of the very same items in a table with the same
 * indexes, turn by turn; then what the rows cost in write units.
 */
export async function importFigures(): Promise<Figure[]> {
  const children = new Children();
  const dynamoDb = await startDynamoDbLocal(children);
  try {
    point(dynamoDb.url);
    await createEmptyTable('bench');
    await createEmptyTable('floor');
    return [...(await rates()), ...(await costs(dynamoDb.url))];
  } finally {
    await dynamoDb.stop();
    await children.close();
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

async function rates(): Promise<Figure[]> {
  const importing = importer();
  const putting = floor();
  let [imported, put] = [0, 0];
  // The first round warms both up and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    const chunks = Array.from({ length: CHUNKS_A_ROUND }, (_, i) => chunkOf(round * CHUNKS_A_ROUND + i));
    const importSeconds = await seconds(() => importing.all(chunks));
    const items = await importing.itemsOf(chunks);
    const putSeconds = await seconds(() => putting(items));
    if (round === 0) continue;
    imported += importSeconds;
    put += putSeconds;
  }
  const rows = ROUNDS * CHUNKS_A_ROUND * ROWS_A_CHUNK;
  return [
    { what: 'import, 8 rows at once', value: rows / imported, unit: 'rows/s' },
    { what: 'bare conditional puts, 8 at once', value: rows / put, unit: 'rows/s' },
    { what: 'import: the first by the second', value: put / imported, unit: 'x', goal: { atLeast: 0.9 } },
  ];
}

async function costs(dynamoDbUrl: string): Promise<Figure[]> {
  const front = await startCapacityFront(dynamoDbUrl);
  try {
    point(front.url);
    const first = (ROUNDS + 1) * CHUNKS_A_ROUND;
    const chunks = Array.from({ length: CHUNKS_WEIGHED }, (_, i) => chunkOf(first + i));
    await importer().all(chunks);
    const { credentials, records } = front.found;
    const rows = CHUNKS_WEIGHED * ROWS_A_CHUNK;
    if (credentials.puts !== rows) throw new Error(`${rows} rows took ${credentials.puts} puts`);
    return [
      { what: 'write units a row: its item', value: credentials.table / rows, unit: '', goal: { atMost: 1 } },
      { what: "write units a row: its chunk's records", value: records.table / rows, unit: '' },
      { what: 'write units a row: indexes', value: credentials.indexes / rows, unit: '' },
    ];
  } finally {
    await front.stop();
  }
}

function importer() {
  const table = createTable('bench');
  const credentials = createCredentialStore(table, pepper);
  const chunks = createImportChunks(table);
  const deps = { credentials, numbers: createNumberSource(pepper), chunks };
  return {
    async all(work: ImportChunk[]): Promise<void> {
      for (const chunk of work) await importRows(deps, chunk, () => at);
    },
    /** The items that the import stored, each row accounted for. */
    async itemsOf(work: ImportChunk[]): Promise<Record<string, AttributeValue>[]> {
      for (const { importId } of work) {
        for await (const counts of chunks.counts(importId))
          if (counts.accepted !== ROWS_A_CHUNK) throw new Error('a row was not accepted');
      }
      const stored = (provider: string) => async (row: ImportChunk['rows'][number]) => {
        const number = 'cells' in row ? row.cells.number : undefined;
        const found = await credentials.get(number?.replaceAll('-', '') ?? '', provider);
        if (!found) throw new Error('a row is not on the register');
        const item = toItem(found, await holderOf(pepper, found.credential));
        return marshall(item, { removeUndefinedValues: true });
      };
      const items: Record<string, AttributeValue>[] = [];
      for (const { provider, rows } of work) items.push(...(await Promise.all(rows.map(stored(provider)))));
      return items;
    },
  };
}

function floor() {
  const client = new DynamoDBClient({});
  return async (items: Record<string, AttributeValue>[]): Promise<void> => {
    const waiting = [...items];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let Item = waiting.pop(); Item; Item = waiting.pop()) {
          // Refused, and so thrown, when it is there: a success is the answer.
          await client.send(
            new PutItemCommand({
              TableName: 'floor',
              Item,
              ConditionExpression: 'attribute_not_exists(#pk)',
              ExpressionAttributeNames: { '#pk': 'pk' },
            }),
          );
        }
      }),
    );
  };
}

function chunkOf(n: number): ImportChunk {
  const rows = Array.from({ length: ROWS_A_CHUNK }, (_, i) => {
    const serial = String(n * ROWS_A_CHUNK + i).padStart(6, '0');
    const cells = {
      number: `SPMC-OFA-2024-${serial}`,
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: `chan.taiman${serial}@example.com`,
      language: 'zh-HK',
      issuedOn: '2024-03-01',
      expiresOn: '2027-02-28',
    };
    return { row: i + 2, cells };
  });
  return { importId: `bench-${n}`, provider: 'SPMC', keyId: 'bench', n, rows };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
