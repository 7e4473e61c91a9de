import type { Page, PageQuery } from '#register/page.ts';
import {
  type ExtensionOrder,
  type OrderCounts,
  type SkippedCredential,
  sumsAfter,
} from './extension-order.ts';
import type { ExtensionOrders, OrderPages } from './ports.ts';

interface Deps {
  orders: ExtensionOrders;
  orderPages: OrderPages;
}

export type ReportedOrder = ExtensionOrder & { counts: OrderCounts };

const NOTHING: OrderCounts = { extended: 0, skipped: {}, withdrawn: 0 };

/** How far a provider's order is. `undefined`: the provider has no such order. */
export async function reportExtension(
  deps: Deps,
  input: { provider: string; orderId: string },
): Promise<ReportedOrder | undefined> {
  const order = await deps.orders.get(input.provider, input.orderId);
  return order && { ...order, counts: await readCounts(deps, order) };
}

/** A provider's orders, newest first, each with how far it is. */
export async function listExtensions(
  deps: Deps,
  { provider, ...asked }: PageQuery & { provider: string },
): Promise<Page<ReportedOrder>> {
  const page = await deps.orders.list(provider, asked);
  // One at most is at work, and only that one is looked at again.
  const orders = page.items.map(async (order) => ({ ...order, counts: await readCounts(deps, order) }));
  return { ...page, items: await Promise.all(orders) };
}

async function readCounts({ orderPages }: Deps, order: ExtensionOrder): Promise<OrderCounts> {
  if (order.state === 'applied' || order.state === 'withdrawn') return order.counts ?? NOTHING;
  const latest = order.counts ? undefined : await orderPages.latest(order.id);
  const applied = order.counts ?? (latest ? sumsAfter(latest).counts : NOTHING);
  if (order.state === 'applying') return applied;
  const withdrawn = (await orderPages.latestWithdrawal(order.id))?.withdrawn ?? 0;
  // A page that was cut short by the withdrawal is counted when it is taken back.
  return { ...applied, extended: Math.max(applied.extended, withdrawn), withdrawn };
}

/**
 * Which credentials an order skipped and why, in the order of expiry. Of an order that is still at work, those that its first walk has met. `undefined`: there is no such order.
 */
export async function listSkippedByExtension(
  deps: Deps,
  input: { provider: string; orderId: string; cursor?: string | undefined },
): Promise<Page<SkippedCredential> | undefined> {
  const order = await deps.orders.get(input.provider, input.orderId);
  return order && deps.orderPages.skipped(order.id, order.lastPass ?? 0, input.cursor);
}
