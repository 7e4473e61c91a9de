import { type HistoryEntry, type Language, languages } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** A certificate's own page in the console; voice and terms as in look.md and domain.md §6. */
export const recordMessages = {
  facts: { en: 'The certificate', 'zh-HK': '證書資料' },
  none: { en: 'None', 'zh-HK': '沒有' },
  doesNotExpire: { en: 'Does not expire', 'zh-HK': '沒有屆滿日期' },
  verify: { en: 'See what an employer sees', 'zh-HK': '查看僱主所見的核實頁面' },
  qr: { en: 'QR code of that page (SVG)', 'zh-HK': '該頁面的二維碼（SVG）' },
  actions: { en: 'Actions', 'zh-HK': '處理此證書' },
  history: { en: 'History', 'zh-HK': '更改記錄' },
  effect: { en: 'In effect from', 'zh-HK': '生效日期' },
  recorded: { en: 'Recorded (Hong Kong time)', 'zh-HK': '記錄時間（香港時間）' },
  what: { en: 'What happened', 'zh-HK': '事項' },
  reason: { en: 'Reason', 'zh-HK': '原因' },
  by: { en: 'Changed by', 'zh-HK': '經手人' },
  ahead: { en: 'not yet in effect', 'zh-HK': '尚未生效' },
  became: { en: 'became', 'zh-HK': '改為' },
  empty: { en: '(empty)', 'zh-HK': '（空白）' },
  renewedElsewhere: { en: 'Renewed with another provider', 'zh-HK': '已在另一機構續證' },
} as const satisfies Record<string, BilingualText>;

export const languageNames: Record<Language, BilingualText> = {
  'zh-HK': { en: 'Chinese', 'zh-HK': '中文' },
  en: { en: 'English', 'zh-HK': '英文' },
};

export const eventMessages: Record<HistoryEntry['event'], BilingualText> = {
  issued: { en: 'Registered', 'zh-HK': '登記' },
  corrected: { en: 'Corrected', 'zh-HK': '更正' },
  revoked: { en: 'Revoked', 'zh-HK': '撤銷' },
  suspended: { en: 'Suspended', 'zh-HK': '暫停' },
  reinstated: { en: 'Reinstated', 'zh-HK': '恢復' },
  extended: { en: 'Extended through', 'zh-HK': '延期至' },
  extensionWithdrawn: { en: 'Extension withdrawn', 'zh-HK': '撤回延期' },
  superseded: { en: 'Replaced by', 'zh-HK': '由新證書取代：' },
  supersessionLifted: { en: 'No longer replaced', 'zh-HK': '不再由新證書取代' },
  erased: { en: 'Holder’s data erased', 'zh-HK': '已刪除持證人資料' },
};

/** Where a change came from, when it was not somebody with a key. */
export const sourceMessages: Record<'file' | 'order' | 'holder' | 'registry' | 'former', BilingualText> = {
  file: { en: 'A file', 'zh-HK': '檔案' },
  order: { en: 'Bulk extension', 'zh-HK': '延期安排' },
  holder: { en: 'The holder', 'zh-HK': '持證人' },
  registry: { en: 'The registry itself', 'zh-HK': '本系統' },
  former: { en: 'A former colleague', 'zh-HK': '前同事' },
};

/** Reasons that a program gave; what a person wrote is shown as written. */
export const reasonMessages: Record<string, BilingualText> = {
  erased: { en: 'Erased, as it named the holder', 'zh-HK': '原因載有持證人資料，已刪除' },
  upload: { en: 'A file was uploaded again', 'zh-HK': '重新上載檔案' },
  upload_undone: { en: 'The upload of a file was undone', 'zh-HK': '已撤回檔案的上載' },
  holder_moved: {
    en: 'The holder asked for it, and confirmed it from the new address',
    'zh-HK': '持證人提出更改，並已由新地址確認',
  },
  holder_took_back: {
    en: 'The change was taken back from the address before',
    'zh-HK': '原有地址已撤回此更改',
  },
  renewed_elsewhere: {
    en: 'Another provider registered a renewal for the same holder',
    'zh-HK': '另一機構已為同一持證人登記續發的證書',
  },
  no_renewal: {
    en: 'The certificate of the other provider turned out to be no renewal',
    'zh-HK': '另一機構的證書並非續發此證書',
  },
  renewal_revoked: {
    en: 'The renewal of the other provider was revoked',
    'zh-HK': '另一機構續發的證書已被撤銷',
  },
};

export const unknownMessages = {
  title: { en: 'No certificate of yours has this number', 'zh-HK': '貴機構沒有此編號的證書' },
  try: { en: 'What to try', 'zh-HK': '可嘗試的方法' },
  whole: {
    en: 'Type the whole number, with the letters it begins with. Spaces and hyphens do not matter.',
    'zh-HK': '請輸入完整編號，包括開首的英文字母。空格及連字號可有可無。',
  },
  alike: {
    en: 'Compare it with the paper: 0 and O, 1 and I, 2 and Z, 5 and S, 8 and B are easily mixed up.',
    'zh-HK': '請與證書核對：0 與 O、1 與 I、2 與 Z、5 與 S、8 與 B 容易混淆。',
  },
  own: {
    en: 'Only certificates that your organisation registered are found here.',
    'zh-HK': '此處只可尋找由貴機構登記的證書。',
  },
  upload: {
    en: 'It is not registered yet? Upload a file with it.',
    'zh-HK': '如尚未登記，請上載載有此證書的檔案。',
  },
} as const satisfies Record<string, BilingualText>;

/** In place of the public sentence, which leads to the other provider's certificate. */
export function renewedElsewhere(since: CivilDate, language: Language): string {
  const day = longDate(since, language);
  return language === 'en'
    ? `The holder has renewed with another provider, and a newer certificate replaced this one on ${day}.`
    : `持證人已在另一機構續證，此證書已於${day}由新證書取代。`;
}

/** A row of a file, as its spreadsheet counts. */
export const rowLabel = (row: number, language: Language): string =>
  language === 'en' ? `row ${row}` : `第${row}列`;

/** The paper shows an earlier day than the one that counts. */
export function printedDay(printed: CivilDate, language: Language): string {
  const day = longDate(printed, language);
  return language === 'en'
    ? `Extended. Printed on the certificate: ${day}.`
    : `已延期；證書上所印日期為${day}。`;
}

/** A language by its name, for a value that a history entry kept. */
export function languageName(value: string, language: Language): string {
  const known = languages.find((one) => one === value);
  return known ? languageNames[known][language] : value;
}
