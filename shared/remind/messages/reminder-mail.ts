import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate, longDateInHongKong } from '#web/messages/dates.ts';
import type { MailCategory } from './reminder-stages.ts';

/** `opens`, `closes`: the subject also says that the time for renewing begins or ends. */
export type Occasion = 'opens' | 'closes' | 'countdown';

export interface MailMessages {
  /** The subject in this language for one certificate; `daysLeft` is negative after expiry. */
  subject(daysLeft: number, occasion: Occasion): string;
  /** For several; `daysLeft` of the one that expires first. */
  subjectOfSeveral(count: number, daysLeft: number, allSameDay: boolean): string;
  yourCertificate(typeName: string): string;
  certificateOf(typeName: string, holder: string): string;
  /** One whole sentence; `certificate` is what `yourCertificate` or `certificateOf` gave. */
  headline(certificate: string, expiresOn: CivilDate, daysLeft: number): string;
  /** Several of one type that expire on one day. */
  headlineOfAlike(count: number, expiresOn: CivilDate, daysLeft: number): string;
  headlineOfSeveral(count: number, expiresOn: CivilDate, daysLeft: number): string;
  greeting(name: string): string;
  greetingOfSeveral: string;
  labels: Record<
    'type' | 'number' | 'holder' | 'provider' | 'registeredBy' | 'expiresOn' | 'printed',
    string
  >;
  whatToDo: string;
  /** Above several certificates, whose numbers are the links. */
  byNumber: string;
  ask(provider: string, contact: string | undefined): string;
  /** The holder's own page of the certificate, and the one that an employer sees. */
  see: string;
  forEmployer: string;
  smallPrint: {
    why(providers: string[]): string;
    countedFrom(on: CivilDate): string;
    category: Record<MailCategory, string>;
    neverAsks: string;
  };
  /** At the foot; the law asks for the first in both languages (domain.md §3, §6). */
  links: {
    stop: string;
    certificates: string;
  };
}

export const mailMessages: Record<Language, MailMessages> = {
  en: {
    subject: (daysLeft, occasion) => {
      if (occasion === 'opens') return `Renewal window open: your certificate ${whenEn(daysLeft, 'expires')}`;
      if (occasion === 'closes')
        return `Refresher window closing: your certificate ${whenEn(daysLeft, 'expires')}`;
      return daysLeft === 0
        ? 'Today is the last valid day of your certificate'
        : `Your certificate ${whenEn(daysLeft, 'expires')}`;
    },
    subjectOfSeveral: (count, daysLeft, allSameDay) =>
      allSameDay
        ? `${count} certificates ${whenEn(daysLeft, 'expire')}`
        : `${count} certificates: the first ${whenEn(daysLeft, 'expires')}`,
    yourCertificate: (typeName) => `Your ${asCertificateEn(typeName)}`,
    certificateOf: (typeName, holder) => `The ${asCertificateEn(typeName)} of ${holder}`,
    headline: (certificate, expiresOn, daysLeft) =>
      sentenceEn(certificate, 'expires', longDate(expiresOn, 'en'), daysLeft),
    headlineOfAlike: (count, expiresOn, daysLeft) =>
      sentenceEn(`${count} certificates`, 'expire', longDate(expiresOn, 'en'), daysLeft),
    headlineOfSeveral: (count, expiresOn, daysLeft) =>
      `${count} certificates registered with this email address are due for renewal. ${sentenceEn('The first', 'expires', longDate(expiresOn, 'en'), daysLeft)}`,
    greeting: (name) => `Dear ${name},`,
    greetingOfSeveral: 'Dear certificate holders,',
    labels: {
      type: 'Certificate',
      number: 'Certificate no.',
      holder: 'Holder',
      provider: 'Provider',
      registeredBy: 'Registered by',
      expiresOn: 'Valid through (inclusive)',
      printed: 'Date printed (since extended)',
    },
    whatToDo: 'What to do',
    byNumber: 'See, print or share each certificate by the link of its number.',
    ask: (provider, contact) =>
      contact === undefined
        ? `Already renewed, or a question? Ask ${provider}.`
        : `Already renewed, or a question? Ask ${provider}: ${contact}`,
    see: 'See your certificate',
    forEmployer: 'For an employer: verify this certificate',
    smallPrint: {
      why: (providers) =>
        `You receive this email because ${listEn(providers)} registered your certificate with this address so that we can remind you before it expires.`,
      countedFrom: (on) => `Days are counted from ${longDateInHongKong(on, 'en')}.`,
      category: {
        expiryNotice: 'It is for your information only and is not a commercial message.',
      },
      neverAsks: 'The register never asks you for a password or a payment.',
    },
    links: {
      stop: 'To stop these emails, click here',
      certificates: 'See all your certificates or change your email address',
    },
  },
  'zh-HK': {
    subject: (daysLeft, occasion) => {
      if (occasion === 'opens') return `證書續期提示：續證期已開始，${whenZh(daysLeft)}`;
      if (occasion === 'closes') return `證書續期提示：${whenZh(daysLeft)}，重溫課程限期將至`;
      return `證書續期提示：${whenZh(daysLeft)}`;
    },
    subjectOfSeveral: (count, daysLeft, allSameDay) =>
      `證書續期提示：${count}張證書${allSameDay ? '' : '，最早到期者'}${whenZh(daysLeft)}`,
    yourCertificate: (typeName) => `閣下的${asCertificateZh(typeName)}`,
    certificateOf: (typeName, holder) => `${holder}的${asCertificateZh(typeName)}`,
    headline: (certificate, expiresOn, daysLeft) =>
      sentenceZh(certificate, longDate(expiresOn, 'zh-HK'), daysLeft),
    headlineOfAlike: (count, expiresOn, daysLeft) =>
      sentenceZh(`${count}張證書`, longDate(expiresOn, 'zh-HK'), daysLeft),
    headlineOfSeveral: (count, expiresOn, daysLeft) =>
      `以此電郵地址登記的${count}張證書須辦理續證。${sentenceZh('最早到期者', longDate(expiresOn, 'zh-HK'), daysLeft)}`,
    greeting: (name) => `${name}${/[A-Za-z.]$/.test(name) ? ' ' : ''}先生／女士：`,
    greetingOfSeveral: '各位持證人：',
    labels: {
      type: '證書',
      number: '證書編號',
      holder: '持證人',
      provider: '頒證機構',
      registeredBy: '登記機構',
      expiresOn: '有效期至（包括當日）',
      printed: '證書上所印日期（其後已延期）',
    },
    whatToDo: '續證須知',
    byNumber: '按各證書編號的連結，即可查看、列印或分享該證書。',
    ask: (provider, contact) =>
      contact === undefined
        ? `如已完成續證或有查詢，請聯絡${provider}。`
        : `如已完成續證或有查詢，請聯絡${provider}：${contact}`,
    see: '查看閣下的證書',
    forEmployer: '供僱主使用：核實此證書',
    smallPrint: {
      why: (providers) =>
        `閣下收到此電郵，是因為${providers.join('、')}以此電郵地址登記了閣下的證書，並由本系統向閣下發出到期提示。`,
      countedFrom: (on) => `日數以${longDateInHongKong(on, 'zh-HK')}計算。`,
      category: {
        expiryNotice: '此電郵只供參考，並非商業電子訊息。',
      },
      neverAsks: '本系統絕不會要求閣下提供密碼或付款。',
    },
    links: {
      stop: '如不欲再接收此類電郵，請按此',
      certificates: '查看所有證書或更改電郵地址',
    },
  },
};

