import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#provider/api/api.ts';
import { Contention } from '#register/retry.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';
import type { LogLine } from '#web/http/log.ts';

const at = instantFrom('2026-11-21T02:00:00.000Z');
const logged: LogLine[] = [];
let registry: Registry;
let api: ReturnType<typeof createApi>;
let mine: string;
let theirs: string;

beforeAll(async () => {
  registry = await createRegistry();
  let ids = 0;
  api = createApi(
    {
      ...registry,
      uploads: {
        presign: async ({ objectKey }) => ({
          method: 'PUT',
          url: `http://127.0.0.1/${objectKey}`,
          headers: {},
        }),
        put: async () => {},
      },
      clock: () => at,
      newId: () => `id-${++ids}`,
    },
    (line) => void logged.push(line),
  );
  mine = (await registry.providerRepository.issueKey({ provider: 'MINE', label: 'a', createdAt: at })).secret;
  theirs = (await registry.providerRepository.issueKey({ provider: 'THEIRS', label: 'b', createdAt: at }))
    .secret;
});

interface Ask {
  key?: string | undefined;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
}

async function ask(method: string, path: string, { key = mine, body, raw, headers }: Ask = {}) {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await api.request(path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, text: answer, json: () => JSON.parse(answer) };
}

const ofa = {
  number: 'API-0001',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan@example.com',
  language: 'zh-HK',
  issuedOn: '2024-03-01',
};

describe('a certificate', () => {
  it('is created, unchanged, taken, read, corrected, revoked and reinstated', async () => {
    const created = await ask('POST', '/v1/credentials', { body: ofa });
    expect(created.status).toBe(201);
    expect(created.json()).toMatchObject({ number: 'API-0001', expiresOn: '2027-02-28', status: 'valid' });
    expect((await ask('POST', '/v1/credentials', { body: ofa })).status).toBe(200);
    const taken = await ask('POST', '/v1/credentials', { body: { ...ofa, nameEn: 'LEE Kin' } });
    expect([taken.status, taken.json().code]).toEqual([409, 'number_taken']);

    const corrected = await ask('PATCH', '/v1/credentials/API-0001', {
      body: { nameEn: 'CHAN Tai-man', reason: 'spelling' },
    });
    expect(corrected.json()).toMatchObject({ nameEn: 'CHAN Tai-man' });
    expect(
      (await ask('POST', '/v1/credentials/API-0001/revoke', { body: { reason: 'by mistake' } })).json()
        .status,
    ).toBe('revoked');
    expect((await ask('POST', '/v1/credentials', { body: ofa })).json().code).toBe('revoked');
    expect(
      (await ask('POST', '/v1/credentials/API-0001/reinstate', { body: { reason: 'mistake' } })).json()
        .status,
    ).toBe('valid');

    const record = (await ask('GET', '/v1/credentials/api0001')).json();
    expect(record.history.map(({ event }: { event: string }) => event)).toEqual([
      'issued',
      'corrected',
      'revoked',
      'reinstated',
    ]);
    expect(record.reminders).toEqual([]);
  });

  it('takes null in a field that may be left out as if it were, and in a correction as taking the fact away', async () => {
    const nothing = { nameZh: null, email: null, language: null, expiresOn: null, courseSession: null };
    const body = { type: 'OFA', nameEn: 'HO Wai Kit', issuedOn: '2026-11-20', ...nothing };
    const created = await ask('POST', '/v1/credentials', { body: { ...body, number: null } });
    expect(created.status).toBe(201);
    expect(created.json()).toMatchObject({
      nameZh: null,
      email: null,
      language: 'en',
      expiresOn: '2029-11-19',
    });
    const of = `/v1/credentials/${created.json().number}`;
    expect(
      (await ask('POST', '/v1/credentials', { body: { ...body, nameEn: null, number: 'API-0900' } })).json(),
    ).toMatchObject({ errors: [{ path: 'nameEn', code: 'missing' }] });
    const reason = { reason: 'asked' };
    expect((await ask('POST', `${of}/suspend`, { body: { ...reason, on: null } })).status).toBe(200);
    expect((await ask('POST', `${of}/reinstate`, { body: { ...reason, on: null } })).status).toBe(200);
    const extension = { ...reason, on: null, expiresOn: '2029-12-31' };
    expect((await ask('POST', `${of}/extend`, { body: extension })).status).toBe(200);
    const renewal = { ...reason, ...nothing, number: null, type: null, nameEn: null, issuedOn: '2026-11-21' };
    expect((await ask('POST', `${of}/renew`, { body: renewal })).json()).toMatchObject({
      nameEn: 'HO Wai Kit',
      type: 'OFA',
    });

    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API-0901' } });
    const patch = { nameZh: null, email: null, ...reason };
    expect((await ask('PATCH', '/v1/credentials/API-0901', { body: patch })).json()).toMatchObject({
      nameZh: null,
      email: null,
    });
    const needed = { issuedOn: null, ...reason };
    expect((await ask('PATCH', '/v1/credentials/API-0901', { body: needed })).status).toBe(422);
  });

  it('is extended and renewed', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API-0002' } });
    const extended = await ask('POST', '/v1/credentials/API-0002/extend', {
      body: { reason: 'order', expiresOn: '2027-05-31' },
    });
    expect(extended.json()).toMatchObject({ expiresOn: '2027-05-31', extendedFrom: '2027-02-28' });
    const renewal = { number: 'API-0003', issuedOn: '2026-11-20', reason: 'refresher course' };
    expect((await ask('POST', '/v1/credentials/API-0002/renew', { body: renewal })).status).toBe(201);
    expect((await ask('POST', '/v1/credentials/API-0002/renew', { body: renewal })).status).toBe(200);
    expect((await ask('GET', '/v1/credentials/API-0002')).json().status).toBe('superseded');
    expect((await ask('GET', '/v1/credentials/API-0003')).json()).toMatchObject({
      nameZh: '陳大文',
      expiresOn: '2029-11-19',
    });
  });

  it('moves its expiry with a corrected date of issue only when the expiry followed from it', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API-0004' } });
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API-0005', expiresOn: '2026-12-31' } });
    const body = { issuedOn: '2024-03-02', reason: 'typo' };
    expect((await ask('PATCH', '/v1/credentials/API-0004', { body })).json().expiresOn).toBe('2027-03-01');
    expect((await ask('PATCH', '/v1/credentials/API-0005', { body })).json().expiresOn).toBe('2026-12-31');
  });

  it('with slashes in its number is found and changed however they arrive', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API/2024/0009' } });
    for (const path of ['API/2024/0009', 'API%2F2024%2F0009', 'API-2024-0009']) {
      expect((await ask('GET', `/v1/credentials/${path}`)).json().number).toBe('API/2024/0009');
    }
    const revoked = await ask('POST', '/v1/credentials/API/2024/0009/revoke', { body: { reason: 'x' } });
    expect(revoked.json().status).toBe('revoked');
    const wrong = await ask('GET', '/v1/credentials/API/2024/0009/revoke');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is listed with others by expiry', async () => {
    const list = await ask('GET', '/v1/credentials?expiringFrom=2027-03-01&expiringTo=2027-03-31&type=OFA');
    expect(list.json().credentials.map(({ number }: { number: string }) => number)).toEqual(['API-0004']);
  });

  it('says of each field what is wrong with it', async () => {
    const { status, json } = await ask('POST', '/v1/credentials', {
      body: { ...ofa, number: '!', type: 'OFB', email: 'no', issuedOn: '31/02/2026' },
      headers: { 'accept-language': 'zh-HK' },
    });
    expect(status).toBe(422);
    expect(json().code).toBe('invalid_request');
    expect(json().errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['issuedOn', 'invalid_date'],
      ['number', 'invalid_number'],
      ['type', 'unknown_type'],
      ['email', 'invalid_email'],
    ]);
    for (const { message } of json().errors) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });
});

