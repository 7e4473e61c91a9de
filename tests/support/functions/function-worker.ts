import module, { createRequire } from 'node:module';
import { createFunctionClock } from './function-clock.ts';

/**
 * One function in a process of its own, as Lambda has it: `node function-worker.ts BUNDLE`. Answers one invocation after
 * the other, each at the instant that comes with it; gives back the instant at which it ended. `delay` moves its clock on.
 */
const clock = createFunctionClock();
const require = createRequire(import.meta.url);
require('node:timers/promises').setTimeout = clock.delay;
Object.assign(globalThis, { Date: clock.Date, setTimeout: clock.setTimeout });

const [, , bundle = ''] = process.argv;
process.on('disconnect', () => process.exit());
const { handler } = require(bundle);
// Who is killed leaves nothing to the next one.
module.flushCompileCache();

process.on('message', async ({ event, at, delay }: { event: unknown; at: number; delay?: number }) => {
  if (delay !== undefined) {
    clock.moveTo(clock.now() + delay);
    process.send?.({ delayed: true });
    return;
  }
  clock.moveTo(at);
  try {
    const result = await handler(event, {});
    process.send?.({ result: result ?? null, at: clock.now() });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error), at: clock.now() });
  }
});
process.send?.({ ready: true });
