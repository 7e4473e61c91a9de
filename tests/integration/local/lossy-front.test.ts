import { expect, it, onTestFinished } from 'vitest';
import { readText, sendJson, serveOnLoopback } from '#infra/local/emulators/loopback-server';
import { frontWithLosses, type Loss, lossesOf } from '#infra/local/emulators/lossy-front';

it('hands on what is asked and answered, and breaks off what is lost, before it is done or after', async () => {
  const done: string[] = [];
  const engine = await serveOnLoopback(async (request, response) => {
    done.push(await readText(request));
    sendJson(response, 201, { done: done.length });
  });
  const losses: (Loss | undefined)[] = [undefined, 'asked', 'answered', undefined];
  const front = await frontWithLosses(engine.url, () => losses.shift());
  onTestFinished(async () => {
    await front.stop();
    await engine.stop();
  });
  const ask = async (body: string) => {
    const answer = await fetch(front.url, { method: 'POST', body }).catch(() => undefined);
    return answer && [answer.status, await answer.json()];
  };
  expect(await ask('one')).toEqual([201, { done: 1 }]);
  expect(await ask('two')).toBeUndefined();
  expect(await ask('three')).toBeUndefined();
  expect(await ask('four')).toEqual([201, { done: 3 }]);
  expect(done).toEqual(['one', 'three', 'four']);
});

it.each([
  [0, 'asked'],
  [0.0049, 'asked'],
  [0.0051, 'answered'],
  [0.0101, undefined],
])('of a share of a hundredth, who draws %d is lost when %s', (drawn, loss) => {
  expect(lossesOf(0.01, () => drawn)()).toBe(loss);
});
