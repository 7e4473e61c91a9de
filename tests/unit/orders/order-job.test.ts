import { describe, expect, it } from 'vitest';
import { applyPage } from '#orders/apply-extension.ts';
import { applyOrder, type ExtensionOrder, type OrderPage, type OrderStep } from '#orders/extension-order.ts';
import { orderExtension } from '#orders/order-extension.ts';
import { runOrderStep } from '#orders/run-extension-order.ts';
import { undoExtensionPage } from '#orders/undo-extensions.ts';
import { withdrawOrder } from '#orders/withdraw-order.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { civilDate, instant } from '#register/civil-date.ts';

/** What the job of an order does at one message, and what it asks for then. */
const day = (text: string) => civilDate.parse(text);
const at = instant.parse('2026-11-22T02:00:00.000Z');
const counts = { extended: 0, skipped: {}, withdrawn: 0 };
const order: ExtensionOrder = {
  id: 'o',
  provider: 'MINE',
  keyId: 'k',
  state: 'applying',
  createdAt: at,
  expiringFrom: day('2026-12-01'),
  expiringTo: day('2026-12-31'),
  expiresOn: day('2027-03-31'),
  reason: 'r',
};
const withdrawing: ExtensionOrder = {
  ...order,
  state: 'withdrawing',
  withdrawal: { reason: 'r', keyId: 'k', at },
};
const certificate = (key: string): Credential => ({
  key,
  number: key,
  provider: 'MINE',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  language: 'en',
  issuedOn: day('2024-01-01'),
  expiresOn: day('2026-12-15'),
  history: [{ event: 'issued', at, on: day('2024-01-01'), source: { via: 'api', keyId: 'k' } }],
  version: 1,
});
function extended(key: string): Credential {
  const applied = applyOrder(order, certificate(key), at);
  if (applied.outcome !== 'extended') throw new Error(applied.outcome);
  return applied.credential;
}
const page = (n: number, more: Partial<OrderPage> = {}): OrderPage => ({
  orderId: 'o',
  n,
  pass: 0,
  planned: [],
  before: { counts, extendedInPass: 0, skippedInPass: {} },
  ...more,
});

/** Stores of little, which note what is done to them. */
function world({
  orders = [order],
  pages = [],
  withdrawals = {},
  credentials = [],
  stores = 'stored',
  moves = ['moved'],
}: {
  orders?: ExtensionOrder[];
  pages?: OrderPage[];
  withdrawals?: Record<number, number>;
  credentials?: Credential[];
  stores?: 'stored' | 'orderMoved' | 'changedMeanwhile';
  moves?: ('moved' | 'busy' | 'changedMeanwhile')[];
} = {}) {
  const did: unknown[] = [];
  const none = async () => undefined;
  const withdrawal = (n: number) => {
    const withdrawn = withdrawals[n];
    return withdrawn === undefined ? undefined : { orderId: 'o', n, withdrawn };
  };
  let asked = 0;
  const deps = {
    orders: {
      begin: async () => 'begun' as const,
      get: async (provider: string, id: string) =>
        orders.find((one) => one.id === id && one.provider === provider),
      list: async () => ({ items: orders.toReversed() }),
      move: async (_: ExtensionOrder, next: ExtensionOrder) => {
        did.push(['move', next.state, next.counts]);
        return moves[Math.min(asked++, moves.length - 1)] ?? 'moved';
      },
    },
    orderPages: {
      get: async (_: string, n: number) => pages.find((one) => one.n === n),
      plan: async (planned: OrderPage) => planned,
      record: async (recorded: OrderPage) => recorded,
      latest: none,
      skipped: async () => ({ items: [] }),
      withdrawal: async (_: string, n: number) => withdrawal(n),
      recordWithdrawal: async ({ n, withdrawn }: { n: number; withdrawn: number }) =>
        void did.push(['withdrawal', n, withdrawn]),
      latestWithdrawal: none,
    },
    orderSteps: {
      send: async (steps: OrderStep[], delay?: number) =>
        void did.push(
          ...steps.map(({ step, n, rescue }) => ['send', step, n, ...(rescue ? [`rescue in ${delay}`] : [])]),
        ),
    },
    orderChanges: {
      store: async (_: ExtensionOrder, changes: unknown[]) => {
        did.push(['store', changes.length]);
        return stores;
      },
    },
    credentials: {
      get: async (key: string) => {
        const credential = credentials.find((one) => one.key === key);
        return credential && { credential };
      },
    },
    list: { list: async () => ({ items: [], unreadable: 0 }) },
  };
  return { deps, did };
}
const clock = () => at;
const step = (kind: 'apply' | 'withdraw', n: number, rescue?: true): OrderStep => ({
  provider: 'MINE',
  orderId: 'o',
  step: kind,
  n,
  ...(rescue && { rescue }),
});

