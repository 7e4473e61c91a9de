import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { ofa } from '#support/sites/api';
import { createTestConsole } from '#support/sites/console';

/** A provider's key is replaced while its programs go on: a new one is issued, each program takes it up, the old one is revoked. */
let test: Awaited<ReturnType<typeof createTestConsole>>;
beforeEach(async () => {
  test = await createTestConsole();
});

/** A program at work with a key, one request after the other, as long as it is not stopped. */
function startProgram(name: string, first: string) {
  const program = { key: first, answers: [] as { key: string; status: number; what: string }[] };
  let over = false;
  const ask = async (method: string, path: string, more: Parameters<typeof test.ask>[2] = {}) => {
    const { key } = program;
    const answer = await test.ask(method, path, { ...more, key });
    program.answers.push({ key, status: answer.status, what: `${method} ${path}` });
    return answer;
  };
  async function work() {
    for (let n = 0; !over; n++) {
      const number = `ROTATE-${name}-${n + 1000}`;
      const register = { body: { ...ofa, number }, headers: { 'idempotency-key': number } };
      await ask('POST', '/v1/credentials', register);
      // As whoever heard no answer does; the key may be another one by now.
      const again = await ask('POST', '/v1/credentials', register);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      await ask('GET', `/v1/credentials/${number}`);
      await ask('POST', `/v1/credentials/${number}/revoke`, { body: { reason: 'by mistake' } });
      await ask('GET', '/v1/credentials?limit=2');
    }
  }
  const done = work();
  return {
    program,
    /** Until it has been answered so many times more. */
    async goOn(times = 6) {
      const until = program.answers.length + times;
      while (program.answers.length < until) await pause(5);
    },
    async stop() {
      over = true;
      await done;
    },
  };
}

it('is replaced while requests run: nothing is refused that should pass, and the old one opens nothing', async () => {
  const old = test.mine;
  const programs = ['A', 'B', 'C'].map((name) => startProgram(name, old));
  const everyoneGoesOn = () => Promise.all(programs.map((one) => one.goOn()));
  await everyoneGoesOn();

  const withOld = await test.signedIn(old);
  const issued = await withOld.post('/console/keys?lang=en', { label: 'From December' });
  const next = /ck_[\w-]+/.exec(issued.text)?.[0] ?? '';
  expect(next).not.toBe('');
  const upload = { body: { fileName: 'a.csv', contentLength: 10 } };
  const opened = await test.ask('POST', '/v1/imports', { ...upload, key: old });
  await everyoneGoesOn();

  // One program after the other, so that for a while both are in use.
  for (const one of programs) {
    one.program.key = next;
    await everyoneGoesOn();
  }
  const oldId = (await test.registry.providerRepository.listKeys('MINE')).find(
    ({ label }) => label === 'desk',
  )?.keyId;
  const withNew = await test.signedIn(next);
  expect((await withNew.post(`/console/keys/${oldId}/revoke`, {})).status).toBeLessThan(400);
  await everyoneGoesOn();
  await Promise.all(programs.map((one) => one.stop()));

  const answers = programs.flatMap(({ program }) => program.answers);
  expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  expect(new Set(answers.map(({ key }) => key))).toEqual(new Set([old, next]));
  expect(answers.length).toBeGreaterThan(80);

  // What was begun with the old one is the provider's, and goes on with the new one; the old one is over everywhere.
  const { importId } = opened.json();
  expect((await test.ask('GET', `/v1/imports/${importId}`, { key: next })).status).toBe(200);
  expect((await withNew.get('/console/keys')).status).toBe(200);
  for (const [method, path, more] of [
    ['GET', '/v1/credentials', {}],
    ['GET', `/v1/imports/${importId}`, {}],
    ['POST', '/v1/imports', upload],
  ] as const)
    expect((await test.ask(method, path, { ...more, key: old })).status, path).toBe(401);
  expect((await withOld.get('/console/keys')).status).toBe(303);
  expect((await test.signedOut.post('/console/sign-in', { key: old })).status).toBe(401);
});

it('is replaced by one that it issued itself, which stays when it is revoked alone', async () => {
  const me = await test.signedIn(test.mine);
  const next = /ck_[\w-]+/.exec((await me.post('/console/keys', { label: 'Next' })).text)?.[0] ?? '';
  const oldId = (await test.registry.providerRepository.listKeys('MINE')).find(
    ({ label }) => label === 'desk',
  )?.keyId;
  await (await test.signedIn(next)).post(`/console/keys/${oldId}/revoke`, {});
  expect((await test.ask('GET', '/v1/credentials', { key: next })).status).toBe(200);
  expect((await test.ask('GET', '/v1/credentials', { key: test.mine })).status).toBe(401);
});
