import type { MailTrouble, StopScope } from '#mail/address-state.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The messages of the pages that links in emails lead to: choosing which emails one gets. */
export const holderSiteMessages = {
  secret: {
    en: 'Anyone who has the link to this page can use it as you can. Do not pass it on.',
    'zh-HK': '任何人持有本頁連結，均可代閣下使用本頁。請勿轉發。',
  },
  done: { en: 'Done.', 'zh-HK': '已完成。' },
} as const satisfies Record<string, BilingualText>;

/** What a page says instead of what a link should have led to: the fact, then what to do. */
export const linkMessages = {
  incomplete: {
    title: { en: 'This link is not complete', 'zh-HK': '此連結不完整' },
    detail: {
      en: 'Nothing was changed. Copy the whole link from the email, to its very end, or use the link in the latest email you have from us.',
      'zh-HK':
        '未有作出任何更改。請由電郵複製整條連結（直至最後一個字元），或使用本系統最近發出的電郵內的連結。',
    },
  },
  ranOut: {
    title: { en: 'This link has expired', 'zh-HK': '此連結已過期' },
    detail: {
      en: 'Your next reminder brings a new one. If you need it earlier, have your certificates emailed to you.',
      'zh-HK': '下一封續期提示電郵會附上新連結。如需提早使用，可要求以電郵取得閣下的證書。',
    },
  },
  unknownAction: {
    title: { en: 'We could not process your request', 'zh-HK': '未能辨識閣下的要求' },
    detail: {
      en: 'Nothing was changed. Go back and press one of the buttons on the page.',
      'zh-HK': '未有作出任何更改。請返回上一頁，按其中一個按鈕。',
    },
  },
} as const satisfies Record<string, { title: BilingualText; detail: BilingualText }>;
export type LinkProblem = keyof typeof linkMessages;

export const unsubscribeMessages = {
  title: { en: 'Reminders by email', 'zh-HK': '續期提示電郵' },
  question: { en: 'Stop reminders to this address?', 'zh-HK': '停止向此地址發送續期提示？' },
  whatStops: {
    en: 'You get no more reminders about any certificate registered with this address.',
    'zh-HK': '以此地址登記的所有證書，均不會再發出續期提示。',
  },
  onlySome: { en: 'Or stop only some of them', 'zh-HK': '或只停止部分提示' },
  getting: {
    en: 'You get reminders before this certificate expires.',
    'zh-HK': '閣下會在證書到期前收到續期提示。',
  },
  notArriving: { en: 'Reminders are not sent to this address.', 'zh-HK': '續期提示現時不會發送至此地址。' },
  stoppedAll: {
    en: 'All reminders to this address are stopped.',
    'zh-HK': '已停止向此地址發出所有續期提示。',
  },
  stoppedType: {
    en: 'Reminders about certificates of this type are stopped.',
    'zh-HK': '已停止發出此類證書的續期提示。',
  },
  stoppedCertificate: {
    en: 'Reminders about this certificate are stopped.',
    'zh-HK': '已停止發出此證書的續期提示。',
  },
  staysValid: {
    en: 'Your certificates stay registered: anybody can verify them as before.',
    'zh-HK': '閣下的證書仍然登記在案，核實服務不受影響。',
  },
  facts: { en: 'This email was about', 'zh-HK': '電郵涉及的證書' },
  address: { en: 'Sent to', 'zh-HK': '收件地址' },
  choose: { en: 'What you want to get', 'zh-HK': '選擇要接收的提示' },
  atOnce: {
    en: 'Your choice takes effect immediately, also for emails waiting to be sent.',
    'zh-HK': '選擇即時生效，同樣適用於等候發出的電郵。',
  },
  certificate: { en: 'About this certificate', 'zh-HK': '關於此證書' },
  all: { en: 'All reminders to this address', 'zh-HK': '發送至此地址的所有提示' },
  gets: { en: 'You get them.', 'zh-HK': '現正接收。' },
  /** Where none are sent for another reason. */
  notStopped: { en: 'Not stopped.', 'zh-HK': '未有停止。' },
  within: { en: 'Stopped because of your choice below.', 'zh-HK': '已因下列選擇而停止。' },
  oneClick: {
    en: 'Would you rather stop only some of them, or get them again?',
    'zh-HK': '如只想停止部分提示，或想重新接收，可另作選擇。',
  },
  toChoose: { en: 'Choose', 'zh-HK': '前往選擇' },
} as const satisfies Record<string, BilingualText>;

/** The buttons, each a whole choice: somebody may read nothing else of the page. */
export const stopButtons = {
  stop: {
    certificate: { en: 'Stop reminders about this certificate', 'zh-HK': '停止此證書的提示' },
    type: { en: 'Stop reminders about this type', 'zh-HK': '停止此類證書的提示' },
    all: { en: 'Stop all reminders', 'zh-HK': '停止所有提示' },
  },
  resume: {
    certificate: { en: 'Get reminders about this certificate again', 'zh-HK': '重新接收此證書的提示' },
    type: { en: 'Get reminders about this type again', 'zh-HK': '重新接收此類證書的提示' },
    all: { en: 'Get reminders at this address again', 'zh-HK': '重新以此地址接收提示' },
  },
} as const satisfies Record<'stop' | 'resume', Record<'certificate' | 'type' | 'all', BilingualText>>;

/** An address that is not written to, told to the one who reads it. */
export const ownTroubleMessages: Record<MailTrouble['state'], BilingualText> = {
  undeliverable: {
    en: 'We do not write to this address any more: mail to it came back. Change your address, or give your provider one that works.',
    'zh-HK': '發送至此地址的電郵曾被退回，本系統已停止發送。請更改電郵地址，或向頒證機構提供有效的地址。',
  },
  complained: {
    en: 'We do not write to this address any more: one of our emails was reported as unwanted there. To get reminders again, ask your provider.',
    'zh-HK': '本系統的電郵曾於此地址被舉報為垃圾郵件，現已停止發送。如欲重新接收提示，請聯絡頒證機構。',
  },
};

export function aboutType(typeName: string, language: Language): string {
  return language === 'en' ? `About every ${typeName}` : `關於所有${typeName}`;
}

export function stoppedSince(on: CivilDate, language: Language): string {
  return language === 'en'
    ? `Stopped since ${longDate(on, language)}.`
    : `已自${longDate(on, language)}起停止。`;
}

/** The only place where this page is genuine. */
export function genuinePage(host: string, language: Language): string {
  return language === 'en'
    ? `This page is genuine only at ${host}. Look at the address bar.`
    : `本頁只設於 ${host}，請核對瀏覽器的網址列。`;
}

/** What a scope is, as far as its words go. */
export function scopeKind(scope: StopScope): 'certificate' | 'type' | 'all' {
  if (scope === 'all') return 'all';
  return scope.startsWith('type:') ? 'type' : 'certificate';
}
