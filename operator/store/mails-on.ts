import { mailingSince } from '#mail/mail-record.ts';
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
    if (!data) continue;
    const since = data.state === 'skipped' ? data.skippedAt : mailingSince(data);
    if (hongKongDay(since) !== on) continue;
    mails[data.state] = (mails[data.state] ?? 0) + 1;
  }
  return { on, mails };
}
