import module, { createRequire } from 'node:module';

/**
 * One function in a process of its own, as Lambda has it: `node function-worker.js BUNDLE`. Answers one invocation after
 * the other, each at the moment that comes with it; gives back the moment at which it ended. `delay` moves its clock on.
 * Time stands still but for what it is told and what the function waits for, which is over a moment later.
 */
let now = Date.now();
const RealDate = Date;
const realSetTimeout = globalThis.setTimeout;

globalThis.Date = class extends RealDate {
  constructor(...of) {
    super(...(of.length ? of : [now]));
  }
  static now() {
    return now;
  }
};

function sleep(milliseconds, done) {
  const until = now + milliseconds;
  return realSetTimeout(() => {
    now = Math.max(now, until);
    done();
  }, 1);
}

const require = createRequire(import.meta.url);
require('node:timers/promises').setTimeout = (milliseconds, value) =>
  new Promise((resolve) => sleep(milliseconds, () => resolve(value)));
// The SDK's pauses between its tries are odd numbers; its watchdogs are whole seconds, and stay real.
globalThis.setTimeout = (work, milliseconds = 0, ...args) =>
  milliseconds < 2 || milliseconds % 1000 === 0
    ? realSetTimeout(work, milliseconds, ...args)
    : sleep(milliseconds, () => work(...args));

process.on('disconnect', () => process.exit());
const { handler } = require(process.argv[2]);
// Who is killed leaves nothing to the next one.
module.flushCompileCache();

process.on('message', async ({ event, at, delay }) => {
  if (delay !== undefined) {
    now += delay;
    process.send({ delayed: true });
    return;
  }
  now = at;
  try {
    const result = await handler(event, {});
    process.send({ result: result ?? null, at: now });
  } catch (error) {
    process.send({ error: error instanceof Error ? error.message : String(error), at: now });
  }
});
process.send({ ready: true });
