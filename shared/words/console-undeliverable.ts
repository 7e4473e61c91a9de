import type { MailTrouble } from '#domain/mail-state';
import type { Words } from './verdict.ts';

/** The console's page on holders who cannot be written to. */
export const undeliverableWords = {
  title: { en: 'Addresses that do not work', 'zh-HK': '無法送達的電郵地址' },
  lead: {
    en: 'These holders get no reminders. Ask them for an address that works and correct it here, or upload the row again with the new address.',
    'zh-HK': '以下持證人不會收到續期提示。請向他們索取有效的電郵地址，然後在此更正，或以新地址重新上載該行。',
  },
  none: {
    en: 'No address of your holders is known to fail.',
    'zh-HK': '目前沒有持證人的電郵地址出現問題。',
  },
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  holder: { en: 'Holder', 'zh-HK': '持證人' },
  email: { en: 'E-mail', 'zh-HK': '電郵' },
  trouble: { en: 'What is wrong', 'zh-HK': '問題' },
  since: { en: 'Since', 'zh-HK': '起始日期' },
  correct: { en: 'Correct the address', 'zh-HK': '更正電郵地址' },
  more: { en: 'More', 'zh-HK': '更多' },
} as const satisfies Record<string, Words>;

export const troubleWords: Record<MailTrouble['state'], Words> = {
  undeliverable: { en: 'Mail does not arrive there.', 'zh-HK': '電郵無法送達。' },
  complained: {
    en: 'The holder reported our mail as unwanted. Ask by another way before you correct the address.',
    'zh-HK': '持證人已將本系統的電郵舉報為滋擾郵件。更正前請先以其他方式聯絡。',
  },
};
