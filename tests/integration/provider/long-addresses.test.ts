import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApi } from '#support/sites/api';

/** DynamoDB takes keys of 2,048 and 1,024 bytes; an address may be longer, and is one of nothing. */
let test: Awaited<ReturnType<typeof createTestApi>>;
beforeAll(async () => {
  test = await createTestApi();
});
const parts = {
  long: 'a'.repeat(1500),
  longer: 'a'.repeat(4000),
  'in Chinese': '%E9%99%B3'.repeat(700),
  'with nothing in it': '%00',
  'half a character': '%ED%A0%80',
};

describe.each(Object.entries(parts))('an address with a part that is %s', (_, part) => {
  it.each([
    ['GET', `/v1/imports/${part}`],
    ['GET', `/v1/imports/${part}/rejected`],
    ['GET', `/v1/imports/${part}/registered`],
    ['GET', `/v1/credentials/${part}`],
    ['POST', `/v1/credentials/${part}/revoke`, { reason: 'r' }],
    ['PATCH', `/v1/credentials/${part}`, { reason: 'r', nameEn: 'HO Wai Kit' }],
    ['GET', `/v1/extension-orders/${part}`],
    ['DELETE', `/v1/extension-orders/${part}`, {}],
    ['GET', `/v1/credentials?cursor=${part}`],
    ['GET', `/v1/imports?cursor=${part}`],
  ])('%s is answered: %s', async (method, path, body?: object) => {
    const { status } = await test.ask(method, path, body ? { body } : {});
    expect([404, 422]).toContain(status);
    expect(test.logged.filter(({ level }) => level === 'ERROR')).toEqual([]);
  });
});
