import { expect, it } from 'vitest';
import { failingAddresses, remindersThisWeek, rowsToCorrect } from '#provider/messages/console-home.ts';

it.each([
  [0, false, 'No reminders went out in the last seven days.', '過去七日沒有發出續期提示。'],
  [1, false, '1 reminder went out in the last seven days.', '過去七日已發出1份續期提示。'],
  [2, false, '2 reminders went out in the last seven days.', '過去七日已發出2份續期提示。'],
  [
    2000,
    true,
    'At least 2000 reminders went out in the last seven days.',
    '過去七日已發出最少2000份續期提示。',
  ],
])('%i reminders of this week (at least: %s) are told', (count, atLeast, en, zh) => {
  expect(remindersThisWeek(count, atLeast, 'en')).toBe(en);
  expect(remindersThisWeek(count, atLeast, 'zh-HK')).toBe(zh);
});

it.each([
  [1, false, '1 certificate has an email address', '1張證書的電郵地址無法送達'],
  [1, true, '1 or more certificates have an email address', '1張以上證書的電郵地址無法送達'],
  [3, false, '3 certificates have an email address', '3張證書的電郵地址無法送達'],
  [50, true, '50 or more certificates have an email address', '50張以上證書的電郵地址無法送達'],
])('%i addresses that fail (more: %s) are told', (count, isMore, en, zh) => {
  expect(failingAddresses(count, isMore, 'en')).toBe(`${en} that does not work`);
  expect(failingAddresses(count, isMore, 'zh-HK')).toBe(zh);
});

it.each([
  [1, '1 row to correct in a.csv', '「a.csv」有1列須更正'],
  [1200, '1,200 rows to correct in a.csv', '「a.csv」有1200列須更正'],
])('%i rows to correct are told', (count, en, zh) => {
  expect(rowsToCorrect(count, 'a.csv', 'en')).toBe(en);
  expect(rowsToCorrect(count, 'a.csv', 'zh-HK')).toBe(zh);
});
