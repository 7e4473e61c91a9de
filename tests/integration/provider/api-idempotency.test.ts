import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestRecord } from '#register/idempotency.ts';
import type { RequestMemory } from '#register/ports/access.ts';
import { type Ask, createTestApi, ofa } from '#support/sites/api';
import { december, deliver, register, withdraw } from '#support/sites/extension-orders';
import { instantFrom, type Registry } from '#support/storage/registry';

let test: Awaited<ReturnType<typeof createTestApi>>;
beforeAll(async () => {
  test = await createTestApi();
});

const keyed = (key: string, more: Ask = {}): Ask => ({ ...more, headers: { 'idempotency-key': key } });
const ask: (typeof test)['ask'] = (...args) => test.ask(...args);
const eventsOf = async (number: string): Promise<string[]> =>
  (await ask('GET', `/v1/credentials/${number}`)).json().history.map(({ event }: { event: string }) => event);

/** What a client sees of an answer, but for the id of the request itself. */
const seen = ({ status, text, headers }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => !['x-request-id', 'idempotent-replayed'].includes(name)),
});

describe('a POST with an Idempotency-Key', () => {
  it('answers the second time what it answered the first, byte for byte', async () => {
    const body = { ...ofa, number: 'IDEM-0001' };
    const first = await ask('POST', '/v1/credentials', keyed('k1', { body }));
    const again = await ask('POST', '/v1/credentials', keyed('k1', { body }));
    expect(first.status).toBe(201);
    expect(seen(again)).toEqual(seen(first));
    expect(again.headers.get('etag')).toMatch(/^"1-.+"$/);
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  });

  it('gives the first answer also when the certificate has changed since', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'IDEM-0002' } });
    const revoke = keyed('k2', { body: { reason: 'by mistake' } });
    const first = await ask('POST', '/v1/credentials/IDEM-0002/revoke', revoke);
    await ask('POST', '/v1/credentials/IDEM-0002/reinstate', { body: { reason: 'mistake' } });
    const again = await ask('POST', '/v1/credentials/IDEM-0002/revoke', revoke);
    expect(again.text).toBe(first.text);
    expect(await eventsOf('IDEM-0002')).toEqual(['issued', 'revoked', 'reinstated']);
  });

  it('remembers a refusal as well', async () => {
    const asked = keyed('k3', { body: { ...ofa, number: '!' } });
    const first = await ask('POST', '/v1/credentials', asked);
    const again = await ask('POST', '/v1/credentials', asked);
    expect([first.status, again.text]).toEqual([422, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it.each([
    ['another body', '/v1/credentials', { ...ofa, number: 'IDEM-0005' }],
    ['another path', '/v1/imports', { ...ofa, number: 'IDEM-0004' }],
  ])('with %s is refused', async (what, path, body) => {
    const key = `k4 ${what}`;
    await ask('POST', '/v1/credentials', keyed(key, { body: { ...ofa, number: 'IDEM-0004' } }));
    const other = await ask('POST', path, keyed(key, { body }));
    expect([other.status, other.json().code]).toEqual([409, 'idempotency_key_reused']);
    expect((await ask('GET', '/v1/credentials/IDEM-0005')).status).toBe(404);
  });

  it('is a key of its own for another provider', async () => {
    const body = { ...ofa, number: 'IDEM-0006' };
    await ask('POST', '/v1/credentials', keyed('k5', { body }));
    const theirs = await ask('POST', '/v1/credentials', keyed('k5', { key: test.theirs, body }));
    expect([theirs.status, theirs.json().provider]).toEqual([201, 'THEIRS']);
    expect(theirs.headers.get('idempotent-replayed')).toBeNull();
  });

  it.each([
    ['empty', ''],
    ['of 256 characters', 'x'.repeat(256)],
    ['not ASCII', 'cl\u00e9'],
    ['with a tab', 'a\tb'],
  ])('that is %s is refused and does nothing', async (_, key) => {
    const refused = await ask(
      'POST',
      '/v1/credentials',
      keyed(key, { body: { ...ofa, number: 'IDEM-0007' } }),
    );
    expect([refused.status, refused.json().errors]).toEqual([
      422,
      [
        {
          path: 'Idempotency-Key',
          code: 'invalid_idempotency_key',
          message: expect.stringMatching(/1 to 255/),
        },
      ],
    ]);
    expect((await ask('GET', '/v1/credentials/IDEM-0007')).status).toBe(404);
  });

  it('is forgotten after 24 hours, to the millisecond', async () => {
    const own = await createTestApi();
    const body = { ...ofa, number: 'IDEM-0008' };
    const post = () => own.ask('POST', '/v1/credentials', keyed('k6', { body }));
    expect((await post()).status).toBe(201);
    own.time.at = instantFrom('2026-11-22T01:59:59.999Z');
    expect((await post()).status).toBe(201);
    own.time.at = instantFrom('2026-11-22T02:00:00.000Z');
    const fresh = await post();
    expect([fresh.status, fresh.headers.get('idempotent-replayed')]).toEqual([200, null]);
  });

  it('keeps no key and no secret in the table', async () => {
    const kept: unknown[] = [];
    const memory = test.registry.requests;
    const spying = await createTestApi({
      requests: {
        replace: (id, ...rest) => {
          kept.push(id);
          return memory.replace(id, ...rest);
        },
      },
    });
    await spying.ask('POST', '/v1/credentials', keyed('my-own-key', { body: ofa }));
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('my-own-key');
  });
});

describe('twenty of the same request at one moment', () => {
  it('have one effect; the others are told to wait or get its answer', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'IDEM-0020' } });
    const asked = keyed('k20', { body: { reason: 'left the register' } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('POST', '/v1/credentials/IDEM-0020/suspend', asked)),
    );
    const done = answers.filter(({ status }) => status === 200);
    const waiting = answers.filter(({ status }) => status !== 200);
    expect(done.filter(({ headers }) => !headers.has('idempotent-replayed'))).toHaveLength(1);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, json, headers } of waiting)
      expect([status, json().code, headers.get('retry-after')]).toEqual([409, 'request_in_progress', '2']);
    expect(await eventsOf('IDEM-0020')).toEqual(['issued', 'suspended']);
    const later = await ask('POST', '/v1/credentials/IDEM-0020/suspend', asked);
    expect([later.text, later.headers.get('idempotent-replayed')]).toEqual([done[0]?.text, 'true']);
  });

  it('make one import', async () => {
    const asked = keyed('k21', { body: { fileName: 'f.csv', contentLength: 10 } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('POST', '/v1/imports', asked)));
    const made = answers.filter(({ status }) => status === 201).map(({ json }) => json().importId);
    expect(new Set(made).size).toBe(1);
  });
});

