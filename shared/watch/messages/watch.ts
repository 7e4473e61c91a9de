import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Asking for a site to be watched, confirming it, and leaving. */
export const askMessages = {
  title: { en: 'Get alerts about your site’s certificates', 'zh-HK': '監察工作地點的證書' },
  lead: {
    en: 'List the first-aid and EMS certificates of the people who work for you. You get an email when one of them is revoked, suspended, renewed or about to expire.',
    'zh-HK': '只要列出員工的急救及緊急醫療證書，如有證書被撤銷、暫停、續期或即將到期，閣下會收到電郵通知。',
  },
  how: { en: 'How it works', 'zh-HK': '使用方法' },
  steps: {
    en: [
      'Type your email address and a name for the site.',
      'Open the email that we send you and confirm. Use the link in it to open your page: there is no account and no password.',
      'Add the numbers of the certificates, from a list or a file. You see immediately the status of each one, and how long you have enough first-aiders.',
      'When something changes, we email you, at most once a day, and say what to do. One click stops it.',
    ],
    'zh-HK': [
      '輸入電郵地址及工作地點名稱。',
      '開啟本系統發出的電郵並確認。日後須以電郵內的連結開啟工作地點頁面，請妥善保存；無須開立帳戶或設定密碼。',
      '貼上或以檔案加入證書編號，即可看到每張證書的狀況，以及急救員人數足夠至何日。',
      '如有變動，本系統會以電郵（每日最多一封）說明須跟進的事項；按一下即可停止接收。',
    ],
  } satisfies Record<Language, string[]>,
  email: { en: 'Your email address', 'zh-HK': '閣下的電郵地址' },
  emailHint: {
    en: 'Used for these alerts only, and deleted when you leave.',
    'zh-HK': '只用於發出此類通知，停用後即予刪除。',
  },
  site: { en: 'Name of the site', 'zh-HK': '工作地點名稱' },
  siteHint: {
    en: 'As you call it, for example “Tsuen Wan depot”. 80 characters at most.',
    'zh-HK': '按貴機構的慣用名稱，例如「荃灣車廠」；最多80個字元。',
  },
  needed: { en: 'First-aiders you want at the site (optional)', 'zh-HK': '所需急救員數目（可選填）' },
  neededHint: {
    en: 'The page then shows until when you have as many. It compares two numbers. For the legal minimum, see Labour Department guidance.',
    'zh-HK': '頁面會顯示人數足夠至何時。本系統只比較兩個數目；法例規定的人數，請參閱勞工處指引。',
  },
  by: { en: 'How many do you need?', 'zh-HK': '需要多少名？' },
  byOptions: {
    none: { en: 'No number', 'zh-HK': '不設定' },
    number: { en: 'A number of first-aiders', 'zh-HK': '指定急救員數目' },
    50: { en: 'One for each 50 people who work there', 'zh-HK': '每50名員工一名' },
    100: { en: 'One for each 100 people who work there', 'zh-HK': '每100名員工一名' },
    150: { en: 'One for each 150 people who work there', 'zh-HK': '每150名員工一名' },
  },
  count: { en: 'Number of first-aiders, or of people who work there', 'zh-HK': '急救員數目，或員工人數' },
  ask: { en: 'Send me the email to confirm', 'zh-HK': '發送確認電郵' },
  askedTitle: { en: 'Check your email', 'zh-HK': '請查看收件箱' },
  askedDetail: {
    en: 'We have sent an email to the address that you typed. Open its link and confirm within 7 days; until then nothing is watched.',
    'zh-HK': '本系統已向閣下輸入的地址發出電郵。請於7日內開啟其中的連結並確認；在此之前不會開始監察證書。',
  },
  askedNothing: {
    en: 'Not arrived after a few minutes? Check your junk folder, then ask once more and check each letter of the address.',
    'zh-HK': '如數分鐘後仍未收到，請先查看垃圾郵件，再核對電郵地址，然後再次提交。',
  },
  again: { en: 'Ask once more', 'zh-HK': '再次提交' },
} as const;

export type AskRefusal =
  | 'invalid'
  | 'siteMissing'
  | 'siteTooLong'
  | 'siteUnfit'
  | 'needed'
  | 'usedUp'
  | 'noMoreMail';

