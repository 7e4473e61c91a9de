import { noticeRecord } from '#mail/notice.ts';
import type { NoticeLedger } from '#mail/ports.ts';
import { keys } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';
import { claimable, mailingOf, settlement, unclaimed } from './mailing-item.ts';

export function createNoticeLedger(table: Table): NoticeLedger {
  return {
    async find(noticeId) {
      const item = await table.get(keys.notice(noticeId), { consistent: true });
      return item && noticeRecord.parse(item);
    },

    async claim(noticeId, claim, over) {
      const key = keys.notice(noticeId);
      const answer = await table.transact([
        { put: { ...key, entity: 'notice', noticeId, ...claim }, condition: claimable(over) },
        mailingOf(claim, [key]),
      ]);
      if (answer.ok) return { outcome: 'claimed' };
      const [refused] = answer.held;
      if (refused?.ok !== false || !refused.existing)
        throw new Error('a refused claim did not say what is there');
      return { outcome: 'refused', standing: noticeRecord.parse(refused.existing) };
    },

    async settle(noticeId, claim, outcome) {
      const { by, condition } = settlement(claim, outcome);
      const answer = await table.update(keys.notice(noticeId), by, condition);
      return answer.ok ? 'settled' : 'notHeld';
    },

    async recordSkip(record) {
      const item = { ...keys.notice(record.noticeId), entity: 'notice', ...record };
      return (await table.put(item, unclaimed)).ok ? 'recorded' : 'dealtWith';
    },
  };
}
