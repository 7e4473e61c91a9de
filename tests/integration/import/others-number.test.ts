import { beforeAll, describe, expect, it } from 'vitest';
import { rowMessage } from '#import/messages/rejection-reasons.ts';
import { createApi } from '#provider/api/api.ts';
import { at, uploadsTo } from '#support/files/uploads';
import { createRegistry, type Registry } from '#support/storage/registry';

/** A number in the form that the register assigns, under another provider's code than that of whoever sends it. */
let registry: Registry;
let uploads: ReturnType<typeof uploadsTo>;
let ask: (method: string, path: string, body: unknown) => Promise<{ status: number; json: unknown }>;
beforeAll(async () => {
  registry = await createRegistry();
  uploads = uploadsTo(registry);
  const sends = { presign: () => Promise.reject(new Error('no upload')), put: async () => {} };
  const api = createApi({ ...registry, uploads: sends, clock: () => at, newId: () => 'x' }, () => {});
  const { secret } = await registry.providerRepository.issueKey({
    provider: 'TAKER',
    label: 'a',
    createdAt: at,
  });
  ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const response = await api.request(path, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, json: await response.json() };
  };
});

const facts = { type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2024-03-01' };
const message = rowMessage({ column: 'number', code: 'others_number' }, 'en');
const refused = {
  status: 422,
  json: { code: 'invalid_request', errors: [{ path: 'number', code: 'others_number', message }] },
};

describe('a number of another provider’s in the form that is assigned', () => {
  it.each([
    ['as it is printed', 'SPMC-OFA-7K3M9Q0W'],
    ['of a provider that is not there yet', 'FUTURE-OFA-7K3M9QXR'],
    ['otherwise written', 'spmc ofa 7k3m/9q0w'],
    ['in full-width letters', 'ＳＰＭＣ－ＯＦＡ－７Ｋ３Ｍ９Ｑ０Ｗ'],
    ['without anything between', 'SPMCOFA7K3M9Q0W'],
  ])('is refused by the API, %s', async (_, number) => {
    expect(await ask('POST', '/v1/credentials', { ...facts, number })).toMatchObject(refused);
    expect(await registry.finder.findByKey('SPMCOFA7K3M9Q0W')).toEqual([]);
  });

  it('is refused for a renewal', async () => {
    expect(await ask('POST', '/v1/credentials', { ...facts, number: 'OLD-0001' })).toMatchObject({
      status: 201,
    });
    const body = { number: 'SPMC-OFA-7K3M9Q0W', issuedOn: '2026-11-20', reason: 'course' };
    expect(await ask('POST', '/v1/credentials/OLD-0001/renew', body)).toMatchObject(refused);
  });

  it('is refused in a file, which says so in both languages; the other rows are taken', async () => {
    const rows = ['SPMC-OFA-7K3M9Q0W', 'OWN-0001'].map((number) => `${number},CHAN Tai Man,OFA,2024-03-01`);
    const report = await uploads.upload(
      ['Certificate No.,Name,Course,Date of Issue', ...rows].join('\n'),
      'TAKER',
    );
    expect(report.rows).toMatchObject({ accepted: 1, rejected: 1 });
    expect(report.rejected).toMatchObject([{ row: 2, column: 'number', code: 'others_number' }]);
    for (const language of ['en', 'zh-HK'] as const)
      expect(rowMessage({ column: 'number', code: 'others_number' }, language)).not.toBe('');
  });

  it('is taken from the provider itself, and so is one of another form', async () => {
    const own = await uploads.upload(
      'Certificate No.,Name,Course,Date of Issue\nSPMC-OFA-7K3M9Q0W,CHAN Tai Man,OFA,2024-03-01',
      'SPMC',
    );
    expect(own.rows).toMatchObject({ accepted: 1 });
    const other = { ...facts, number: 'SPMC-OFA-2024-00017' };
    expect(await ask('POST', '/v1/credentials', other)).toMatchObject({ status: 201 });
  });
});
