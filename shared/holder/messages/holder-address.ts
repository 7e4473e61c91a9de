import type { Whereabouts } from '#holder/moved-certificates.ts';
import type { AddressRefusal } from '#register/address/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { longDate } from '#web/messages/dates.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Changing the address that a holder's certificates are registered with. */
export const addressMessages = {
  title: { en: 'Change your email address', 'zh-HK': '更改電郵地址' },
  how: {
    en: 'We write to the new address with a link to confirm it, and tell the current one. Nothing changes before that link is used.',
    'zh-HK': '本系統會向新地址發出確認連結，並通知現有地址。在新地址確認之前，不會作出任何更改。',
  },
  everyone: {
    en: 'All certificates registered with the current address move to the new one, and their providers see it. If several people share the current address, ask a provider to change yours alone. What came to the current address by such a change in the last 30 days stays: it can still be undone.',
    'zh-HK':
      '以現有地址登記的所有證書均會改用新地址，有關頒證機構亦會看到新地址。如現有地址由多人共用，請要求頒證機構只更改閣下的證書。過去30日內經更改地址轉到現有地址的證書不會再轉移，因該項更改仍可撤回。',
  },
  field: { en: 'New email address', 'zh-HK': '新電郵地址' },
  ask: { en: 'Send the link to confirm', 'zh-HK': '發出確認連結' },
  back: { en: 'Back to your certificates', 'zh-HK': '返回閣下的證書' },
  askedTitle: { en: 'Check your new inbox', 'zh-HK': '請查閱新地址的收件箱' },
  askedDetail: {
    en: 'Open the link in that email within 48 hours. Until then everything stays as it is. If the address above is not right, or no email comes, go back and type an address at which you get mail.',
    'zh-HK':
      '請於48小時內開啟電郵內的連結。在此之前一切維持不變。如上述地址有誤，或未有收到電郵，請返回填寫可收到電郵的地址。',
  },
  oldAddress: { en: 'Current address', 'zh-HK': '現有地址' },
  formerAddress: { en: 'Previous address', 'zh-HK': '原有地址' },
  newAddress: { en: 'New address', 'zh-HK': '新地址' },
  confirmTitle: { en: 'Use this address from now on?', 'zh-HK': '確認改用此地址？' },
  confirmDetail: {
    en: 'Reminders about all certificates of the current address will come to the new one. Stops set for the old address do not carry over; stops set for the new address end.',
    'zh-HK':
      '以現有地址登記的所有證書，其續期提示將改為發送至新地址。曾以現有地址停收的提示不會沿用；曾以新地址停收的提示會重新發出。',
  },
  confirm: { en: 'Use the new address', 'zh-HK': '改用新地址' },
  halfDone: {
    en: 'The change has begun and is not finished. Press the button once more to finish it.',
    'zh-HK': '更改已經開始但尚未完成。請再按一次按鈕以完成更改。',
  },
  madeTitle: { en: 'Your address is changed', 'zh-HK': '電郵地址已更改' },
  madeDetail: {
    en: 'Reminders come to the new address from now on. We tell both addresses.',
    'zh-HK': '續期提示即時起會發送至新地址。本系統會通知新舊兩個地址。',
  },
  seeCertificates: { en: 'See your certificates', 'zh-HK': '查看閣下的證書' },
  refuseTitle: { en: 'Keep the current address?', 'zh-HK': '保留現有地址？' },
  refuseDetail: {
    en: 'Somebody with a link from an email to the current address asked us to write to the new one instead. If that was not you, keep the current address. Every later change of this address ends as well.',
    'zh-HK':
      '有人使用發送至現有地址的電郵內的連結，要求改為發送至新地址。如並非閣下所為，請保留現有地址；其後由此地址提出的更改亦會一併終止。',
  },
  takeBackTitle: { en: 'Undo this change?', 'zh-HK': '撤回更改？' },
  takeBackDetail: {
    en: 'The new address was confirmed, and reminders go there now. If you did not want this, undo it: they come to your address again, wherever the certificates were moved since. Every later change of your address ends as well.',
    'zh-HK':
      '新地址已獲確認，續期提示現正發送至該處。如閣下無意更改，可將其撤回：不論證書其後再轉往何處，提示均會重新發送至原有地址，其後由閣下地址提出的更改亦會一併終止。',
  },
  refuse: { en: 'Keep the current address', 'zh-HK': '保留現有地址' },
  takeBack: { en: 'Undo this change', 'zh-HK': '撤回更改' },
  refusedTitle: { en: 'The current address is kept', 'zh-HK': '已保留現有地址' },
  refusedDetail: {
    en: 'The change to the new address is cancelled. If you did not ask for it, somebody has seen one of your emails from us: do not pass them on.',
    'zh-HK':
      '改用新地址的要求已取消。如閣下從未提出要求，即表示有人看過本系統發給閣下的電郵；請勿轉發該等電郵。',
  },
  notAllBackTitle: { en: 'Not every certificate is back', 'zh-HK': '部分證書尚未還原' },
  onceMore: { en: 'Undo what is left', 'zh-HK': '撤回餘下的更改' },
  mailGoesOn: {
    en: 'What was stopped at this address since the change was asked for comes again.',
    'zh-HK': '自提出更改以來於此地址停止了的提示，現已恢復發出。',
  },
  elsewhere: { en: 'Certificates that are not back', 'zh-HK': '尚未還原的證書' },
  tooLateTitle: { en: 'This change can no longer be undone', 'zh-HK': '此項更改已不能撤回' },
  tooLateDetail: {
    en: 'A change of address can be undone for 30 days. If the certificates are yours, ask the provider that issued each to register your address again.',
    'zh-HK': '更改電郵地址後30日內可以撤回。如有關證書屬閣下所有，請要求各頒證機構重新登記閣下的地址。',
  },
  notMadeTitle: { en: 'This change was refused', 'zh-HK': '此項更改已被拒絕' },
  notMadeDetail: {
    en: 'Someone who reads mail at the current address refused or undid it: reminders about those certificates do not come to the new address. If they are yours, ask your provider to change the address.',
    'zh-HK':
      '現有地址的收件人已拒絕或撤回更改，有關證書的提示不會發送至新地址。如該等證書屬閣下所有，請要求頒證機構更改電郵地址。',
  },
  goneTitle: { en: 'This change can no longer be made', 'zh-HK': '此項更改已不能進行' },
  goneDetail: {
    en: 'A link to confirm is good for 48 hours. Nothing was changed. Ask again from the page of your certificates, which is linked in every reminder.',
    'zh-HK':
      '確認連結於48小時內有效。未有作出任何更改。請由續期提示電郵內的連結前往閣下的證書頁面，再次提出更改。',
  },
} as const satisfies Record<string, BilingualText>;

