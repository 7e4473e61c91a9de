import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApi } from '#support/sites/api';
import { deliver, register, revoke } from '#support/sites/extension-orders';
import { day, instantFrom } from '#support/storage/registry';

let api: Awaited<ReturnType<typeof createTestApi>>;

const december = {
  types: ['OFA'],
  expiringFrom: '2026-12-01',
  expiringTo: '2026-12-31',
  expiresOn: '2027-03-31',
  reason: 'no courses in winter',
};

beforeAll(async () => {
  api = await createTestApi();
  for (const number of ['OFA-0001', 'OFA-0002']) await register(api.registry, number);
  await register(api.registry, 'BLS-0001', { type: 'BLS' });
  await register(api.registry, 'OUT-0001', { expiresOn: day('2027-01-01') });
  await register(api.registry, 'GONE-0001');
  await revoke(api.registry, 'GONE0001', instantFrom('2026-05-04T02:00:00.000Z'));
});

const order = (body: unknown, headers = {}) => api.ask('POST', '/v1/extension-orders', { body, headers });
const statusOf = async (number: string) => (await api.ask('GET', `/v1/credentials/${number}`)).json();

describe('an extension order of a provider', () => {
  it('is previewed, given, followed and withdrawn', async () => {
    const preview = await order({ ...december, preview: true });
    expect([preview.status, preview.json()]).toEqual([
      200,
      { matching: 2, skipped: { revoked: 1 }, types: [{ type: 'OFA', count: 2 }] },
    ]);
    expect((await api.ask('GET', '/v1/extension-orders')).json()).toEqual({ orders: [] });

    const given = await order(december);
    const { orderId } = given.json();
    expect([given.status, given.headers.get('location')]).toEqual([201, `/v1/extension-orders/${orderId}`]);
    expect(given.json()).toEqual({
      orderId,
      state: 'applying',
      ...december,
      keyId: expect.any(String),
      createdAt: '2026-11-21T02:00:00.000Z',
      appliedAt: null,
      withdrawal: null,
      counts: { matching: null, extended: 0, skipped: {}, withdrawn: 0 },
    });
    const again = await order(december);
    expect([again.status, again.json()]).toEqual([200, given.json()]);
    const another = await order({ ...december, reason: 'another' });
    expect([another.status, another.json().code]).toEqual([409, 'order_in_progress']);

    await deliver(api.registry);
    const path = `/v1/extension-orders/${orderId}`;
    expect((await api.ask('GET', path)).json()).toMatchObject({
      state: 'applied',
      counts: { matching: 2, extended: 2, skipped: { revoked: 1 }, withdrawn: 0 },
    });
    expect((await api.ask('GET', `${path}/skipped`)).json()).toEqual({
      skipped: [{ number: 'GONE-0001', code: 'revoked', message: 'It is revoked.' }],
    });
    expect(await statusOf('OFA-0001')).toMatchObject({ expiresOn: '2027-03-31', extendedFrom: '2026-12-15' });
    expect(await statusOf('BLS-0001')).toMatchObject({ expiresOn: '2026-12-15', extendedFrom: null });

    const withdrawn = await api.ask('DELETE', path, { body: { reason: 'too early' } });
    expect([withdrawn.status, withdrawn.json()]).toMatchObject([
      202,
      { state: 'withdrawing', withdrawal: { reason: 'too early', finishedAt: null } },
    ]);
    const twice = await api.ask('DELETE', path);
    expect([twice.status, twice.text]).toEqual([200, withdrawn.text]);
    await deliver(api.registry);
    const done = await api.ask('GET', path);
    expect(done.json()).toMatchObject({ state: 'withdrawn', counts: { extended: 2, withdrawn: 2 } });
    expect((await api.ask('DELETE', path)).text).toBe(done.text);
    expect(await statusOf('OFA-0001')).toMatchObject({ expiresOn: '2026-12-15', extendedFrom: null });
  });

  it('for all types, withdrawn without a reason, says so in the language of who withdrew it', async () => {
    const { types: _, ...all } = december;
    api.time.at = instantFrom('2026-11-21T03:00:00.000Z');
    const { orderId, types } = (await order(all)).json();
    expect(types).toBeNull();
    await deliver(api.registry);
    expect(await statusOf('BLS-0001')).toMatchObject({ expiresOn: '2027-03-31' });
    const withdrawn = await api.ask('DELETE', `/v1/extension-orders/${orderId}`, {
      headers: { 'accept-language': 'zh-HK' },
    });
    expect(withdrawn.json().withdrawal.reason).toBe('延期安排已撤回。');
    await deliver(api.registry);

    const first = (await api.ask('GET', '/v1/extension-orders?limit=1')).json();
    expect(first.orders.map((each: { orderId: string }) => each.orderId)).toEqual([orderId]);
    const second = (await api.ask('GET', `/v1/extension-orders?limit=1&cursor=${first.cursor}`)).json();
    expect(second.orders).toMatchObject([{ createdAt: '2026-11-21T02:00:00.000Z', state: 'withdrawn' }]);
  });

  it('sent again with its Idempotency-Key is not given again', async () => {
    api.time.at = instantFrom('2026-11-21T04:00:00.000Z');
    const key = { 'idempotency-key': 'order-1' };
    const first = await order(december, key);
    await deliver(api.registry);
    expect((await order(december, key)).text).toBe(first.text);
    await api.ask('DELETE', `/v1/extension-orders/${first.json().orderId}`);
    await deliver(api.registry);
  });

  it.each([
    ['a day that is not after the range', { expiresOn: '2026-12-31' }, [['expiresOn', 'not_after_range']]],
    ['a day in 2099', { expiresOn: '2099-01-01' }, [['expiresOn', 'too_long_validity']]],
    ['a range that ends before it begins', { expiringFrom: '2027-01-01' }, [['expiringTo', 'invalid']]],
    ['an unknown type', { types: ['OFB'] }, [['types.0', 'unknown_value']]],
    ['no types at all', { types: [] }, [['types', 'too_few']]],
    ['no reason', { reason: ' ' }, [['reason', 'too_short']]],
    ['an identity card number in it', { reason: 'for A123456(3)' }, [['reason', 'identity_number']]],
    ['a day that is none', { expiresOn: '2027-02-30' }, [['expiresOn', 'invalid_date']]],
    ['a field that is none of ours', { type: 'OFA' }, [['type', 'unknown_field']]],
  ])('with %s is refused', async (_, wrong, errors) => {
    for (const preview of [true, false]) {
      const { status, json } = await order({ ...december, ...wrong, preview });
      expect(status).toBe(422);
      expect(json().errors.map(({ path, code }: Record<string, string>) => [path, code])).toEqual(errors);
    }
  });

  it.each([
    ['a cursor that is none of ours', 'GET', '/v1/extension-orders?cursor=abc', {}, 422, 'invalid_cursor'],
    ['a wrong method', 'PUT', '/v1/extension-orders/x', {}, 405, 'method_not_allowed'],
    [
      'a form',
      'DELETE',
      '/v1/extension-orders/x',
      { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    ['no JSON', 'DELETE', '/v1/extension-orders/x', { raw: '{' }, 400, 'malformed_json'],
  ] as const)('%s is answered with a problem', async (_, method, path, more, status, code) => {
    const answer = await api.ask(method, path, more);
    expect([answer.status, answer.json().code]).toEqual([status, code]);
  });

  it('is nobody else’s: another key gets what it gets for one that does not exist, byte for byte', async () => {
    api.time.at = instantFrom('2026-11-21T05:00:00.000Z');
    const { orderId } = (await order(december)).json();
    for (const [method, end] of [
      ['GET', ''],
      ['GET', '/skipped'],
      ['DELETE', ''],
    ] as const) {
      const foreign = await api.ask(method, `/v1/extension-orders/${orderId}${end}`, { key: api.theirs });
      const missing = await api.ask(method, `/v1/extension-orders/none${end}`, { key: api.theirs });
      expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    }
    expect((await api.ask('GET', '/v1/extension-orders', { key: api.theirs })).json()).toEqual({
      orders: [],
    });
    const theirs = await api.ask('POST', '/v1/extension-orders', {
      key: api.theirs,
      body: { ...december, preview: true },
    });
    expect(theirs.json()).toEqual({ matching: 0, skipped: {}, types: [] });
    expect((await api.ask('GET', `/v1/extension-orders/${orderId}`)).json().state).toBe('applying');
  });

  it('leaves no name, address or number in the log', () => {
    expect(JSON.stringify(api.logged)).not.toMatch(/CHAN|example\.com|OFA-?0001|no courses/);
  });
});
