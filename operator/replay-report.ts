import type { ReplayedDay } from '#infra/local/replay/replay-day';
import { type NoticeRecord, noticeRecord } from '#mail/notice.ts';
import { type ReminderRecord, reminderRecord } from '#remind/reminder-record.ts';
import { keys } from '#storage/contract/table.ts';
import { fromItem } from '#storage/credentials/credential-item.ts';
import type { TableReads } from '#storage/table-reads.ts';

/** What tells of a day's mail: reminders, and what else is mailed once. */
export const MAILED = ['reminder', 'notice'] as const;

export interface OfStage {
  number: string;
  provider: string;
  stage: string;
}

export interface NoticeReport {
  sent: number;
  /** `to`: the provider of a digest, the site of an alert. A mail that was put off waits in its queue. */
  unsettled: { to: string; state: string; code?: string }[];
}

export interface ReplayReport {
  sent: (OfStage & { to: string; messageId: string })[];
  skipped: (OfStage & { reason: string })[];
  /** Neither sent nor skipped: failed, uncertain, or a claim that was never finished. */
  unsettled: (OfStage & { state: string; code?: string })[];
  digests: NoticeReport;
  alerts: NoticeReport;
}

/** What the records that a day left come to; reminders by number and then by stage, with their credentials' addresses. */
export async function reportReplay(
  written: ReplayedDay['written'],
  table: TableReads,
): Promise<ReplayReport> {
  const of = (entity: (typeof MAILED)[number]) => written.filter((item) => item['entity'] === entity);
  const reminders = of('reminder').map((item) => reminderRecord.parse(item));
  const notices = of('notice').map((item) => noticeRecord.parse(item));
  const report: ReplayReport = {
    sent: [],
    skipped: [],
    unsettled: [],
    digests: reportNotices('digest', notices),
    alerts: reportNotices('watchNews', notices),
  };
  for (const record of reminders.toSorted(byNumberAndStage)) {
    const { key, number, provider, stage, state } = record;
    const which = { number, provider, stage };
    if (state === 'sent') {
      const item = await table.get(keys.credential(key, provider), { consistent: true });
      const to = (item && fromItem(item).credential.email) ?? '';
      report.sent.push({ ...which, to, messageId: record.messageId });
    } else if (state === 'skipped') report.skipped.push({ ...which, reason: record.reason });
    else report.unsettled.push({ ...which, state, ...('code' in record && { code: record.code }) });
  }
  return report;
}

function reportNotices(kind: 'digest' | 'watchNews', records: readonly NoticeRecord[]): NoticeReport {
  const ofKind = records.filter(({ noticeId }) => noticeId.startsWith(`${kind}#`));
  return {
    sent: ofKind.filter(({ state }) => state === 'sent').length,
    unsettled: ofKind
      .filter(({ state }) => !['sent', 'skipped', 'released'].includes(state))
      .map((record) => ({
        to: record.noticeId.split('#')[1] ?? '',
        state: record.state,
        ...('code' in record && { code: record.code }),
      })),
  };
}

const byNumberAndStage = (a: ReminderRecord, b: ReminderRecord) =>
  a.number.localeCompare(b.number) ||
  a.provider.localeCompare(b.provider) ||
  a.expiresOn.localeCompare(b.expiresOn) ||
  daysOf(a) - daysOf(b);

/** A stage is named by its days from the expiry, `-30` or `+1`; a window (`windowOpens`, `refresherOpens`) opens before those. */
const daysOf = ({ stage }: OfStage) => (stage.endsWith('Opens') ? Number.MIN_SAFE_INTEGER : Number(stage));
