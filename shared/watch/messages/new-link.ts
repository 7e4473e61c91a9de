import type { Language } from '#register/certificate/credential.ts';

/** After a press of “Make a new link”. `address`: as the page of the site shows it. */
export const newLinkMessages = {
  title: { en: 'The new link is on its way by email', 'zh-HK': '新連結將以電郵發出' },
  detail: {
    en: (address: string) =>
      `It is mailed to the site’s address, ${address}, and to nobody else. Every earlier link has ended, the one you came by too.`,
    'zh-HK': (address: string) =>
      `新連結只會發送至此工作地點的電郵地址（${address}）。先前的連結均已失效，包括閣下剛才所用的連結。`,
  },
} as const;

interface NewLinkMail {
  subject: string;
  headline(site: string): string;
  paragraphs: string[];
  action: string;
  smallPrint: string[];
}

export const newLinkMail: Record<Language, NewLinkMail> = {
  en: {
    subject: 'The new link to your site',
    headline: (site) => `The page of ${site} has a new link.`,
    paragraphs: [
      'Somebody who had the old link pressed “Make a new link”. The new one is in this email alone; every earlier one has ended.',
      'Was that nobody whom you know? Then somebody else had the old link. It opens nothing any more: check the list and the settings of the site.',
    ],
    action: 'Open the page of this site',
    smallPrint: [
      'Anyone who has this link can see and change the list of the site. Give it to those alone who look after it.',
    ],
  },
  'zh-HK': {
    subject: '工作地點頁面的新連結',
    headline: (site) => `「${site}」的頁面已更換連結。`,
    paragraphs: [
      '有人以舊連結開啟頁面，並按下「建立新連結」。新連結只載於此電郵，先前的連結均已失效。',
      '如並非閣下或同事所為，即有他人持有舊連結。該連結已不能開啟頁面，請檢查該工作地點的名單及設定。',
    ],
    action: '開啟此工作地點的頁面',
    smallPrint: ['任何人持有此連結，均可查看及更改有關名單。請只轉交負責此工作地點的人。'],
  },
};
