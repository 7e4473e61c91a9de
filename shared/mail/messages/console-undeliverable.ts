import type { MailTrouble } from '#mail/address-state.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The console's page on holders who cannot be written to. */
export const undeliverableMessages = {
  title: { en: 'Email addresses that do not work', 'zh-HK': '無法送達的電郵地址' },
  lead: {
    en: 'These holders get no reminders. Ask them for an address that works and correct it here, or upload the row again with the new address.',
    'zh-HK': '以下持證人不會收到續期提示。請向他們索取有效的電郵地址，然後在此更正，或以新地址重新上載該列。',
  },
  none: {
    en: 'No address of your holders is known to fail.',
    'zh-HK': '目前沒有持證人的電郵地址出現問題。',
  },
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  holder: { en: 'Holder', 'zh-HK': '持證人' },
  email: { en: 'Email', 'zh-HK': '電郵' },
  trouble: { en: 'What is wrong', 'zh-HK': '問題' },
  since: { en: 'Since', 'zh-HK': '起始日期' },
  correct: { en: 'Correct the address', 'zh-HK': '更正電郵地址' },
  more: { en: 'More', 'zh-HK': '更多' },
} as const satisfies Record<string, BilingualText>;

const troubleMessages = {
  bounced: {
    en: 'Mail to this address was permanently rejected.',
    'zh-HK': '此地址永久退回電郵。',
  },
  refused: {
    en: 'The mail service does not take this address as it is written.',
    'zh-HK': '此地址的格式不獲郵件服務接受。',
  },
  listed: {
    en: 'The mail service no longer delivers to this address, as mail to it came back or was reported before.',
    'zh-HK': '由於先前的郵件遭退回或被舉報，郵件服務不再發送至此地址。',
  },
  complained: {
    en: 'The holder reported our mail as unwanted. Contact them another way before you correct the address.',
    'zh-HK': '持證人已將本系統的電郵舉報為垃圾郵件。更正前請先以其他方式聯絡。',
  },
} as const satisfies Record<string, BilingualText>;

/** What SES says of an address on a suppression list, in bounces (`Permanent/OnAccountSuppressionList`) and complaints. */
const LISTED = /suppress/i;
/** SES's type and subtype of a hard bounce (`Permanent/General`); all else was refused at once, by an error's name. */
const BOUNCED = /^Permanent\b|^General$/;

/** What is wrong with an address, by the mail service's code for it. */
export function troubleText({ state, code }: MailTrouble, language: Language): string {
  if (LISTED.test(code)) return troubleMessages.listed[language];
  if (state === 'complained') return troubleMessages.complained[language];
  return troubleMessages[BOUNCED.test(code) ? 'bounced' : 'refused'][language];
}
