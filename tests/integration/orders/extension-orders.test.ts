import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderStep } from '#orders/extension-order.ts';
import { orderExtension } from '#orders/order-extension.ts';
import { previewExtension } from '#orders/preview-extension.ts';
import { listSkippedByExtension, reportExtension } from '#orders/report-extension.ts';
import { runOrderStep } from '#orders/run-extension-order.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { changeStatus } from '#register/change/change-status.ts';
import { eachPage } from '#register/page.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { firstReminderOn } from '#register/schedule/series.ts';
import {
  begin,
  december,
  deliver,
  find,
  orderedAt,
  register,
  registerSchool,
  revoke,
  withdraw,
  withdrawnAt,
} from '#support/sites/extension-orders';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';

let registry: Registry;

const report = (orderId: string) => reportExtension(registry, { provider: 'MINE', orderId });

/** Everything that MINE has, with where it stands in the reminders. */
async function everything(): Promise<
  Map<string, { credential: Credential; nextReminderOn: string | undefined }>
> {
  const all = new Map<string, { credential: Credential; nextReminderOn: string | undefined }>();
  const read = (cursor: string | undefined) => registry.list.list({ provider: 'MINE', limit: 100, cursor });
  for await (const { items } of eachPage(read)) {
    const found = await Promise.all(items.map(({ key }) => registry.credentials.get(key, 'MINE')));
    for (const one of found)
      if (one)
        all.set(one.credential.key, { credential: one.credential, nextReminderOn: one.nextReminderOn });
  }
  return all;
}

const withoutHistory = (all: Awaited<ReturnType<typeof everything>>) =>
  [...all.values()]
    .map(({ credential: { history: _, version: __, ...facts }, nextReminderOn }) => ({
      ...facts,
      nextReminderOn,
    }))
    .toSorted((a, b) => a.key.localeCompare(b.key));

const ordersIn = ({ history }: Credential) =>
  history.flatMap((entry) =>
    entry.event === 'extended' || entry.event === 'extensionWithdrawn'
      ? [`${entry.event} ${entry.order}`]
      : [],
  );

const WRITES = ['begin', 'move', 'plan', 'record', 'recordWithdrawal', 'store', 'send'];

/**
 * Works at a message, killed once before each call that is a boundary is made, and once after it has done its work, until
 * a try lives to the end. Gives how often it was killed.
 */
async function killedEverywhere(
  message: OrderStep,
  at: typeof orderedAt,
  isBoundary: (method: string) => boolean,
): Promise<number> {
  const survived = new Set<string>();
  const dieOnceAt = (boundary: string) => {
    if (survived.has(boundary)) return;
    survived.add(boundary);
    throw new Error('killed');
  };
  const mortal = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, method) {
        const call = Reflect.get(target, method);
        if (typeof call !== 'function' || !isBoundary(String(method))) return call;
        return async (...input: unknown[]) => {
          const boundary = `${String(method)} ${JSON.stringify(input)}`;
          dieOnceAt(`before ${boundary}`);
          const answer = await Reflect.apply(call, target, input);
          dieOnceAt(`after ${boundary}`);
          return answer;
        };
      },
    });
  const ports = {
    credentials: mortal(registry.credentials),
    list: mortal(registry.list),
    orders: mortal(registry.orders),
    orderPages: mortal(registry.orderPages),
    orderChanges: mortal(registry.orderChanges),
    orderSteps: mortal(registry.orderSteps),
  };
  for (let deaths = 0; ; deaths++) {
    try {
      await runOrderStep(ports, message, () => at);
      return deaths;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error;
    }
  }
}