const idle = {
  uploads: { presign: () => Promise.reject(new Error('not here')), put: async () => {} },
  clock: () => at,
  newId: () => 'x',
};

describe('what is asked wrongly', () => {
  it.each([
    ['no key', 'GET', '/v1/credentials', { key: '' }, 401, 'unauthorized'],
    ['a wrong key', 'GET', '/v1/credentials', { key: 'ck_wrong' }, 401, 'unauthorized'],
    ['malformed JSON', 'POST', '/v1/credentials', { raw: '{"number":' }, 400, 'malformed_json'],
    ['an unknown field', 'POST', '/v1/credentials', { body: { ...ofa, hkid: 'x' } }, 422, 'invalid_request'],
    [
      'another media type',
      'POST',
      '/v1/credentials',
      { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'a body that is too large',
      'POST',
      '/v1/credentials',
      { raw: JSON.stringify({ x: 'y'.repeat(300_000) }) },
      413,
      'too_large',
    ],
    ['a number of 500 characters', 'GET', `/v1/credentials/${'9'.repeat(500)}`, {}, 422, 'invalid_number'],
    ['NUL in a number', 'GET', '/v1/credentials/AB%00CD', {}, 422, 'invalid_number'],
    ['../ in a number', 'GET', '/v1/credentials/..%2F..%2Fetc', {}, 422, 'invalid_number'],
    ['an impossible escape', 'GET', '/v1/credentials/%E0%A4%A', {}, 422, 'invalid_number'],
    ['an unknown route', 'GET', '/v1/nothing', {}, 404, 'not_found'],
    ['a wrong method', 'DELETE', '/v1/credentials/API-0001', {}, 405, 'method_not_allowed'],
    ['a cursor that is none of ours', 'GET', '/v1/credentials?cursor=abc', {}, 422, 'invalid_cursor'],
    ['a limit of a million', 'GET', '/v1/credentials?limit=1000000', {}, 422, 'invalid_request'],
    [
      'a range that ends before it begins',
      'GET',
      '/v1/credentials?expiringFrom=2027-12-31&expiringTo=2027-01-01',
      {},
      422,
      'invalid_request',
    ],
    [
      'a language that is none of ours',
      'PATCH',
      '/v1/credentials/API-0001',
      { body: { language: 'fr', reason: 'x' } },
      422,
      'invalid_request',
    ],
    ['no reason', 'POST', '/v1/credentials/API-0001/revoke', { body: {} }, 422, 'invalid_request'],
    [
      'a file of a gigabyte',
      'POST',
      '/v1/imports',
      { body: { fileName: 'f.csv', contentLength: 1e9 } },
      413,
      'too_large',
    ],
  ] as const)('%s is answered with a problem, never a 500', async (_, method, path, more, status, code) => {
    const answer = await ask(method, path, more);
    expect([answer.status, answer.json().code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules/);
  });

  it('a key that was revoked answers as one that never was', async () => {
    const { key, secret } = await registry.providerRepository.issueKey({
      provider: 'MINE',
      label: 'old',
      createdAt: at,
    });
    expect((await ask('GET', '/v1/credentials', { key: secret })).status).toBe(200);
    await registry.providerRepository.revokeKey('MINE', key.keyId, at);
    const [revoked, unknown] = await Promise.all([
      ask('GET', '/v1/credentials', { key: secret }),
      ask('GET', '/v1/credentials', { key: 'ck_never' }),
    ]);
    expect([revoked.status, revoked.text]).toEqual([401, unknown.text]);
  });

  it.each([
    Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
    new Contention('one conflict after the other'),
  ])('a store that cannot keep up is a 503 that says to try again: $name', async (throttled) => {
    const busy = createApi(
      { ...registry, ...idle, keyRing: { findBySecret: () => Promise.reject(throttled) } },
      () => {},
    );
    const response = await busy.request('/v1/credentials', { headers: { authorization: 'Bearer x' } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('a fault of ours is a 500 without details and a log line that explains it', async () => {
    const broken = createApi(
      {
        ...registry,
        uploads: {
          presign: async () => Promise.reject(new Error('the bucket is gone')),
          put: async () => {},
        },
        clock: () => at,
        newId: () => 'x',
      },
      (line) => void logged.push(line),
    );
    const response = await broken.request('/v1/imports', {
      method: 'POST',
      headers: { authorization: `Bearer ${mine}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fileName: 'f.csv', contentLength: 10 }),
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('bucket');
    expect(JSON.stringify(logged)).toContain('the bucket is gone');
  });
});

describe('what happens at one moment', () => {
  it('ten of the same renewal make one certificate, and each is told so', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'API-0010' } });
    const body = { issuedOn: '2026-11-01', reason: 'refresher' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask('POST', '/v1/credentials/API-0010/renew', { body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(answers.map(({ json }) => json().number)).size).toBe(1);
  });
});

describe('another provider', () => {
  it('gets the same answers for what is ours as for what does not exist, byte for byte', async () => {
    const { importId } = (
      await ask('POST', '/v1/imports', { body: { fileName: 'f.csv', contentLength: 10 } })
    ).json();
    const reason = { reason: 'x' };
    const asks: [string, (id: string) => string, Ask][] = [
      ['GET', (id) => `/v1/credentials/${id}`, {}],
      ['PATCH', (id) => `/v1/credentials/${id}`, { body: { nameEn: 'X Y', ...reason } }],
      ...['revoke', 'suspend', 'reinstate'].map((verb): [string, (id: string) => string, Ask] => [
        'POST',
        (id) => `/v1/credentials/${id}/${verb}`,
        { body: reason },
      ]),
      ['POST', (id) => `/v1/credentials/${id}/extend`, { body: { expiresOn: '2030-01-01', ...reason } }],
      ['POST', (id) => `/v1/credentials/${id}/renew`, { body: { issuedOn: '2026-01-01', ...reason } }],
    ];
    for (const [method, path, more] of asks) {
      const foreign = await ask(method, path('API-0001'), { ...more, key: theirs });
      const missing = await ask(method, path('API-9999'), { ...more, key: theirs });
      expect([foreign.status, foreign.text], path('…')).toEqual([404, missing.text]);
    }
    for (const end of ['', '/rejected']) {
      const foreign = await ask('GET', `/v1/imports/${importId}${end}`, { key: theirs });
      const missing = await ask('GET', `/v1/imports/none${end}`, { key: theirs });
      expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    }
    expect((await ask('GET', '/v1/credentials', { key: theirs })).json()).toEqual({ credentials: [] });
    expect((await ask('POST', '/v1/credentials', { key: theirs, body: ofa })).status).toBe(201);
  });

  it('leaves no name, address or number in the log', () => {
    expect(JSON.stringify(logged)).not.toMatch(/CHAN|陳大文|chan@example|API-0001/);
  });
});
