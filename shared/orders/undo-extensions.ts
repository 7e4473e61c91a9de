import { isExtendedBy } from '#register/certificate/history.ts';
import type { Instant } from '#register/civil-date.ts';
import { changeByOrder, type OrderedChangeDeps } from './change-by-extension.ts';
import { type ExtensionOrder, type OrderStep, sumsAfter, undoExtension } from './extension-order.ts';
import type { ExtensionOrders, OrderPages, OrderQueue } from './ports.ts';

export interface UndoExtensionDeps extends OrderedChangeDeps {
  orders: ExtensionOrders;
  orderPages: OrderPages;
  orderSteps: OrderQueue;
}

/**
 * Undoes the extensions of one page of a withdrawn order and asks for the next; after the last page the order is
 * `withdrawn`. Goes by the pages, not by the dates: what was corrected or extended further since is found too. May be
 * done any number of times, and be killed anywhere.
 */
export async function undoExtensionPage(
  deps: UndoExtensionDeps,
  order: ExtensionOrder,
  { n, rescue }: OrderStep,
  clock: () => Instant,
): Promise<void> {
  // As in applyPage.
  if (rescue && (await deps.orderPages.withdrawal(order.id, n + 1))) return;
  const done = await deps.orderPages.withdrawal(order.id, n);
  const next = { provider: order.provider, orderId: order.id, step: 'withdraw', n: n + 1 } as const;
  if (done) return deps.orderSteps.send([next]);

  const before = n > 0 ? await deps.orderPages.withdrawal(order.id, n - 1) : undefined;
  if (n > 0 && !before) throw new Error('a page of an extension order taken back before the one it follows');
  const withdrawn = before?.withdrawn ?? 0;
  const page = await deps.orderPages.get(order.id, n);
  if (!page) return end(deps, order, n, withdrawn, clock());

  // All that was planned: what is not on record as extended may have been, by one that was killed before it said so.
  const changed = await changeByOrder(deps, order, page.planned, (credential) => ({
    credential: undoExtension(order, credential, clock()),
  }));
  if (changed === 'orderMoved') return;
  const extended = changed.filter(({ before }) => isExtendedBy(before, order.id)).length;
  const ofThisPage = page.outcome?.extended.length ?? extended;
  await deps.orderPages.recordWithdrawal({ orderId: order.id, n, withdrawn: withdrawn + ofThisPage });
  await deps.orderSteps.send([next]);
}

async function end(
  deps: UndoExtensionDeps,
  order: ExtensionOrder,
  pages: number,
  withdrawn: number,
  at: Instant,
) {
  const last = pages > 0 ? await deps.orderPages.get(order.id, pages - 1) : undefined;
  const counts = order.counts ?? (last ? sumsAfter(last).counts : { skipped: {} });
  await deps.orders.move(order, {
    ...order,
    state: 'withdrawn',
    withdrawnAt: at,
    counts: { ...counts, extended: withdrawn, withdrawn },
  });
}
