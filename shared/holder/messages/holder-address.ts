import type { AddressRefusal } from '#register/address-change.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** Changing the address that a holder's certificates are registered with. */
export const addressMessages = {
  title: { en: 'Change your e-mail address', 'zh-HK': '更改電郵地址' },
  how: {
    en: 'We write to the new address with a link to confirm it, and tell the present one. Nothing changes before that link is used.',
    'zh-HK': '本系統會向新地址發出確認連結，並通知現有地址。在新地址確認之前，不會作出任何更改。',
  },
  everyone: {
    en: 'All certificates registered with the present address move to the new one, and their providers see it. If several people share the present address, ask a provider to change yours alone.',
    'zh-HK':
      '以現有地址登記的所有證書均會改用新地址，有關頒證機構亦會看到新地址。如現有地址由多人共用，請要求頒證機構只更改閣下的證書。',
  },
  field: { en: 'New e-mail address', 'zh-HK': '新電郵地址' },
  ask: { en: 'Send the link to confirm', 'zh-HK': '發出確認連結' },
  back: { en: 'Back to your certificates', 'zh-HK': '返回閣下的證書' },
  askedTitle: { en: 'Now look into your new inbox', 'zh-HK': '請查閱新地址的收件箱' },
  askedDetail: {
    en: 'Open the link in that e-mail within 48 hours. Until then everything stays as it is. If the address above is not right, go back and send it again.',
    'zh-HK': '請於48小時內開啟電郵內的連結。在此之前一切維持不變。如上述地址有誤，請返回重新填寫。',
  },
  oldAddress: { en: 'Present address', 'zh-HK': '現有地址' },
  formerAddress: { en: 'Former address', 'zh-HK': '原有地址' },
  newAddress: { en: 'New address', 'zh-HK': '新地址' },
  confirmTitle: { en: 'Use this address from now on?', 'zh-HK': '確認改用此地址？' },
  confirmDetail: {
    en: 'Reminders about all certificates of the present address will come to the new one. What you had stopped at the present address is not stopped at the new one, and what you had stopped at the new one starts again.',
    'zh-HK':
      '以現有地址登記的所有證書，其續期提示將改寄至新地址。於現有地址停止了的提示，在新地址不會自動停止；先前於新地址停止了的提示，亦會重新發出。',
  },
  confirm: { en: 'Use the new address', 'zh-HK': '改用新地址' },
  halfDone: {
    en: 'The change has begun and is not finished. Press the button once more to finish it.',
    'zh-HK': '更改已經開始但尚未完成。請再按一次按鈕以完成更改。',
  },
  madeTitle: { en: 'Your address is changed', 'zh-HK': '電郵地址已更改' },
  madeDetail: {
    en: 'Reminders come to the new address from now on. We tell both addresses.',
    'zh-HK': '續期提示即時起會寄往新地址。本系統會通知新舊兩個地址。',
  },
  seeCertificates: { en: 'See your certificates', 'zh-HK': '查看閣下的證書' },
  refuseTitle: { en: 'Keep the present address?', 'zh-HK': '保留現有地址？' },
  refuseDetail: {
    en: 'Somebody with a link from an e-mail to the present address asked us to write to the new one instead. If that was not you, keep the present address.',
    'zh-HK': '有人使用寄往現有地址的電郵內的連結，要求改寄至新地址。如並非閣下所為，請保留現有地址。',
  },
  takeBackTitle: { en: 'Take the change back?', 'zh-HK': '撤回更改？' },
  takeBackDetail: {
    en: 'The new address was confirmed, and reminders go there now. If you did not want this, take it back: they come to your address again.',
    'zh-HK': '新地址已獲確認，續期提示現正寄往該處。如閣下無意更改，可將其撤回，提示會重新寄往原有地址。',
  },
  refuse: { en: 'Keep the present address', 'zh-HK': '保留現有地址' },
  takeBack: { en: 'Take the change back', 'zh-HK': '撤回更改' },
  refusedTitle: { en: 'The present address is kept', 'zh-HK': '已保留現有地址' },
  refusedDetail: {
    en: 'The change to the new address does not hold. If you did not ask for it, somebody has seen one of your e-mails from us: do not pass them on.',
    'zh-HK':
      '改用新地址的要求已告無效。如閣下從未提出要求，即表示有人看過本系統發給閣下的電郵；請勿轉發該等電郵。',
  },
  notMadeTitle: { en: 'This change was refused', 'zh-HK': '此項更改已被拒絕' },
  notMadeDetail: {
    en: 'Whoever reads mail at the present address refused it or took it back: reminders about those certificates do not come to the new address. If they are yours, ask your provider to change the address.',
    'zh-HK':
      '現有地址的收件人已拒絕或撤回更改，有關證書的提示不會寄往新地址。如該等證書屬閣下所有，請要求頒證機構更改電郵地址。',
  },
  goneTitle: { en: 'This change can no longer be made', 'zh-HK': '此項更改已不能進行' },
  goneDetail: {
    en: 'A link to confirm is good for 48 hours. Nothing was changed. Ask again from the page of your certificates, which is linked in every reminder.',
    'zh-HK':
      '確認連結於48小時內有效。未有作出任何更改。請由續期提示電郵內的連結前往閣下的證書頁面，再次提出更改。',
  },
} as const satisfies Record<string, BilingualText>;

export const addressRefusals: Record<AddressRefusal, BilingualText> = {
  invalid: {
    en: 'This is not an e-mail address as we can use it. Write it like name@example.com, without spaces.',
    'zh-HK': '此電郵地址格式不符。請按 name@example.com 的格式填寫，中間不要留空格。',
  },
  same: {
    en: 'This is the address that your certificates are registered with already.',
    'zh-HK': '閣下的證書現已以此地址登記。',
  },
  inTrouble: {
    en: 'We cannot write to this address: mail to it came back, or was reported as unwanted. Give another one.',
    'zh-HK': '本系統未能寄往此地址：寄往該處的電郵曾被退回，或曾被舉報為滋擾郵件。請填寫另一地址。',
  },
  noCertificate: {
    en: 'No certificate is registered with your present address any more, so there is nothing to change.',
    'zh-HK': '現有地址已無登記任何證書，因此無須更改。',
  },
  tooMany: {
    en: 'You have asked for three changes today. Try again tomorrow, or use one of the links that we sent.',
    'zh-HK': '閣下今日已提出三次更改。請於明日再試，或使用已發出的確認連結。',
  },
};

/** What was typed, in full, so that a mistyped letter is seen. */
export function linkSentTo(address: string, language: Language): string {
  return language === 'en' ? `We send a link to ${address}.` : `確認連結將寄往 ${address}。`;
}
