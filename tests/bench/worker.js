import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/**
 * One function in a process of its own, as Lambda has it: `node worker.js BUNDLE EVENTS`, EVENTS being a file with one
 * event a line, handled one after the other. Prints the peak of the resident memory and the seconds that it took.
 */
const [, , bundle, events] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle);
const began = performance.now();
for await (const line of createInterface({ input: createReadStream(events) })) {
  const answer = await handler(JSON.parse(line), {});
  if (answer?.batchItemFailures?.length) throw new Error('the function failed at a message');
}
const seconds = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
