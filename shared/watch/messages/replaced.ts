import type { Language } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verdict.ts';
import { shortDate } from '#web/messages/dates.ts';
import { type BilingualText, statusMessages } from '#web/messages/verdict.ts';

/** What a newer certificate offers, beside the one that it replaced. */
export const replacedMessages = {
  put: { en: 'Put it on my list instead', 'zh-HK': '以新證書取代' },
  takeOld: { en: 'Take the old one off my list', 'zh-HK': '移除舊證書' },
  done: {
    en: 'The newer certificate is on your list, and the old one is off it.',
    'zh-HK': '名單已改為新證書，舊證書已移除。',
  },
  notDone: {
    en: 'It could not be put on your list. Add its number below.',
    'zh-HK': '未能加入名單，請在下面輸入其編號。',
  },
} as const satisfies Record<string, BilingualText>;

/** Behind the number of the newer certificate: until when it is valid, or why it is not. */
export function newerStands(
  { status, expiresOn }: Pick<Match, 'status' | 'expiresOn'>,
  language: Language,
): string {
  if (status !== 'valid' && status !== 'expiringSoon') return statusMessages[status][language];
  if (!expiresOn) return statusMessages.valid[language];
  const day = shortDate(expiresOn, language);
  return language === 'en' ? `valid until ${day}` : `有效期至${day}`;
}

/** The name of the button, for who hears it alone. */
export function forNumber(what: BilingualText, number: string, language: Language): string {
  return language === 'en' ? `${what.en}: ${number}` : `${what['zh-HK']}：${number}`;
}
