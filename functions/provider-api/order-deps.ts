import type { Clock } from '#ports/clock';
import type { ExtensionOrders, OrderPages, OrderQueue } from '#ports/extension-orders';
import type { CredentialList } from '#ports/register';

/** What the pages and routes of extension orders need. */
export interface OrderDeps {
  orders: ExtensionOrders;
  orderPages: OrderPages;
  orderSteps: OrderQueue;
  list: CredentialList;
  clock: Clock;
  newId: () => string;
}
