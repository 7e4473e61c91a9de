import type { ReminderPlanName } from '#domain/catalogue';
import type { CivilDate } from '#domain/civil-date';
import type { Language } from '#domain/credential';
import { longDate } from './dates.ts';

/** The stages of each plan (domain.md §3): a missing sentence does not compile. */
interface StageSentences {
  firstAid: Record<'-180' | '-90' | '-30' | '-7' | '0' | '+1' | '+150', string>;
  emtRegistration: Record<'-180' | '-90' | '-60' | '-30' | '-14' | '-7' | '-1' | '+1', string>;
  nremt: Record<'windowOpens' | '-90' | '-30' | '-7' | '+1' | '+15', string>;
  lifeSupport: Record<'-60' | '-30' | '-7' | '+1', string>;
}

/** `opens`, `closes`: the subject also says that the time for renewing begins or ends. */
export type Occasion = 'opens' | 'closes' | 'countdown';

export interface MailWords {
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
  /** Between a label and its value. */
  colon: string;
  whatToDo: string;
  stages: StageSentences;
  /** Renewing late: until when the short way stays open. */
  late: Record<'firstAid' | 'nremt', { open(until: CivilDate): string; over(until: CivilDate): string }>;
  ask(provider: string, contact: string | undefined): string;
  view: string;
  smallPrint: {
    why(providers: string[]): string;
    countedFrom(on: CivilDate): string;
    information: string;
    stop(providers: string[]): string;
    neverAsks: string;
  };
}