describe('an extension order over 212 of 250 certificates, its worker killed at every write', () => {
  let before: Awaited<ReturnType<typeof everything>>;
  let after: Awaited<ReturnType<typeof everything>>;
  let orderId: string;
  let deaths = 0;

  const killed = (at: typeof orderedAt) => async (work: () => Promise<void>, message: OrderStep) => {
    deaths += await killedEverywhere(message, at, (method) => WRITES.includes(method));
    // And the message comes once more when all is done.
    await work();
  };

  beforeAll(async () => {
    registry = await createRegistry();
    await registerSchool(registry);
    before = await everything();
  });

  it('is previewed, and that stores nothing', async () => {
    const preview = await previewExtension(registry, { provider: 'MINE', draft: december, at: orderedAt });
    expect(preview).toEqual({
      matching: 212,
      skipped: { revoked: 8 },
      types: [
        { type: 'EMTB', count: 112 },
        { type: 'OFA', count: 100 },
      ],
    });
    expect(await registry.orders.list('MINE', { limit: 10 })).toEqual({ items: [] });
    expect(await everything()).toEqual(before);
  });

  it('extends each once, and counts right', async () => {
    orderId = await begin(registry);
    await deliver(registry, killed(orderedAt));
    expect(deaths).toBeGreaterThan(35);
    expect(await report(orderId)).toMatchObject({
      state: 'applied',
      counts: { matching: 212, extended: 212, skipped: { revoked: 8 }, withdrawn: 0 },
    });
    after = await everything();
    for (const [key, { credential }] of after) {
      expect(ordersIn(credential), key).toEqual(key.startsWith('IN') ? [`extended ${orderId}`] : []);
      if (!key.startsWith('IN')) expect(credential).toEqual(before.get(key)?.credential);
    }
  }, 240_000);

  it('keeps the printed date and moves the reminders', () => {
    for (const [key, { credential, nextReminderOn }] of after) {
      if (!key.startsWith('IN')) continue;
      expect(credential.expiresOn).toBe(before.get(key)?.credential.expiresOn);
      expect(effectiveExpiry(credential)).toBe('2027-03-31');
      expect(nextReminderOn).toBe(firstReminderOn(credential));
      expect(nextReminderOn).not.toBe(before.get(key)?.nextReminderOn);
    }
  });

  it('tells which were skipped, and why', async () => {
    const { items: skipped = [] } =
      (await listSkippedByExtension(registry, { provider: 'MINE', orderId })) ?? {};
    expect(skipped).toEqual(
      Array.from({ length: 8 }, (_, i) => ({ number: `GONE-${1000 + i}`, code: 'revoked' })),
    );
  });

  it('is cited when a certificate is verified, from its own day on', async () => {
    const credential = await find(registry, 'IN1000');
    const on = (text: string) =>
      verify([{ credential, provider: undefined }], { on: day(text), today: day(text), wantName: NOBODY })
        .matches[0];
    expect(on('2027-01-15')).toMatchObject({
      status: 'expiringSoon',
      expiresOn: '2027-03-31',
      extendedFrom: '2026-12-01',
      extension: { on: '2026-11-22', order: orderId },
    });
    expect(on('2026-11-21')).toMatchObject({ expiresOn: '2026-12-01', extendedFrom: null, extension: null });
  });

  it('is withdrawn likewise: all is as before but the history', async () => {
    deaths = 0;
    expect(await withdraw(registry, orderId)).toMatchObject({ ok: true, begun: 'now' });
    await deliver(registry, killed(withdrawnAt), withdrawnAt);
    expect(deaths).toBeGreaterThan(18);
    expect(await report(orderId)).toMatchObject({
      state: 'withdrawn',
      counts: { matching: 212, extended: 212, skipped: { revoked: 8 }, withdrawn: 212 },
    });
    const now = await everything();
    expect(withoutHistory(now)).toEqual(withoutHistory(before));
    for (const [key, { credential }] of now)
      expect(ordersIn(credential), key).toEqual(
        key.startsWith('IN') ? [`extended ${orderId}`, `extensionWithdrawn ${orderId}`] : [],
      );
    const preview = await previewExtension(registry, { provider: 'MINE', draft: december, at: withdrawnAt });
    expect(preview.matching).toBe(212);
  }, 240_000);

  it('still counts on the days between order and withdrawal', async () => {
    const credential = await find(registry, 'IN1000');
    expect(['2026-12-01', '2026-12-04', '2026-12-05'].map((on) => statusOn(credential, day(on)))).toEqual([
      'valid',
      'valid',
      'expired',
    ]);
  });
});

