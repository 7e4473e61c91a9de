import { describe, expect, it } from 'vitest';
import { AGAIN, type RetryPolicy, retry } from '#register/retry.ts';

/** What comes of a call whose n-th try gives that, and the tries after which was paused. */
async function tried(
  outcomes: (string | Error | typeof AGAIN)[],
  policy: RetryPolicy,
  inVain?: () => string,
) {
  const pauses: number[] = [];
  let tries = 0;
  const call = async () => {
    const outcome = outcomes[tries++] ?? 'one too many';
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const pause = async (n: number) => void pauses.push(n);
  const answer = await retry({ ...policy, pause }, call, inVain).catch((error: Error) => error.message);
  return { answer, tries, pauses };
}

const passing = new Error('passing');
const policy = { tries: 3, mayPass: (error: unknown) => error === passing };

describe('a call is made again', () => {
  it.each<[string, Parameters<typeof tried>[0], { answer: string; tries: number; pauses: number[] }]>([
    ['until it gives something else', [AGAIN, AGAIN, 'done'], { answer: 'done', tries: 3, pauses: [1, 2] }],
    ['past a fault that passes', [passing, 'done'], { answer: 'done', tries: 2, pauses: [1] }],
    ['not past another', [new Error('lasting'), 'done'], { answer: 'lasting', tries: 1, pauses: [] }],
    ['so often and no more', [AGAIN, AGAIN, AGAIN], { answer: 'in vain', tries: 3, pauses: [1, 2] }],
    [
      'and its last fault is thrown',
      [passing, passing, passing],
      { answer: 'passing', tries: 3, pauses: [1, 2] },
    ],
  ])('%s', async (_, outcomes, expected) => {
    expect(await tried(outcomes, policy, () => 'in vain')).toEqual(expected);
  });

  it('and fails in the end, unless the caller says something else', async () => {
    expect(await tried([AGAIN, AGAIN, AGAIN], policy)).toMatchObject({
      answer: 'others were faster 3 times',
    });
  });
});
