import type { Instant } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import type { ExtensionOrder } from './extension-order.ts';
import { RESCUE_SECONDS } from './order-extension.ts';
import type { ExtensionOrders, OrderQueue } from './ports.ts';

export type Withdrawal =
  | { ok: true; begun: 'now' | 'before'; order: ExtensionOrder }
  | { ok: false; code: 'not_found' | 'order_in_progress' | 'changed_meanwhile' };

/**
 * Begins to withdraw an order, also one that is still being applied: that stops at once. Its job does the rest.
 * Failure codes: `not_found`, also for another provider's; `order_in_progress`, when another order is at work.
 */
export async function withdrawOrder(
  deps: { orders: ExtensionOrders; orderSteps: OrderQueue },
  input: { provider: string; orderId: string; keyId: string; reason: string; at: Instant },
): Promise<Withdrawal> {
  const { provider, orderId, keyId, reason, at } = input;
  const withdraw = async (): Promise<Withdrawal | typeof AGAIN> => {
    const order = await deps.orders.get(provider, orderId);
    if (!order) return { ok: false, code: 'not_found' };
    if (order.withdrawal) return { ok: true, begun: 'before', order };

    const first = { provider, orderId, step: 'withdraw', n: 0 } as const;
    const withdrawn: ExtensionOrder = { ...order, state: 'withdrawing', withdrawal: { reason, keyId, at } };
    await deps.orderSteps.send([{ ...first, rescue: true }], RESCUE_SECONDS);
    const moved = await deps.orders.move(order, withdrawn);
    if (moved === 'busy') return { ok: false, code: 'order_in_progress' };
    if (moved === 'changedMeanwhile') return AGAIN;
    await deps.orderSteps.send([first]);
    return { ok: true, begun: 'now', order: withdrawn };
  };
  return await retry(ofOneRecord, withdraw, () => ({ ok: false, code: 'changed_meanwhile' }));
}
