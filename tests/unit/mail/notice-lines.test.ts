import { expect, it } from 'vitest';
import { lineOf, type NoticeSubject, toNotice } from '#mail/notice.ts';
import { civilDate } from '#register/civil-date.ts';

const changeId = '00000000-0000-4000-8000-000000000001';
const rosterId = '0'.repeat(32);
const on = civilDate.parse('2026-12-01');

it('what lets a holder refuse, or tells what was done, waits behind nothing that anybody can ask for', () => {
  const about = { of: 'addressChange', changeId } as const;
  expect(lineOf({ ...about, step: 'asked', to: 'old' })).toBe('protective');
  expect(lineOf({ ...about, step: 'made', to: 'old' })).toBe('protective');
  expect(lineOf({ ...about, step: 'made', to: 'new' })).toBe('protective');
  expect(lineOf({ ...about, step: 'asked', to: 'new' })).toBe('awaited');
  const colleague = {
    of: 'colleague',
    provider: 'MINE',
    colleagueId: `colleague-${'0'.repeat(12)}`,
    n: 1,
  } as const;
  expect(lineOf({ ...colleague, step: 'invited' })).toBe('protective');
  expect(lineOf({ ...colleague, step: 'invitation' })).toBe('awaited');
  expect(lineOf({ of: 'newLink', rosterId, link: 2 })).toBe('protective');
});

it('a link that somebody waits for waits behind no alerts of thousands of sites, nor digests', () => {
  expect(lineOf({ of: 'signIn', signInId: changeId })).toBe('awaited');
  for (const of of ['ownCertificates', 'siteLinks'] as const)
    expect(lineOf({ of, requestId: changeId })).toBe('awaited');
  expect(lineOf({ of: 'watchConfirm', rosterId })).toBe('awaited');

  expect(lineOf({ of: 'watch', rosterId, on })).toBe('bulk');
  expect(lineOf({ of: 'watchPage', rosterIds: [rosterId], on })).toBe('bulk');
  expect(lineOf({ of: 'watchNews', rosterId, n: 1 })).toBe('bulk');
  expect(lineOf({ of: 'digest', provider: 'MINE', week: on })).toBe('bulk');
});

it.each<[NoticeSubject, string]>([
  [{ of: 'digest', provider: 'MINE', week: on }, 'digest#MINE#2026-12-01'],
  [{ of: 'addressChange', changeId, step: 'asked', to: 'old' }, `addressChange#${changeId}#asked#old`],
  [{ of: 'ownCertificates', requestId: changeId }, `ownCertificates#${changeId}`],
  [{ of: 'siteLinks', requestId: changeId }, `siteLinks#${changeId}`],
  [{ of: 'key', provider: 'MINE', keyId: 'k', step: 'issued' }, 'key#MINE#k#issued'],
  [{ of: 'signIn', signInId: changeId }, `signIn#${changeId}`],
  [
    { of: 'colleague', provider: 'MINE', colleagueId: 'colleague-1', step: 'invited', n: 2 },
    'colleague#MINE#colleague-1#invited#2',
  ],
  [{ of: 'watchConfirm', rosterId }, `watchConfirm#${rosterId}`],
  [{ of: 'watchConfirm', rosterId, recipientId: 'r1' }, `watchConfirm#${rosterId}#r1`],
  [{ of: 'newLink', rosterId, link: 3 }, `newLink#${rosterId}#3`],
  [{ of: 'watchNews', rosterId, n: 4 }, `watchNews#${rosterId}#4`],
  [{ of: 'watchNews', rosterId, n: 4, recipientId: 'r1' }, `watchNews#${rosterId}#4#r1`],
])('%o is on record as %s, and waits for a digest alone', (about, noticeId) => {
  expect(toNotice(about)).toEqual({ about, noticeId, urgent: about.of !== 'digest' });
});
