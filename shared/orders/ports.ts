import type { Page, PageQuery } from '#register/page.ts';
import type { Registered } from '#register/ports/register.ts';
import type {
  ExtensionOrder,
  OrderPage,
  OrderStep,
  PageWithdrawal,
  SkippedCredential,
} from './extension-order.ts';

export interface ExtensionOrders {
  /** Stores it, as the one that is at work; `busy`: another one of the provider's is, and nothing is stored. */
  begin(order: ExtensionOrder): Promise<'begun' | 'busy'>;
  /** A consistent read. */
  get(provider: string, orderId: string): Promise<ExtensionOrder | undefined>;
  /** Newest first. */
  list(provider: string, page: PageQuery): Promise<Page<ExtensionOrder>>;
  /** Stores `next` unless its state is no longer as `seen`, or it would begin to work while another one (`busy`) does. */
  move(seen: ExtensionOrder, next: ExtensionOrder): Promise<'moved' | 'changedMeanwhile' | 'busy'>;
}

export interface OrderPages {
  /** A consistent read. */
  get(orderId: string, n: number): Promise<OrderPage | undefined>;
  /** The first plan of a page stays; the one that stands is given back. */
  plan(page: OrderPage): Promise<OrderPage>;
  /** The first outcome of a page stays; the page that stands is given back. */
  record(page: OrderPage): Promise<OrderPage>;
  /** The last page that is planned. */
  latest(orderId: string): Promise<OrderPage | undefined>;
  /** What one pass skipped, in the order of expiry, about a megabyte at a time. */
  skipped(orderId: string, pass: number, cursor?: string): Promise<Page<SkippedCredential>>;
  withdrawal(orderId: string, n: number): Promise<PageWithdrawal | undefined>;
  /** The first one of a page stays. */
  recordWithdrawal(withdrawal: PageWithdrawal): Promise<void>;
  latestWithdrawal(orderId: string): Promise<PageWithdrawal | undefined>;
}

export interface OrderedChanges {
  /**
   * Stores all changes or none: `orderMoved` when the order is no longer in this state (whoever still works at it has
   * been overtaken), `changedMeanwhile` when one of the credentials is no longer as seen. 25 at most.
   */
  store(
    order: ExtensionOrder,
    changes: { seen: Registered; next: Registered }[],
  ): Promise<'stored' | 'changedMeanwhile' | 'orderMoved'>;
}

export interface OrderQueue {
  /** Returns once the queue has stored them; nobody gets them before `delaySeconds` have passed. */
  send(steps: OrderStep[], delaySeconds?: number): Promise<void>;
}