describe('taking an order back', () => {
  const undo = async (given: Parameters<typeof world>[0], n: number, rescue?: true, of = withdrawing) => {
    const { deps, did } = world(given);
    await undoExtensionPage(deps, of, step('withdraw', n, rescue), clock);
    return did;
  };

  it('is left by a rescue to whoever has gone on, and gone on with where nobody has', async () => {
    expect(await undo({ withdrawals: { 0: 2, 1: 2 } }, 0, true)).toEqual([]);
    expect(await undo({ withdrawals: { 0: 2 } }, 0, true)).toEqual([['send', 'withdraw', 1]]);
    expect(await undo({ withdrawals: { 0: 2, 1: 2 } }, 0)).toEqual([['send', 'withdraw', 1]]);
  });

  it('goes page by page', async () => {
    await expect(undo({ pages: [page(1)] }, 1)).rejects.toThrow('before the one it follows');
    const outcome = { extended: ['A', 'B'], skipped: [] };
    expect(await undo({ pages: [page(1, { outcome })], withdrawals: { 0: 3 } }, 1)).toEqual([
      ['withdrawal', 1, 5],
      ['send', 'withdraw', 2],
    ]);
  });

  it('counts of a page that was cut short those that had been extended', async () => {
    const credentials = [extended('A'), certificate('B'), extended('C')];
    expect(await undo({ pages: [page(0, { planned: ['A', 'B', 'C', 'GONE'] })], credentials }, 0)).toEqual([
      ['store', 2],
      ['withdrawal', 0, 2],
      ['send', 'withdraw', 1],
    ]);
  });

  it('stops where the order is in another state by now', async () => {
    const given = { pages: [page(0, { planned: ['A'] })], credentials: [extended('A')] };
    expect(await undo({ ...given, stores: 'orderMoved' }, 0)).toEqual([['store', 1]]);
  });

  it('is over behind the last page, with what is known of the order', async () => {
    expect(await undo({}, 0)).toEqual([['move', 'withdrawn', counts]]);
    const outcome = { extended: ['A'], skipped: [{ number: 'B', code: 'revoked' as const }] };
    const pages = [page(0, { outcome })];
    const of = { pages, withdrawals: { 0: 1 } };
    expect(await undo(of, 1)).toEqual([
      ['move', 'withdrawn', { extended: 1, skipped: { revoked: 1 }, withdrawn: 1 }],
    ]);
    const applied = { ...withdrawing, counts: { matching: 9, extended: 8, skipped: {}, withdrawn: 0 } };
    expect(await undo(of, 1, undefined, applied)).toEqual([
      ['move', 'withdrawn', { matching: 9, extended: 1, skipped: {}, withdrawn: 1 }],
    ]);
  });
});

describe('applying an order', () => {
  const apply = async (given: Parameters<typeof world>[0], n: number, rescue?: true) => {
    const { deps, did } = world(given);
    await applyPage(deps, order, step('apply', n, rescue), clock);
    return did;
  };
  const done = { outcome: { extended: [], skipped: [] } };

  it('is left by a rescue to whoever has gone on', async () => {
    expect(await apply({ pages: [page(0, { ...done, next: 'x' }), page(1)] }, 0, true)).toEqual([]);
    expect(await apply({ pages: [page(0, { ...done, next: 'x' })] }, 0, true)).toEqual([
      ['send', 'apply', 1],
    ]);
  });

  it('goes page by page, each behind one that is done', async () => {
    await expect(apply({}, 1)).rejects.toThrow('before the one it follows');
    await expect(apply({ pages: [page(0)] }, 1)).rejects.toThrow('before the one it follows');
    expect(await apply({ pages: [page(0, done)] }, 1)).toEqual([
      ['move', 'applied', { extended: 0, skipped: {}, withdrawn: 0 }],
    ]);
  });

  it('walks over the range once more until nothing is found to extend', async () => {
    const found = { outcome: { extended: ['A'], skipped: [] } };
    expect(await apply({ pages: [page(0, done)] }, 0)).toEqual([['send', 'apply', 1]]);
    expect(await apply({ pages: [page(1, { ...found, pass: 1 })] }, 1)).toEqual([['send', 'apply', 2]]);
    expect(await apply({ pages: [page(1, { ...done, pass: 1, next: 'x' })] }, 1)).toEqual([
      ['send', 'apply', 2],
    ]);
    expect(await apply({ pages: [page(1, { ...done, pass: 1 })] }, 1)).toEqual([['move', 'applied', counts]]);
  });

  it('stops where the order is in another state by now', async () => {
    const given = { pages: [page(0, { planned: ['A'] })], credentials: [certificate('A')] };
    expect(await apply({ ...given, stores: 'orderMoved' }, 0)).toEqual([['store', 1]]);
  });

  it('stores 25 at a time, and nothing of what it does not change', async () => {
    const credentials = Array.from({ length: 27 }, (_, n) => certificate(`A${n}`));
    const pages = [page(0, { planned: [...credentials.map(({ key }) => key), 'GONE'] })];
    expect(await apply({ pages, credentials }, 0)).toEqual([
      ['store', 25],
      ['store', 2],
      ['send', 'apply', 1],
    ]);
    expect(await apply({ pages: [page(0, { planned: ['GONE'] })] }, 0)).toEqual([['send', 'apply', 1]]);
  });

  it('gives up a page that others change each time it looks', async () => {
    const given = { pages: [page(0, { planned: ['A'] })], credentials: [certificate('A')] };
    await expect(apply({ ...given, stores: 'changedMeanwhile' }, 0)).rejects.toThrow();
  });
});

