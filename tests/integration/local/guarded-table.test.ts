import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { guardTable } from '#infra/local/policies/guarded-table';
import { createTableGuard } from '#infra/local/policies/table-guard';
import { LocalWorld } from '#infra/local/template/resources';
import { instant } from '#register/civil-date.ts';
import { keys } from '#storage/contract/table.ts';
import { createSignedCalls } from '#storage/signed-calls.ts';
import { createTable, type Table } from '#storage/table.ts';
import { createTableReads } from '#storage/table-reads.ts';
import { createRegistry, type Registry } from '#support/storage/registry';

/** The rights of a function that reads certificates and writes lists, held against real calls to the real engine. */
const kinds = (...patterns: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});
const arn = { 'Fn::GetAtt': ['Table', 'Arn'] };
const allow = (Action: string[], Resource: object, Condition: object) => ({
  Effect: 'Allow',
  ...{ Action, Resource, Condition },
});
const role = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] }, LoggingConfig: { LogGroup: `/t/${name}` } },
});
const Resources = {
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 't' } },
  listsRole: { Type: 'AWS::IAM::Role', Properties: {} },
  otherRole: { Type: 'AWS::IAM::Role', Properties: {} },
  lists: role('lists'),
  other: role('other'),
  Policy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'own',
      Roles: [{ Ref: 'listsRole' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          allow(
            ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'],
            arn,
            kinds('CERT#*', 'LIST#*'),
          ),
          allow(['dynamodb:PutItem', 'dynamodb:BatchWriteItem'], arn, kinds('LIST#*')),
          allow(['dynamodb:Query'], { 'Fn::Join': ['', [arn, '/index/byProvider']] }, kinds('PROVIDERS')),
        ],
      },
    },
  },
};

let registry: Registry;
let guard: Awaited<ReturnType<typeof guardTable>>;
const lines: string[] = [];
beforeAll(async () => {
  registry = await createRegistry();
  const world = new LocalWorld(
    {
      stacks: [{ name: 'tiny', template: { Parameters: {}, Outputs: {}, Resources } }],
      region: 'ap-east-1',
      assetFolder: () => undefined,
    },
    { baseUrl: '', sqsUrl: '' },
  );
  guard = await guardTable({
    engine: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    guard: createTableGuard(world),
    report: (line) => void lines.push(line),
  });
});
afterAll(() => guard.stop());

/** What comes of a call by the function with that name. */
async function asked(call: (table: Table) => Promise<unknown>, caller = 'lists'): Promise<string> {
  lines.length = 0;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', guard.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', caller);
  try {
    return await call(createTable(registry.tableName)).then(
      () => 'done',
      ({ name }: Error) => name,
    );
  } finally {
    vi.unstubAllEnvs();
  }
}

const list = { ...keys.checkList('a'), entity: 'list' };
const site = { ...keys.watchedSite('b'), entity: 'roster' };
const there = { text: 'attribute_not_exists(#pk)' };
const queried = (pk: string) => ({ condition: { text: '#pk = :pk', values: { ':pk': pk } } });
const listed = (pk: string) => ({
  index: 'byProvider',
  condition: { text: '#byProviderPk = :pk', values: { ':pk': pk } },
});

describe('a function of the local system', () => {
  it.each<[string, (table: Table) => Promise<unknown>]>([
    ['reads', (table) => table.get(keys.credential('A', 'SPMC'), { consistent: true })],
    ['writes', (table) => table.put(list)],
    ['queries', (table) => Array.fromAsync(table.query(queried('CERT#A')))],
    ['looks up', (table) => Array.fromAsync(table.query(listed('PROVIDERS')))],
    ['writes in a batch', (table) => table.writeAll({ puts: [list], deletes: [keys.checkList('c')] })],
    [
      'writes in a transaction',
      (table) => table.transact([{ put: list }, { check: keys.credential('B', 'SPMC'), condition: there }]),
    ],
  ])('%s what it may', async (_, call) => {
    expect(await asked(call)).toBe('done');
    expect(lines).toEqual([]);
  });

  it.each<[string, (table: Table) => Promise<unknown>, string]>([
    ['reads', (table) => table.get(keys.apiKey('3f2a'), { consistent: true }), 'GetItem on the table: KEY#'],
    ['writes', (table) => table.put(site), 'PutItem on the table: ROSTER#'],
    [
      'writes and may only read',
      (table) => table.put({ ...keys.credential('A', 'SPMC') }),
      'PutItem on the table: CERT#',
    ],
    ['deletes', (table) => table.delete(keys.checkList('a')), 'DeleteItem on the table: LIST#'],
    ['queries', (table) => Array.fromAsync(table.query(queried('MAIL#a'))), 'Query on the table: MAIL#'],
    ['looks up', (table) => Array.fromAsync(table.query(listed('KEYS#SPMC'))), 'Query on byProvider: KEYS#'],
    [
      'has in a batch',
      (table) => table.writeAll({ puts: [list, site] }),
      'BatchWriteItem on the table: LIST#, ROSTER#',
    ],
    [
      'has in a transaction',
      (table) => table.transact([{ put: list }, { put: site }]),
      'PutItem on the table: ROSTER#',
    ],
  ])('is refused, as on AWS, what it %s and may not', async (_, call, said) => {
    expect(await asked(call)).toBe('AccessDeniedException');
    expect(lines).toEqual([`lists is not authorized to perform dynamodb:${said}`]);
  });

  it.each(['other', 'nobody'])('that has no rights is refused everything: %s', async (caller) => {
    expect(await asked((table) => table.get(keys.checkList('a'), { consistent: true }), caller)).toBe(
      'AccessDeniedException',
    );
  });

  it('that signs for itself is known, too', async () => {
    const environment = {
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: 'lists',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: guard.url,
    };
    const clock = () => instant.parse(new Date().toISOString());
    const reads = createTableReads(registry.tableName, createSignedCalls(environment, clock));
    await reads.get(keys.checkList('none'), { consistent: true });
    await expect(reads.get(keys.apiKey('3f2a'), { consistent: true })).rejects.toThrow(
      'GetItem on the table: KEY#',
    );
  });
});
