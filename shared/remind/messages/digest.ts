import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { Reminding } from '#remind/digest/digest.ts';
import { longDate, longDateInHongKong } from '#web/messages/dates.ts';

/** How many there are in a digest; `atLeast`: of failing addresses there may be more. */
export interface DigestCounts {
  expiring: number;
  undeliverable: number;
  atLeast: boolean;
}

interface DigestMessages {
  /** At least one of the two counts is not nought; `days` until the last day that is looked at. */
  subject(counts: DigestCounts, days: number): string;
  headline(counts: DigestCounts, span: { on: CivilDate; to: CivilDate; days: number }): string;
  greeting(provider: string): string;
  expiring: {
    title: string;
    lead(on: CivilDate): string;
    none: string;
    validThrough(expiresOn: CivilDate, daysLeft: number): string;
    all: string;
  };
  undeliverable: { title: string; lead: string; since(on: CivilDate): string; all: string };
  /** The table ends before the list does. */
  more(count: number, atLeast: boolean): string;
  /** What is stored of some is damaged. */
  unreadable(count: number): string;
  smallPrint: { why(provider: string): string; names: string; stop: string };
}

/** The provider's weekly digest. */
export const digestMessages: Record<Language, DigestMessages> = {
  en: {
    subject: (counts, days) =>
      `Weekly digest: ${counts.expiring > 0 ? expireEn(counts.expiring, days) : failEn(counts)}`,
    headline: (counts, { on, to, days }) => {
      if (counts.expiring === 0) return `As of ${longDate(on, 'en')}, ${failEn(counts)}.`;
      const expire = `${expireEn(counts.expiring, days)}, through ${longDate(to, 'en')}.`;
      return counts.undeliverable > 0 ? `${expire} ${capital(failEn(counts))}.` : expire;
    },
    greeting: (provider) => `To ${provider}:`,
    expiring: {
      title: 'Expiring certificates',
      lead: (on) =>
        `As of ${longDateInHongKong(on, 'en')}; the nearest last valid day first. Revoked, suspended and replaced certificates are left out.`,
      none: 'None of your certificates expires in these days.',
      validThrough: (expiresOn, daysLeft) =>
        `Valid through ${expiresOn} (${daysLeft === 0 ? 'the last day is today' : daysLeft === 1 ? '1 day left' : `${daysLeft} days left`})`,
      all: 'See all that expire in the console',
    },
    undeliverable: {
      title: 'Email addresses that do not work',
      lead: 'These holders get no reminders. Ask them for an address that works and correct it in the console.',
      since: (on) => `Since ${on}`,
      all: 'Correct the addresses in the console',
    },
    unreadable: (count) =>
      `${count === 1 ? '1 more certificate cannot be read and is' : `${count} more certificates cannot be read and are`} not listed here; the operator of the register must fix this.`,
    more: (count, atLeast) =>
      `And ${atLeast ? 'at least ' : ''}${count} more: the console has the whole list.`,
    smallPrint: {
      why: (provider) =>
        `You receive this email on Mondays because this address is on record for the weekly digest of ${provider}. It is for your information only and is not a commercial message.`,
      names: 'It names holders of your certificates: pass it on only to those who need it for their work.',
      stop: 'To change the address or to stop the digest, tell the operator of the register. The register never asks you for a password or a payment.',
    },
  },
  'zh-HK': {
    subject: (counts, days) =>
      `證書每週摘要：${counts.expiring > 0 ? expireZh(counts.expiring, days) : failZh(counts)}`,
    headline: (counts, { on, to, days }) => {
      if (counts.expiring === 0) return `截至${longDate(on, 'zh-HK')}，${failZh(counts)}。`;
      const expire = `由今日至${longDate(to, 'zh-HK')}的${days}日內，將有${counts.expiring}張證書到期。`;
      return counts.undeliverable > 0 ? `${expire}另有${failZh(counts)}。` : expire;
    },
    greeting: (provider) => `致${/^[A-Za-z]/.test(provider) ? ' ' : ''}${provider}：`,
    expiring: {
      title: '即將到期的證書',
      lead: (on) =>
        `以下資料截至${longDateInHongKong(on, 'zh-HK')}，按最後有效日由近至遠排列；已撤銷、已暫停及已由新證書取代者不計在內。`,
      none: '貴機構沒有證書在此期間到期。',
      validThrough: (expiresOn, daysLeft) =>
        `有效期至${expiresOn}（${daysLeft === 0 ? '今日為最後有效日' : `尚餘${daysLeft}日`}）`,
      all: '在培訓機構平台查看全部即將到期的證書',
    },
    undeliverable: {
      title: '無法送達的電郵地址',
      lead: '以下持證人不會收到續期提示。請向他們索取有效的電郵地址，然後在培訓機構平台更正。',
      since: (on) => `自${on}起`,
      all: '在培訓機構平台更正電郵地址',
    },
    unreadable: (count) => `另有${count}張證書的資料未能讀取，未有列於此處；須待本系統的營運者修復。`,
    more: (count, atLeast) => `另有${atLeast ? '至少' : ''}${count}張證書，完整名單載於培訓機構平台。`,
    smallPrint: {
      why: (provider) =>
        `此電郵逢星期一發送；閣下收到此電郵，是因為此地址已登記為${provider}每週摘要的收件地址。此電郵只供參考，並非商業電子訊息。`,
      names: '內容載有貴機構持證人的姓名，請只轉交因工作需要而須知悉的人。',
      stop: '如須更改收件地址或停止接收摘要，請通知本系統的營運者。本系統絕不會要求閣下提供密碼或付款。',
    },
  },
};

