import { expect, it } from 'vitest';
import { orderProgress } from '#orders/messages/console-extensions.ts';
import { foundSentence } from '#provider/messages/console-certificates.ts';
import { expiringSentence, moreThanListed } from '#provider/messages/console-expiring.ts';
import { failingAddresses, remindersThisWeek, rowsToCorrect } from '#provider/messages/console-home.ts';
import type { Language } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';

const day = (text: string) => civilDate.parse(text);

/** Sentences with numbers in them: one and many, all and some of them. */
it.each<[(language: Language) => string, string, string]>([
  [(language) => rowsToCorrect(1, 'a.csv', language), '1 row to correct in a.csv', '「a.csv」有1列須更正'],
  [
    (language) => rowsToCorrect(1200, 'a.csv', language),
    '1,200 rows to correct in a.csv',
    '「a.csv」有1200列須更正',
  ],
  [
    (language) => failingAddresses(1, false, language),
    '1 certificate has an email address that does not work',
    '1張證書的電郵地址無法送達',
  ],
  [
    (language) => failingAddresses(2, false, language),
    '2 certificates have an email address that does not work',
    '2張證書的電郵地址無法送達',
  ],
  [
    (language) => failingAddresses(50, true, language),
    '50 or more certificates have an email address that does not work',
    '50張以上證書的電郵地址無法送達',
  ],
  [
    (language) => failingAddresses(1, true, language),
    '1 or more certificates have an email address that does not work',
    '1張以上證書的電郵地址無法送達',
  ],
  [
    (language) => remindersThisWeek(0, false, language),
    'No reminders went out in the last seven days.',
    '過去七日沒有發出續期提示。',
  ],
  [
    (language) => remindersThisWeek(1, false, language),
    '1 reminder went out in the last seven days.',
    '過去七日已發出1份續期提示。',
  ],
  [
    (language) => remindersThisWeek(300, true, language),
    'At least 300 reminders went out in the last seven days.',
    '過去七日已發出最少300份續期提示。',
  ],
  [
    (language) => moreThanListed(500, language),
    'The first 500 are shown. Use the API for the whole list.',
    '只顯示首500張；如需完整名單，請使用 API。',
  ],
  [
    (language) => expiringSentence(1, day('2026-11-21'), day('2026-12-21'), language),
    '1 certificate expires from 21 November 2026 (Saturday) to 21 December 2026 (Monday).',
    '由2026年11月21日（星期六）至2026年12月21日（星期一），共有1張證書到期。',
  ],
  [
    (language) => expiringSentence(0, day('2026-11-21'), day('2026-12-21'), language),
    '0 certificates expire from 21 November 2026 (Saturday) to 21 December 2026 (Monday).',
    '由2026年11月21日（星期六）至2026年12月21日（星期一），共有0張證書到期。',
  ],
  [(language) => foundSentence(1, false, language), '1 certificate.', '找到1張證書。'],
  [(language) => foundSentence(2, false, language), '2 certificates.', '找到2張證書。'],
  [
    (language) => foundSentence(200, true, language),
    'More than 200 certificates; the first 200 are shown. Enter more of the name, or narrow the list.',
    '多於200張證書，只顯示首200張。請輸入更多姓名資料，或加以篩選。',
  ],
  [(language) => orderProgress(3, undefined, language), '3 certificates', '3張證書'],
  [(language) => orderProgress(3, 8, language), '3 of 8 certificates', '3／8張證書'],
])('%#', (say, en, zh) => {
  expect([say('en'), say('zh-HK')]).toEqual([en, zh]);
});
