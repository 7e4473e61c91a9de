import type { Clock } from '#register/ports/clock.ts';
import type { CredentialList } from '#register/ports/register.ts';
import type { ExtensionOrders, OrderPages, OrderQueue } from './ports.ts';

/** What the pages and routes of extension orders need. */
export interface OrderDeps {
  orders: ExtensionOrders;
  orderPages: OrderPages;
  orderSteps: OrderQueue;
  list: CredentialList;
  clock: Clock;
  newId: () => string;
}