/** How it stands with reminding a holder, in a row of the digest. */
export function remindingIn(lang: Language, reminding: Reminding): string {
  const messages = remindingMessages[lang];
  return reminding.state === 'reminded' ? messages.reminded(reminding.on) : messages[reminding.state];
}

type RemindingMessages = Record<Exclude<Reminding['state'], 'reminded'>, string> & {
  reminded(on: CivilDate): string;
};

const remindingMessages: Record<Language, RemindingMessages> = {
  en: {
    reminded: (on) => `Reminded on ${on}`,
    notYet: 'Not reminded yet',
    noAddress: 'No email address: gets no reminder',
    undeliverable: 'Mail does not arrive: gets no reminder',
    complained: 'Reported our mail as unwanted: gets no reminder',
    unsubscribed: 'Has stopped the reminders',
    withheld: 'The register does not write to this address: gets no reminder',
    renewed: 'Has a newer certificate',
    uncertain: 'A reminder may or may not have gone out',
  },
  'zh-HK': {
    reminded: (on) => `已於${on}發出提示`,
    notYet: '尚未發出提示',
    noAddress: '沒有電郵地址，不會收到提示',
    undeliverable: '電郵無法送達，不會收到提示',
    complained: '已將本系統的電郵舉報為垃圾郵件，不會收到提示',
    unsubscribed: '已取消接收提示',
    withheld: '本系統不會發送電郵至此地址，不會收到提示',
    renewed: '已另有較新的證書',
    uncertain: '未能確定提示是否已發出',
  },
};

function expireEn(count: number, days: number): string {
  const what = count === 1 ? '1 certificate expires' : `${count} certificates expire`;
  return `${what} ${days === 1 ? 'by tomorrow' : `in the next ${days} days`}`;
}

function failEn({ undeliverable: count, atLeast }: DigestCounts): string {
  const whose = count === 1 ? '1 certificate' : `${count} certificates`;
  return `email to the holders of ${atLeast ? 'at least ' : ''}${whose} does not arrive`;
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const expireZh = (count: number, days: number) => `${count}張證書將於未來${days}日內到期`;

const failZh = ({ undeliverable, atLeast }: DigestCounts) =>
  `${atLeast ? '至少' : ''}${undeliverable}張證書的持證人電郵無法送達`;
