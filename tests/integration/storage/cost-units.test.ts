import { randomUUID } from 'node:crypto';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { readCredential } from '#register/certificate/credential-input.ts';
import { registerCredential } from '#register/change/register-credential.ts';
import { INDEXES } from '#storage/contract/table.ts';
import { createEmptyTable } from '#support/storage/empty-table';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';
import { readUnits } from '../../../operator/cost/tables.ts';

const on = day('2026-11-21');
const { writeUnits, storedBytes } = readUnits().registration;

let registry: Registry;
let items: Record<string, AttributeValue>[];
let stored: Record<string, AttributeValue>;
let item: Record<string, unknown>;
beforeAll(async () => {
  registry = await createRegistry();
  const read = readCredential(
    {
      number: 'COST-0001',
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: 'chan.tai.man@example.com',
      issuedOn: '2026-03-01',
    },
    on,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await registerCredential(registry, {
    provider: 'SPMC',
    facts: read.facts,
    given: new Set(),
    entry: { at: instantFrom('2026-11-21T02:00:00.000Z'), on, source: { via: 'api', keyId: 'k' } },
    correct: false,
  });
  items = JSON.parse(await registry.everythingStored());
  stored = items.find(({ entity }) => entity?.S === 'credential') ?? {};
  item = unmarshall(stored);
});

it('a certificate takes as many write units as the cost model says: its item, one for each index it is in, and one for each place of its name', async () => {
  const table = `cost-${randomUUID()}`;
  await createEmptyTable(table);
  const put = new PutItemCommand({
    TableName: table,
    Item: stored,
    ReturnConsumedCapacity: 'INDEXES',
  });
  const { ConsumedCapacity } = await new DynamoDBClient({}).send(put);
  const places = items.filter(({ entity }) => entity?.S === 'name');
  expect((ConsumedCapacity?.CapacityUnits ?? 0) + places.length).toBe(writeUnits);
  expect(Object.keys(ConsumedCapacity?.GlobalSecondaryIndexes ?? {}).sort()).toEqual(
    Object.keys(INDEXES).sort(),
  );
});

it('and about as many bytes, in the table and in what its indexes repeat', () => {
  const bytesOf = (fields: string[]) =>
    fields.reduce((sum, field) => {
      const value = item[field];
      const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
      return sum + Buffer.byteLength(field) + Buffer.byteLength(text);
    }, 100);
  const own = ['pk', 'sk'];
  const copies = Object.values(INDEXES).map(({ partitionKey, sortKey, projected }) =>
    bytesOf([...own, partitionKey, sortKey, ...projected]),
  );
  const together = bytesOf(Object.keys(item)) + copies.reduce((sum, bytes) => sum + bytes, 0);
  expect(Math.abs(together - storedBytes) / storedBytes, `${together} bytes`).toBeLessThan(0.25);
});
