import { addressRequestMessages } from '#mail/messages/address-request.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** For holders who have lost a number, or the email with the link to their own page. */
export const ownCertificatesMessages = {
  title: { en: 'Email me my certificates', 'zh-HK': '以電郵取得閣下的證書' },
  how: {
    en: 'Have you lost your certificate number, or our email? Type the address that your training provider has of you. We send everything that is registered with it in one email.',
    'zh-HK':
      '遺失了證書編號，或本系統的電郵？請輸入閣下向培訓機構提供的電郵地址，本系統會將以該地址登記的所有證書以一封電郵發出。',
  },
  ...addressRequestMessages,
  asked: {
    en: 'If certificates are registered with this address, an email with all of them is on its way. This page says the same for every address, so that nobody learns who has a certificate.',
    'zh-HK':
      '如有證書以此地址登記，載有所有證書的電郵即將發出。為免他人得知誰持有證書，本頁對任何地址均顯示相同內容。',
  },
  limits: {
    en: 'We send two such emails a day to one inbox, and then one an hour at most. The link in an earlier one still works.',
    'zh-HK': '每個收件箱每日可收到兩封此類電郵，其後最多每小時一封；較早一封的連結仍可使用。',
  },
  nothing: {
    en: 'Nothing came? Check your junk folder, then ask your training provider which address it has of you.',
    'zh-HK': '未有收到？請先查看垃圾郵件，再向培訓機構查詢所登記的地址。',
  },
  lost: { en: 'Lost your number or our email?', 'zh-HK': '遺失編號或電郵？' },
} as const satisfies Record<string, BilingualText>;

interface OwnCertificatesMail {
  subject: string;
  headline(count: number): string;
  numbered(number: string): string;
  until(day: string): string;
  doesNotExpire: string;
  andMore(count: number): string;
  all: string;
  smallPrint: string[];
}

export const ownCertificatesMail: Record<Language, OwnCertificatesMail> = {
  en: {
    subject: 'Your certificates',
    headline: (count) =>
      count === 1
        ? 'One certificate is registered with this address.'
        : `${count} certificates are registered with this address.`,
    numbered: (number) => `No. ${number}`,
    until: (day) => `Valid through ${day}`,
    doesNotExpire: 'Does not expire',
    andMore: (count) =>
      count === 1
        ? 'One more is on the page of your certificates.'
        : `${count} more are on the page of your certificates.`,
    all: 'See your certificates',
    smallPrint: [
      'You receive this email because somebody typed this address to have its certificates sent here. If that was not you, you need not do anything: nobody else has received it.',
      'Anyone who has the links in this email can use them as you can. Do not pass it on.',
    ],
  },
  'zh-HK': {
    subject: '閣下的證書',
    headline: (count) => `以此地址登記的證書共${count}張。`,
    numbered: (number) => `編號 ${number}`,
    until: (day) => `有效期至${day}`,
    doesNotExpire: '沒有屆滿日期',
    andMore: (count) => `另有${count}張載於閣下的證書頁面。`,
    all: '查看閣下的證書',
    smallPrint: [
      '閣下收到此電郵，是因為有人輸入此地址，要求將有關證書發送至此。如並非閣下所為，無須理會；此電郵並無發送予其他人。',
      '任何人持有此電郵內的連結，均可代閣下使用。請勿轉發。',
    ],
  },
};
