import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// `node forgetful.ts MILLISECONDS`: a table to which every write is new and which keeps none, no answer sooner than that; a
// process of its own, as `delay.ts` is. Tells its own address on a line.
const [milliseconds = ''] = process.argv.slice(2);
const type = { 'content-type': 'application/x-amz-json-1.0', 'content-length': 2 };

const server = createServer((asked, answer) => {
  asked
    .on('end', () => setTimeout(() => answer.writeHead(200, type).end('{}'), Number(milliseconds)))
    .resume();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