export const mailWords: Record<Language, MailWords> = {
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
      `${count} certificates registered with this e-mail address are due for renewal. ${sentenceEn('The first', 'expires', longDate(expiresOn, 'en'), daysLeft)}`,
    greeting: (name) => `Dear ${name},`,
    greetingOfSeveral: 'Dear certificate holders,',
    labels: {
      type: 'Certificate',
      number: 'Certificate no.',
      holder: 'Holder',
      provider: 'Provider',
      registeredBy: 'Registered by',
      expiresOn: 'Valid through (inclusive)',
      printed: 'Date on the paper, since extended',
    },
    colon: ': ',
    whatToDo: 'What to do',
    stages: {
      firstAid: {
        '-180': 'The refresher window is open: you can take the course now.',
        '-90': 'Ask your provider when the next refresher courses are held.',
        '-30':
          'Arrange your refresher course now, so that you hold the new certificate before this one expires.',
        '-7': 'This is the last week: if you cannot take the refresher course in time, you are without a valid certificate until you have.',
        '0': 'From tomorrow you do not hold a valid certificate until you have renewed it.',
        '+1': 'You do not hold a valid certificate until you have renewed it.',
        '+150': 'The refresher window is closing: arrange your refresher course now.',
      },
      emtRegistration: {
        '-180': 'Add up your hours of continuing education, and ask your provider how many you still need.',
        '-90':
          'Compare your record of continuing education with your provider’s, while there is time to make up missing hours.',
        '-60': 'Put together the proofs of your continuing education and of your duties.',
        '-30': 'Hand in your renewal papers to your provider now, and ask how long it takes.',
        '-14':
          'If you have not applied for renewal yet, do it now, so that your provider can finish in time.',
        '-7': 'This is the last week: ask your provider whether your renewal is complete.',
        '-1': 'After the last valid day this certificate lapses: if your renewal is under way, ask your provider for the result.',
        '+1': 'This certificate has lapsed: do not work on the strength of it, and ask your provider how to restore it.',
      },
      nremt: {
        windowOpens: 'The recertification window is open: you can apply to NREMT now.',
        '-90': 'Check that all your hours of continuing education are on record at NREMT.',
        '-30': 'Apply to NREMT now: your application has to be complete by the last valid day.',
        '-7': 'This is the last week: make sure that NREMT has your complete application.',
        '+1': 'Your registration has lapsed: ask NREMT how to restore it.',
        '+15': 'On our record your registration is still lapsed: ask NREMT soon how to restore it.',
      },
      lifeSupport: {
        '-60': 'Ask your training centre when the next renewal courses are held.',
        '-30': 'Arrange your place on a renewal course now, so that there is no gap.',
        '-7': 'This is the last week: make sure that you have a place on a renewal course.',
        '+1': 'This certificate is no longer valid: ask your training centre whether the renewal course is still enough.',
      },
    },
    late: {
      firstAid: {
        open: (until) =>
          `The refresher course is still accepted for 6 months after expiry, until ${longDate(until, 'en')}.`,
        over: (until) =>
          `The refresher course was accepted until ${longDate(until, 'en')}; now you have to take the full course.`,
      },
      nremt: {
        open: (until) => `Reinstatement is open until ${longDate(until, 'en')}.`,
        over: (until) => `The time for reinstatement ended on ${longDate(until, 'en')}.`,
      },
    },
    ask: (provider, contact) =>
      contact === undefined
        ? `Already renewed, or a question? Ask ${provider}.`
        : `Already renewed, or a question? Ask ${provider}: ${contact}`,
    view: 'View and verify this certificate',
    smallPrint: {
      why: (providers) =>
        `You receive this e-mail because ${listEn(providers)} registered your certificate with this address, and the register tells holders when a certificate expires.`,
      countedFrom: (on) => `Days are counted from ${longDate(on, 'en')}, Hong Kong time.`,
      information: 'It is for your information only and is not a commercial message.',
      stop: (providers) => `To stop these e-mails, tell ${listEn(providers)}.`,
      neverAsks: 'The register never asks you for a password or a payment.',
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
    colon: '：',
    whatToDo: '續證須知',
    stages: {
      firstAid: {
        '-180': '重溫課程現已接受報讀，閣下可開始修讀。',
        '-90': '請向頒證機構查詢下一期重溫課程的日期。',
        '-30': '請盡快安排修讀重溫課程，以便在現有證書到期前取得新證書。',
        '-7': '證書將於一星期內到期；如未能及時修畢重溫課程，在完成續證前閣下並無有效證書。',
        '0': '由明日起，在完成續證前閣下並無有效證書。',
        '+1': '在完成續證前，閣下並無有效證書。',
        '+150': '重溫課程的限期將至，請立即安排修讀。',
      },
      emtRegistration: {
        '-180': '請計算閣下已完成的持續進修時數，並向頒證機構查詢尚欠多少小時。',
        '-90': '請與頒證機構核對持續進修記錄，以便及早補足所欠時數。',
        '-60': '請備妥持續進修及執勤的證明文件。',
        '-30': '請現在向頒證機構提交續證文件，並查詢處理需時多久。',
        '-14': '如尚未申請續證，請立即辦理，讓頒證機構可在到期前完成處理。',
        '-7': '證書將於一星期內到期，請向頒證機構確認續證手續是否已經辦妥。',
        '-1': '最後有效日過後，證書即告失效；如正在辦理續證，請向頒證機構查詢結果。',
        '+1': '證書現已失效；請勿憑此證書執勤，並向頒證機構查詢如何恢復資格。',
      },
      nremt: {
        windowOpens: '續證申請期已開始，閣下現可向 NREMT 提出申請。',
        '-90': '請核對全部持續進修時數是否已記錄於 NREMT。',
        '-30': '請現在向 NREMT 提出申請；申請須在最後有效日或之前齊備。',
        '-7': '註冊將於一星期內到期，請確認 NREMT 已收到齊備的申請。',
        '+1': '註冊現已失效；請向 NREMT 查詢如何恢復。',
        '+15': '按本系統的記錄，閣下的註冊仍未恢復，請盡快向 NREMT 查詢如何恢復。',
      },
      lifeSupport: {
        '-60': '請向培訓中心查詢下一期續證課程的日期。',
        '-30': '請現在安排修讀續證課程，以免資格中斷。',
        '-7': '證書將於一星期內到期，請確認已獲續證課程學額。',
        '+1': '證書現已失效；請向培訓中心查詢是否仍可只修讀續證課程。',
      },
    },
    late: {
      firstAid: {
        open: (until) => `證書到期後6個月內仍可修讀重溫課程，限期為${longDate(until, 'zh-HK')}。`,
        over: (until) => `重溫課程的限期為${longDate(until, 'zh-HK')}，現已逾期，須重新修讀完整課程。`,
      },
      nremt: {
        open: (until) => `恢復註冊的申請期至${longDate(until, 'zh-HK')}為止。`,
        over: (until) => `恢復註冊的申請期已於${longDate(until, 'zh-HK')}結束。`,
      },
    },
    ask: (provider, contact) =>
      contact === undefined
        ? `如已完成續證或有查詢，請聯絡${provider}。`
        : `如已完成續證或有查詢，請聯絡${provider}：${contact}`,
    view: '查看及核實此證書',
    smallPrint: {
      why: (providers) =>
        `閣下收到此電郵，是因為${providers.join('、')}以此電郵地址登記了閣下的證書，而本系統會提示持證人證書的到期日。`,
      countedFrom: (on) => `日數由${longDate(on, 'zh-HK')}起計（香港時間）。`,
      information: '此電郵只供參考，並非商業電子訊息。',
      stop: (providers) => `如不欲再接收此類電郵，請通知${providers.join('、')}。`,
      neverAsks: '本系統絕不會要求閣下提供密碼或付款。',
    },
  },
};

/** The sentence of one stage; undefined for a stage that the plan does not have. */
export function stageSentence(plan: ReminderPlanName, stageId: string, lang: Language): string | undefined {
  const sentences: Record<string, string> = mailWords[lang].stages[plan];
  return Object.hasOwn(sentences, stageId) ? sentences[stageId] : undefined;
}

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
  if (/registration/i.test(typeName)) return typeName.replace(/, (.+)$/, ' ($1)');
  return /certificate|diploma/i.test(typeName) ? typeName : `${typeName} certificate`;
}

function asCertificateZh(typeName: string): string {
  const name = /(證書|文憑|註冊)(（.*）)?$/.test(typeName) ? typeName : `「${typeName}」證書`;
  return /^[A-Za-z]/.test(name) ? ` ${name}` : name;
}

function listEn(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
