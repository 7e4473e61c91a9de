import type { ReportedOrder } from '#orders/report-extension.ts';

/** An order as its own provider sees it; `types` null is all types, `counts.matching` null not known yet. */
export function orderJson(order: ReportedOrder) {
  const { counts, withdrawal } = order;
  return {
    orderId: order.id,
    state: order.state,
    types: order.types ?? null,
    expiringFrom: order.expiringFrom,
    expiringTo: order.expiringTo,
    expiresOn: order.expiresOn,
    reason: order.reason,
    keyId: order.keyId,
    createdAt: order.createdAt,
    appliedAt: order.appliedAt ?? null,
    withdrawal: withdrawal ? { ...withdrawal, finishedAt: order.withdrawnAt ?? null } : null,
    counts: {
      matching: counts.matching ?? null,
      extended: counts.extended,
      skipped: counts.skipped,
      withdrawn: counts.withdrawn,
    },
  };
}
