import type { Language } from '#register/certificate/credential.ts';
import type { AskedRecipient } from '#watch/recipients/ask-recipient.ts';
import { type HeardDays, MAX_RECIPIENTS } from '#watch/recipients/recipient.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Who is told of a site: on its page. */
export const recipientMessages = {
  title: { en: 'Who gets the alerts', 'zh-HK': '誰接收通知' },
  lead: {
    en: 'Everybody here hears of a revoked, suspended or renewed certificate when it happens. Of a certificate or a document that is about to expire, each hears from the number of days that you set; what is nearer already is on this page.',
    'zh-HK':
      '證書被撤銷、暫停或續期時，以下各人均會收到通知；證書或文件即將到期時，各人按閣下所設的日數開始收到通知；已進入該日數的，請看本頁。',
  },
  noLink: {
    en: 'Others do not get the link to this page: they cannot see or change the list. They can stop their emails themselves.',
    'zh-HK': '其他收件人不會獲得本頁連結，不能查看或更改名單，但可自行停止接收電郵。',
  },
  own: { en: 'This site’s address', 'zh-HK': '此工作地點的電郵地址' },
  asked: {
    en: 'Has not confirmed yet: an email with a link was sent there. Until then nothing else goes there.',
    'zh-HK': '尚未確認：本系統已將載有連結的電郵發送至該地址；在確認前不會發出通知。',
  },
  days: { en: 'Hears of an expiry from', 'zh-HK': '到期前多少日開始通知' },
  save: { en: 'Save', 'zh-HK': '儲存' },
  remove: { en: 'Remove', 'zh-HK': '移除' },
  open: { en: 'Add somebody who gets the alerts', 'zh-HK': '加入收件人' },
  email: { en: 'Their email address', 'zh-HK': '收件人的電郵地址' },
  emailHint: {
    en: 'They confirm it themselves: an email asks them first. Used for these alerts only, and deleted when they stop or you leave.',
    'zh-HK':
      '本系統會先以電郵要求對方親自確認。地址只用於發出此類通知，對方停止接收或閣下停止監察後即予刪除。',
  },
  add: { en: 'Send them the email to confirm', 'zh-HK': '向對方發出確認電郵' },
  full: {
    en: `At most ${MAX_RECIPIENTS} others get the alerts of a site. Remove one to add another.`,
    'zh-HK': `除閣下外，每個工作地點最多可有${MAX_RECIPIENTS}名收件人。如需加入其他人，請先移除其中一名。`,
  },
  askedDone: {
    en: 'An email to confirm is on its way to the address that you typed. It gets no alerts before its reader confirms.',
    'zh-HK': '確認電郵即將發送至閣下輸入的地址；對方確認前，不會收到通知。',
  },
  saved: { en: 'Saved.', 'zh-HK': '已儲存。' },
  removed: {
    en: 'The address gets no more alerts about this site.',
    'zh-HK': '該地址不會再收到此工作地點的通知。',
  },
} as const satisfies Record<string, BilingualText>;

export function daysBefore(days: HeardDays, language: Language): string {
  return language === 'en' ? `${days} days before` : `${days}日前`;
}

/** The name of a button or a field, for who hears it alone. */
export function ofAddress(what: BilingualText, masked: string, language: Language): string {
  return language === 'en' ? `${what.en}: ${masked}` : `${what['zh-HK']}：${masked}`;
}

export const recipientRefusals: Record<Exclude<AskedRecipient, 'asked' | 'gone'>, BilingualText> = {
  invalid: {
    en: 'This is not an email address. It has the form name@example.com.',
    'zh-HK': '此並非電郵地址。電郵地址的格式為 name@example.com。',
  },
  already: {
    en: 'This address gets the alerts of this site already, or is being asked.',
    'zh-HK': '此地址已接收此工作地點的通知，或正等候確認。',
  },
  full: recipientMessages.full,
  usedUp: {
    en: 'This address has been asked five times today. Have its reader look into the inbox, or come back tomorrow.',
    'zh-HK': '此地址今日已收到五次確認要求。請對方查看收件箱，或於明日再試。',
  },
  noMoreMail: {
    en: 'No more of these emails can be sent today. Try again tomorrow.',
    'zh-HK': '今日未能再發出此類電郵，請於明日再試。',
  },
};

