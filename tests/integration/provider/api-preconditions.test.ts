import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, ofa } from '#support/sites/api';

let test: Awaited<ReturnType<typeof createTestApi>>;
beforeAll(async () => {
  test = await createTestApi();
});
const ask: (typeof test)['ask'] = (...args) => test.ask(...args);

const register = (number: string) => ask('POST', '/v1/credentials', { body: { ...ofa, number } });
const rename = (number: string, nameEn: string, ifMatch?: string) =>
  ask('PATCH', `/v1/credentials/${number}`, {
    body: { nameEn, reason: 'spelling' },
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });

describe('every answer that is one certificate', () => {
  it('carries its version as its entity tag', async () => {
    const reason = { reason: 'x' };
    const path = '/v1/credentials/ETAG-0001';
    const answers = [
      await register('ETAG-0001'),
      await register('ETAG-0001'),
      await rename('ETAG-0001', 'CHAN Tai-man'),
      await ask('POST', `${path}/suspend`, { body: reason }),
      await ask('POST', `${path}/reinstate`, { body: reason }),
      await ask('POST', `${path}/extend`, { body: { ...reason, expiresOn: '2027-12-31' } }),
      await ask('GET', path),
    ];
    expect(answers.map(({ headers }) => headers.get('etag'))).toEqual(
      ['1', '1', '2', '3', '4', '5', '5'].map((version) => `"${version}"`),
    );
    const renewal = { ...reason, issuedOn: '2026-11-20' };
    expect((await ask('POST', `${path}/renew`, { body: renewal })).headers.get('etag')).toBe('"1"');
    expect((await ask('POST', `${path}/revoke`, { body: reason })).headers.get('etag')).toBe('"7"');
  });
});

describe('a correction with If-Match', () => {
  it.each([
    ['the present version', '"1"'],
    ['a list that has it', '"7", "1"'],
    ['anything', '*'],
  ])('of %s is made', async (what, ifMatch) => {
    const number = `ETAG-1${what.length}`;
    await register(number);
    const corrected = await rename(number, 'CHAN Tai-man', ifMatch);
    expect([corrected.status, corrected.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it.each([
    ['an older version', '"0"'],
    ['a weak tag', 'W/"1"'],
    ['a tag without quotes', '1'],
    ['nothing', ''],
  ])('of %s changes nothing and says which version there is', async (what, ifMatch) => {
    const number = `ETAG-2${what.length}`;
    await register(number);
    const refused = await rename(number, 'LEE Kin', ifMatch);
    expect([refused.status, refused.json().code]).toEqual([412, 'precondition_failed']);
    expect(refused.headers.get('etag')).toBe('"1"');
    expect((await ask('GET', `/v1/credentials/${number}`)).json()).toMatchObject({
      nameEn: 'CHAN Tai Man',
      version: 1,
    });
  });

  it('that would change nothing is held to it as well', async () => {
    await register('ETAG-0003');
    expect((await rename('ETAG-0003', 'CHAN Tai Man', '"9"')).status).toBe(412);
  });

  it('of what does not exist is 404, whatever it asks for', async () => {
    for (const ifMatch of ['*', '"1"']) expect((await rename('ETAG-9999', 'X Y', ifMatch)).status).toBe(404);
  });

  it('is made by one of ten at one moment; the others changed nothing', async () => {
    await register('ETAG-0004');
    const names = Array.from({ length: 10 }, (_, n) => `CHAN Tai ${'ABCDEFGHIJ'.charAt(n)}`);
    const answers = await Promise.all(names.map((name) => rename('ETAG-0004', name, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    const record = (await ask('GET', '/v1/credentials/ETAG-0004')).json();
    expect(record.version).toBe(2);
    expect(record.nameEn).toBe(answers.find(({ status }) => status === 200)?.json().nameEn);
  });

  it('is not overtaken by a change between its reading and its writing', async () => {
    const { credentials } = test.registry;
    await register('ETAG-0005');
    let interfered = false;
    const slow = await createTestApi({
      ...test.deps,
      credentials: {
        ...credentials,
        get: async (...id) => {
          const found = await credentials.get(...id);
          if (!interfered) {
            interfered = true;
            await rename('ETAG-0005', 'CHAN Somebody Else');
          }
          return found;
        },
      },
    });
    const answer = await slow.ask('PATCH', '/v1/credentials/ETAG-0005', {
      key: test.mine,
      body: { nameEn: 'LEE Kin', reason: 'spelling' },
      headers: { 'if-match': '"1"' },
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([412, '"2"']);
    expect((await ask('GET', '/v1/credentials/ETAG-0005')).json().nameEn).toBe('CHAN Somebody Else');
  });
});
