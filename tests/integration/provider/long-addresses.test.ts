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

describe.each(Object.entries(parts))('an address with a part that is %s', (_, part: string) => {
  it.each([
    ['GET', '/v1/imports/{}'],
    ['GET', '/v1/imports/{}/rejected'],
    ['GET', '/v1/imports/{}/registered'],
    ['GET', '/v1/credentials/{}'],
    ['POST', '/v1/credentials/{}/revoke', { reason: 'r' }],
    ['PATCH', '/v1/credentials/{}', { reason: 'r', nameEn: 'HO Wai Kit' }],
    ['GET', '/v1/extension-orders/{}'],
    ['DELETE', '/v1/extension-orders/{}', {}],
    ['GET', '/v1/credentials?cursor={}'],
    ['GET', '/v1/imports?cursor={}'],
  ])('%s is answered: %s', async (method, path, body?: object) => {
    const { status } = await test.ask(method, path.replace('{}', part), body ? { body } : {});
    expect([404, 422]).toContain(status);
    expect(test.logged.filter(({ level }) => level === 'ERROR')).toEqual([]);
  });
});
