import { createRequire } from 'node:module';

/**
 * One contender in a process of its own, as Lambda has it: `node worker.js BUNDLE EVENT WARM_UP CALLS`, EVENT being JSON.
 * The last line of its output, after those that the contender logs: `cold`, the microseconds of the processor from the
 * start of the process to the first answer; `warm`, those of all CALLS together, a call at a time after WARM_UP others;
 * `wall`, the same by the clock; and every answer that is not the same as the one before.
 */
const [, , bundle, event, warmUp, calls] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle);
const asked = JSON.parse(event);
const answers = [];

async function ask(times) {
  for (let n = 0; n < times; n++) {
    const { statusCode, body } = await handler(asked, {});
    const last = answers.at(-1);
    if (last?.statusCode !== statusCode || last.body !== body) answers.push({ statusCode, body });
  }
}

function spent(since) {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

await ask(1);
const cold = spent();
await ask(Number(warmUp));
const before = process.cpuUsage();
const began = performance.now();
await ask(Number(calls));
const wall = (performance.now() - began) * 1000;
const warm = spent(before);
process.stdout.write(`${JSON.stringify({ cold, warm, wall, answers })}\n`);
// A client's connections would keep the process a while.
process.exit();
