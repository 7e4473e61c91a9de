import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The list of all certificates of a provider, and what a search finds. */
export const certificatesMessages = {
  title: { en: 'Certificates', 'zh-HK': '證書' },
  found: { en: 'Search results', 'zh-HK': '尋找結果' },
  filters: { en: 'Narrow the list', 'zh-HK': '篩選' },
  q: { en: 'Number, name or email', 'zh-HK': '編號、姓名或電郵' },
  qHint: {
    en: 'Of a name a part is enough, in Chinese or English and in any order. Of a number or an email address, enter all of it.',
    'zh-HK': '姓名只須輸入一部分，中英文均可，次序不限；編號及電郵地址須完整輸入。',
  },
  type: { en: 'Course', 'zh-HK': '課程' },
  anyType: { en: 'All courses', 'zh-HK': '全部課程' },
  status: { en: 'Status', 'zh-HK': '狀況' },
  anyStatus: { en: 'Any status', 'zh-HK': '全部狀況' },
  refresher: {
    en: 'Expired within six months: refresher still open',
    'zh-HK': '過期不足六個月：仍可修讀重溫課程',
  },
  from: { en: 'Last valid day from', 'zh-HK': '最後有效日由' },
  to: { en: 'Last valid day to', 'zh-HK': '最後有效日至' },
  order: { en: 'Order', 'zh-HK': '排序' },
  first: { en: 'Earliest last valid day first', 'zh-HK': '最後有效日由早至遲' },
  last: { en: 'Latest last valid day first', 'zh-HK': '最後有效日由遲至早' },
  show: { en: 'Show', 'zh-HK': '顯示' },
  download: { en: 'Download as CSV', 'zh-HK': '下載 CSV' },
  next: { en: 'Next', 'zh-HK': '下一頁' },
  toFirst: { en: 'First page', 'zh-HK': '返回首頁' },
  holder: { en: 'Holder', 'zh-HK': '持證人' },
  lastDay: { en: 'Last valid day', 'zh-HK': '最後有效日' },
  none: { en: 'No certificate of yours fits this.', 'zh-HK': '貴機構沒有符合條件的證書。' },
  noneOnPage: {
    en: 'None on this page. There may be more on the next.',
    'zh-HK': '此頁沒有符合條件的證書，下一頁或有。',
  },
  wrongOrder: {
    en: 'The last day is before the first. Enter a later day, or the same.',
    'zh-HK': '結束日期早於開始日期。請輸入相同或較後的日期。',
  },
} as const satisfies Record<string, BilingualText>;

export function foundSentence(count: number, isMore: boolean, language: Language): string {
  if (isMore)
    return language === 'en'
      ? `More than ${count} certificates; the first ${count} are shown. Enter more of the name, or narrow the list.`
      : `多於${count}張證書，只顯示首${count}張。請輸入更多姓名資料，或加以篩選。`;
  if (language === 'zh-HK') return `找到${count}張證書。`;
  return count === 1 ? '1 certificate.' : `${count} certificates.`;
}

/** The file has no more rows than this. */
export const csvHint = (most: number, language: Language): string =>
  language === 'en'
    ? `The file has at most ${most.toLocaleString('en')} rows; programs get more from the API.`
    : `檔案最多載有${most.toLocaleString('en')}列；程式可使用 API 取得更多。`;
