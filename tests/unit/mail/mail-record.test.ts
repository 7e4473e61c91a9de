import { expect, it } from 'vitest';
import { type Arrival, withArrival } from '#mail/address-state.ts';
import { mailing, mailingSince } from '#mail/mail-record.ts';
import { countedAs } from '#mail/report-stored.ts';

const at = '2026-12-01T02:00:00.000Z';
const later = '2026-12-01T03:00:00.000Z';

it.each([
  { state: 'claimed', claimedAt: at, leaseUntil: later },
  { state: 'sent', messageId: 'm', sentAt: at },
  { state: 'failed', code: 'x', failedAt: at },
  { state: 'released', code: 'x', releasedAt: at },
  { state: 'uncertain', code: 'x', since: at, settleFrom: later },
])('a mailing that is $state has been so since it became it', (state) => {
  expect(mailingSince(mailing.parse({ claimId: 'c', ...state }))).toBe(at);
});

it('mails with links to sites are counted as one kind, every other as its own', () => {
  expect(countedAs('newLink')).toBe('siteLinks');
  expect(countedAs('siteLinks')).toBe('siteLinks');
  expect(countedAs('digest')).toBe('digest');
});

it('of the latest three mails is known which came back, in the order of their sending', () => {
  const mails = (arrivals: Arrival[]) =>
    arrivals.map(({ mail, isReturned }) => `${mail}${isReturned ? '-' : '+'}`);
  const after = (...news: [string, boolean][]) =>
    mails(
      news.reduce<Arrival[]>((known, [mail, isReturned]) => withArrival(known, { mail, isReturned }), []),
    );
  expect(after(['2', true], ['1', false])).toEqual(['1+', '2-']);
  // It was taken and came back later, or the news of it came in the other order.
  expect(after(['1', false], ['1', true])).toEqual(['1-']);
  expect(after(['1', true], ['1', false])).toEqual(['1-']);
  expect(after(['1', true], ['2', false])).toEqual(['1-', '2+']);
  expect(after(['4', true], ['2', true], ['1', false], ['3', true])).toEqual(['2-', '3-', '4-']);
});
