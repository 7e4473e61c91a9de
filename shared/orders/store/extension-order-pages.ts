import { orderPage, pageWithdrawal } from '#orders/extension-order.ts';
import type { OrderPages } from '#orders/ports.ts';
import { partBehind, partIn } from '#register/page.ts';
import { keys, prefixes } from '#storage/contract/table.ts';
import { absent, type Expression, type Item, type Table } from '#storage/table.ts';

export function createOrderPages(table: Table): OrderPages {
  const latestOf = async (orderId: string, prefix: string): Promise<Item | undefined> => {
    const page = { condition: itemsOf(orderId, prefix), consistent: true, descending: true, limit: 1 };
    return (await table.page(page)).items[0];
  };
  const put = async (page: Parameters<OrderPages['plan']>[0], condition: Expression) => {
    const item = { ...keys.orderPage(page.orderId, page.n), entity: 'extensionOrderPage', ...page };
    const answer = await table.put(item, condition);
    return answer.ok ? page : orderPage.parse(answer.existing);
  };

  return {
    async get(orderId, n) {
      const item = await table.get(keys.orderPage(orderId, n), { consistent: true });
      return item && orderPage.parse(item);
    },

    plan: (page) => put(page, absent),

    record: (page) => put(page, { text: 'attribute_not_exists(#outcome)' }),

    async latest(orderId) {
      const item = await latestOf(orderId, prefixes.orderPage);
      return item && orderPage.parse(item);
    },

    async skipped(orderId, pass, cursor) {
      const after = partIn(cursor);
      const { items, last } = await table.page({
        condition: itemsOf(orderId, prefixes.orderPage),
        filter: { text: '#pass = :pass', values: { ':pass': pass } },
        consistent: true,
        ...(after !== undefined && { startAfter: keys.orderPage(orderId, after) }),
      });
      const skipped = items.flatMap((item) => orderPage.parse(item).outcome?.skipped ?? []);
      const part = last && Number(String(last['sk']).slice(prefixes.orderPage.length));
      return { items: skipped, ...partBehind(part) };
    },

    async withdrawal(orderId, n) {
      const item = await table.get(keys.orderPageWithdrawal(orderId, n), { consistent: true });
      return item && pageWithdrawal.parse(item);
    },

    async recordWithdrawal(withdrawal) {
      const key = keys.orderPageWithdrawal(withdrawal.orderId, withdrawal.n);
      await table.put({ ...key, entity: 'extensionOrderWithdrawal', ...withdrawal }, absent);
    },

    async latestWithdrawal(orderId) {
      const item = await latestOf(orderId, prefixes.orderPageWithdrawal);
      return item && pageWithdrawal.parse(item);
    },
  };
}

function itemsOf(orderId: string, prefix: string): Expression {
  return {
    text: '#pk = :pk AND begins_with(#sk, :prefix)',
    values: { ':pk': keys.orderPage(orderId, 0).pk, ':prefix': prefix },
  };
}
