import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#provider/api/api.ts';
import { everyItem } from '#storage/table-scan.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';
import { commands } from '../../../operator/commands.ts';

const at = instantFrom('2026-11-21T02:00:00.000Z');
let registry: Registry;
let api: ReturnType<typeof createApi>;
let mine: string;
let theirs: string;

const people: [number: string, nameEn: string, nameZh: string | undefined, more?: object][] = [
  ['FIND-1', 'CHAN Tai Man', '陳大文', { email: 'Tai.Man@example.com' }],
  ['FIND-2', 'Tai Man CHAN', '陈大文', { email: 'family@example.com' }],
  ['FIND-3', 'CHAN Man Yi', '陳敏儀', { email: 'family@example.com', type: 'BLS' }],
  ['FIND-4', "O'BRIEN Sean", undefined],
  ['FIND-5', 'ĐẶNG Văn Nam', undefined],
  ['FIND-6', 'LEE Ka Ho Peter', '李家豪'],
  ['FIND-7', 'WONG Taiman', '黃泰敏', { issuedOn: '2023-08-01' }],
  ['FIND-8', 'AU YEUNG Mei Ling', '歐陽美玲'],
  ['FIND-9', 'KOWALSKI Michał', undefined],
];

beforeAll(async () => {
  registry = await createRegistry();
  api = createApi({
    ...registry,
    uploads: { presign: async () => ({ method: 'PUT', url: '', headers: {} }), put: async () => {} },
    clock: () => at,
    newId: () => 'id',
  });
  const issue = async (provider: string) =>
    (await registry.providerRepository.issueKey({ provider, label: 'a', createdAt: at })).secret;
  [mine, theirs] = [await issue('MINE'), await issue('THEIRS')];
  for (const [number, nameEn, nameZh, more] of people)
    await register(mine, { number, nameEn, nameZh, ...more });
  await register(theirs, { number: 'THEIR-1', nameEn: 'CHAN Tai Man', email: 'family@example.com' });
});

async function ask(method: string, path: string, key = mine, body?: object) {
  const response = await api.request(path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: JSON.parse(await response.text()) };
}

async function register(key: string, body: object) {
  const { status, json } = await ask('POST', '/v1/credentials', key, {
    type: 'OFA',
    issuedOn: '2025-03-01',
    ...body,
  });
  if (status !== 201) throw new Error(JSON.stringify(json));
}

async function numbersFor(query: Record<string, string>, key = mine): Promise<string[]> {
  const numbers: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const search = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
    const { status, json } = await ask('GET', `/v1/credentials?${search}`, key);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
    numbers.push(...json.credentials.map((one: { number: string }) => one.number));
    cursor = json.cursor;
    if (!cursor) return numbers;
  }
}
const found = async (q: string, more = {}) => (await numbersFor({ q, ...more })).toSorted();

