import { beforeAll, describe, expect, it } from 'vitest';
import { createTestConsole } from '#support/sites/console';

/** The console's lists: keys, and who expires. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
let session: Awaited<ReturnType<typeof test.signedIn>>;
beforeAll(async () => {
  test = await createTestConsole();
  session = await test.signedIn(test.mine);
});

describe('keys', () => {
  it('are issued with their secret shown once, open the API, and stop at once when revoked', async () => {
    const issued = await session.post('/console/keys', { label: 'course system' });
    const secret = /ck_[\w-]{43}/.exec(issued.text)?.[0] ?? '';
    expect((await test.ask('GET', '/v1/credentials', { key: secret })).status).toBe(200);

    const listed = await session.get('/console/keys');
    expect(listed.text).toContain('course system');
    expect(listed.text).not.toContain(secret);

    const keys = await test.registry.providerRepository.listKeys('MINE');
    const id = keys.find(({ label }) => label === 'course system')?.keyId;
    expect((await session.get(`/console/keys/${id}/revoke`)).text).toContain(
      'The key for “course system” stops immediately',
    );
    expect((await session.post(`/console/keys/${id}/revoke`, {})).status).toBe(303);
    expect((await test.ask('GET', '/v1/credentials', { key: secret })).status).toBe(401);
    expect((await session.get(`/console/keys/${id}/revoke`)).status).toBe(404);
  });

  it('of another provider are not there', async () => {
    const [theirs] = await test.registry.providerRepository.listKeys('THEIRS');
    expect((await session.post(`/console/keys/${theirs?.keyId}/revoke`, {})).status).toBe(404);
    expect((await test.ask('GET', '/v1/credentials', { key: test.theirs })).status).toBe(200);
  });

  it('need a label', async () => {
    const answer = await session.post('/console/keys', { label: ' ' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Write who or what the key is for');
  });

  it('are not named after an identity card', async () => {
    const answer = await session.post('/console/keys', { label: 'desk A123456(3)' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('identity card number');
  });
});

describe('the box for a number', () => {
  it.each([
    ['%20LIST%2F001%20', '/console/credentials/LIST%2F001'],
    ['%20', '/console'],
    ['', '/console'],
  ])('with %s leads to %s', async (typed, place) => {
    const answer = await session.get(`/console/find?number=${typed}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, place]);
  });

  it('without a number leads home', async () => {
    const answer = await session.get('/console/find');
    expect(answer.headers.get('location')).toBe('/console');
  });
});

describe('what expires in the next 90 days', () => {
  beforeAll(async () => {
    // Today is 2026-11-21.
    for (const [number, expiresOn] of [
      ['LIST-001', '2026-11-20'],
      ['LIST-002', '2026-11-21'],
      ['LIST-003', '2026-12-31'],
      ['LIST-004', '2027-02-19'],
      ['LIST-005', '2027-02-20'],
      ['LIST-006', '2026-12-01'],
    ]) {
      const body = { number, type: 'OFA', nameEn: 'CHAN Tai Man', issuedOn: '2024-01-05', expiresOn };
      expect((await test.ask('POST', '/v1/credentials', { body })).status).toBe(201);
    }
    await test.ask('POST', '/v1/credentials/LIST-006/revoke', { body: { reason: 'by mistake' } });
  });

  it('lists what is in force and ends within those days, both ends included', async () => {
    const { text } = await session.get('/console/expiring');
    expect(text.match(/LIST-\d{3}(?=<)/g)).toEqual(['LIST-002', 'LIST-003', 'LIST-004']);
    expect(text).toContain(
      '3 certificates expire from 21 November 2026 (Saturday) to 19 February 2027 (Friday).',
    );
  });

  it('counts them by month, months without any included', async () => {
    const { text } = await session.get('/console/expiring');
    const rows = [...text.matchAll(/>(\d{4}-\d{2})<\/th><td[^>]*>(\d+)</g)].map(([, month, count]) => [
      month,
      count,
    ]);
    expect(rows).toEqual([
      ['2026-11', '1'],
      ['2026-12', '1'],
      ['2027-01', '0'],
      ['2027-02', '1'],
    ]);
  });

  it('gives the list as a file for a spreadsheet, in the reader’s language', async () => {
    const { text, headers } = await session.get('/console/expiring/list.csv', { 'accept-language': 'zh-HK' });
    expect(headers.get('content-disposition')).toBe('attachment; filename="expiring-2026-11-21.csv"');
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '證書編號,持證人,證書,最後有效日,尚餘日數,電郵,課程班次',
      'LIST-002,CHAN Tai Man,職業急救證書,2026-11-21,0,,',
    ]);
  });

  it('says so when there is none', async () => {
    const other = await test.signedIn(test.theirs);
    expect((await other.get('/console/expiring')).text).toContain(
      'None of your certificates expires in these days.',
    );
  });
});
