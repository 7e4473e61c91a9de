import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The console's pages on what expires and whose address fails. */
export const expiringMessages = {
  title: { en: 'Expiring in the next 90 days', 'zh-HK': '未來90日內到期' },
  none: {
    en: 'None of your certificates expires in these days.',
    'zh-HK': '貴機構沒有證書在此期間到期。',
  },
  lead: {
    en: 'Certificates in force, the nearest last valid day first. Revoked, suspended and replaced ones are left out.',
    'zh-HK': '以下為仍然有效的證書，按最後有效日由近至遠排列；已撤銷、已暫停及已由新證書取代者不計在內。',
  },
  chart: { en: 'By month of the last valid day', 'zh-HK': '按最後有效日所屬月份' },
  month: { en: 'Month', 'zh-HK': '月份' },
  count: { en: 'Certificates', 'zh-HK': '證書數目' },
  holder: { en: 'Holder', 'zh-HK': '持證人' },
  left: { en: 'Days left', 'zh-HK': '尚餘日數' },
  noEmail: { en: 'none: gets no reminder', 'zh-HK': '沒有電郵，不會收到提示' },
  download: { en: 'Download the list (CSV)', 'zh-HK': '下載名單（CSV）' },
  all: { en: 'See all that expire', 'zh-HK': '查看全部即將到期的證書' },
} as const satisfies Record<string, BilingualText>;

/** `412 certificates expire from … to …`. */
export function expiringSentence(total: number, from: CivilDate, to: CivilDate, language: Language): string {
  const [first, last] = [longDate(from, language), longDate(to, language)];
  if (language === 'zh-HK') return `由${first}至${last}，共有${total}張證書到期。`;
  return total === 1
    ? `1 certificate expires from ${first} to ${last}.`
    : `${total} certificates expire from ${first} to ${last}.`;
}

/** The list on the page ends before the list does. */
export function moreThanListed(listed: number, language: Language): string {
  return language === 'en'
    ? `The first ${listed} are shown. Use the API for the whole list.`
    : `只顯示首${listed}張；如需完整名單，請使用 API。`;
}
