import { expect, it } from 'vitest';
import { readTitle } from '#import/title-facts.ts';

it.each<[string, string[][], { type?: string; issuedOn?: string }]>([
  [
    'in words',
    [['Occupational First Aid Course, 15 September 2026']],
    { type: 'OFA', issuedOn: '2026-09-15' },
  ],
  ['without a comma', [['BLS Provider Course 15 Sep 2026']], { type: 'BLS', issuedOn: '2026-09-15' }],
  ['in Chinese', [['課程：職業急救證書 簽發日期：2026年9月15日']], { type: 'OFA', issuedOn: '2026-09-15' }],
  [
    'in simplified characters',
    [['职业急救证书课程 学员名单 2026年9月15日']],
    { type: 'OFA', issuedOn: '2026-09-15' },
  ],
  [
    'in cells of their own',
    [
      ['Course', 'First Aid (OFA)'],
      ['Date of issue', '15/9/2026'],
    ],
    { type: 'OFA', issuedOn: '2026-09-15' },
  ],
  [
    'with the month first in words',
    [['September 15, 2026 – ACLS']],
    { issuedOn: '2026-09-15', type: 'ACLS' },
  ],
  [
    'beside a day of printing',
    [['OFA'], ['Date of issue: 15/9/2026', 'Printed: 20/9/2026']],
    { type: 'OFA', issuedOn: '2026-09-15' },
  ],
  [
    'with Chinese figures',
    [['職業急救課程', '二零二六年九月十五日']],
    { type: 'OFA', issuedOn: '2026-09-15' },
  ],
])('is read %s', (_, rows, expected) => {
  expect(readTitle(rows)).toEqual({ type: undefined, issuedOn: undefined, ...expected });
});

it.each<[string, string[][]]>([
  ['two courses', [['First Aid'], ['BLS Provider']]],
  ['a school that has a course in its name', [['Harbour First Aid Training Centre']]],
  ['several days', [['14-15 September 2026']]],
  ['a course of several days', [['13/9/2026 to 15/9/2026']]],
  ['two days of which none is called that of issue', [['1 September 2026'], ['15 September 2026']]],
  ['the day of printing', [['Printed on 20/9/2026']]],
  ['a last valid day', [['Valid until 20/9/2029']]],
  ['a day that the calendar lacks', [['31 September 2026']]],
  ['a period in Chinese', [['2026年9月13日至15日']]],
  ['two days of one month', [['14 & 15 September 2026']]],
  ['two days with a stroke', [['14/15 September 2026']]],
  ['a last valid day in Chinese', [['有效期至：2025年9月14日']]],
  ['a last valid day with its label beside it', [['Expiry Date', '14/9/2025']]],
  ['until when', [['Valid till 14/9/2025']]],
  ['what its label explains', [['Expiry date (DD/MM/YYYY): 14/9/2025']]],
  ['the revision of a form', [['Form revised 01/02/2023']]],
  ['an approval', [['Approved 1 March 2019']]],
  ['a revision in Chinese', [['修訂：2023年2月1日']]],
  ['a course for instructors', [['BLS (Instructor)'], ['BLS - Instructor']]],
  ['a course of another kind', [['BLS - Bridging']]],
  ['instructors in Chinese', [['基本生命支援術 導師班']]],
  ['those who failed', [['急救課程 不及格名單', '2026年9月15日']]],
  ['those who were absent', [['First Aid'], ['Absent: 15 September 2026']]],
  ['a telephone number', [['Tel: 2345-6789']]],
])('says nothing by %s', (_, rows) => {
  expect(readTitle(rows)).toEqual({ type: undefined, issuedOn: undefined });
});
