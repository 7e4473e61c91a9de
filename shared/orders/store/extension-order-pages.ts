import { orderPage, pageWithdrawal } from '#orders/extension-order.ts';
import type { OrderPages } from '#orders/ports.ts';
import { keys } from '#storage/contract/table.ts';
import { createParts } from '#storage/job.ts';
import type { Expression, Table } from '#storage/table.ts';

export function createOrderPages(table: Table): OrderPages {
  const pages = createParts(table, keys.orderPage);
  const withdrawals = createParts(table, keys.orderPageWithdrawal);
  const record = async (page: Parameters<OrderPages['plan']>[0], condition?: Expression) => {
    const item = { entity: 'extensionOrderPage', ...page };
    return orderPage.parse(await pages.record(page.orderId, page.n, item, condition));
  };

  return {
    async get(orderId, n) {
      return orderPage.optional().parse(await pages.get(orderId, n));
    },

    plan: (page) => record(page),

    record: (page) => record(page, { text: 'attribute_not_exists(#outcome)' }),

    async latest(orderId) {
      return orderPage.optional().parse(await pages.latest(orderId));
    },

    async skipped(orderId, pass, cursor) {
      const ofPass = { text: '#pass = :pass', values: { ':pass': pass } };
      const page = await pages.page(orderId, cursor, ofPass);
      return { ...page, items: page.items.flatMap((item) => orderPage.parse(item).outcome?.skipped ?? []) };
    },

    async withdrawal(orderId, n) {
      return pageWithdrawal.optional().parse(await withdrawals.get(orderId, n));
    },

    async recordWithdrawal(withdrawal) {
      const item = { entity: 'extensionOrderWithdrawal', ...withdrawal };
      await withdrawals.record(withdrawal.orderId, withdrawal.n, item);
    },

    async latestWithdrawal(orderId) {
      return pageWithdrawal.optional().parse(await withdrawals.latest(orderId));
    },
  };
}
