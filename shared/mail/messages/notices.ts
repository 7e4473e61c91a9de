import type { Language } from '#register/certificate/credential.ts';

interface NoticeText {
  subject: string;
  /** The first line, which says all. */
  headline: string;
  paragraphs: string[];
  /** What the button or link says. */
  action: string;
}

interface AddressChangeMessages {
  /** To the new address; `until` is a day and a time. */
  confirm(until: string): NoticeText;
  /** To the old one; the new address is masked. */
  refuse(newAddress: string, askedOn: string): NoticeText;
  /** `until`: the last day on which it can be undone. */
  madeOld(newAddress: string, madeOn: string, until: string): NoticeText;
  madeNew(madeOn: string): NoticeText;
  until(day: string, time: string): string;
  smallPrint: string[];
}

/** The emails about a holder's change of address. */
export const addressChangeMessages: Record<Language, AddressChangeMessages> = {
  en: {
    confirm: (until) => ({
      subject: 'Confirm your new email address',
      headline: `Please confirm by ${until} that the reminders about your certificates are to come to this address.`,
      paragraphs: [
        'A holder of certificates asked the register to write to this address from now on. Nothing changes until you confirm it on the page linked below.',
        'If it was not you, do nothing: without your confirmation the request ends by itself.',
      ],
      action: 'Confirm this address',
    }),
    refuse: (newAddress, askedOn) => ({
      subject: 'Someone asked to change your email address',
      headline: `Someone asked the register on ${askedOn} to send the reminders about your certificates to ${newAddress} instead of this address.`,
      paragraphs: [
        'If it was you, confirm it in the email that went to the new address; there is nothing to do here.',
        'If it was not you, refuse it on the page linked below: nothing is changed then, and what was changed already is undone.',
      ],
      action: 'Refuse the change',
    }),
    madeOld: (newAddress, madeOn, until) => ({
      subject: 'Your email address was changed',
      headline: `The reminders about your certificates have gone to ${newAddress} since ${madeOn}, as was asked and confirmed.`,
      paragraphs: [
        'No more reminders about them come here.',
        `If it was not you, undo it on the page linked below by ${until}: the reminders come here again then. Until that day the certificates cannot be moved on.`,
      ],
      action: 'Undo this change',
    }),
    madeNew: (madeOn) => ({
      subject: 'Your new email address is in use',
      headline: `The reminders about your certificates have come to this address since ${madeOn}, as you asked and confirmed.`,
      paragraphs: ['The page linked below shows your certificates and when you are reminded next.'],
      action: 'See my certificates',
    }),
    until: (day, time) => `${day}, ${time}`,
    smallPrint: [
      'You receive this email because a change of address was asked for on the page of a holder’s certificates.',
      'The register never asks you for a password or a payment.',
    ],
  },
  'zh-HK': {
    confirm: (until) => ({
      subject: '請確認新的電郵地址',
      headline: `請於${until}前確認，以此電郵地址接收閣下證書的續期提示。`,
      paragraphs: [
        '有持證人要求本系統日後將電郵發送至此地址。在閣下於以下連結的頁面確認前，資料不會更改。',
        '如非閣下提出，無須理會；未經確認，有關要求會自動失效。',
      ],
      action: '確認此地址',
    }),
    refuse: (newAddress, askedOn) => ({
      subject: '有人要求更改閣下的電郵地址',
      headline: `有人於${askedOn}要求本系統將閣下證書的續期提示改為發送至 ${newAddress}，不再發送至此地址。`,
      paragraphs: [
        '如由閣下提出，請在發送至新地址的電郵內確認，無須在此辦理。',
        '如非閣下提出，請在以下連結的頁面拒絕；資料不會更改，已更改者亦會還原。',
      ],
      action: '拒絕更改',
    }),
    madeOld: (newAddress, madeOn, until) => ({
      subject: '閣下的電郵地址已經更改',
      headline: `按已獲確認的要求，閣下證書的續期提示自${madeOn}起改為發送至 ${newAddress}。`,
      paragraphs: [
        '此地址不會再收到有關提示。',
        `如非閣下提出，請於${until}或之前在以下連結的頁面撤回更改；其後提示會再次發送至此地址。在該日之前，證書不能再轉往其他地址。`,
      ],
      action: '撤回更改',
    }),
    madeNew: (madeOn) => ({
      subject: '新的電郵地址已經啟用',
      headline: `按閣下的要求及確認，閣下證書的續期提示自${madeOn}起改為發送至此地址。`,
      paragraphs: ['以下連結的頁面載有閣下的證書及下次提示的日期。'],
      action: '查看我的證書',
    }),
    until: (day, time) => `${day}${time}`,
    smallPrint: [
      '閣下收到此電郵，是因為有人在持證人的證書頁面要求更改電郵地址。',
      '本系統絕不會要求閣下提供密碼或付款。',
    ],
  },
};
