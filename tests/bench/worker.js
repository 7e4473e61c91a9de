import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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

/** A line at a time: `readline` would take up all that follow while one is worked on. */
async function* linesOf(file) {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  if (rest) yield rest;
}

const began = performance.now();
for await (const line of linesOf(events)) {
  const answer = await handler(JSON.parse(line), {});
  if (answer?.batchItemFailures?.length) throw new Error('the function failed at a message');
}
const seconds = (performance.now() - began) / 1000;
clearInterval(looking);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMb, startedPeakMb: startedPeakKb / 1024 }));
