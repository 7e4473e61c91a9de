import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/**
 * One function in a process of its own, as Lambda has it: `node worker.js BUNDLE EVENTS`, EVENTS being a file with one
 * event a line, handled one after the other. Prints the peak of the resident memory, that of a process it starts, and the
 * seconds that it took.
 */
const [, , bundle, events] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle);
const own = `/proc/${process.pid}`;
let startedPeakKb = 0;
const looking = setInterval(() => {
  for (const pid of readFileSync(`${own}/task/${process.pid}/children`, 'latin1')
    .split(' ')
    .filter(Boolean)) {
    startedPeakKb = Math.max(startedPeakKb, peakOf(pid));
  }
}, 20);

function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

const began = performance.now();
for await (const line of createInterface({ input: createReadStream(events) })) {
  const answer = await handler(JSON.parse(line), {});
  if (answer?.batchItemFailures?.length) throw new Error('the function failed at a message');
}
const seconds = (performance.now() - began) / 1000;
clearInterval(looking);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMb, startedPeakMb: startedPeakKb / 1024 }));
