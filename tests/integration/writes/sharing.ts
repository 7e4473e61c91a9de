import { createSharedProofs } from '#holder/store/shared-proofs.ts';
import { keys } from '#storage/contract/table.ts';
import { absent } from '#storage/table.ts';
import { withoutLimits } from '#storage/unconfirmed-mail.ts';
import { day } from '#support/storage/registry';
import { at, casesOf, emailOf, given, on, taken, type World } from '#support/storage/write-cases';

const shareId = '00000000-0000-4000-8000-000000000001';
const another = '00000000-0000-4000-8000-000000000002';
const link = { shareId, holder: 'h', until: day('2026-12-05'), opened: {} };
const idOf = (id: string) => ({ key: id, provider: 'SPMC' });
const begun = async ({ registry }: World, id: string) => {
  const shares = createSharedProofs(registry.table);
  await shares.begin(idOf(id), link);
  return shares;
};
const requestOf = (id: string) => ({
  requestId: `00000000-0000-4000-9000-${id.slice(1).padStart(12, '0')}`,
  email: emailOf(id),
  language: 'en' as const,
  askedAt: at,
});
const madeAnew = {
  'the link was made anew': {
    by: ({ set }: World, id: string) => set(keys.sharedProof(id, 'SPMC'), { shareId: another }),
    answer: 'gone',
  },
};

/** Writes of what holders share, and ask to be sent. */
export const sharingWrites = [
  ...casesOf(
    'a shared link',
    async ({ registry }, id) =>
      () =>
        createSharedProofs(registry.table).begin(idOf(id), link),
    { done: undefined, refusals: {} },
  ),
  ...casesOf(
    'what the operator has sent',
    async ({ registry }, id) =>
      () =>
        withoutLimits(registry.table).store(
          [{ put: { ...keys.notice(id), entity: 'notice' }, condition: absent }],
          { email: emailOf(id), caller: 'operator', at },
        ),
    { done: 'stored', refusals: { 'it was stored': { by: taken(), answer: 'refused' } } },
  ),
  ...casesOf(
    'ending a shared link',
    async (world, id) => {
      const shares = await begun(world, id);
      return () => shares.end(idOf(id), shareId, on);
    },
    { done: 'ended', refusals: madeAnew },
  ),
  ...casesOf(
    'counting an opening of a shared link',
    async (world, id) => {
      const shares = await begun(world, id);
      return () => shares.countOpening(idOf(id), shareId, on);
    },
    {
      done: 'counted',
      refusals: {
        ...madeAnew,
        'its holder ended it': {
          by: ({ set }, id) => set(keys.sharedProof(id, 'SPMC'), { until: '2026-11-20' }),
          answer: 'gone',
        },
      },
    },
  ),
  ...casesOf(
    'asking for what there is of an address',
    async ({ registry }, id) =>
      () =>
        registry.addressRequests.ask(requestOf(id), id),
    {
      done: 'stored',
      holds: {
        'the inbox was asked for once': given({ taken: 1 }, 1),
        'the network had a quarter, but for one': given({ taken: 99 }, 3),
      },
      refusals: {
        'its id was taken': { by: taken(0), answer: 'tooMany' },
        'the inbox was asked for twice': { by: given({ taken: 2 }, 1), answer: 'stored' },
        'the network had a quarter': { by: given({ taken: 100 }, 3), answer: 'tooMany' },
      },
    },
  ),
];
