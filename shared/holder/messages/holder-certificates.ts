import type { Language } from '#register/certificate/credential.ts';
import type { Obstacle } from '#remind/explain/coming-reminder.ts';
import type { BilingualText } from '#web/messages/verdict.ts';

/** The page of a holder's own certificates. */
export const myMessages = {
  title: { en: 'Your certificates', 'zh-HK': '閣下的證書' },
  none: {
    en: 'No certificate is registered with this address any more. If you have changed your address, use the link in an email to the new one.',
    'zh-HK': '此地址現時並無登記任何證書。如已更改電郵地址，請使用發送至新地址的電郵內的連結。',
  },
  next: { en: 'Next reminder', 'zh-HK': '下次提示' },
  atNine: { en: 'at 9 in the morning', 'zh-HK': '上午9時' },
  pages: { en: 'More certificates', 'zh-HK': '更多證書' },
  earlier: { en: 'Previous', 'zh-HK': '上一頁' },
  later: { en: 'Next', 'zh-HK': '下一頁' },
  everything: { en: 'All reminders', 'zh-HK': '所有提示' },
  gettingAll: {
    en: 'You get reminders at this address, except those that you have stopped.',
    'zh-HK': '續期提示會發送至此地址（已停止者除外）。',
  },
} as const satisfies Record<string, BilingualText>;

export const noReminderMessages: Record<Obstacle, BilingualText> = {
  noPlan: {
    en: 'No reminder: there are none for this certificate.',
    'zh-HK': '不會發出：此證書不設續期提示。',
  },
  noAddress: { en: 'No reminder: no address is registered.', 'zh-HK': '不會發出：未有登記電郵地址。' },
  finished: {
    en: 'No reminder: the last one has been dealt with.',
    'zh-HK': '不會發出：最後一次提示已處理完畢。',
  },
  revoked: { en: 'No reminder: the certificate is revoked.', 'zh-HK': '不會發出：此證書已被撤銷。' },
  suspended: { en: 'No reminder while the certificate is suspended.', 'zh-HK': '證書暫停期間不會發出提示。' },
  superseded: {
    en: 'No reminder: a newer certificate replaced it.',
    'zh-HK': '不會發出：此證書已由新證書取代。',
  },
  renewed: {
    en: 'No reminder: you have a newer one of this type that lasts longer.',
    'zh-HK': '不會發出：閣下已有同類而有效期較長的新證書。',
  },
  undeliverable: {
    en: 'No reminder: we do not write to this address.',
    'zh-HK': '不會發出：本系統已停止發送至此地址。',
  },
  unsubscribed: { en: 'No reminder: you have stopped it.', 'zh-HK': '不會發出：閣下已停止接收。' },
};

export function howMany(count: number, address: string | undefined, language: Language): string {
  if (language === 'en') {
    const certificates = count === 1 ? '1 certificate is' : `${count} certificates are`;
    return `${certificates} registered with ${address ?? 'this address'}.`;
  }
  return `以${address ? ` ${address} ` : '此地址'}登記的證書共${count}張。`;
}

export function pageNumber(page: number, pages: number, language: Language): string {
  return language === 'en' ? `Page ${page} of ${pages}` : `第${page}頁，共${pages}頁`;
}
