import type { Language } from '#register/certificate/credential.ts';
import { type DocumentKind, MAX_DECLARED } from '#watch/declared/declared.ts';
import type { DeclaredProblem } from '#watch/declared/read-declared.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Of people whom the register does not have: what they are is the employer's word alone, and is said to be that everywhere. */
export const declaredMessages = {
  title: { en: 'People you declare', 'zh-HK': '閣下申報的人' },
  lead: {
    en: 'Some first-aiders have no certificate registered here. Declare them, and we count them apart and email you before their document expires.',
    'zh-HK':
      '有些急救員的證書並非在本系統登記。閣下可在此申報，本系統會分開計算人數，並在文件到期前以電郵通知。',
  },
  byYou: { en: 'Declared by you', 'zh-HK': '由閣下申報' },
  notVerified: {
    en: 'You declared these people. The register has not verified their documents.',
    'zh-HK': '以下的人由閣下申報，本系統並未核實其文件。',
  },
  expiredToDo: {
    en: 'Do not rely on it. Ask for the renewed document, and declare it with its new last day.',
    'zh-HK': '請勿再以此文件為依據。請索取續期後的文件，並以新的最後有效日重新申報。',
  },
  nameEn: { en: 'Name in English', 'zh-HK': '英文姓名' },
  nameZh: { en: 'Name in Chinese', 'zh-HK': '中文姓名' },
  oneName: { en: 'At least one of the two names.', 'zh-HK': '中英文姓名最少填寫一項。' },
  document: { en: 'Document', 'zh-HK': '文件' },
  choose: { en: 'Choose one', 'zh-HK': '請選擇' },
  lastDay: { en: 'Last valid day', 'zh-HK': '最後有效日' },
  lastDayHint: {
    en: 'As on the document. Where it has none, the day on which you will check again.',
    'zh-HK': '以文件所載為準；如未有載明，請填寫閣下再次查核的日期。',
  },
  counts: { en: 'Counted', 'zh-HK': '計算在內' },
  over: { en: 'Expired, not counted', 'zh-HK': '已過期，不計算在內' },
  registered: {
    en: 'Not counted: a certificate with this name on your list counts. You can remove this entry.',
    'zh-HK': '不計算在內：名單上已有同名並有效的證書，閣下可移除此項申報。',
  },
  open: { en: 'Declare a first-aider', 'zh-HK': '申報急救員' },
  add: { en: 'Declare this person', 'zh-HK': '申報此人' },
  remove: { en: 'Remove', 'zh-HK': '移除' },
  declared: { en: 'The person is on your list now.', 'zh-HK': '已將此人列入名單。' },
  undeclared: { en: 'The person was removed.', 'zh-HK': '已移除此人。' },
  byEmployer: { en: 'Declared by the employer', 'zh-HK': '由僱主申報' },
} as const satisfies Record<string, BilingualText>;

/** Who counts as trained is each scheme's own: Cap. 509A, section 17, and Cap. 59D, 59I and 59K (see the guide). */
export const documentNames: Record<DocumentKind, BilingualText> = {
  stJohn: { en: 'St John first-aid certificate', 'zh-HK': '聖約翰急救證書' },
  redCross: { en: 'Hong Kong Red Cross first-aid certificate', 'zh-HK': '香港紅十字會急救證書' },
  ams: { en: 'Auxiliary Medical Service first-aid certificate', 'zh-HK': '醫療輔助隊急救證書' },
  nurse: { en: 'Registered nurse, practising certificate', 'zh-HK': '註冊護士執業證明書' },
};

/** Under which ordinances that were read such a document makes somebody trained in first aid. */
const documentSchemes: Record<DocumentKind, BilingualText> = {
  stJohn: {
    en: 'Cap. 509A; while current, Cap. 59D, 59I and 59K',
    'zh-HK': '第509A章；有效期內，第59D、59I及59K章',
  },
  redCross: { en: 'Cap. 509A; not Cap. 59D, 59I and 59K', 'zh-HK': '第509A章；不包括第59D、59I及59K章' },
  ams: { en: 'Cap. 509A; not Cap. 59D, 59I and 59K', 'zh-HK': '第509A章；不包括第59D、59I及59K章' },
  nurse: { en: 'Cap. 509A, 59D, 59I and 59K', 'zh-HK': '第509A、59D、59I及59K章' },
};

/** Who says so, and under which ordinances the document counts. */
export function declaredUnder(document: DocumentKind, language: Language): string {
  const scheme = documentSchemes[document][language];
  return language === 'en' ? `Declared by you (${scheme})` : `由閣下申報（${scheme}）`;
}

export const declaredProblemMessages: Record<DeclaredProblem | 'full', BilingualText> = {
  name: { en: 'Enter a name, in English or in Chinese.', 'zh-HK': '請輸入英文或中文姓名。' },
  badName: {
    en: 'This cannot be a name. Use letters or Chinese characters, at most 100.',
    'zh-HK': '此姓名不正確。請以字母或中文輸入，最多100個字元。',
  },
  identityNumber: {
    en: 'Do not enter an identity card number.',
    'zh-HK': '請勿輸入身份證號碼。',
  },
  document: { en: 'Choose a document.', 'zh-HK': '請選擇文件。' },
  day: {
    en: 'Enter a day of the calendar, such as 31/12/2027.',
    'zh-HK': '請輸入正確日期，例如 31/12/2027。',
  },
  past: {
    en: 'This day is over. Declare a document that is still valid.',
    'zh-HK': '此日期已過，請申報仍然有效的文件。',
  },
  far: {
    en: 'This is more than 15 years away. Check the year.',
    'zh-HK': '此日期距今超過15年，請檢查年份。',
  },
  full: {
    en: `At most ${MAX_DECLARED} people can be declared for a site. Remove one first.`,
    'zh-HK': `每個工作地點最多可申報${MAX_DECLARED}人，請先移除其中一人。`,
  },
};

/** The name of a button, for who hears it alone. */
export function removeThis(name: string, language: Language): string {
  return language === 'en' ? `Remove ${name}` : `移除${name}`;
}