/** A memory whose last write never arrives: the function was killed after its work, before the answer was kept. */
function killedBeforeAnswering(memory: RequestMemory): RequestMemory {
  return {
    replace: (id, record: RequestRecord, seen) =>
      record.state === 'answered' ? Promise.reject(new Error('killed')) : memory.replace(id, record, seen),
  };
}

async function withdrawn(registry: Registry) {
  await deliver(registry);
  const [order] = (await registry.orders.list('MINE', { limit: 1 })).items;
  await withdraw(registry, order?.id ?? '');
  await deliver(registry);
}

describe('a request whose function was killed after its work', () => {
  const requests: [string, Record<string, unknown>, string[]][] = [
    ['revoke', { reason: 'forged' }, ['issued', 'revoked']],
    ['suspend', { reason: 'under review' }, ['issued', 'suspended']],
    ['extend', { reason: 'order', expiresOn: '2027-12-31' }, ['issued', 'extended']],
    ['renew', { reason: 'refresher', issuedOn: '2026-11-20' }, ['issued', 'superseded']],
  ];

  it.each(requests)(
    '%s: runs again once its lease is over, and answers as done',
    async (verb, body, events) => {
      const own = await createTestApi();
      const killed = await createTestApi({ ...own.deps });
      const broken = await createTestApi({ ...own.deps, requests: killedBeforeAnswering(own.deps.requests) });
      const options = keyed('k30', { key: own.mine, body });
      await own.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'IDEM-0030' } });
      expect((await broken.ask('POST', `/v1/credentials/IDEM-0030/${verb}`, options)).status).toBe(500);

      const early = await killed.ask('POST', `/v1/credentials/IDEM-0030/${verb}`, options);
      expect([early.status, early.json().code]).toEqual([409, 'request_in_progress']);

      own.time.at = instantFrom('2026-11-21T02:00:20.000Z');
      const other = { ...options, body: { ...body, reason: 'other' } };
      const reused = await killed.ask('POST', `/v1/credentials/IDEM-0030/${verb}`, other);
      expect(reused.json().code).toBe('idempotency_key_reused');
      const late = await killed.ask('POST', `/v1/credentials/IDEM-0030/${verb}`, options);
      expect(late.status).toBe(200);
      const record = (await own.ask('GET', '/v1/credentials/IDEM-0030')).json();
      expect(record.history.map(({ event }: { event: string }) => event)).toEqual(events);

      const replayed = await killed.ask('POST', `/v1/credentials/IDEM-0030/${verb}`, options);
      expect([replayed.text, replayed.headers.get('idempotent-replayed')]).toEqual([late.text, 'true']);
    },
  );

  it('reinstate: answers as done, and lifts nothing that came later', async () => {
    const own = await createTestApi();
    const broken = await createTestApi({ ...own.deps, requests: killedBeforeAnswering(own.deps.requests) });
    const path = '/v1/credentials/IDEM-0031';
    const options = keyed('k31', { key: own.mine, body: { reason: 'settled' } });
    await own.ask('POST', '/v1/credentials', { body: { ...ofa, number: 'IDEM-0031' } });
    await own.ask('POST', `${path}/suspend`, { body: { reason: 'one' } });
    await broken.ask('POST', `${path}/reinstate`, options);
    await own.ask('POST', `${path}/suspend`, { body: { reason: 'two' } });
    own.time.at = instantFrom('2026-11-21T02:00:20.000Z');
    const late = await own.ask('POST', `${path}/reinstate`, options);
    expect([late.status, late.json().status]).toEqual([200, 'suspended']);
  });

  it.each([
    ['while the order is applied', async () => {}, 'applying'],
    ['once it has been applied', deliver, 'applied'],
    ['once it was withdrawn', withdrawn, 'withdrawn'],
  ])(
    'extension-orders: answers with the order that it gave, %s, and gives no second',
    async (_, meanwhile, state) => {
      const own = await createTestApi();
      await register(own.registry, 'IDEM-0033');
      const broken = await createTestApi({ ...own.deps, requests: killedBeforeAnswering(own.deps.requests) });
      const options = keyed('k34', { key: own.mine, body: december });
      expect((await broken.ask('POST', '/v1/extension-orders', options)).status).toBe(500);
      await meanwhile(own.registry);

      own.time.at = instantFrom('2026-11-21T02:00:20.000Z');
      const late = await own.ask('POST', '/v1/extension-orders', options);
      const { orders } = (await own.ask('GET', '/v1/extension-orders')).json();
      expect([late.status, [late.json()]]).toEqual([200, orders]);
      expect(orders).toMatchObject([{ state, createdAt: '2026-11-21T02:00:00.000Z' }]);
      const replayed = await own.ask('POST', '/v1/extension-orders', options);
      expect([replayed.text, replayed.headers.get('idempotent-replayed')]).toEqual([late.text, 'true']);
    },
  );

  it('a new request to revoke what is revoked is still refused', async () => {
    await ask('POST', '/v1/credentials', { body: { ...ofa, number: 'IDEM-0032' } });
    const body = { reason: 'forged' };
    await ask('POST', '/v1/credentials/IDEM-0032/revoke', keyed('k32', { body }));
    const other = await ask('POST', '/v1/credentials/IDEM-0032/revoke', keyed('k33', { body }));
    expect([other.status, other.json().code]).toEqual([409, 'already_revoked']);
  });
});

describe('an answer of 5xx', () => {
  it('is not kept: the same request runs again at once', async () => {
    let faults = 1;
    const flaky = await createTestApi({
      uploads: {
        presign: async () => {
          if (faults-- > 0) throw new Error('not now');
          return { method: 'PUT', url: 'http://127.0.0.1/x', headers: {} };
        },
        put: async () => {},
      },
    });
    const asked = keyed('k40', { body: { fileName: 'f.csv', contentLength: 10 } });
    expect((await flaky.ask('POST', '/v1/imports', asked)).status).toBe(500);
    const other = keyed('k40', { body: { fileName: 'g.csv', contentLength: 10 } });
    expect((await flaky.ask('POST', '/v1/imports', other)).json().code).toBe('idempotency_key_reused');
    const again = await flaky.ask('POST', '/v1/imports', asked);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });
});
