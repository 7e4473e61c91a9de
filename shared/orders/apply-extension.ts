import { isExtendedBy } from '#register/certificate/history.ts';
import type { Instant } from '#register/civil-date.ts';
import type { CredentialList } from '#register/ports/register.ts';
import { changeByOrder, type OrderedChangeDeps } from './change-by-extension.ts';
import {
  applyOrder,
  type ExtensionOrder,
  isCovered,
  type OrderPage,
  type OrderStep,
  sumsAfter,
} from './extension-order.ts';
import type { ExtensionOrders, OrderPages, OrderQueue } from './ports.ts';
import { previewExtension } from './preview-extension.ts';

export interface ApplyDeps extends OrderedChangeDeps {
  orders: ExtensionOrders;
  orderPages: OrderPages;
  orderSteps: OrderQueue;
  list: CredentialList;
}

const CREDENTIALS_A_PAGE = 100;

/**
 * Extends the credentials of one page and asks for the next, or ends the order after a walk over the range that found
 * nothing to extend. May be done any number of times, and be killed anywhere: the plan of a page is stored before anything
 * is touched, its first outcome stays, and an order extends a credential once.
 */
export async function applyPage(
  deps: ApplyDeps,
  order: ExtensionOrder,
  { n, rescue }: OrderStep,
  clock: () => Instant,
): Promise<void> {
  // Only the page after shows that somebody goes on: this one may be what a rescue left when it was killed itself.
  if (rescue && (await deps.orderPages.get(order.id, n + 1))) return;
  const known = await deps.orderPages.get(order.id, n);
  const planned = known ?? (await planPage(deps, order, n, clock()));
  const page = planned.outcome ? planned : await extendPage(deps, order, planned, clock());
  if (page === 'orderMoved') return;

  const { counts, extendedInPass } = sumsAfter(page);
  if (page.next === undefined && page.pass > 0 && extendedInPass === 0) {
    const applied = { ...order, state: 'applied', appliedAt: clock(), counts, lastPass: page.pass } as const;
    await deps.orders.move(order, applied);
  } else {
    await deps.orderSteps.send([{ provider: order.provider, orderId: order.id, step: 'apply', n: n + 1 }]);
  }
}

async function planPage(deps: ApplyDeps, order: ExtensionOrder, n: number, at: Instant): Promise<OrderPage> {
  const { id: orderId, provider, expiringFrom, expiringTo } = order;
  const previous = n > 0 ? await deps.orderPages.get(orderId, n - 1) : undefined;
  if (n > 0 && !previous?.outcome) throw new Error('a page of an extension order before the one it follows');
  const found = await deps.list.list({
    provider,
    expiringFrom,
    expiringTo,
    limit: CREDENTIALS_A_PAGE,
    cursor: previous?.next,
  });
  const candidates = found.items.filter(
    (credential) => isCovered(order, credential) && !isExtendedBy(credential, orderId),
  );
  // The index follows the register a moment later: what an earlier page extended must not be counted on this one too.
  const existing = await Promise.all(candidates.map(({ key }) => deps.credentials.get(key, provider)));
  const planned = existing.flatMap((seen) =>
    seen && !isExtendedBy(seen.credential, orderId) ? [seen.credential.key] : [],
  );
  return deps.orderPages.plan({
    orderId,
    n,
    pass: passAfter(previous),
    planned,
    ...(found.cursor !== undefined && { next: found.cursor }),
    before: previous ? sumsBefore(previous) : await firstSums(deps, order, at),
  });
}

const passAfter = (previous: OrderPage | undefined) =>
  previous ? previous.pass + (previous.next === undefined ? 1 : 0) : 0;

function sumsBefore(previous: OrderPage): OrderPage['before'] {
  const sums = sumsAfter(previous);
  return previous.next === undefined ? { counts: sums.counts, extendedInPass: 0, skippedInPass: {} } : sums;
}

async function firstSums(deps: ApplyDeps, order: ExtensionOrder, at: Instant): Promise<OrderPage['before']> {
  const { matching } = await previewExtension(deps, { provider: order.provider, draft: order, at });
  return {
    counts: { matching, extended: 0, skipped: {}, withdrawn: 0 },
    extendedInPass: 0,
    skippedInPass: {},
  };
}

async function extendPage(
  deps: ApplyDeps,
  order: ExtensionOrder,
  page: OrderPage,
  at: Instant,
): Promise<OrderPage | 'orderMoved'> {
  const changed = await changeByOrder(deps, order, page.planned, (credential) => {
    const would = applyOrder(order, credential, at);
    return { would, ...(would.outcome === 'extended' && { credential: would.credential }) };
  });
  if (changed === 'orderMoved') return changed;
  return deps.orderPages.record({
    ...page,
    outcome: {
      extended: changed.flatMap(({ before, result }) =>
        result.would.outcome === 'extended' ? [before.key] : [],
      ),
      skipped: changed.flatMap(({ before: { number }, result: { would } }) =>
        would.outcome === 'skipped' ? [{ number, code: would.code }] : [],
      ),
    },
  });
}
