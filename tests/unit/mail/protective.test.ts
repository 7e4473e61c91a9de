import { expect, it } from 'vitest';
import { isProtective } from '#mail/notice.ts';

const changeId = '00000000-0000-4000-8000-000000000001';

it('what lets a holder refuse, or tells what was done, waits behind nothing that anybody can ask for', () => {
  const about = { of: 'addressChange', changeId } as const;
  expect(isProtective({ ...about, step: 'asked', to: 'old' })).toBe(true);
  expect(isProtective({ ...about, step: 'made', to: 'old' })).toBe(true);
  expect(isProtective({ ...about, step: 'made', to: 'new' })).toBe(true);
  expect(isProtective({ ...about, step: 'asked', to: 'new' })).toBe(false);
  const colleague = {
    of: 'colleague',
    provider: 'MINE',
    colleagueId: `colleague-${'0'.repeat(12)}`,
    n: 1,
  } as const;
  expect(isProtective({ ...colleague, step: 'invited' })).toBe(true);
  expect(isProtective({ ...colleague, step: 'invitation' })).toBe(false);
  expect(isProtective({ of: 'newLink', rosterId: '0'.repeat(32), link: 2 })).toBe(true);
  expect(isProtective({ of: 'signIn', signInId: changeId })).toBe(false);
  expect(isProtective({ of: 'watchConfirm', rosterId: '0'.repeat(32) })).toBe(false);
});
