import { expect, it } from 'vitest';
import { civilDate, instant } from '#register/civil-date.ts';
import { findSuccessor } from '#watch/news/find-successor.ts';
import type { Watched } from '#watch/watched-site.ts';

const nothing = {
  credentials: {
    get: async () => {
      throw new Error('nothing is to be looked for');
    },
  },
  providers: { get: async () => undefined },
  clock: () => instant.parse('2027-01-29T01:00:00.000Z'),
};

it.each([
  ['is replaced by none', null],
  ['is replaced by what is no number', { number: '??', provider: 'SPMC' }],
])('a watched certificate that %s has no newer one, and none is looked for', async (_, supersededBy) => {
  const watched = { rosterId: 'r', told: { supersededBy }, somebodyElse: false } as unknown as Watched;
  expect(await findSuccessor(nothing, watched, civilDate.parse('2027-01-29'))).toBeUndefined();
});