/** The recipient's own page: confirming, what comes, and stopping. */
export const alertsMessages = {
  title: { en: 'Alerts about this site come to you', 'zh-HK': '閣下正接收此工作地點的通知' },
  detail: {
    en: 'One email a day at most, when a certificate is revoked, suspended, renewed or about to expire. The list itself is shown only to those who look after the site.',
    'zh-HK':
      '證書被撤銷、暫停、續期或即將到期時，閣下會收到電郵，每日最多一封。名單只供負責該工作地點的人查看。',
  },
  stop: { en: 'Stop these emails', 'zh-HK': '停止接收此類電郵' },
  stopTitle: { en: 'Stop the alerts about this site?', 'zh-HK': '停止接收此工作地點的通知？' },
  back: { en: 'No, keep them', 'zh-HK': '否，繼續接收' },
  stopped: { en: 'Stopped: no more alerts come to you', 'zh-HK': '已停止：閣下不會再收到通知' },
  stoppedDetail: {
    en: 'Your address is deleted from this site. To get alerts again, ask those who look after the site to add you.',
    'zh-HK': '閣下的地址已從此工作地點刪除。如需再次接收，請要求負責該工作地點的人加入閣下。',
  },
  gone: { en: 'No alerts come to you by this link', 'zh-HK': '此連結沒有啟用通知' },
  goneDetail: {
    en: 'It was not confirmed within 7 days, somebody stopped it, or the site is watched no more. To get alerts, ask those who look after the site to add you.',
    'zh-HK':
      '有關要求未於7日內獲得確認、通知已停止，或該工作地點已不再受監察。如需接收，請要求負責該工作地點的人加入閣下。',
  },
} as const satisfies Record<string, BilingualText>;

/** What stopping does. */
export function stoppingDoes(site: string, language: Language): string {
  return language === 'en'
    ? `No more emails about ${site} come to you, and your address is deleted from it. Others get theirs as before.`
    : `閣下不會再收到有關「${site}」的電郵，閣下的地址亦會從中刪除；其他人的通知不受影響。`;
}

/** In the mail that asks for the confirmation; `site` as somebody typed it. */
export function recipientConfirmParagraphs(site: string, days: HeardDays, language: Language): string[] {
  return language === 'en'
    ? [
        `You receive this because somebody who looks after a site named “${site}” typed this address into the register of first-aid and EMS certificates, so that alerts about it also come to you.`,
        `Once you confirm, we write to you when a certificate there is revoked, suspended or renewed, and of one that is about to expire from ${days} days before: one email a day at most. Each has a link that stops it.`,
        'If you do not want them, do nothing. Without your confirmation within 7 days the request ends by itself, and no more emails come.',
      ]
    : [
        `閣下收到此電郵，是因為負責名為「${site}」的工作地點的人，在急救及緊急醫療證書登記冊輸入此電郵地址，讓閣下同時接收有關通知。`,
        `確認後，如該處的證書被撤銷、暫停或續期，本系統會以電郵通知閣下；即將到期的證書，則由到期前${days}日起通知，每日最多一封。每封電郵均載有停止接收的連結。`,
        '如閣下無意接收，無須理會；如未於7日內確認，要求會自動失效，閣下亦不會再收到電郵。',
      ];
}

/** What a mail of news says otherwise to a recipient, who has no link to the site. */
export const recipientNews: Record<
  Language,
  { why(site: string): string; names: string; more(count: number): string; morePeople(count: number): string }
> = {
  en: {
    why: (site) =>
      `You receive this email because those who look after ${site} asked that its alerts also come to this address, and you confirmed it. It is for your information only and is not a commercial message.`,
    names: 'It names people who work there: pass it on only to those who need it.',
    more: (count) => `And ${count} more: those who look after the site have the whole list.`,
    morePeople: (count) => `And ${count} more: those who look after the site have the whole list.`,
  },
  'zh-HK': {
    why: (site) =>
      `閣下收到此電郵，是因為負責「${site}」的人要求將通知同時發送至此地址，並已由閣下確認。此電郵只供參考，並非商業電子訊息。`,
    names: '此電郵載有在該處工作的人的姓名，請只轉交有需要知悉的人。',
    more: (count) => `另有${count}張，完整名單由負責該工作地點的人持有。`,
    morePeople: (count) => `另有${count}人，完整名單由負責該工作地點的人持有。`,
  },
};

/** To the employer: who else is told, so that nobody is for long without being known. */
export function alsoTo(others: readonly string[], language: Language): string[] {
  if (others.length === 0) return [];
  return language === 'en'
    ? [
        `These alerts also go to ${others.join(' and ')}: the page of the site shows who gets them, and can end it.`,
      ]
    : [`此類通知亦發送至 ${others.join(' 及 ')}；可在該工作地點的頁面查看及移除。`];
}