describe('an order', () => {
  beforeEach(async () => {
    registry = await createRegistry();
    await Promise.all(Array.from({ length: 30 }, (_, i) => register(registry, `IN-${1000 + i}`)));
    await register(registry, 'GONE-1');
    await revoke(registry, 'GONE1', instantFrom('2026-05-04T02:00:00.000Z'));
  });

  it('extends each once and takes each back once when its worker is killed at every single call', async () => {
    const orderId = await begin(registry);
    const killed = (at: typeof orderedAt) => async (_: () => Promise<void>, message: OrderStep) =>
      void (await killedEverywhere(message, at, () => true));
    await deliver(registry, killed(orderedAt));
    const extended = await report(orderId);
    expect(extended?.counts).toEqual({ matching: 30, extended: 30, skipped: { revoked: 1 }, withdrawn: 0 });
    await withdraw(registry, orderId);
    await deliver(registry, killed(withdrawnAt), withdrawnAt);
    expect(await report(orderId)).toMatchObject({
      state: 'withdrawn',
      counts: { extended: 30, withdrawn: 30 },
    });
    for (const { credential } of (await everything()).values())
      expect(ordersIn(credential).length).toBe(credential.key.startsWith('IN') ? 2 : 0);
  });

  it('does so too when every message is delivered three times at one moment', async () => {
    const orderId = await begin(registry);
    const thrice = async (work: () => Promise<void>) => void (await Promise.all([work(), work(), work()]));
    await deliver(registry, thrice);
    expect(await report(orderId)).toMatchObject({
      state: 'applied',
      counts: { extended: 30, skipped: { revoked: 1 } },
    });
    await withdraw(registry, orderId);
    await deliver(registry, thrice, withdrawnAt);
    expect(await report(orderId)).toMatchObject({
      state: 'withdrawn',
      counts: { extended: 30, withdrawn: 30 },
    });
    for (const { credential } of (await everything()).values())
      expect(ordersIn(credential).length).toBe(credential.key.startsWith('IN') ? 2 : 0);
  });

  it('finds what is registered while it is applied', async () => {
    const orderId = await begin(registry);
    let once = true;
    await deliver(registry, async (work) => {
      await work();
      // Before the place at which the walk is.
      if (once) await register(registry, 'LATE-1', { expiresOn: day('2026-12-01') });
      once = false;
    });
    expect(ordersIn(await find(registry, 'LATE1'))).toEqual([`extended ${orderId}`]);
    expect((await report(orderId))?.counts.extended).toBe(31);
  });

  it('counts each once though the index still shows, in the next walk, what has moved out of the range', async () => {
    const orderId = await begin(registry);
    const stale = await registry.list.list({ provider: 'MINE', limit: 100 });
    let lags = true;
    const lagging = {
      ...registry,
      list: {
        list: async (query: Parameters<CredentialList['list']>[0]) =>
          lags ? stale : registry.list.list(query),
      },
    };
    await deliver(registry, async (_, message) => {
      lags = message.n < 2;
      await runOrderStep(lagging, message, () => orderedAt);
    });
    expect((await report(orderId))?.counts).toMatchObject({ extended: 30, skipped: { revoked: 1 } });
    expect(ordersIn(await find(registry, 'IN1000'))).toEqual([`extended ${orderId}`]);
  });

  it('counts one that was skipped and then reinstated as extended, and as nothing else', async () => {
    const orderId = await begin(registry);
    await deliver(registry, async (work, { n }) => {
      await work();
      if (n !== 0) return;
      const at = orderedAt;
      const source = { via: 'api', keyId: 'k' } as const;
      const entry = { at, on: day('2026-11-22'), source, event: 'reinstated', reason: 'r' } as const;
      await changeStatus(registry, { provider: 'MINE', key: 'GONE1', entry });
    });
    expect((await report(orderId))?.counts).toEqual({
      matching: 30,
      extended: 31,
      skipped: {},
      withdrawn: 0,
    });
    const { items: skipped } = (await listSkippedByExtension(registry, { provider: 'MINE', orderId })) ?? {};
    expect(skipped).toEqual([]);
  });

  it('withdrawn while it is applied stops, and takes back what it had done', async () => {
    const before = withoutHistory(await everything());
    const orderId = await begin(registry);
    const [first] = registry.orderSteps.waiting;
    if (!first) throw new Error('no message');
    let stores = 0;
    // The worker is slow: after its first 25 (one of them revoked) the order is withdrawn and all of it taken back.
    const slow = {
      ...registry,
      orderChanges: {
        store: async (...input: Parameters<Registry['orderChanges']['store']>) => {
          if (++stores === 2) {
            await withdraw(registry, orderId);
            await deliver(registry, undefined, withdrawnAt);
          }
          return registry.orderChanges.store(...input);
        },
      },
    };
    await runOrderStep(slow, first, () => orderedAt);
    expect(stores).toBe(2);
    await deliver(registry);
    expect(await report(orderId)).toMatchObject({
      state: 'withdrawn',
      counts: { extended: 24, withdrawn: 24 },
    });
    expect(withoutHistory(await everything())).toEqual(before);
  });

  it('takes back only its own: a later extension, a correction and a revocation of one stay', async () => {
    const orderId = await begin(registry);
    await deliver(registry);
    const source = { via: 'api', keyId: 'k' } as const;
    const entry = { at: orderedAt, on: day('2026-11-22'), source, reason: 'r' };
    const [further, gone] = ['IN1001', 'IN1002'];
    await changeStatus(registry, {
      provider: 'MINE',
      key: further,
      entry: { ...entry, event: 'extended', expiresOn: day('2027-06-30') },
    });
    await revoke(registry, gone, orderedAt);
    await withdraw(registry, orderId);
    await deliver(registry, undefined, withdrawnAt);
    expect(effectiveExpiry(await find(registry, further))).toBe('2027-06-30');
    expect(effectiveExpiry(await find(registry, gone))).toBe('2026-12-15');
    expect(statusOn(await find(registry, gone), day('2026-12-10'))).toBe('revoked');
    expect((await report(orderId))?.counts).toMatchObject({ extended: 30, withdrawn: 30 });
  });

  it('does not run beside another one; after it, the later day counts', async () => {
    const orderId = await begin(registry);
    const longer = { ...december, expiresOn: day('2027-06-30') };
    const another = { provider: 'MINE', keyId: 'k', at: instantFrom('2026-11-22T03:00:00.000Z'), id: 'b' };
    expect(await orderExtension(registry, { ...another, draft: longer })).toEqual({
      outcome: 'order_in_progress',
    });
    expect(await orderExtension(registry, { ...another, draft: december })).toMatchObject({
      outcome: 'before',
      order: { id: orderId },
    });
    await deliver(registry);
    const march = { ...longer, expiringFrom: day('2027-03-01'), expiringTo: day('2027-03-31') };
    const second = await begin(registry, march, another.at, 'b');
    expect(await withdraw(registry, orderId)).toEqual({ ok: false, code: 'order_in_progress' });
    await deliver(registry);
    expect(effectiveExpiry(await find(registry, 'IN1000'))).toBe('2027-06-30');
    await withdraw(registry, second);
    await deliver(registry, undefined, withdrawnAt);
    expect(effectiveExpiry(await find(registry, 'IN1000'))).toBe('2027-03-31');
    await withdraw(registry, orderId);
    await deliver(registry, undefined, withdrawnAt);
    expect(effectiveExpiry(await find(registry, 'IN1000'))).toBe('2026-12-15');
  });

  it('two at one moment: one begins', async () => {
    const both = ['a', 'b'].map((id) =>
      orderExtension(registry, {
        provider: 'MINE',
        keyId: 'k',
        draft: { ...december, reason: id },
        id,
        at: orderedAt,
      }),
    );
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['begun', 'order_in_progress']);
  });

  it('begins all the same when the request dies right after it was stored, and is not begun twice', async () => {
    let sent = 0;
    const orderSteps = {
      send: async (...input: Parameters<Registry['orderSteps']['send']>) => {
        if (++sent === 2) throw new Error('killed');
        return registry.orderSteps.send(...input);
      },
    };
    const ask = { provider: 'MINE', keyId: 'k', draft: december, id: 'a', at: orderedAt };
    await expect(orderExtension({ ...registry, orderSteps }, ask)).rejects.toThrow('killed');
    const rescue = registry.orderSteps.waiting[0];
    if (!rescue) throw new Error('no rescue');
    expect(rescue.rescue).toBe(true);
    await deliver(registry);
    const again = await orderExtension(registry, { ...ask, firstAskedAt: orderedAt });
    expect(again).toMatchObject({ outcome: 'before', order: { state: 'applied', counts: { extended: 30 } } });

    // Of an order that is done, the rescue is passed over; of one that was never stored, too.
    await runOrderStep(registry, rescue, () => orderedAt);
    await runOrderStep(registry, { ...rescue, orderId: 'none' }, () => orderedAt);
    expect(registry.orderSteps.waiting).toEqual([]);
  });

  it('that is at work is not begun beside itself by the rescue', async () => {
    await begin(registry);
    const [rescue, first] = registry.orderSteps.waiting.splice(0);
    if (!rescue?.rescue || !first) throw new Error('a rescue and a first message were expected');
    await runOrderStep(registry, first, () => orderedAt);
    await runOrderStep(registry, { ...first, n: 1 }, () => orderedAt);
    registry.orderSteps.waiting.splice(0);
    await runOrderStep(registry, rescue, () => orderedAt);
    expect(registry.orderSteps.waiting).toEqual([]);
  });

  it('goes on, and back, by the rescue alone when that is killed at every write', async () => {
    const killed = (at: typeof orderedAt) => async (_: () => Promise<void>, message: OrderStep) =>
      void (await killedEverywhere(message, at, (method) => WRITES.includes(method)));
    const orderId = await begin(registry);
    registry.orderSteps.waiting.splice(1);
    await deliver(registry, killed(orderedAt));
    expect(await report(orderId)).toMatchObject({ state: 'applied', counts: { extended: 30 } });
    await withdraw(registry, orderId);
    registry.orderSteps.waiting.splice(1);
    await deliver(registry, killed(withdrawnAt), withdrawnAt);
    expect(await report(orderId)).toMatchObject({ state: 'withdrawn', counts: { withdrawn: 30 } });
  });

  it('keeps the first plan and the first outcome of a page, whoever comes later with another', async () => {
    const sums = { counts: { extended: 0, skipped: {}, withdrawn: 0 }, extendedInPass: 0, skippedInPass: {} };
    const page = { orderId: 'o', n: 0, pass: 0, planned: ['A', 'B'], before: sums };
    const { orderPages } = registry;
    expect(await orderPages.plan(page)).toEqual(page);
    expect(await orderPages.plan({ ...page, planned: ['C'] })).toEqual(page);
    const done = { ...page, outcome: { extended: ['A'], skipped: [] } };
    expect(await orderPages.record(done)).toEqual(done);
    expect(await orderPages.record({ ...page, outcome: { extended: [], skipped: [] } })).toEqual(done);
    await orderPages.recordWithdrawal({ orderId: 'o', n: 0, withdrawn: 1 });
    await orderPages.recordWithdrawal({ orderId: 'o', n: 0, withdrawn: 2 });
    expect(await orderPages.latestWithdrawal('o')).toEqual({ orderId: 'o', n: 0, withdrawn: 1 });
  });
});
