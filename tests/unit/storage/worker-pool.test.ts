import { expect, it } from 'vitest';
import { eachAtOnce } from '#storage/worker-pool.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

it('does so many at once, and gives the answers in their order', async () => {
  let atWork = 0;
  let most = 0;
  const answers = await eachAtOnce([3, 1, 2, 0, 5], 2, async (turns) => {
    most = Math.max(most, ++atWork);
    for (let turn = 0; turn < turns; turn++) await soon();
    atWork--;
    return turns * 10;
  });
  expect(answers).toEqual([30, 10, 20, 0, 50]);
  expect(most).toBe(2);
});

it('begins nothing after a fault, and throws it once what was under way has ended', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = async (n: number) => {
    begun.push(n);
    if (n === 1) throw new Error('the second');
    await soon();
    ended.push(n);
  };
  await expect(eachAtOnce([0, 1, 2, 3], 2, work)).rejects.toThrow('the second');
  expect([begun, ended]).toEqual([[0, 1], [0]]);
});
