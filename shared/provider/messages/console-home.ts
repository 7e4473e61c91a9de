import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** What a day begins with: what is to do, and what went on. */
export const toDoMessages = {
  title: { en: 'To do', 'zh-HK': '待辦事項' },
  nothing: {
    en: 'There is nothing to correct.',
    'zh-HK': '沒有需要更正的項目。',
  },
  noApproval: {
    en: 'No approval is on record for you today, so nothing says that certificates which you issue now have legal recognition. Approvals are entered by the operator of the register:',
    'zh-HK':
      '登記冊今日並無貴機構的認可記錄，因此核實結果不會顯示現時簽發的證書具法定認可。認可由登記冊營運者輸入：',
  },
  next: { en: 'Who expires next', 'zh-HK': '最快到期的證書' },
} as const satisfies Record<string, BilingualText>;

const rows = (count: number) => (count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`);

export const rowsToCorrect = (count: number, file: string, language: Language): string =>
  language === 'en' ? `${rows(count)} to correct in ${file}` : `「${file}」有${count}列須更正`;

export function failingAddresses(count: number, isMore: boolean, language: Language): string {
  if (language === 'zh-HK') return `${count}${isMore ? '張以上' : '張'}證書的電郵地址無法送達`;
  const of =
    count === 1 && !isMore ? '1 certificate has' : `${count}${isMore ? ' or more' : ''} certificates have`;
  return `${of} an email address that does not work`;
}

export function remindersThisWeek(count: number, atLeast: boolean, language: Language): string {
  if (count === 0)
    return language === 'en' ? 'No reminders went out in the last seven days.' : '過去七日沒有發出續期提示。';
  if (language === 'zh-HK') return `過去七日已發出${atLeast ? '最少' : ''}${count}份續期提示。`;
  const sent = count === 1 ? '1 reminder' : `${count} reminders`;
  return `${atLeast ? 'At least ' : ''}${sent} went out in the last seven days.`;
}
