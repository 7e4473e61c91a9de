import type { Instant } from '#register/civil-date.ts';
import { type ExtensionOrder, isRunning, type OrderDraft } from './extension-order.ts';
import type { ExtensionOrders, OrderQueue } from './ports.ts';

/** Longer than a request may take: by then its order is stored, or never will be. */
export const RESCUE_SECONDS = 60;

export type Ordered =
  | { outcome: 'begun' | 'before'; order: ExtensionOrder }
  /** Another order of the provider's is still at work. */
  | { outcome: 'order_in_progress' };

/**
 * Begins an extension order; its job does the rest. The very same order is not begun again while it is being applied
 * (nor, for a request that was sent again, after that): `before`. Failure: `order_in_progress`.
 */
export async function orderExtension(
  deps: { orders: ExtensionOrders; orderSteps: OrderQueue },
  input: {
    provider: string;
    keyId: string;
    draft: OrderDraft;
    id: string;
    at: Instant;
    /** Of a request that may have been at work before. */
    firstAskedAt?: Instant | undefined;
  },
): Promise<Ordered> {
  const { provider, keyId, draft, at, firstAskedAt } = input;
  const newest = await findNewest(deps.orders, provider);
  if (newest && isSame(newest, draft)) {
    const again = firstAskedAt !== undefined && newest.createdAt >= firstAskedAt;
    if (again || newest.state === 'applying') return { outcome: 'before', order: newest };
  }
  if (newest && isRunning(newest)) return { outcome: 'order_in_progress' };

  const order: ExtensionOrder = {
    ...draft,
    id: `${at.replace(/\D/g, '')}-${input.id}`,
    provider,
    keyId,
    state: 'applying',
    createdAt: at,
  };
  const first = { provider, orderId: order.id, step: 'apply', n: 0 } as const;
  await deps.orderSteps.send([{ ...first, rescue: true }], RESCUE_SECONDS);
  if ((await deps.orders.begin(order)) === 'busy') return { outcome: 'order_in_progress' };
  await deps.orderSteps.send([first]);
  return { outcome: 'begun', order };
}

async function findNewest(orders: ExtensionOrders, provider: string): Promise<ExtensionOrder | undefined> {
  return (await orders.list(provider, { limit: 1 })).items[0];
}

function isSame(order: ExtensionOrder, draft: OrderDraft): boolean {
  const text = ({ types, expiringFrom, expiringTo, expiresOn, reason }: OrderDraft) =>
    JSON.stringify([types?.toSorted(), expiringFrom, expiringTo, expiresOn, reason]);
  return text(order) === text(draft);
}
