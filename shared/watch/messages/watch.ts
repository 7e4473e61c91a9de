import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Asking for a site to be watched, confirming it, and leaving. */
export const askMessages = {
  title: { en: 'Watch the certificates of a site', 'zh-HK': '留意工作地點的證書' },
  lead: {
    en: 'List the first-aid and EMS certificates of the people who work for you. You get an e-mail when one of them is revoked, suspended, renewed or about to expire.',
    'zh-HK': '只要列出員工的急救及緊急醫療證書，如有證書被撤銷、暫停、續期或即將到期，閣下會收到電郵通知。',
  },
  how: { en: 'How it works', 'zh-HK': '使用方法' },
  steps: {
    en: [
      'Type your e-mail address and a name for the site.',
      'Open the e-mail that we send you and confirm. The link in it is your key: there is no account and no password.',
      'Add the numbers of the certificates, from a list or a file. You see at once how each one stands, and until when enough people are covered.',
      'When something changes, one e-mail a day at most says what to do. One click stops it.',
    ],
    'zh-HK': [
      '輸入電郵地址及工作地點名稱。',
      '開啟本系統發出的電郵並確認。電郵內的連結即為鑰匙，無須開立帳戶或設定密碼。',
      '貼上或以檔案加入證書編號，即可看到每張證書的狀況，以及急救員足夠至何時。',
      '如有變動，每日最多一封電郵會說明所須跟進的事項；按一下即可停止接收。',
    ],
  } satisfies Record<Language, string[]>,
  email: { en: 'Your e-mail address', 'zh-HK': '閣下的電郵地址' },
  emailHint: {
    en: 'Used for these alerts only, and deleted when you leave.',
    'zh-HK': '只用於發出此類通知，停用後即予刪除。',
  },
  emailAgain: { en: 'Please type the address again.', 'zh-HK': '請重新輸入電郵地址。' },
  site: { en: 'Name of the site', 'zh-HK': '工作地點名稱' },
  siteHint: {
    en: 'As you call it, for example “Tsuen Wan depot”. 80 characters at most.',
    'zh-HK': '按貴機構的慣用名稱，例如「荃灣車廠」；最多80個字元。',
  },
  needed: { en: 'First-aiders you want at the site (optional)', 'zh-HK': '所需急救員數目（可選填）' },
  neededHint: {
    en: 'The page then shows until when you have as many. It compares two numbers; what the law asks of your workplace is for you to find out.',
    'zh-HK': '頁面會顯示人數足夠至何時。本系統只比較兩個數目；法例對貴工作地點的要求，須由閣下自行確定。',
  },
  by: { en: 'How it is counted', 'zh-HK': '計算方式' },
  byOptions: {
    none: { en: 'No number', 'zh-HK': '不設定' },
    number: { en: 'A number of first-aiders', 'zh-HK': '指定急救員數目' },
    50: { en: 'One for each 50 people who work there', 'zh-HK': '每50名員工一名' },
    100: { en: 'One for each 100 people who work there', 'zh-HK': '每100名員工一名' },
    150: { en: 'One for each 150 people who work there', 'zh-HK': '每150名員工一名' },
  },
  count: { en: 'Number of first-aiders, or of people who work there', 'zh-HK': '急救員數目，或員工人數' },
  ask: { en: 'Send me the e-mail to confirm', 'zh-HK': '發送確認電郵' },
  askedTitle: { en: 'Look into your inbox', 'zh-HK': '請查看收件箱' },
  askedDetail: {
    en: 'We have sent an e-mail to the address that you typed. Open its link and confirm within 7 days; until then nothing is watched.',
    'zh-HK': '本系統已向閣下輸入的地址發出電郵。請於7日內開啟其中的連結並確認；在此之前不會開始留意證書。',
  },
  askedNothing: {
    en: 'Nothing has come after some minutes? Look among the junk mail, then ask once more and look at each letter of the address.',
    'zh-HK': '如數分鐘後仍未收到，請先查看垃圾郵件匣，再核對電郵地址，重新提出一次。',
  },
  again: { en: 'Ask once more', 'zh-HK': '重新提出' },
} as const;

export type AskRefusal = 'invalid' | 'siteMissing' | 'siteTooLong' | 'needed' | 'usedUp' | 'noMoreMail';

