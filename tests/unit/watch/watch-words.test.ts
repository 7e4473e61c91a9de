import { describe, expect, it } from 'vitest';
import { facilitySentence } from '#watch/messages/guide.ts';
import { siteLinksMail } from '#watch/messages/site-links.ts';
import {
  addedCount,
  daysLeftText,
  removedCount,
  summaryMessages,
  takeThem,
  tickFirst,
} from '#watch/messages/watch-site.ts';

describe('what a site says of', () => {
  it.each([
    [addedCount, 1, '1 certificate was added.', '已加入1張證書。'],
    [addedCount, 2, '2 certificates were added.', '已加入2張證書。'],
    [removedCount, 1, '1 certificate was removed from the list.', '已從名單移除1張證書。'],
    [removedCount, 2, '2 certificates were removed from the list.', '已從名單移除2張證書。'],
    [takeThem, 1, 'Remove 1 certificate', '移除1張證書'],
    [takeThem, 2, 'Remove 2 certificates', '移除2張證書'],
    [daysLeftText, 2, '2 days left', '尚餘2日'],
    [daysLeftText, 1, '1 day left', '尚餘1日'],
    [daysLeftText, 0, 'today is the last day', '今日為最後有效日'],
    [daysLeftText, -1, 'expired 1 day ago', '已過期1日'],
    [daysLeftText, -2, 'expired 2 days ago', '已過期2日'],
  ] as const)('%o of %i', (say, count, en, zh) => {
    expect(say(count, 'en')).toBe(en);
    expect(say(count, 'zh-HK')).toBe(zh);
  });

  it('a press that selected nothing', () => {
    expect(tickFirst('en')).toBe('Nothing was selected. Select the certificates that you want to remove.');
    expect(tickFirst('zh-HK')).toBe('尚未選取證書，請先選取要移除的證書。');
  });

  it('each line of its summary', () => {
    const said = (language: 'en' | 'zh-HK', count: number) =>
      Object.values(summaryMessages).map((line) => line[language](count));
    expect(said('en', 1)).toEqual([
      'valid',
      'of these expires within 90 days',
      'expired',
      'revoked',
      'suspended',
      'replaced by a newer one',
      'not yet valid',
      'cannot be shown',
    ]);
    expect(summaryMessages.soon.en(2)).toBe('of these expire within 90 days');
    expect(said('zh-HK', 1)).toEqual([
      '有效',
      '其中於90日內到期',
      '已過期',
      '已撤銷',
      '已暫停',
      '已由新證書取代',
      '尚未生效',
      '未能顯示',
    ]);
  });
});

describe('the email with the links to sites', () => {
  const said = (language: 'en' | 'zh-HK', count: number) => {
    const { headline, alertsHeadline, andMore } = siteLinksMail[language];
    return [headline(count), alertsHeadline(count), andMore(count)];
  };
  it('counts them', () => {
    expect(said('en', 1)).toEqual([
      'This address watches one site.',
      'This address gets the alerts of one site.',
      'There is one more. Its alerts have its link.',
    ]);
    expect(said('en', 3)).toEqual([
      'This address watches 3 sites.',
      'This address gets the alerts of 3 sites.',
      'There are 3 more. Their alerts have their links.',
    ]);
    expect(said('zh-HK', 3)).toEqual([
      '以此地址監察的工作地點共3個。',
      '此地址接收3個工作地點的通知。',
      '另有3個工作地點，其連結載於各自的通知電郵。',
    ]);
  });
});

describe('the rule of first-aid boxes', () => {
  const box = { name: { en: 'boxes', 'zh-HK': '急救箱' }, forEach: 50 };
  const from5 = { ...box, from: 5 };
  it.each([
    [
      box,
      undefined,
      undefined,
      'One of the boxes for each 50 people or part of that number.',
      '每50人（不足50人亦作50人計）須設一個急救箱。',
    ],
    [
      box,
      51,
      2,
      'One of the boxes for each 50 people or part of that number. For 51 people: 2.',
      '每50人（不足50人亦作50人計）須設一個急救箱。51人：2個。',
    ],
    [
      from5,
      4,
      undefined,
      'One of the boxes for each 50 people or part of that number, where there are 5 or more. With 4 people the rule asks for none.',
      '如有5人或以上，每50人（不足50人亦作50人計）須設一個急救箱。4人時，此條並無要求。',
    ],
  ])('%j is told for %s people', (facility, people, count, en, zh) => {
    expect(facilitySentence(facility, people, count, 'en')).toBe(en);
    expect(facilitySentence(facility, people, count, 'zh-HK')).toBe(zh);
  });
});
