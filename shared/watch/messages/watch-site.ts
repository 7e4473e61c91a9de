import type { CredentialStatus, Language } from '#register/certificate/credential.ts';
import { EXPIRING_SOON_DAYS } from '#register/certificate/history.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate, shortDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The page of a site that is watched. */
export const siteMessages = {
  onThisPage: { en: 'On this page', 'zh-HK': '本頁內容' },
  summary: { en: 'Status today', 'zh-HK': '今日狀況' },
  secret: {
    en: 'Anyone who has the link to this page can see and change this list. Pass it on only to those who look after this site with you.',
    'zh-HK': '任何人持有本頁連結，均可查看及更改此名單。請只轉交與閣下一同負責此工作地點的人。',
  },
  coverage: { en: 'First-aiders at this site', 'zh-HK': '此工作地點的急救員' },
  configure: {
    en: 'Set how many you need under “Settings”, and the page shows until when you have as many.',
    'zh-HK': '在「設定」填寫所需人數，本頁便會顯示人數足夠至何時。',
  },
  firstAiders: {
    en: 'List of first-aiders to print for the first-aid box',
    'zh-HK': '急救員名單（供列印並張貼於急救箱）',
  },
  list: { en: 'Certificates', 'zh-HK': '證書' },
  none: {
    en: 'No certificate is on the list yet. Add the first ones below.',
    'zh-HK': '名單上尚未有證書，請在下面加入。',
  },
  choose: { en: 'Choose', 'zh-HK': '選擇' },
  certificate: { en: 'Certificate', 'zh-HK': '證書' },
  lastDay: { en: 'Last valid day', 'zh-HK': '最後有效日' },
  status: { en: 'Status', 'zh-HK': '狀況' },
  unreadable: { en: 'Cannot be shown', 'zh-HK': '未能顯示' },
  unreadableDetail: {
    en: 'The number or the name does not open it any more. Check it on its verify page.',
    'zh-HK': '現時未能以此編號或姓名查得，請在核實頁面查詢。',
  },
  take: { en: 'Remove selected certificates', 'zh-HK': '從名單移除已選取的證書' },
  takeTitle: { en: 'Remove these from the list?', 'zh-HK': '從名單移除以下證書？' },
  takeDetail: {
    en: 'No more emails are sent about them. You can add them again at any time.',
    'zh-HK': '其後不會再就該等證書發出通知；閣下可隨時再次加入。',
  },
  back: { en: 'Back to the page of the site', 'zh-HK': '返回工作地點頁面' },
  csv: { en: 'Download as CSV', 'zh-HK': '下載 CSV 檔案' },
  add: { en: 'Add certificates', 'zh-HK': '加入證書' },
  paste: { en: 'One number a line, with the name if you like', 'zh-HK': '每行一個證書編號，可附上姓名' },
  pasteHint: {
    en: 'For example “SPMC-OFA-2024-00017, CHAN Tai Man”. Cells copied from a spreadsheet work as well. A name that is as registered is kept and shown to you only; some providers show a certificate only together with its name.',
    'zh-HK':
      '例如「SPMC-OFA-2024-00017，陳大文」，亦可直接貼上試算表的儲存格。與登記相符的姓名會予保留，並只向閣下顯示；部分機構的證書須連同姓名方可查得。',
  },
  file: { en: 'or a file (CSV or Excel)', 'zh-HK': '或選擇檔案（CSV 或 Excel）' },
  addButton: { en: 'Add to the list', 'zh-HK': '加入名單' },
  settings: { en: 'Settings', 'zh-HK': '設定' },
  language: { en: 'Language of the emails', 'zh-HK': '電郵語文' },
  save: { en: 'Save', 'zh-HK': '儲存' },
  newLink: { en: 'Make a new link (the old one ends)', 'zh-HK': '建立新連結（舊連結隨即失效）' },
  newLinkDetail: {
    en: 'Has the link to this page reached somebody who should not have it? A new one is made and mailed to the address above alone, and this page closes. Give it to anyone else who looks after this site.',
    'zh-HK':
      '本頁連結落入不應持有的人手中？本系統會建立新連結，只發送至上述電郵地址，本頁亦隨即關閉；請自行將新連結轉交與閣下一同負責此工作地點的人。',
  },
  leave: { en: 'Stop watching this site', 'zh-HK': '停止監察此工作地點' },
  people: { en: 'Certificates with the same name', 'zh-HK': '哪些證書屬同一人' },
  peopleDetail: {
    en: 'These certificates carry the same name, and count once. Are they different people? Say so here.',
    'zh-HK': '以下證書的姓名相同，只計算一人。如屬不同的人，請在此註明。',
  },
  somebodyElse: { en: 'This is somebody else', 'zh-HK': '此為另一人' },
  apart: { en: 'Counted as somebody else', 'zh-HK': '已視作另一人計算' },
  samePerson: { en: 'Same person after all', 'zh-HK': '實為同一人' },
} as const satisfies Record<string, BilingualText>;

