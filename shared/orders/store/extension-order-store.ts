import * as z from 'zod';
import { type ExtensionOrder, extensionOrder, isRunning } from '#orders/extension-order.ts';
import type { ExtensionOrders } from '#orders/ports.ts';
import { cursorBehind, placeIn } from '#register/page.ts';
import { keys, prefixes } from '#storage/contract/table.ts';
import { absent, type Expression, type Operation, type Table } from '#storage/table.ts';

/** Orders are kept as long as the credentials that they moved: any of them may be withdrawn one day. */
const orderItem = (order: ExtensionOrder) => ({
  ...keys.extensionOrder(order.provider, order.id),
  entity: 'extensionOrder',
  ...order,
});

/** That an order is still in the state in which it was read. */
export const stillIn = (state: ExtensionOrder['state']): Expression => ({
  text: '#state = :state',
  values: { ':state': state },
});

const orderId = z.string().regex(/^\d{17}-[\w-]{1,64}$/);

export function createExtensionOrders(table: Table): ExtensionOrders {
  return {
    async begin(order) {
      const answer = await table.transact([{ put: orderItem(order), condition: absent }, taking(order)]);
      if (answer.ok) return 'begun';
      if (!answer.held[0]?.ok) throw new Error('an id of an extension order was drawn twice');
      return 'busy';
    },

    async get(provider, orderId) {
      const item = await table.get(keys.extensionOrder(provider, orderId), { consistent: true });
      return item && extensionOrder.parse(item);
    },

    async list(provider, { limit, cursor }) {
      const after = placeIn(cursor, orderId);
      const { items, last } = await table.page({
        condition: {
          text: '#pk = :pk AND begins_with(#sk, :prefix)',
          values: { ':pk': keys.extensionOrder(provider, '').pk, ':prefix': prefixes.order },
        },
        consistent: true,
        descending: true,
        limit,
        startAfter: after === undefined ? undefined : keys.extensionOrder(provider, after),
      });
      const orders = items.map((item) => extensionOrder.parse(item));
      return { items: orders, ...cursorBehind(last && orders.at(-1)?.id) };
    },

    async move(seen, next) {
      const put = { put: orderItem(next), condition: stillIn(seen.state) };
      const lock = isRunning(seen) ? (isRunning(next) ? [] : [leaving(next)]) : [taking(next)];
      const answer = await table.transact([put, ...lock]);
      if (answer.ok) return 'moved';
      return answer.held[0]?.ok ? 'busy' : 'changedMeanwhile';
    },
  };
}

/** One order of a provider at a time: of two over one range, it would be chance which of them moved what. */
function taking({ provider, id }: ExtensionOrder): Operation {
  return {
    put: { ...keys.runningOrder(provider), entity: 'runningOrder', running: id },
    condition: { text: 'attribute_not_exists(#running)' },
  };
}

function leaving({ provider, id }: ExtensionOrder): Operation {
  return {
    put: { ...keys.runningOrder(provider), entity: 'runningOrder' },
    condition: { text: '#running = :id', values: { ':id': id } },
  };
}
