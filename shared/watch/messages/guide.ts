import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The guide to how many first-aiders a place needs. */
export const guideMessages = {
  title: { en: 'How many first-aiders?', 'zh-HK': '需要多少名急救員？' },
  lead: {
    en: 'A short guide to what Hong Kong law asks of a place. It is not legal advice: the law itself decides, and the Labour Department answers questions.',
    'zh-HK':
      '本頁簡介香港法例對工作地點的急救要求，並非法律意見；一切以法例條文為準，如有疑問請向勞工處查詢。',
  },
  place: { en: 'Kind of place', 'zh-HK': '地點類別' },
  people: { en: 'How many people work there', 'zh-HK': '在該處工作的人數' },
  choose: { en: 'Choose one', 'zh-HK': '請選擇' },
  show: { en: 'Show what was found', 'zh-HK': '查看結果' },
  wrongPlace: { en: 'Choose a kind of place.', 'zh-HK': '請選擇地點類別。' },
  wrongPeople: {
    en: 'This is not a number of people from 1 to 100,000. Use digits.',
    'zh-HK': '請以數字輸入1至100,000的人數。',
  },
  read: { en: 'Read in a copy of the law', 'zh-HK': '據法例文本' },
  reported: { en: 'Only reported: check it before you rely on it', 'zh-HK': '只據他人摘要，採納前請先查證' },
  trained: { en: 'Who counts as trained', 'zh-HK': '哪些人屬曾受訓練' },
  unknown: { en: 'Not found: ask the Labour Department', 'zh-HK': '未能查明，請向勞工處查詢' },
  own: {
    en: 'The number of first-aiders that you enter for a site is your own: this guide does not fill it in.',
    'zh-HK': '工作地點所需的急救員人數由閣下自行輸入，本指引不會代為填寫。',
  },
  on: {
    en: 'Enter your number, and get alerts about a site',
    'zh-HK': '輸入所需人數，並接收工作地點的通知',
  },
  notAll: {
    en: 'The copies that were read may lack later amendments.',
    'zh-HK': '所查閱的文本可能未載有其後的修訂。',
  },
} as const satisfies Record<string, BilingualText>;

export function sourceRead(source: BilingualText, readOn: string, language: Language): string {
  return language === 'en' ? `${source.en}, read ${readOn}` : `${source['zh-HK']}（${readOn}查閱）`;
}

/** `count`: undefined where so few people are no matter of the rule. */
export function facilitySentence(
  facility: { name: BilingualText; forEach: number; from?: number },
  people: number | undefined,
  count: number | undefined,
  language: Language,
): string {
  const { name, forEach, from } = facility;
  if (language === 'en') {
    const rule = `One of the ${name.en} for each ${forEach} people or part of that number${from ? `, where there are ${from} or more` : ''}.`;
    if (people === undefined) return rule;
    return count === undefined
      ? `${rule} With ${people} people the rule asks for none.`
      : `${rule} For ${people} people: ${count}.`;
  }
  const rule = `${from ? `如有${from}人或以上，` : ''}每${forEach}人（不足${forEach}人亦作${forEach}人計）須設一個${name['zh-HK']}。`;
  if (people === undefined) return rule;
  return count === undefined ? `${rule}${people}人時，此條並無要求。` : `${rule}${people}人：${count}個。`;
}