export const languageNames: Record<Language, string> = { en: 'English', 'zh-HK': '繁體中文' };

/** What the last form has done. */
export const doneMessages = {
  confirmed: {
    en: 'Confirmed. This site is being watched from now on. Keep the link to this page: you need it to come back.',
    'zh-HK': '已確認，本系統由現在起監察此工作地點。請保留本頁連結，日後須以此開啟。',
  },
  saved: { en: 'Saved.', 'zh-HK': '已儲存。' },
  described: { en: 'Saved. The count is updated.', 'zh-HK': '已儲存，以下人數亦已更新。' },
} as const satisfies Record<string, BilingualText>;

export function addedCount(count: number, language: Language): string {
  if (language === 'en')
    return count === 1 ? '1 certificate was added.' : `${count} certificates were added.`;
  return `已加入${count}張證書。`;
}

export function removedCount(count: number, language: Language): string {
  if (language === 'en')
    return count === 1
      ? '1 certificate was removed from the list.'
      : `${count} certificates were removed from the list.`;
  return `已從名單移除${count}張證書。`;
}

export function takeThem(count: number, language: Language): string {
  if (language === 'en') return count === 1 ? 'Remove 1 certificate' : `Remove ${count} certificates`;
  return `移除${count}張證書`;
}

export function tickFirst(language: Language): string {
  return language === 'en'
    ? 'Nothing was selected. Select the certificates that you want to remove.'
    : '尚未選取證書，請先選取要移除的證書。';
}

/** As of which day, and where alerts go. */
export function asOfAndTo(on: CivilDate, masked: string, language: Language): string {
  return language === 'en'
    ? `As of ${longDate(on, 'en')}. Alerts go to ${masked}, one email a day at most.`
    : `截至${longDate(on, 'zh-HK')}。通知發送至 ${masked}，每日最多一封。`;
}

/** A line of the summary behind its number. `soon`: counted among the valid ones too. */
export const summaryMessages: Record<SummaryKind, Record<Language, (count: number) => string>> = {
  valid: { en: () => 'valid', 'zh-HK': () => '有效' },
  soon: {
    en: (count) => `of these ${count === 1 ? 'expires' : 'expire'} within ${EXPIRING_SOON_DAYS} days`,
    'zh-HK': () => `其中於${EXPIRING_SOON_DAYS}日內到期`,
  },
  expired: { en: () => 'expired', 'zh-HK': () => '已過期' },
  revoked: { en: () => 'revoked', 'zh-HK': () => '已撤銷' },
  suspended: { en: () => 'suspended', 'zh-HK': () => '已暫停' },
  superseded: { en: () => 'replaced by a newer one', 'zh-HK': () => '已由新證書取代' },
  notYetValid: { en: () => 'not yet valid', 'zh-HK': () => '尚未生效' },
  unreadable: { en: () => 'cannot be shown', 'zh-HK': () => '未能顯示' },
};
export type SummaryKind = Exclude<CredentialStatus, 'expiringSoon'> | 'soon' | 'unreadable';

/** Below a last valid day. */
export function daysLeftText(daysLeft: number, language: Language): string {
  if (daysLeft === 0) return language === 'en' ? 'today is the last day' : '今日為最後有效日';
  if (daysLeft < 0)
    return language === 'en'
      ? `expired ${-daysLeft} ${daysLeft === -1 ? 'day' : 'days'} ago`
      : `已過期${-daysLeft}日`;
  return language === 'en' ? `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left` : `尚餘${daysLeft}日`;
}

/** Below a status: the day of the revocation, suspension or replacement. */
export function sinceText(on: CivilDate, language: Language): string {
  const day = shortDate(on, language);
  return language === 'en' ? `Since ${day}` : `自${day}起`;
}

/** The name of a tick box. */
export function chooseThis(number: string, language: Language): string {
  return language === 'en' ? `Choose ${number}` : `選擇 ${number}`;
}

export const csvMessages = {
  number: { en: 'Certificate no.', 'zh-HK': '證書編號' },
  provider: { en: 'Provider', 'zh-HK': '頒證機構' },
  name: { en: 'Name', 'zh-HK': '姓名' },
  type: { en: 'Certificate', 'zh-HK': '證書' },
  lastDay: { en: 'Valid through (inclusive)', 'zh-HK': '有效期至（包括當日）' },
  daysLeft: { en: 'Days left', 'zh-HK': '尚餘日數' },
  status: { en: 'Status', 'zh-HK': '狀況' },
  since: { en: 'Status since', 'zh-HK': '狀況起始日期' },
  successor: { en: 'Newer certificate', 'zh-HK': '新證書' },
  asOf: { en: 'As of', 'zh-HK': '截至' },
} as const satisfies Record<string, BilingualText>;
