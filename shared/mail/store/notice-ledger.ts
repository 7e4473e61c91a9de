import { type NoticeLedger, noticeSkips } from '#mail/notice.ts';
import { keys } from '#storage/contract/table.ts';
import type { Table } from '#storage/table.ts';
import { createMailLedger } from './mail-ledger.ts';

export const createNoticeLedger = (table: Table): NoticeLedger =>
  createMailLedger(table, {
    entity: 'notice',
    reasons: noticeSkips,
    keyOf: ({ noticeId }) => keys.notice(noticeId),
    identityOf: ({ noticeId }) => ({ noticeId }),
  });
