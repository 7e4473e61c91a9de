import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * One contender in a process of its own, as Lambda has it: `node worker.js BUNDLE EVENT`, EVENT being JSON. It answers once,
 * then as often as each line of its input says, a call at a time. Each time it writes a line to file descriptor 3: the microseconds
 * of the processor (the first time since the start of the process) and by the clock, and every answer that is not the same
 * as the one before. Its own output is what the contender logs.
 */
const [, , bundle, event] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle);
const asked = JSON.parse(event);

async function ask(times, spentBefore) {
  const answers = [];
  const began = process.hrtime.bigint();
  for (let n = 0; n < times; n++) {
    const { statusCode, body } = await handler(asked, {});
    const last = answers.at(-1);
    if (last?.statusCode !== statusCode || last.body !== body) answers.push({ statusCode, body });
  }
  const wall = Number(process.hrtime.bigint() - began) / 1000;
  const { user, system } = process.cpuUsage(spentBefore);
  writeSync(3, `${JSON.stringify({ cpu: user + system, wall, answers })}\n`);
}

await ask(1);
// What reads lines is loaded after what is measured of the start.
const { createInterface } = await import('node:readline');
for await (const times of createInterface({ input: process.stdin }))
  await ask(Number(times), process.cpuUsage());
// A client's connections would keep the process a while.
process.exit();