it.each([
  ['applying', 'apply', 1],
  ['applying', 'withdraw', 0],
  ['withdrawing', 'apply', 0],
  ['withdrawing', 'withdraw', 1],
  ['applied', 'apply', 0],
  ['withdrawn', 'withdraw', 0],
] as const)('a message to an order that is %s: %s', async (state, kind, messages) => {
  const { deps, did } = world({
    orders: [{ ...withdrawing, state }],
    pages: [page(0, { outcome: { extended: [], skipped: [] } })],
    withdrawals: { 0: 0 },
  });
  await runOrderStep(deps, step(kind, 0), clock);
  expect(did).toHaveLength(messages);
});

describe('withdrawing an order', () => {
  const withdraw = async (given: Parameters<typeof world>[0], provider = 'MINE') => {
    const { deps, did } = world(given);
    const answer = await withdrawOrder(deps, {
      provider,
      orderId: 'o',
      keyId: 'k2',
      reason: 'too early',
      at,
    });
    return { answer, did };
  };
  const begun = [
    ['send', 'withdraw', 0, 'rescue in 60'],
    ['move', 'withdrawing', undefined],
  ];

  it('is begun once, its rescue first', async () => {
    const { answer, did } = await withdraw({});
    const withdrawal = { reason: 'too early', keyId: 'k2', at };
    expect(answer).toEqual({ ok: true, begun: 'now', order: { ...order, state: 'withdrawing', withdrawal } });
    expect(did).toEqual([...begun, ['send', 'withdraw', 0]]);
    const again = await withdraw({ orders: [withdrawing] });
    expect(again).toEqual({ answer: { ok: true, begun: 'before', order: withdrawing }, did: [] });
  });

  it('is for its own provider', async () => {
    expect(await withdraw({}, 'OTHER')).toEqual({ answer: { ok: false, code: 'not_found' }, did: [] });
  });

  it('waits for another order that is at work', async () => {
    const { answer, did } = await withdraw({ moves: ['busy'] });
    expect(answer).toEqual({ ok: false, code: 'order_in_progress' });
    expect(did).toEqual(begun);
  });

  it('is tried again where the order changes meanwhile, and not for ever', async () => {
    const once = await withdraw({ moves: ['changedMeanwhile', 'moved'] });
    expect(once.answer).toMatchObject({ ok: true, begun: 'now' });
    expect(once.did).toEqual([...begun, ...begun, ['send', 'withdraw', 0]]);
    const never = await withdraw({ moves: ['changedMeanwhile'] });
    expect(never.answer).toEqual({ ok: false, code: 'changed_meanwhile' });
  });
});

describe('giving an order', () => {
  const draft = (more: Partial<ExtensionOrder> = {}) => {
    const { expiringFrom, expiringTo, expiresOn, reason } = order;
    return { expiringFrom, expiringTo, expiresOn, reason, ...more };
  };
  const give = async (orders: ExtensionOrder[], given = draft(), firstAskedAt?: typeof at) => {
    const { deps, did } = world({ orders });
    const input = { provider: 'MINE', keyId: 'k', draft: given, id: 'x', at, firstAskedAt };
    const { outcome } = await orderExtension(deps, input);
    return [outcome, ...did];
  };
  const begun = ['begun', ['send', 'apply', 0, 'rescue in 60'], ['send', 'apply', 0]];
  const types = (...all: ('OFA' | 'BLS')[]) => ({ types: all });

  it('begins it, its rescue first', async () => {
    expect(await give([])).toEqual(begun);
    expect(await give([{ ...order, state: 'withdrawn' }])).toEqual(begun);
  });

  it('once more while it is applied is the same order, in whatever order its types are', async () => {
    expect(await give([order])).toEqual(['before']);
    expect(await give([{ ...order, ...types('OFA', 'BLS') }], draft(types('BLS', 'OFA')))).toEqual([
      'before',
    ]);
    expect(await give([{ ...order, ...types('OFA') }], draft(types('BLS')))).toEqual(['order_in_progress']);
    expect(await give([order], draft({ reason: 'another' }))).toEqual(['order_in_progress']);
    expect(await give([order], draft({ expiresOn: day('2027-04-01') }))).toEqual(['order_in_progress']);
    expect(await give([withdrawing])).toEqual(['order_in_progress']);
  });

  it('once more after it was applied is the same where the request was at work before it', async () => {
    const applied: ExtensionOrder = { ...order, state: 'applied' };
    expect(await give([applied])).toEqual(begun);
    expect(await give([applied], draft(), at)).toEqual(['before']);
    expect(await give([applied], draft(), instant.parse('2026-11-22T02:00:00.001Z'))).toEqual(begun);
  });
});