const addressRefusals: Record<Exclude<AddressRefusal['code'], 'held'>, BilingualText> = {
  invalid: {
    en: 'This is not an email address as we can use it. Write it like name@example.com, without spaces.',
    'zh-HK': '此電郵地址格式不符。請按 name@example.com 的格式填寫，中間不要留空格。',
  },
  same: {
    en: 'This is the address that your certificates are registered with already.',
    'zh-HK': '閣下的證書現已以此地址登記。',
  },
  noCertificate: {
    en: 'No certificate is registered with your current address any more, so there is nothing to change.',
    'zh-HK': '現有地址已無登記任何證書，因此無須更改。',
  },
  tooMany: {
    en: 'You have asked for three changes today. Try again tomorrow, or use one of the links that we sent.',
    'zh-HK': '閣下今日已提出三次更改。請於明日再試，或使用已發出的確認連結。',
  },
  noMoreMail: {
    en: 'No more of these emails can be sent today. Look whether one is in the inbox already, or try again tomorrow.',
    'zh-HK': '今日未能再寄出此類電郵。請查看收件箱內是否已有確認電郵，或於明日再試。',
  },
};

/** What was typed, in full, so that a mistyped letter is seen. */
export function linkSentTo(address: string, language: Language): string {
  return language === 'en' ? `We send a link to ${address}.` : `確認連結將發送至 ${address}。`;
}

/** Why no change is asked for, and what to do instead. */
export function refusalMessage(refusal: AddressRefusal, language: Language): string {
  if (refusal.code !== 'held') return addressRefusals[refusal.code][language];
  const day = longDate(refusal.until, language);
  return language === 'en'
    ? `Your certificates came to this address by a change that can be undone until ${day}, so they cannot move on before then. If you did not want that change, refuse it by the link in the email that went to the previous address. If you need another address sooner, ask the provider.`
    : `閣下的證書是經更改地址轉到此地址，該項更改於${day}或之前仍可撤回，故在此之前不能再更改。如閣下無意作出該項更改，請使用發送至原有地址的電郵內的連結拒絕。如需提早改用另一地址，請聯絡頒證機構。`;
}

/** How long a change can be undone. */
export function takeBackBy(until: CivilDate, language: Language): string {
  const day = longDate(until, language);
  return language === 'en' ? `It can be undone until ${day}.` : `可於${day}或之前撤回。`;
}

/** What the register holds after a refusal; `address` is masked. */
export function areBack(count: number, address: string, language: Language): string {
  if (language !== 'en') return `現有${count}張證書以 ${address} 登記。`;
  return count === 1
    ? `1 certificate is registered with ${address}.`
    : `${count} certificates are registered with ${address}.`;
}

/** Why a certificate is not at the address that is kept, and what to do about it. */
export const elsewhereMessages: Record<Exclude<Whereabouts, 'back'>, BilingualText> = {
  provider: {
    en: 'Its provider has given it another address since. Ask the provider to register yours.',
    'zh-HK': '頒證機構其後登記了另一地址。請要求該機構登記閣下的地址。',
  },
  movedAgain: {
    en: 'It was back, and was moved again by a later change. The email about that change has a link to refuse it.',
    'zh-HK': '證書曾經還原，其後再經另一項更改轉移。有關該項更改的電郵內有拒絕的連結。',
  },
  notYet: {
    en: 'It is still where it was moved to. Press the button to undo the change.',
    'zh-HK': '證書仍在更改後的地址。請按按鈕撤回。',
  },
  unreadable: {
    en: 'It cannot be read at the moment. Try again later; if it stays so, ask its provider.',
    'zh-HK': '目前未能讀取此證書。請稍後再試；如情況持續，請聯絡頒證機構。',
  },
};
