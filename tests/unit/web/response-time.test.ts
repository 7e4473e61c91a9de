import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { HttpEnv } from '#web/http/http-env.ts';
import { padResponseTime } from '#web/http/response-time.ts';

const QUANTUM_MS = 40;

/** In milliseconds after the question: when the work was done, and when the answer came. */
async function asked(work: () => void | Promise<void>, isOpen?: () => boolean) {
  const began = performance.now();
  let done = 0;
  const app = new Hono<HttpEnv>().get('/', padResponseTime(QUANTUM_MS, isOpen), async (c) => {
    await work();
    done = performance.now() - began;
    return c.text('');
  });
  await app.request('/');
  return { done, answered: performance.now() - began };
}

const hold = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it.each([
  ['at once', () => {}],
  ['while the process is free', () => pause(10)],
  ['after a tick that the work held up', () => hold(QUANTUM_MS * 1.5)],
  [
    'after two ticks that came late',
    async () => {
      hold(QUANTUM_MS * 1.2);
      await pause(1);
      hold(QUANTUM_MS * 1.2);
    },
  ],
])('work that is done %s is answered at the next whole multiple, or after it', async (_, work) => {
  const { done, answered } = await asked(work);
  expect(answered).toBeGreaterThanOrEqual(Math.ceil((done - 1) / QUANTUM_MS) * QUANTUM_MS - 1);
  expect(answered).toBeGreaterThanOrEqual(QUANTUM_MS - 1);
});

it('an answer with nothing to hide does not wait', async () => {
  const waits = await Promise.all(
    Array.from({ length: 5 }, () =>
      asked(
        () => {},
        () => true,
      ),
    ),
  );
  expect(Math.min(...waits.map(({ answered }) => answered))).toBeLessThan(QUANTUM_MS / 2);
});
