/**
 * Does the same for each, so many at a time, and gives the answers in their order. After a fault nothing more is begun; it
 * is thrown once what was under way has ended.
 */
export async function eachAtOnce<In, Out>(
  all: readonly In[],
  atOnce: number,
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  // All workers take from this one generator, and the first that fails closes it.
  const waiting = (function* () {
    yield* all.entries();
  })();
  const workThrough = async () => {
    for (const [n, one] of waiting) answers[n] = await work(one);
  };
  const workers = await Promise.allSettled(Array.from({ length: atOnce }, workThrough));
  const failed = workers.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return answers;
}
