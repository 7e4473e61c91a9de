import { describe, expect, it, test } from 'vitest';
import { readSecrets } from '#infra/local/emulators/secrets';
import { createRights } from '#infra/local/policies/rights';
import { createTableGuard, type TableGuard } from '#infra/local/policies/table-guard';
import { environments } from '#storage/contract/environment.ts';
import { PARTITIONS, type Partition, PLACES } from '#storage/contract/partitions.ts';
import { keys } from '#storage/contract/table.ts';
import { localAssembly } from '#support/storage/local-assembly';
import { worldIn } from '#support/storage/local-world';

const assembly = localAssembly();
const guard = createTableGuard(worldIn(assembly));
const names = Object.keys(environments);

const TableName = 'certkeeper';
const keyWith = (beginning: string) => (beginning.endsWith('#') ? `${beginning}x` : beginning);
const pk = (beginning: string) => ({ pk: { S: keyWith(beginning) }, sk: { S: 'x' } });
const query = (beginning: string, partitionKey = 'pk') => ({
  KeyConditionExpression: '#key = :key',
  ExpressionAttributeNames: { '#key': partitionKey },
  ExpressionAttributeValues: { ':key': { S: keyWith(beginning) } },
});
const transaction = (part: object) => ({ TransactItems: [part] });

/** Every way there is to an item whose partition key begins so. */
const reads: Record<string, (beginning: string) => [operation: string, body: object]> = {
  get: (one) => ['GetItem', { TableName, Key: pk(one) }],
  query: (one) => ['Query', { TableName, ...query(one) }],
  batchGet: (one) => ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [pk(one)] } } }],
  transactGet: (one) => ['TransactGetItems', transaction({ Get: { TableName, Key: pk(one) } })],
  check: (one) => ['TransactWriteItems', transaction({ ConditionCheck: { TableName, Key: pk(one) } })],
};
const writes: typeof reads = {
  put: (one) => ['PutItem', { TableName, Item: pk(one) }],
  update: (one) => ['UpdateItem', { TableName, Key: pk(one) }],
  delete: (one) => ['DeleteItem', { TableName, Key: pk(one) }],
  transactPut: (one) => ['TransactWriteItems', transaction({ Put: { TableName, Item: pk(one) } })],
  transactUpdate: (one) => ['TransactWriteItems', transaction({ Update: { TableName, Key: pk(one) } })],
  transactDelete: (one) => ['TransactWriteItems', transaction({ Delete: { TableName, Key: pk(one) } })],
  batchPut: (one) => [
    'BatchWriteItem',
    { RequestItems: { [TableName]: [{ PutRequest: { Item: pk(one) } }] } },
  ],
  batchDelete: (one) => [
    'BatchWriteItem',
    { RequestItems: { [TableName]: [{ DeleteRequest: { Key: pk(one) } }] } },
  ],
};

const refusal = (name: string, [operation, body]: [string, object], by: TableGuard = guard) =>
  by.refusal(name, operation, Buffer.from(JSON.stringify(body)));

/** Kinds of items that a function reaches by any of these ways. */
async function reached(name: string, ways: typeof reads): Promise<Set<string>> {
  const kinds = new Set<string>();
  for (const [kind, beginning] of Object.entries(PARTITIONS))
    for (const way of Object.values(ways)) if (!(await refusal(name, way(beginning)))) kinds.add(kind);
  return kinds;
}

