import { expect, it } from 'vitest';
import { lineOf } from '#mail/notice.ts';
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
