import * as z from 'zod';

const answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/** The ids of a batch that the function says failed: all of them, when what it says cannot be understood. */
export function failedIds(payload: unknown, ids: readonly string[]): ReadonlySet<string> {
  if (payload === null || payload === undefined) return new Set();
  const all = new Set(ids);
  const { data } = answer.safeParse(payload);
  if (!data) return all;
  const failed = new Set(data.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return failed.isSubsetOf(all) ? failed : all;
}
