import { beforeAll, describe, expect, it } from 'vitest';
import { uploadsTo } from '#support/files/uploads';
import { createTestApi } from '#support/sites/api';
import { instantFrom } from '#support/storage/registry';

/** How long an NREMT registration lasts that renews another: two years more than that, whenever it was renewed. */
let test: Awaited<ReturnType<typeof createTestApi>>;
beforeAll(async () => {
  test = await createTestApi();
  test.time.at = instantFrom('2026-11-21T02:00:00.000Z');
});

let people = 0;
/** Somebody new, with a registration of their own. */
async function registered(facts: Record<string, string> = {}) {
  people += 1;
  const email = `person${people}@example.com`;
  const number = `NR-${1000 + people}`;
  const body = { type: 'NREMR', nameEn: 'LEE Ka Yan', email, issuedOn: '2024-05-06', number, ...facts };
  const answer = await test.ask('POST', '/v1/credentials', { body });
  expect(answer.status).toBe(201);
  return { email, number, type: body.type };
}
const renewed = async (number: string, body: Record<string, string>) =>
  (
    await test.ask('POST', `/v1/credentials/${number}/renew`, { body: { reason: 'renewed', ...body } })
  ).json();

describe('renewed by its provider', () => {
  it.each([
    ['NREMR', '2024-05-06', '2026-08-20', '2028-09-30'],
    ['NREMR', '2024-05-06', '2026-10-15', '2028-09-30'],
    ['NREMT', '2024-05-06', '2025-10-20', '2028-03-31'],
    ['NRP', '2023-02-01', '2024-09-02', '2027-03-31'],
  ])('%s of %s, renewed on %s, lasts through %s', async (type, issuedOn, on, last) => {
    const { number } = await registered({ type, issuedOn });
    expect(await renewed(number, { issuedOn: on })).toMatchObject({ expiresOn: last });
  });

  it('lasts as long as the provider says, where it says so', async () => {
    const { number } = await registered();
    const said = { issuedOn: '2026-08-20', expiresOn: '2028-08-31' };
    expect(await renewed(number, said)).toMatchObject({ expiresOn: '2028-08-31' });
  });

  it('as another type, or when those two years are over, it is a first registration', async () => {
    const { number } = await registered();
    expect(await renewed(number, { issuedOn: '2026-08-20', type: 'NREMT' })).toMatchObject({
      expiresOn: '2029-03-31',
    });
    const { number: lapsed } = await registered({ issuedOn: '2018-05-06' });
    expect(await renewed(lapsed, { issuedOn: '2026-08-20' })).toMatchObject({ expiresOn: '2029-09-30' });
  });

  it('a corrected day of issue moves nothing: the cycle is the old one’s', async () => {
    const { number } = await registered();
    const { number: newer, expiresOn } = await renewed(number, { issuedOn: '2026-05-10' });
    expect(expiresOn).toBe('2028-09-30');
    const body = { issuedOn: '2026-07-15', reason: 'mistyped' };
    const corrected = await test.ask('PATCH', `/v1/credentials/${newer}`, { body });
    expect(corrected.json()).toMatchObject({ issuedOn: '2026-07-15', expiresOn: '2028-09-30' });
  });
});

describe('registered anew in the season, without a last valid day', () => {
  const again = (email: string, more: Record<string, string> = {}) => ({
    type: 'NREMR',
    nameEn: 'LEE Ka Yan',
    email,
    issuedOn: '2026-08-20',
    ...more,
  });

  it('goes by the one that it renews, by the API and by a file alike, and again unchanged', async () => {
    const { email } = await registered();
    for (const status of [201, 200]) {
      const answer = await test.ask('POST', '/v1/credentials', { body: again(email) });
      expect(answer.status).toBe(status);
      expect(answer.json()).toMatchObject({ expiresOn: '2028-09-30' });
    }
    const other = await registered();
    const uploads = uploadsTo(test.registry);
    const file = `number,type,nameEn,email,issuedOn\r\nNR-FILE-1,NREMR,LEE Ka Yan,${other.email},2026-08-20`;
    for (const outcome of ['accepted', 'unchanged'] as const)
      expect((await uploads.upload(file, 'MINE')).rows[outcome]).toBe(1);
    expect((await test.ask('GET', '/v1/credentials/NR-FILE-1')).json()).toMatchObject({
      expiresOn: '2028-09-30',
    });
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['somebody else has that address', {}, { nameEn: 'WONG Siu Ming' }],
    ['it is another type', { type: 'NREMT' }, {}],
    ['the season has not begun', {}, { issuedOn: '2025-07-20' }],
    ['the season is over', {}, { issuedOn: '2026-11-01' }],
    ['the older one does not hold in that season', { expiresOn: '2025-09-30' }, {}],
  ])('is a first one where %s', async (_, facts, more) => {
    const { email } = await registered(facts);
    const answer = await test.ask('POST', '/v1/credentials', { body: again(email, more) });
    const year = Number((more['issuedOn'] ?? '2026').slice(0, 4));
    expect(answer.json()).toMatchObject({ expiresOn: `${year + 3}-09-30` });
  });

  it('is a first one where the older one is another provider’s, so that nobody learns of it, or was revoked', async () => {
    const { email, number } = await registered();
    const theirs = await test.ask('POST', '/v1/credentials', { key: test.theirs, body: again(email) });
    expect(theirs.json()).toMatchObject({ expiresOn: '2029-09-30' });
    await test.ask('POST', `/v1/credentials/${number}/revoke`, {
      body: { reason: 'misconduct', on: '2025-01-01' },
    });
    const mine = await test.ask('POST', '/v1/credentials', { body: again(email) });
    expect(mine.json()).toMatchObject({ expiresOn: '2029-09-30' });
  });
});