function sentenceEn(what: string, expires: 'expires' | 'expire', date: string, daysLeft: number): string {
  if (daysLeft === 0) return `${what} ${expires} today, ${date}: this is the last valid day.`;
  if (daysLeft === 1) return `${what} ${expires} tomorrow, ${date}.`;
  if (daysLeft > 1) return `${what} ${expires} on ${date}, in ${daysLeft} days.`;
  return `${what} ${whenEn(daysLeft, expires)}: the last valid day was ${date}.`;
}

function sentenceZh(what: string, date: string, daysLeft: number): string {
  if (daysLeft === 0) return `${what}的最後有效日為今日，即${date}。`;
  if (daysLeft === 1) return `${what}將於明日，即${date}到期，尚餘1日。`;
  if (daysLeft > 1) return `${what}將於${date}到期，尚餘${daysLeft}日。`;
  return `${what}${whenZh(daysLeft)}，最後有效日為${date}。`;
}

function whenEn(daysLeft: number, expires: 'expires' | 'expire'): string {
  if (daysLeft === 0) return `${expires} today`;
  if (daysLeft === 1) return `${expires} in 1 day`;
  if (daysLeft > 1) return `${expires} in ${daysLeft} days`;
  return daysLeft === -1 ? 'expired yesterday' : `expired ${-daysLeft} days ago`;
}

function whenZh(daysLeft: number): string {
  if (daysLeft === 0) return '今日為最後有效日';
  if (daysLeft > 0) return `尚餘${daysLeft}日`;
  return daysLeft === -1 ? '已於昨日到期' : `已過期${-daysLeft}日`;
}

/** "Emergency Medical Responder" is a person: the thing that expires is the certificate. */
function asCertificateEn(typeName: string): string {
  if (/registration/i.test(typeName)) return typeName.replace(/, ([^,]+)$/, ' ($1)');
  return /certificate|diploma/i.test(typeName) ? typeName : `${typeName} certificate`;
}

function asCertificateZh(typeName: string): string {
  const name = /(證書|文憑|註冊)(（[^（）]*）)?$/.test(typeName) ? typeName : `「${typeName}」證書`;
  return /^[A-Za-z]/.test(name) ? ` ${name}` : name;
}

function listEn(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