describe('a certificate is found', () => {
  it.each([
    ['chan tai man', ['FIND-1', 'FIND-2']],
    ['MAN, Tai', ['FIND-1', 'FIND-2']],
    ['man', ['FIND-1', 'FIND-2', 'FIND-3']],
    ['taiman', ['FIND-1', 'FIND-2', 'FIND-7']],
    ['Tai-Man', ['FIND-1', 'FIND-2', 'FIND-7']],
    ['cha ta', ['FIND-1', 'FIND-2']],
    ['陳大文', ['FIND-1', 'FIND-2']],
    ['陈', ['FIND-1', 'FIND-2', 'FIND-3']],
    ['大文', ['FIND-1', 'FIND-2']],
    ['文', ['FIND-1', 'FIND-2']],
    ['儀', ['FIND-3']],
    ['仪', ['FIND-3']],
    ['陳 man', ['FIND-1', 'FIND-2', 'FIND-3']],
    ['obrien', ['FIND-4']],
    ['o’brien', ['FIND-4']],
    ['Sean O Brien', ['FIND-4']],
    ['dang nam', ['FIND-5']],
    ['lee peter', ['FIND-6']],
    ['peter ho', ['FIND-6']],
    ['Ka Ho, Peter LEE', ['FIND-6']],
    ['歐陽', ['FIND-8']],
    ['欧阳美玲', ['FIND-8']],
    ['auyeung', ['FIND-8']],
    ['ling au', ['FIND-8']],
    ['michal', ['FIND-9']],
    ['Mr CHAN Tai Man', ['FIND-1', 'FIND-2']],
    ['ＣＨＡＮ　ＴＡＩ　ＭＡＮ', ['FIND-1', 'FIND-2']],
    ['陳大', ['FIND-1', 'FIND-2']],
    ['陳文', []],
    ['chan wong', []],
    ['find-1', ['FIND-1']],
    ['FIND 4', ['FIND-4']],
    ['tai.man@EXAMPLE.com', ['FIND-1']],
    ['family@example.com', ['FIND-2', 'FIND-3']],
    ['nobody@example.com', []],
    ['?', []],
  ])('by %s', async (q, numbers) => {
    expect(await found(q)).toEqual(numbers);
  });

  it('page by page, each once', async () => {
    for (const q of ['chan', 'man', 'tai man', 'c', '陳'])
      expect(await found(q, { limit: '1' })).toEqual(await found(q));
  });

  it('by its own provider alone', async () => {
    expect(await numbersFor({ q: 'chan' }, theirs)).toEqual(['THEIR-1']);
    expect(await numbersFor({ q: 'family@example.com' }, theirs)).toEqual(['THEIR-1']);
    expect(await numbersFor({ q: 'FIND-1' }, theirs)).toEqual([]);
  });

  it('within a course, a status and days', async () => {
    expect(await found('chan', { type: 'BLS' })).toEqual(['FIND-3']);
    expect(await found('taiman', { status: 'expired' })).toEqual(['FIND-7']);
    expect(await found('taiman', { expiringTo: '2026-12-31' })).toEqual(['FIND-7']);
    expect(await found('FIND-7', { status: 'valid' })).toEqual([]);
    expect(await numbersFor({ status: 'expired' })).toEqual(['FIND-7']);
    expect(await numbersFor({ status: 'valid', limit: '2' })).toHaveLength(8);
    expect((await numbersFor({})).length).toBe(9);
  });

  it('by the name it has, and no more by the one it had', async () => {
    await register(mine, { number: 'FIND-10', nameEn: 'HO Siu Fan', nameZh: '何小芬' });
    const body = { nameEn: 'HO Shiu Fun', reason: 'spelling' };
    expect((await ask('PATCH', '/v1/credentials/FIND-10', mine, body)).status).toBe(200);
    expect(await found('shiu')).toEqual(['FIND-10']);
    expect(await found('siu')).toEqual([]);
    expect(await found('小芬')).toEqual(['FIND-10']);
    expect(await registry.everythingStored()).not.toMatch(/NAMES#MINE.{0,60}siufan/);
    await ask('POST', '/v1/credentials/FIND-10/renew', mine, {
      number: 'FIND-11',
      issuedOn: '2026-11-01',
      reason: 'refresher',
    });
    expect(await found('Shiu Fun Ho')).toEqual(['FIND-10', 'FIND-11']);
  });

  it('when a request that was interrupted is sent again', async () => {
    const { table } = registry;
    await register(mine, { number: 'FIND-12', nameEn: 'ZHU Interrupted' });
    await table.writeAll({
      deletes: [
        { pk: 'NAMES#MINE', sk: 'zhuinterrupted#FIND12' },
        { pk: 'NAMES#MINE', sk: 'interruptedzhu#FIND12' },
      ],
    });
    expect(await found('zhu')).toEqual([]);
    const again = { number: 'FIND-12', nameEn: 'ZHU Interrupted', type: 'OFA', issuedOn: '2025-03-01' };
    expect((await ask('POST', '/v1/credentials', mine, again)).status).toBe(200);
    expect(await found('zhu')).toEqual(['FIND-12']);
  });

  it('when it is from before there was a search, once the operator has had the search rebuilt', async () => {
    const { table, tableName, providerRepository } = registry;
    const before = await found('chan');
    const entries = (await Array.fromAsync(everyItem(tableName))).filter(({ entity }) => entity === 'name');
    await table.writeAll({ deletes: entries.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })) });
    expect(await found('chan')).toEqual([]);
    const options = { json: false, 'with-issued': false, stage: 'dev', table: tableName };
    const answer = await commands['search rebuild']?.(
      providerRepository,
      options,
      [],
      new Date(at),
      async () => registry.colleagues,
    );
    expect(answer?.data).toEqual({ certificates: 13, unreadable: 0 });
    expect(await found('chan')).toEqual(before);
    const again = (await Array.fromAsync(everyItem(tableName))).filter(({ entity }) => entity === 'name');
    expect(again.length).toBe(entries.length);
  });
});

it('refuses a cursor of another search', async () => {
  const { json } = await ask('GET', '/v1/credentials?q=chan&limit=1');
  for (const path of [`q=wong&cursor=${json.cursor}`, `cursor=${json.cursor}`, 'q=chan&cursor=xx'])
    expect((await ask('GET', `/v1/credentials?${path}`)).json.code).toBe('invalid_cursor');
  expect((await ask('GET', '/v1/credentials?q=')).status).toBe(422);
  expect((await ask('GET', '/v1/credentials?status=gone')).status).toBe(422);
});
