import type { CredentialStatus, Language } from '#register/certificate/credential.ts';
import type { Match } from '#register/certificate/verification.ts';
import { longDate } from '#web/messages/dates.ts';
import { type BilingualText, statusMessages } from '#web/messages/verdict.ts';

/** What an answer about a past day says beyond its verdict: what was known then, and what has come since. */
export const pastDayMessages = {
  recordedLater: { en: 'Recorded after this date', 'zh-HK': '於該日之後才記錄' },
  since: { en: 'Today: ', 'zh-HK': '今日狀況：' },
} as const satisfies Record<string, BilingualText>;

const changes: Partial<Record<CredentialStatus, BilingualText>> = {
  revoked: { en: 'revocation', 'zh-HK': '撤銷' },
  suspended: { en: 'suspension', 'zh-HK': '暫停' },
  superseded: { en: 'replacement', 'zh-HK': '取代' },
};

type Known = Pick<Match, 'status' | 'statusSince' | 'statusRecordedOn' | 'knownThen'>;

/**
 * How the register stood at the end of the asked day, where that is not what it says of the day now; undefined where it
 * is, and before the certificate was issued, when nothing could be registered.
 */
export function knownThenSentence(facts: Known, language: Language): string | undefined {
  const { status, statusSince, statusRecordedOn, knownThen } = facts;
  if (knownThen === status || !statusRecordedOn) return undefined;
  const recorded = longDate(statusRecordedOn, language);
  if (knownThen === 'notRegistered') {
    if (status === 'notYetValid') return undefined;
    return language === 'en'
      ? `On that day this certificate was not registered here. This result is based on what was recorded on ${recorded}.`
      : `當日本登記冊尚無此證書的記錄；此結果以${recorded}所記錄的資料為依據。`;
  }
  const word = statusMessages[knownThen][language];
  const change = changes[status]?.[language];
  if (change && statusSince) {
    const since = longDate(statusSince, language);
    return language === 'en'
      ? `On that day the register showed it as “${word}”. The ${change} was recorded on ${recorded}, with effect from ${since}.`
      : `當日登記冊顯示為「${word}」；${change}於${recorded}才記錄，並追溯至${since}起生效。`;
  }
  return language === 'en'
    ? `On that day the register showed it as “${word}”. What changed that was recorded on ${recorded}.`
    : `當日登記冊顯示為「${word}」；有關更改於${recorded}才記錄。`;
}

/** Whether the certificate now stands otherwise than on the asked day; “valid” and “expiring soon” are both in force. */
export function changedSince(then: CredentialStatus, today: CredentialStatus): boolean {
  return inForce(then) !== inForce(today) || (!inForce(then) && then !== today);
}

const inForce = (status: CredentialStatus) => status === 'valid' || status === 'expiringSoon';

/** How the certificate stands today, on an answer about a past day. */
export function todaySentence(
  then: CredentialStatus,
  { status, since }: NonNullable<Match['today']>,
  language: Language,
): string {
  if (changedSince(then, status)) return changed[status][language](since ? longDate(since, language) : '');
  if (inForce(status)) return unchanged[status === 'valid' ? 'valid' : 'expiringSoon'][language];
  const word = statusMessages[status][language];
  return language === 'en' ? `Today the register shows the same: ${word}.` : `今日的狀況相同：${word}。`;
}

const unchanged = {
  valid: { en: 'It is valid today as well.', 'zh-HK': '此證書今日亦有效。' },
  expiringSoon: {
    en: 'It is valid today as well, and expires soon.',
    'zh-HK': '此證書今日亦有效，並即將到期。',
  },
} as const satisfies Record<string, BilingualText>;

const changed: Record<CredentialStatus, Record<Language, (since: string) => string>> = {
  revoked: {
    en: (since) => `The provider has revoked it, with effect from ${since}. Do not accept it today.`,
    'zh-HK': (since) => `此證書已自${since}起被撤銷，現時請勿接納。`,
  },
  suspended: {
    en: (since) => `The provider has suspended it since ${since}.`,
    'zh-HK': (since) => `此證書自${since}起已被暫停。`,
  },
  superseded: {
    en: (since) => `A newer certificate replaced it on ${since}.`,
    'zh-HK': (since) => `此證書已於${since}由新證書取代。`,
  },
  expired: { en: () => 'It has expired.', 'zh-HK': () => '此證書已過期。' },
  expiringSoon: {
    en: () => 'This has changed: it is valid today, and expires soon.',
    'zh-HK': () => '狀況已有改變：此證書今日有效，並即將到期。',
  },
  valid: {
    en: () => 'This has changed: it is valid today.',
    'zh-HK': () => '狀況已有改變：此證書今日有效。',
  },
  notYetValid: { en: () => 'It is not yet valid today.', 'zh-HK': () => '此證書今日尚未生效。' },
};
