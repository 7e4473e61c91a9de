import { beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '#register/civil-date.ts';
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

/** A tag says the version, and which registration it is of. */
const versionIn = ({ headers }: { headers: Headers }) =>
  Number(/^"(\d+)-[0-9a-z]+"$/.exec(headers.get('etag') ?? '')?.[1]);
/** The tag of what was just registered. */
const tagOf = async (number: string) =>
  (await ask('GET', `/v1/credentials/${number}`)).headers.get('etag') ?? '';

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
    expect(answers.map(versionIn)).toEqual([1, 1, 2, 3, 4, 5, 5]);
    const renewal = { ...reason, issuedOn: '2026-11-20' };
    expect(versionIn(await ask('POST', `${path}/renew`, { body: renewal }))).toBe(1);
    expect(versionIn(await ask('POST', `${path}/revoke`, { body: reason }))).toBe(7);
  });
});

describe('a correction with If-Match', () => {
  it.each([
    ['the present version', (tag: string) => tag],
    ['a list that has it', (tag: string) => `"7", ${tag}`],
    ['anything', () => '*'],
  ])('of %s is made', async (what, ifMatch) => {
    const number = `ETAG-1${what.length}`;
    await register(number);
    const corrected = await rename(number, 'CHAN Tai-man', ifMatch(await tagOf(number)));
    expect([corrected.status, versionIn(corrected)]).toEqual([200, 2]);
  });

  it.each([
    ['an older version', (tag: string) => tag.replace('"1-', '"0-')],
    ['the version alone', () => '"1"'],
    ['a weak tag', (tag: string) => `W/${tag}`],
    ['a tag without quotes', (tag: string) => tag.replaceAll('"', '')],
    ['nothing', () => ''],
  ])('of %s changes nothing and says which version there is', async (what, ifMatch) => {
    const number = `ETAG-2${what.length}`;
    await register(number);
    const refused = await rename(number, 'LEE Kin', ifMatch(await tagOf(number)));
    expect([refused.status, refused.json().code]).toEqual([412, 'precondition_failed']);
    expect(versionIn(refused)).toBe(1);
    expect((await ask('GET', `/v1/credentials/${number}`)).json()).toMatchObject({
      nameEn: 'CHAN Tai Man',
      version: 1,
    });
  });

  it('of what was taken away and registered again, for somebody else, changes nothing', async () => {
    const { credentials } = test.registry;
    await register('ETAG-0006');
    const tag = await tagOf('ETAG-0006');
    const seen = await credentials.get('ETAG0006', 'MINE');
    if (!seen) throw new Error('not registered');
    await credentials.remove(seen);
    test.time.at = addSeconds(test.time.at, 60);
    await register('ETAG-0006');
    const refused = await rename('ETAG-0006', 'LEE Kin', tag);
    expect([refused.status, versionIn(refused)]).toEqual([412, 1]);
    expect((await rename('ETAG-0006', 'LEE Kin', await tagOf('ETAG-0006'))).status).toBe(200);
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
    const tag = await tagOf('ETAG-0004');
    const answers = await Promise.all(names.map((name) => rename('ETAG-0004', name, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    const record = (await ask('GET', '/v1/credentials/ETAG-0004')).json();
    expect(record.version).toBe(2);
    expect(record.nameEn).toBe(answers.find(({ status }) => status === 200)?.json().nameEn);
  });

  it('is not overtaken by a change between its reading and its writing', async () => {
    const { credentials } = test.registry;
    await register('ETAG-0005');
    const tag = await tagOf('ETAG-0005');
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
      headers: { 'if-match': tag },
    });
    expect([answer.status, versionIn(answer)]).toEqual([412, 2]);
    expect((await ask('GET', '/v1/credentials/ETAG-0005')).json().nameEn).toBe('CHAN Somebody Else');
  });
});
