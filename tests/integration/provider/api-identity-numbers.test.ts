import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, ofa } from '#support/sites/api';

/** No identity card number is stored, through whichever door it comes. */
let api: Awaited<ReturnType<typeof createTestApi>>;

beforeAll(async () => {
  api = await createTestApi();
  await api.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'CARD-0001' } });
});

const one = '/v1/credentials/CARD-0001';
const reason = 'as on the card A-123456-3';
const order = { expiringFrom: '2026-12-01', expiringTo: '2026-12-31', expiresOn: '2027-03-31' };

describe('an identity card number', () => {
  it.each([
    ['PATCH', one, { nameEn: 'LEE Kin', reason }, 'reason'],
    ['POST', `${one}/revoke`, { reason }, 'reason'],
    ['POST', `${one}/suspend`, { reason }, 'reason'],
    ['POST', `${one}/reinstate`, { reason }, 'reason'],
    ['POST', `${one}/extend`, { reason, expiresOn: '2030-01-01' }, 'reason'],
    ['POST', `${one}/renew`, { reason, issuedOn: '2026-11-20' }, 'reason'],
    ['POST', '/v1/extension-orders', { ...order, reason }, 'reason'],
    ['DELETE', '/v1/extension-orders/x', { reason }, 'reason'],
    ['POST', '/v1/imports', { fileName: 'A123456(3).csv', contentLength: 10 }, 'fileName'],
  ])('%s %s with %j is refused at its field', async (method, path, body, field) => {
    const { status, json } = await api.ask(method, path, { body });
    expect(status).toBe(422);
    expect(json().errors).toMatchObject([{ path: field, code: 'identity_number' }]);
  });
});

describe('a value that is wrong in its own way', () => {
  it.each([
    ['an empty file', '/v1/imports', { fileName: 'a.csv', contentLength: 0 }, 'contentLength', 'empty_file'],
    ['a day that is none', `${one}/revoke`, { reason: 'x', on: '2026-02-30' }, 'on', 'invalid_date'],
    ['a day in words', `${one}/extend`, { reason: 'x', expiresOn: 'soon' }, 'expiresOn', 'invalid_date'],
  ])('%s says so', async (_, path, body, field, code) => {
    const { status, json } = await api.ask('POST', path, { body });
    expect(status).toBe(422);
    expect(json().errors).toMatchObject([{ path: field, code }]);
  });
});
