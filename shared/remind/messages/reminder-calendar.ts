import type { Language } from '#register/certificate/credential.ts';

/** The entry that a holder puts into a calendar. It stays there for months: nothing in it counts from the day of the mail. */
interface CalendarMessages {
  /** `certificate` is the type's name, with its holder when the mail is about several people. */
  lastValidDay(certificate: string): string;
  lastDayToRenewLate: Record<'firstAid' | 'nremt', (certificate: string) => string>;
  withHolder(certificate: string, holder: string): string;
}

export const calendarMessages: Record<Language, CalendarMessages> = {
  en: {
    lastValidDay: (certificate) => `Last valid day: ${certificate}`,
    lastDayToRenewLate: {
      firstAid: (certificate) => `Last day for the refresher course: ${certificate}`,
      nremt: (certificate) => `Last day for reinstatement: ${certificate}`,
    },
    withHolder: (certificate, holder) => `${certificate} (${holder})`,
  },
  'zh-HK': {
    lastValidDay: (certificate) => `最後有效日：${certificate}`,
    lastDayToRenewLate: {
      firstAid: (certificate) => `重溫課程限期：${certificate}`,
      nremt: (certificate) => `恢復註冊限期：${certificate}`,
    },
    withHolder: (certificate, holder) => `${certificate}（${holder}）`,
  },
};
