import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** How many people at a site count, as a chart and a table. */
export const coverageMessages = {
  chart: { en: 'First-aiders covered, day by day', 'zh-HK': '每日有效急救員人數' },
  counted: { en: 'First-aiders covered', 'zh-HK': '有效急救員人數' },
  declared: { en: 'Declared by you', 'zh-HK': '由閣下申報' },
  verified: { en: 'Verified', 'zh-HK': '經核實' },
  fewer: { en: 'Fewer than the number you need', 'zh-HK': '少於所需人數' },
  today: { en: 'Today', 'zh-HK': '今日' },
  table: { en: 'The same numbers as a table', 'zh-HK': '以表格顯示' },
  days: { en: 'Days', 'zh-HK': '日期' },
  through: { en: 'to', 'zh-HK': '至' },
  people: { en: 'People', 'zh-HK': '人數' },
  meets: { en: 'met', 'zh-HK': '達到' },
  falls: { en: 'fewer', 'zh-HK': '少於' },
  whoCounts: {
    en: 'A person counts once, on each day on which at least one of the certificates is in force and the organisation that issued it was approved (Cap. 509A) at that time. People with the same name count as one person. Only certificates registered here are verified: registered nurses, and holders of other organisations’ first-aid certificates, can be declared, and are counted apart. The register does not tell whether a law is complied with.',
    'zh-HK':
      '任何人只要至少有一張證書於當日有效，而簽發機構於簽發時已獲認可（第509A章），當日即計為一人，且只計一次。姓名相同即視為同一人。經核實者只包括在本系統登記的證書；註冊護士及其他機構的急救證書持有人可由閣下申報，人數分開計算。結果不代表已符合任何法例的要求。',
  },
} as const satisfies Record<string, BilingualText>;

/** `Number you need: 3`. */
export function configuredNumber(needed: number, language: Language): string {
  return language === 'en' ? `Number you need: ${needed}` : `所需人數：${needed}`;
}

/** Says of the certificates that are left out because nobody could be asked. */
export function notChecked(certificates: number, language: Language): string {
  if (language === 'zh-HK')
    return `有${certificates}張證書的簽發機構於簽發時是否已獲認可，現時無法核實，因此並未計算在內。`;
  return certificates === 1
    ? 'For 1 certificate it could not be checked whether the organisation that issued it was approved at that time. It is not counted.'
    : `For ${certificates} certificates it could not be checked whether the organisations that issued them were approved at that time. They are not counted.`;
}

/** The list of those who give first aid, to be printed for the first-aid box: both languages on one sheet. */
export const firstAidersMessages = {
  title: { en: 'First-aiders at this site', 'zh-HK': '本工作地點的急救員' },
  name: { en: 'Name', 'zh-HK': '姓名' },
  certificate: { en: 'Certificate', 'zh-HK': '證書' },
  lastDay: { en: 'Valid through', 'zh-HK': '有效期至' },
  noEnd: { en: 'does not expire', 'zh-HK': '沒有屆滿日期' },
  nobody: {
    en: 'Nobody on the list holds a valid, recognised first-aid certificate today.',
    'zh-HK': '名單上現時沒有人持有有效而獲認可的急救證書。',
  },
  printedOn: { en: 'As registered on', 'zh-HK': '登記資料截至' },
  verifyAt: { en: 'Verify a number at', 'zh-HK': '核實證書編號' },
  replace: {
    en: 'Print this list again when somebody comes or leaves, and after the earliest expiry date above.',
    'zh-HK': '如有人員變動，或上述最早到期的證書到期後，請重新列印此名單。',
  },
} as const satisfies Record<string, BilingualText>;

/** The notice beside the first-aid box. The two words are those with which the ordinance has a box marked (Cap. 509A s.18). */
export const noticeMessages = {
  link: { en: 'Notice to hang at the first-aid box', 'zh-HK': '張貼於急救箱旁的告示' },
  mark: { en: 'FIRST AID', 'zh-HK': '急救' },
  people: { en: 'First-aiders', 'zh-HK': '急救員' },
  nobody: firstAidersMessages.nobody,
  inCharge: { en: 'In charge of this box', 'zh-HK': '急救箱負責人' },
  phone: { en: 'Phone', 'zh-HK': '電話' },
  place: { en: 'Nearest first-aid box', 'zh-HK': '最近的急救箱' },
  emergency: { en: 'Emergency: call 999', 'zh-HK': '緊急求助：999' },
} as const satisfies Record<string, BilingualText>;

/** Above the list, on the screen only: why some names are not whole. */
export const maskedNames: BilingualText = {
  en: 'Names with asterisks are partly hidden for privacy. To have a name printed in full, remove the number from the list and add it again with the names in both languages, as printed on the certificate.',
  'zh-HK':
    '為保障私隱，帶有星號的姓名只顯示部分。如需列印全名，請先移除有關編號，再連同證書上的中英文姓名重新加入。',
};