export const askRefusals: Record<AskRefusal, BilingualText> = {
  invalid: {
    en: 'This is not an e-mail address. It has the form name@example.com.',
    'zh-HK': '此並非電郵地址。電郵地址的格式為 name@example.com。',
  },
  siteMissing: { en: 'The site has no name yet. Type one.', 'zh-HK': '尚未輸入工作地點名稱，請輸入。' },
  siteTooLong: {
    en: 'This name is longer than 80 characters. Type a shorter one.',
    'zh-HK': '名稱超過80個字元，請縮短。',
  },
  needed: {
    en: 'Choose how it is counted and type a whole number: 1 to 1,000 first-aiders, or 1 to 100,000 people who work there.',
    'zh-HK': '請選擇計算方式並輸入整數：急救員為1至1,000名，員工為1至100,000名。',
  },
  usedUp: {
    en: 'This address has been asked for five sites today. Confirm one of them from the inbox, or come back tomorrow.',
    'zh-HK': '此地址今日已提出五次。請在收件箱內確認其中一次，或於明日再試。',
  },
  noMoreMail: {
    en: 'No more of these e-mails can be sent today. Look whether one is in the inbox already, or try again tomorrow.',
    'zh-HK': '今日未能再寄出此類電郵。請查看收件箱內是否已有確認電郵，或於明日再試。',
  },
};

export const confirmMessages = {
  title: { en: 'Confirm that this site is to be watched', 'zh-HK': '請確認留意此工作地點' },
  detail: {
    en: 'Nothing is sent before you press the button.',
    'zh-HK': '在閣下按下按鈕前，本系統不會發出任何通知。',
  },
  site: { en: 'Site', 'zh-HK': '工作地點' },
  alertsTo: { en: 'Alerts go to', 'zh-HK': '通知寄往' },
  button: { en: 'Confirm', 'zh-HK': '確認' },
  notMe: { en: 'It was not me: delete the request', 'zh-HK': '並非由本人提出：刪除此要求' },
} as const satisfies Record<string, BilingualText>;

/** What a page says instead of a site: the fact, then what to do. */
export const noSiteMessages = {
  incomplete: {
    title: { en: 'This link is not complete', 'zh-HK': '此連結不完整' },
    detail: {
      en: 'Nothing was changed. Copy the whole link from the e-mail, to its very end, or use the link in the latest e-mail about the site.',
      'zh-HK':
        '未有作出任何更改。請由電郵複製整條連結（直至最後一個字元），或使用最近一封有關該工作地點的電郵內的連結。',
    },
  },
  gone: {
    title: { en: 'This site is not being watched', 'zh-HK': '此工作地點現時不受留意' },
    detail: {
      en: 'It was not confirmed within 7 days, or somebody stopped it. No e-mails come. To watch it, ask again.',
      'zh-HK': '有關要求未於7日內獲得確認，或已被停止；本系統不會再發出電郵。如需留意，請重新提出。',
    },
  },
  left: {
    title: {
      en: 'Stopped: no more e-mails about this site',
      'zh-HK': '已停止：不會再發出有關此工作地點的電郵',
    },
    detail: {
      en: 'The list of its certificates is deleted. The certificates themselves are as they were. To watch it again, ask again.',
      'zh-HK': '其證書名單已予刪除，證書本身不受影響。如需再次留意，請重新提出。',
    },
  },
} as const satisfies Record<string, Record<'title' | 'detail', BilingualText>>;

export const leaveMessages = {
  title: { en: 'Stop watching this site?', 'zh-HK': '停止留意此工作地點？' },
  button: { en: 'Stop, and delete the list', 'zh-HK': '停止並刪除名單' },
  back: { en: 'No, back to the page of the site', 'zh-HK': '否，返回工作地點頁面' },
  toAsk: { en: 'Watch a site', 'zh-HK': '留意工作地點' },
} as const satisfies Record<string, BilingualText>;

/** What leaving does, and to how many. */
export function leavingDoes(site: string, count: number, language: Language): string {
  if (language === 'en') {
    const list = count === 1 ? 'the list with its 1 certificate' : `the list with its ${count} certificates`;
    return `No more e-mails about ${site} are sent, and ${list} is deleted at once. This cannot be undone.`;
  }
  return `本系統將不再發出有關「${site}」的電郵，載有${count}張證書的名單亦會即時刪除，無法復原。`;
}
