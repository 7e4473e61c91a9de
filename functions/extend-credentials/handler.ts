import { clock } from '#functions/runtime/clock.ts';
import { eachMessage } from '#functions/runtime/messages.ts';
import { type OrderStep, orderStep } from '#orders/extension-order.ts';
import { runOrderStep } from '#orders/run-extension-order.ts';
import { createOrderedChanges } from '#orders/store/extension-order-changes.ts';
import { createOrderPages } from '#orders/store/extension-order-pages.ts';
import { createExtensionOrders } from '#orders/store/extension-order-store.ts';
import { environments } from '#storage/contract/environment.ts';
import { createCredentialList } from '#storage/credentials/credential-list.ts';
import { createCredentialStore } from '#storage/credentials/credential-store.ts';
import { createQueue } from '#storage/queue.ts';
import { createPepper } from '#storage/secrets/pepper.ts';
import { createTable } from '#storage/table.ts';

const env = environments['extend-credentials'].parse(process.env);
const table = createTable(env.TABLE_NAME);
const pepper = createPepper(env.PEPPER_SECRET);
const deps = {
  credentials: createCredentialStore(table, pepper),
  list: createCredentialList(table),
  orders: createExtensionOrders(table),
  orderPages: createOrderPages(table),
  orderChanges: createOrderedChanges(table, pepper),
  orderSteps: createQueue<OrderStep>(env.EXTENSIONS_QUEUE_URL),
};

/** Pages of a hundred certificates: ten million of them. */
const MAX_HOPS = 100_000;

export const handler = eachMessage(orderStep, (message) => runOrderStep(deps, message, clock), {
  maxHops: MAX_HOPS,
});
