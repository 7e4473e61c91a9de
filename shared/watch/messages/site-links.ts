import { addressRequestMessages } from '#mail/messages/address-request.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** For employers who have lost the link to a site, or whose link was replaced. */
export const siteLinksMessages = {
  title: { en: 'Send me the links to my sites', 'zh-HK': '以電郵取得工作地點頁面的連結' },
  how: {
    en: 'Have you lost the link to the page of a site, or was it replaced? Type the address that its alerts go to. We send the links to all sites of that address in one email.',
    'zh-HK':
      '遺失了工作地點頁面的連結，或連結已被更換？請輸入接收通知的電郵地址，本系統會將該地址所有工作地點的連結以一封電郵發出。',
  },
  ...addressRequestMessages,
  asked: {
    en: 'If sites are watched with this address, or their alerts come to it, an email with their links is on its way. This page says the same for every address, so that nobody learns who watches a site.',
    'zh-HK':
      '如有工作地點以此地址接收通知，載有連結的電郵即將發出。為免他人得知誰在監察工作地點，本頁對任何地址均顯示相同內容。',
  },
  limits: {
    en: 'We send two such emails a day to one inbox, and then one an hour at most. Each alert has the link to its site as well.',
    'zh-HK': '每個收件箱每日可收到兩封此類電郵，其後最多每小時一封。每封通知電郵亦載有其工作地點頁面的連結。',
  },
} as const satisfies Record<string, BilingualText>;

interface SiteLinksMail {
  subject: string;
  headline(count: number): string;
  /** Where the address has no site of its own. */
  alertsHeadline(count: number): string;
  /** Above the sites of which the address is told besides their employers. */
  alerts: string;
  andMore(count: number): string;
  smallPrint: string[];
}

export const siteLinksMail: Record<Language, SiteLinksMail> = {
  en: {
    subject: 'The links to your sites',
    headline: (count) =>
      count === 1 ? 'This address watches one site.' : `This address watches ${count} sites.`,
    alertsHeadline: (count) =>
      count === 1
        ? 'This address gets the alerts of one site.'
        : `This address gets the alerts of ${count} sites.`,
    alerts:
      'Alerts of these come here because you confirmed it. Each link shows that, and stops it; the page of the site is opened by those alone who look after it.',
    andMore: (count) =>
      count === 1
        ? 'There is one more. Its alerts have its link.'
        : `There are ${count} more. Their alerts have their links.`,
    smallPrint: [
      'You receive this email because somebody typed this address to have the links sent here. If that was not you, you need not do anything: nobody else has received it.',
      'Anyone who has a link in this email can see and change the list of that site. Has a link reached the wrong person? Make a new one under “Settings” on the page of the site; the old one then ends.',
    ],
  },
  'zh-HK': {
    subject: '工作地點頁面的連結',
    headline: (count) => `以此地址監察的工作地點共${count}個。`,
    alertsHeadline: (count) => `此地址接收${count}個工作地點的通知。`,
    alerts:
      '此地址經閣下確認，接收以下工作地點的通知。按連結可查看及停止接收；工作地點的頁面只供負責該地點的人開啟。',
    andMore: (count) => `另有${count}個工作地點，其連結載於各自的通知電郵。`,
    smallPrint: [
      '閣下收到此電郵，是因為有人輸入此地址，要求將連結發送至此。如並非閣下所為，無須理會；此電郵並無發送予其他人。',
      '任何人持有此電郵內的連結，均可查看及更改有關名單。如連結落入他人手中，請在該工作地點頁面的「設定」建立新連結，舊連結即告失效。',
    ],
  },
};
