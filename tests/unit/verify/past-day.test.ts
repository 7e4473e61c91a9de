import { expect, it } from 'vitest';
import type { CredentialStatus } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { changedSince, knownThenSentence, todaySentence } from '#verify/messages/past-day.ts';

const since = civilDate.parse('2026-05-01');
const statusRecordedOn = civilDate.parse('2026-06-01');

/** What an answer about a past day says of today. */
it.each<[CredentialStatus, CredentialStatus, string, string]>([
  [
    'valid',
    'revoked',
    'The provider has revoked it, with effect from 1 May 2026 (Friday). Do not accept it today.',
    '此證書已自2026年5月1日（星期五）起被撤銷，現時請勿接納。',
  ],
  [
    'valid',
    'suspended',
    'The provider has suspended it since 1 May 2026 (Friday).',
    '此證書自2026年5月1日（星期五）起已被暫停。',
  ],
  [
    'expiringSoon',
    'superseded',
    'A newer certificate replaced it on 1 May 2026 (Friday).',
    '此證書已於2026年5月1日（星期五）由新證書取代。',
  ],
  ['valid', 'expired', 'It has expired.', '此證書已過期。'],
  [
    'suspended',
    'expiringSoon',
    'This has changed: it is valid today, and expires soon.',
    '狀況已有改變：此證書今日有效，並即將到期。',
  ],
  ['expired', 'valid', 'This has changed: it is valid today.', '狀況已有改變：此證書今日有效。'],
  ['suspended', 'notYetValid', 'It is not yet valid today.', '此證書今日尚未生效。'],
  ['expiringSoon', 'valid', 'It is valid today as well.', '此證書今日亦有效。'],
  ['valid', 'expiringSoon', 'It is valid today as well, and expires soon.', '此證書今日亦有效，並即將到期。'],
  ['revoked', 'revoked', 'Today the register shows the same: Revoked.', '今日的狀況相同：已撤銷。'],
])('%s then and %s today: %s', (then, status, en, zh) => {
  expect(todaySentence(then, { status, since }, 'en')).toBe(en);
  expect(todaySentence(then, { status, since }, 'zh-HK')).toBe(zh);
});

it('valid and expiring soon are both in force: from the one to the other nothing changed', () => {
  expect(changedSince('valid', 'expiringSoon')).toBe(false);
  expect(changedSince('expired', 'expired')).toBe(false);
  expect(changedSince('expired', 'revoked')).toBe(true);
  expect(changedSince('valid', 'expired')).toBe(true);
});

type Known = Parameters<typeof knownThenSentence>[0];
it.each<[Known, string | undefined, string | undefined]>([
  [{ status: 'valid', statusSince: null, statusRecordedOn, knownThen: 'valid' }, undefined, undefined],
  [
    { status: 'revoked', statusSince: since, statusRecordedOn: null, knownThen: 'valid' },
    undefined,
    undefined,
  ],
  [
    { status: 'notYetValid', statusSince: null, statusRecordedOn, knownThen: 'notRegistered' },
    undefined,
    undefined,
  ],
  [
    { status: 'valid', statusSince: null, statusRecordedOn, knownThen: 'notRegistered' },
    'On that day this certificate was not registered here. This result is based on what was recorded on 1 June 2026 (Monday).',
    '當日本登記冊尚無此證書的記錄；此結果以2026年6月1日（星期一）所記錄的資料為依據。',
  ],
  [
    { status: 'revoked', statusSince: since, statusRecordedOn, knownThen: 'valid' },
    'On that day the register showed it as “Valid”. The revocation was recorded on 1 June 2026 (Monday), with effect from 1 May 2026 (Friday).',
    '當日登記冊顯示為「有效」；撤銷於2026年6月1日（星期一）才記錄，並追溯至2026年5月1日（星期五）起生效。',
  ],
  [
    { status: 'valid', statusSince: null, statusRecordedOn, knownThen: 'expired' },
    'On that day the register showed it as “Expired”. What changed that was recorded on 1 June 2026 (Monday).',
    '當日登記冊顯示為「已過期」；有關更改於2026年6月1日（星期一）才記錄。',
  ],
])('what was known then: %o', (known, en, zh) => {
  expect([knownThenSentence(known, 'en'), knownThenSentence(known, 'zh-HK')]).toEqual([en, zh]);
});
