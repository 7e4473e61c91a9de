import type { OrderSkip, OrderState } from '#orders/extension-order.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The console's pages on extension orders. */
export const extensionMessages = {
  title: { en: 'Bulk extensions', 'zh-HK': '延期安排' },
  lead: {
    en: 'A bulk extension moves the last valid day of many certificates together, for example when no refresher course can be held. The printed day stays on record, and the bulk extension can be withdrawn.',
    'zh-HK':
      '延期安排可同時延後多張證書的最後有效日，例如在未能舉辦重溫課程期間。證書上所印日期仍保留於記錄，延期安排亦可撤回。',
  },
  none: { en: 'You have not created a bulk extension yet.', 'zh-HK': '貴機構尚未設立延期安排。' },
  create: { en: 'Create a bulk extension', 'zh-HK': '設立延期安排' },
  expiringFrom: { en: 'Expiry dates from', 'zh-HK': '最後有效日由' },
  expiringTo: { en: 'Expiry dates to', 'zh-HK': '最後有效日至' },
  expiresOn: { en: 'New last valid day', 'zh-HK': '新的最後有效日' },
  types: { en: 'Which certificates', 'zh-HK': '適用的證書' },
  typesHint: { en: 'Choose none to extend all of them.', 'zh-HK': '如不選擇，則適用於所有證書。' },
  allTypes: { en: 'All certificates', 'zh-HK': '所有證書' },
  reason: { en: 'Reason', 'zh-HK': '原因' },
  reasonHint: {
    en: 'It is kept with each certificate. Write no names of persons.',
    'zh-HK': '原因會保留於每張證書的記錄，請勿填寫個人姓名。',
  },
  preview: { en: 'Preview', 'zh-HK': '預覽' },
  badDay: { en: 'Give a day as year-month-day.', 'zh-HK': '請按「年-月-日」填寫日期。' },
  badRange: {
    en: 'The last day to extend is before the first.',
    'zh-HK': '範圍的最後一日早於第一日。',
  },
  notAfterRange: {
    en: 'The new day must be later than every day that is extended.',
    'zh-HK': '新的最後有效日必須遲於範圍的最後一日。',
  },
  tooLong: {
    en: 'No certificate is valid for more than 15 years. Check the year.',
    'zh-HK': '證書的有效期不會超過15年，請檢查年份。',
  },
  noReason: { en: 'Write why, in at most 500 characters.', 'zh-HK': '請填寫原因，最多500個字元。' },
  confirm: { en: 'Check before you extend', 'zh-HK': '延期前請核對' },
  back: { en: 'Change the range', 'zh-HK': '更改範圍' },
  nothing: {
    en: 'No certificate of yours lies in this range. Nothing would change.',
    'zh-HK': '貴機構沒有證書屬於此範圍，不會有任何更改。',
  },
  skipped: { en: 'Not extended', 'zh-HK': '不獲延期' },
  why: { en: 'Why', 'zh-HK': '原因' },
  count: { en: 'Certificates', 'zh-HK': '證書數目' },
  type: { en: 'Certificate', 'zh-HK': '證書' },
  given: { en: 'Created on', 'zh-HK': '設立日期' },
  range: { en: 'Last valid days extended', 'zh-HK': '延期範圍' },
  state: { en: 'State', 'zh-HK': '狀態' },
  extended: { en: 'Extended', 'zh-HK': '已延期' },
  withdrawn: { en: 'Withdrawn again', 'zh-HK': '已撤回' },
  withdraw: { en: 'Withdraw this bulk extension', 'zh-HK': '撤回此延期安排' },
  withdrawMeans: {
    en: 'From today every certificate that it extended has the last valid day again that it had before. Reminders follow.',
    'zh-HK': '由今日起，按此安排延期的證書將恢復原來的最後有效日，續期提示亦會隨之更改。',
  },
  withdrawalReason: { en: 'Why it is withdrawn', 'zh-HK': '撤回原因' },
  keep: { en: 'Cancel', 'zh-HK': '取消' },
  all: { en: 'All bulk extensions', 'zh-HK': '所有延期安排' },
  more: { en: 'More', 'zh-HK': '更多' },
} as const satisfies Record<string, BilingualText>;

export const orderStateMessages: Record<OrderState, BilingualText> = {
  applying: { en: 'Being applied', 'zh-HK': '正在延期' },
  applied: { en: 'Applied', 'zh-HK': '已完成延期' },
  withdrawing: { en: 'Being withdrawn', 'zh-HK': '正在撤回' },
  withdrawn: { en: 'Withdrawn', 'zh-HK': '已撤回' },
};

export const orderSkipMessages: Record<OrderSkip, BilingualText> = {
  revoked: { en: 'It is revoked.', 'zh-HK': '已撤銷。' },
  before_issue: {
    en: 'It was issued after the bulk extension was created.',
    'zh-HK': '簽發日期在延期安排設立之後。',
  },
  too_long_validity: {
    en: 'It would be valid for more than 15 years.',
    'zh-HK': '有效期將超過15年。',
  },
  history_full: { en: 'It has been changed too often.', 'zh-HK': '更改次數已達上限。' },
};

const certificates = (count: number) => (count === 1 ? '1 certificate' : `${count} certificates`);

/** What an order would do, to how many. */
export function extendsSentence(count: number, expiresOn: string, language: Language): string {
  return language === 'en'
    ? `This extends ${certificates(count)} to ${expiresOn}.`
    : `${count}張證書的最後有效日將延至${expiresOn}。`;
}

/** The button names what it does and to how many. */
export function extendButton(count: number, language: Language): string {
  return language === 'en' ? `Extend ${certificates(count)}` : `延長${count}張證書的有效期`;
}

/** How far an order is. */
export function orderProgress(done: number, of: number | undefined, language: Language): string {
  if (language === 'en') return of === undefined ? certificates(done) : `${done} of ${certificates(of)}`;
  return of === undefined ? `${done}張證書` : `${done}／${of}張證書`;
}
