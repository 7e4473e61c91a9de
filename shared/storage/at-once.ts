/**
 * Does the same for each, so many at a time, and gives the answers in their order. After a fault nothing more is begun; it
 * is thrown once what was under way has ended.
 */
export async function eachAtOnce<In, Out>(
  all: readonly In[],
  atOnce: number,
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const waiting = [...all.entries()];
  const answers: [number, Out][] = [];
  const faults: unknown[] = [];
  const workThrough = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [n, one] = next;
      try {
        answers.push([n, await work(one)]);
      } catch (fault) {
        faults.push(fault);
        waiting.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workThrough));
  if (faults.length > 0) throw faults[0];
  return answers.toSorted(([a], [b]) => a - b).map(([, answer]) => answer);
}
