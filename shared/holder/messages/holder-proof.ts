import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** What a holder shows of one certificate. What others read of it is in both languages, whichever the page has. */
export const proofMessages = {
  title: { en: 'Your certificate', 'zh-HK': '閣下的證書' },
  heading: { en: 'Proof of a registered certificate', 'zh-HK': '已登記證書的證明' },
  scan: {
    en: 'Scan the code to see what the register says now.',
    'zh-HK': '掃描二維碼，查看登記冊現時的結果。',
  },
  notOriginal: {
    en: 'Printed from the register. It does not replace the certificate itself.',
    'zh-HK': '由登記冊列印，並不取代證書正本。',
  },
  missing: {
    en: 'Some characters of the name are not in the font of this file. The page of the certificate shows them.',
    'zh-HK': '此檔案的字型缺少姓名中的部分字元，請參閱證書網頁。',
  },
  take: { en: 'Save or print it', 'zh-HK': '儲存或列印' },
  a4: { en: 'PDF, A4', 'zh-HK': 'PDF（A4 紙）' },
  card: { en: 'PDF, card size', 'zh-HK': 'PDF（卡片大小）' },
  calendar: { en: 'Add the last valid day to a calendar', 'zh-HK': '將最後有效日加入日曆' },
  verify: { en: 'See what an employer sees', 'zh-HK': '查看僱主所見的結果' },
  all: { en: 'See all your certificates', 'zh-HK': '查看所有證書' },
  show: { en: 'See, print or share it', 'zh-HK': '查看、列印或分享' },
  share: { en: 'Share it by a link', 'zh-HK': '以連結分享' },
  shareHow: {
    en: 'Anyone with the link sees this certificate with your whole name, and nothing else of yours, for 14 days. You can end it earlier.',
    'zh-HK':
      '任何人持有該連結，均可於14日內查看此證書及閣下的全名，但不會看到閣下的其他資料。閣下可隨時提早終止。',
  },
  shareBegin: { en: 'Make a link', 'zh-HK': '產生連結' },
  shareEnd: { en: 'End this link', 'zh-HK': '終止此連結' },
  shareLink: { en: 'The link to send', 'zh-HK': '可發送的連結' },
  shareOpen: { en: 'See what they will see', 'zh-HK': '查看對方所見的頁面' },
  opened: {
    en: 'Opened, by day. Programs that look at a link before its reader does are counted as well. Who opened it is not kept.',
    'zh-HK': '每日開啟次數（包括程式預先開啟連結的次數）。本系統不會保留開啟者的資料。',
  },
  notOpened: { en: 'Not opened yet.', 'zh-HK': '尚未有人開啟。' },
  sharedTitle: { en: 'A certificate, shared by its holder', 'zh-HK': '由持證人分享的證書' },
  sharedHow: {
    en: 'Its holder shared this page with you. Compare the name with an identity document.',
    'zh-HK': '此頁由持證人與閣下分享。請以身份證明文件核對姓名。',
  },
} as const satisfies Record<string, BilingualText>;

/** A link that was shared once and leads nowhere any more: the fact, then what to do. */
export const shareOverMessages = {
  title: { en: 'This link has ended', 'zh-HK': '此連結已終止' },
  detail: {
    en: 'A shared certificate can be seen for 14 days, or until its holder ends the link. Ask the holder for a new one, or verify the certificate by its number.',
    'zh-HK': '分享的證書可查看14日，持證人亦可提早終止連結。請向持證人索取新連結，或以編號核實證書。',
  },
} as const satisfies Record<string, BilingualText>;

export const noCertificateMessages = {
  title: {
    en: 'This certificate is not registered with your address',
    'zh-HK': '此證書並非以閣下的地址登記',
  },
  detail: {
    en: 'It may have been registered with another address since. If you have changed yours, use the link in the latest email to the new one.',
    'zh-HK': '證書其後可能改以另一地址登記。如已更改電郵地址，請使用發送至新地址的最近一封電郵內的連結。',
  },
} as const satisfies Record<string, BilingualText>;

export function sharedUntil(day: CivilDate, language: Language): string {
  return language === 'en'
    ? `It can be opened through ${longDate(day, language)}.`
    : `可開啟至${longDate(day, language)}（包括當日）。`;
}

export function openings(count: number, language: Language): string {
  if (language === 'zh-HK') return `${count}次`;
  return count === 1 ? 'once' : `${count} times`;
}
