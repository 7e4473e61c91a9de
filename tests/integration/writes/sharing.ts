import { createSharedProofs } from '#holder/store/shared-proofs.ts';
import { keys } from '#storage/contract/table.ts';
import { day } from '#support/storage/registry';
import { casesOf, on, type World } from '#support/storage/write-cases';

const shareId = '00000000-0000-4000-8000-000000000001';
const another = '00000000-0000-4000-8000-000000000002';
const idOf = (id: string) => ({ key: id, provider: 'SPMC' });
const begun = async ({ registry }: World, id: string) => {
  const shares = createSharedProofs(registry.table);
  await shares.begin(idOf(id), { shareId, holder: 'h', until: day('2026-12-05'), opened: {} });
  return shares;
};
const madeAnew = {
  'the link was made anew': {
    by: ({ set }: World, id: string) => set(keys.sharedProof(id, 'SPMC'), { shareId: another }),
    answer: 'gone',
  },
};

/** Writes about certificates that holders share. */
export const sharingWrites = [
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
];
