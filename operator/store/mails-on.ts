import { noticeRecord } from '#mail/notice.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { reminderRecord } from '#remind/reminder-record.ts';
import { everyItem } from '#storage/table-scan.ts';

/** How many mails of a Hong Kong day are on record as what: `sent`, `skipped`, `failed`, `uncertain`, `claimed`, `released`. */
export interface MailsOfDay {
  on: string;
  mails: Record<string, number>;
}

/** Counts reminders and other mails of the day that `at` is in. Reads the whole table: the records lie with their certificates. */
export async function mailsOn(tableName: string, at: Instant): Promise<MailsOfDay> {
  const on = hongKongDay(at);
  const mails: Record<string, number> = {};
  for await (const item of everyItem(tableName)) {
    const kind = { reminder: reminderRecord, notice: noticeRecord }[String(item['entity'])];
    const { data } = kind?.safeParse(item) ?? {};
    if (!data || hongKongDay(instantOf(data)) !== on) continue;
    mails[data.state] = (mails[data.state] ?? 0) + 1;
  }
  return { on, mails };
}

type MailRecord = ReturnType<typeof reminderRecord.parse> | ReturnType<typeof noticeRecord.parse>;

function instantOf(record: MailRecord): Instant {
  switch (record.state) {
    case 'claimed':
      return record.claimedAt;
    case 'sent':
      return record.sentAt;
    case 'failed':
      return record.failedAt;
    case 'released':
      return record.releasedAt;
    case 'uncertain':
      return record.since;
    case 'skipped':
      return record.skippedAt;
  }
}