export const askRefusals: Record<AskRefusal, BilingualText> = {
  invalid: {
    en: 'This is not an email address. It has the form name@example.com.',
    'zh-HK': '此並非電郵地址。電郵地址的格式為 name@example.com。',
  },
  siteMissing: { en: 'The site has no name yet. Type one.', 'zh-HK': '尚未輸入工作地點名稱，請輸入。' },
  siteTooLong: {
    en: 'This name is longer than 80 characters. Type a shorter one.',
    'zh-HK': '名稱超過80個字元，請縮短。',
  },
  siteUnfit: {
    en: 'A web address, an email address, or characters that nobody can see are no name. Type what people call the site.',
    'zh-HK': '網址、電郵地址或無法看見的字元不可用作名稱。請輸入貴機構對該地點的慣用名稱。',
  },
  needed: {
    en: 'Choose how many you need and type a whole number: 1 to 1,000 first-aiders, or 1 to 100,000 people who work there.',
    'zh-HK': '請選擇計算方式並輸入整數：急救員為1至1,000名，員工為1至100,000名。',
  },
  usedUp: {
    en: 'This address has been asked for five sites today. Confirm one of them from the inbox, or come back tomorrow.',
    'zh-HK': '此地址今日已提出五次。請在收件箱內確認其中一次，或於明日再試。',
  },
  noMoreMail: {
    en: 'No more of these emails can be sent today. Look whether one is in the inbox already, or try again tomorrow.',
    'zh-HK': '今日未能再寄出此類電郵。請查看收件箱內是否已有確認電郵，或於明日再試。',
  },
};

export const confirmMessages = {
  title: { en: 'Confirm alerts for this site', 'zh-HK': '請確認接收此工作地點的通知' },
  detail: {
    en: 'We send nothing until you confirm.',
    'zh-HK': '在閣下按下按鈕前，本系統不會發出任何通知。',
  },
  site: { en: 'Site', 'zh-HK': '工作地點' },
  alertsTo: { en: 'Alerts go to', 'zh-HK': '通知發送至' },
  button: { en: 'Confirm', 'zh-HK': '確認' },
  notMe: { en: 'I did not ask for this: delete it', 'zh-HK': '並非本人提出：刪除此要求' },
} as const satisfies Record<string, BilingualText>;

/** What a page says instead of a site: the fact, then what to do. */
export const noSiteMessages = {
  incomplete: {
    title: { en: 'This link is not complete', 'zh-HK': '此連結不完整' },
    detail: {
      en: 'Nothing was changed. Copy the whole link from the email, to its very end, or use the link in the latest email about the site.',
      'zh-HK':
        '未有作出任何更改。請由電郵複製整條連結（直至最後一個字元），或使用最近一封有關該工作地點的電郵內的連結。',
    },
  },
  replaced: {
    title: { en: 'This link was replaced by a new one', 'zh-HK': '此連結已由新連結取代' },
    detail: {
      en: 'It opens nothing any more; nothing was changed. The site is watched as before. Have the new link sent to the address that its alerts go to.',
      'zh-HK':
        '此連結已失效，未有作出任何更改；系統仍繼續監察該工作地點。閣下可要求將新連結發送至接收通知的電郵地址。',
    },
  },
  gone: {
    title: { en: 'Alerts for this site are off', 'zh-HK': '此工作地點沒有啟用通知' },
    detail: {
      en: 'It was not confirmed within 7 days, or somebody stopped it. No emails are sent. To get alerts, ask again.',
      'zh-HK': '有關要求未於7日內獲得確認，或已被停止；本系統不會再發出電郵。如需監察，請重新提出。',
    },
  },
  left: {
    title: {
      en: 'Stopped: no more emails about this site',
      'zh-HK': '已停止：不會再發出有關此工作地點的電郵',
    },
    detail: {
      en: 'The list of its certificates is deleted. The certificates themselves are not affected. To get alerts again, ask again.',
      'zh-HK': '其證書名單已予刪除，證書本身不受影響。如需再次監察，請重新提出。',
    },
  },
} as const satisfies Record<string, Record<'title' | 'detail', BilingualText>>;

export const leaveMessages = {
  title: { en: 'Stop watching this site?', 'zh-HK': '停止監察此工作地點？' },
  button: { en: 'Stop, and delete the list', 'zh-HK': '停止並刪除名單' },
  back: { en: 'No, back to the page of the site', 'zh-HK': '否，返回工作地點頁面' },
  toAsk: { en: 'Watch a site', 'zh-HK': '監察工作地點' },
} as const satisfies Record<string, BilingualText>;

/** What leaving does, and to how many. */
export function leavingDoes(site: string, count: number, language: Language): string {
  if (language === 'en') {
    const list =
      count === 0
        ? 'its list'
        : `the list with its ${count === 1 ? '1 certificate' : `${count} certificates`}`;
    return `No more emails about ${site} are sent, and ${list} is deleted immediately. This cannot be undone.`;
  }
  const list = count === 0 ? '其名單' : `載有${count}張證書的名單`;
  return `本系統將不再發出有關「${site}」的電郵，${list}亦會即時刪除，無法復原。`;
}