describe('a function that strangers reach', () => {
  /** What lets somebody in, and what is a provider's own. */
  const closed: Partition[] = [
    'keys',
    'sessions',
    'signIns',
    'signInCodes',
    'signedInBefore',
    'colleagueAddresses',
    'passkeyOwners',
    'passkeyChallenges',
    'names',
    'repeatedRequests',
    'imports',
    'orders',
    'orderPages',
    'notices',
    'mailings',
    'mailPace',
  ];

  it.each(['public-site', 'holder-site', 'employer-site', 'check-lists'])(
    '%s reads and writes nothing of keys, sign-ins, files and orders, by any way there is',
    async (name) => {
      const all = await reached(name, { ...reads, ...writes });
      expect(closed.filter((kind) => all.has(kind))).toEqual([]);
      expect(await reached(name, writes)).not.toContain('providers');
    },
  );

  it('public-site writes nothing at all, and lists nobody’s colleagues', async () => {
    expect([...(await reached('public-site', writes))]).toEqual([]);
    expect([...(await reached('public-site', reads))].toSorted()).toEqual(['certificates', 'providers']);
    expect(
      await refusal('public-site', ['Query', { TableName, ...query(PARTITIONS.providers) }]),
    ).toBeDefined();
  });

  it('reaches nothing of others’ in the same transaction or batch as its own', async () => {
    const own = { Put: { TableName, Item: pk(PARTITIONS.sites) } };
    const others = { Put: { TableName, Item: pk(PARTITIONS.keys) } };
    expect(await refusal('employer-site', ['TransactWriteItems', transaction(own)])).toBeUndefined();
    expect(await refusal('employer-site', ['TransactWriteItems', { TransactItems: [own, others] }])).toBe(
      'employer-site is not authorized to perform dynamodb:PutItem on the table: KEY#',
    );
    const both = [PARTITIONS.names, PARTITIONS.sessions].map((one) => ({ PutRequest: { Item: pk(one) } }));
    expect(await refusal('import-rows', ['BatchWriteItem', { RequestItems: { [TableName]: both } }])).toMatch(
      /BatchWriteItem on the table: NAMES#, SESSION#$/,
    );
  });

  it('writes beside a certificate that it is watched, and no certificate', async () => {
    const beside = { ...pk(PARTITIONS.certificates), entity: { S: 'watch' }, rosterId: { S: 'x' } };
    expect(await refusal('employer-site', ['PutItem', { TableName, Item: beside }])).toBeUndefined();
    const forged = { ...beside, history: { L: [] } };
    for (const asked of [
      ['PutItem', { TableName, Item: forged }],
      ['TransactWriteItems', transaction({ Put: { TableName, Item: forged } })],
      ['UpdateItem', { TableName, Key: pk(PARTITIONS.certificates) }],
    ] as [string, object][])
      expect(await refusal('employer-site', asked)).toMatch(/on the table: CERT#$/);
  });

  it('looks up in an index what is its own there, and no other', async () => {
    const asked = (beginning: string) =>
      refusal('employer-site', [
        'Query',
        { TableName, IndexName: 'byProvider', ...query(beginning, 'byProviderPk') },
      ]);
    expect(await asked(PLACES.providerList.beginning)).toBeUndefined();
    expect(await asked(PLACES.keysOfProvider.beginning)).toMatch(/Query on byProvider: KEYS#$/);
  });
});

test.each(names)('%s scans nothing, makes no table and runs no statements', async (name) => {
  for (const operation of [
    'Scan',
    'DeleteTable',
    'UpdateTable',
    'ExecuteStatement',
    'ExportTableToPointInTime',
  ])
    expect(await refusal(name, [operation, { TableName }])).toMatch(
      `dynamodb:${operation} on the table: no key`,
    );
});

test('a function reads its own secrets here, and no other', async () => {
  const world = worldIn(assembly);
  const rights = createRights(world, () => {});
  const readable = async (name: string) => {
    const secrets = await Promise.all(
      readSecrets(world).map(async ({ arn }) => {
        const denied = await rights(name, [{ action: 'secretsmanager:GetSecretValue', on: [arn] }]);
        return denied ? [] : [arn];
      }),
    );
    return secrets.flat().length;
  };
  expect(await readable('split-import')).toBe(0);
  expect(await readable('public-site')).toBe(0);
  expect(await readable('import-rows')).toBe(1);
  expect(await readable('holder-site')).toBe(2);
  expect(await readable('nobody')).toBe(0);
});

test('every kind of item has a function that writes it, and every place in an index one that looks there', async () => {
  const written = new Set<string>();
  for (const name of names) for (const kind of await reached(name, writes)) written.add(kind);
  // Until what was stored before 0.2.0 has gone.
  expect(Object.keys(PARTITIONS).filter((kind) => !written.has(kind))).toEqual(['earlierAddressRequests']);

  const places = Object.entries(PLACES).map(async ([place, { index: IndexName, beginning }]) => {
    const body = { TableName, IndexName, ...query(beginning, `${IndexName}Pk`) };
    const refused = await Promise.all(names.map((name) => refusal(name, ['Query', body])));
    return refused.some((one) => one === undefined) ? [] : [place];
  });
  expect((await Promise.all(places)).flat()).toEqual([]);
});

test('a right that the template lacks is refused, and said without anything of whom it is about', async () => {
  const asked: [string, object] = [
    'GetItem',
    { TableName, Key: { pk: { S: keys.session('3f2a77').pk }, sk: { S: 'SESSION' } } },
  ];
  expect(await refusal('provider-api', asked)).toBeUndefined();
  const without = createTableGuard(worldIn(assembly, (template) => template.replaceAll('"SESSION#*",', '')));
  expect(await refusal('provider-api', asked, without)).toBe(
    'provider-api is not authorized to perform dynamodb:GetItem on the table: SESSION#',
  );
  expect(await refusal('nobody', asked)).toBeDefined();
});
