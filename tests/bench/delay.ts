import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

// `node delay.ts URL MILLISECONDS`: what is behind URL, on loopback, no answer sooner than that; a process of its own, so
// that none of it is counted with who asks. Tells its own address on a line.
const [url = '', milliseconds = ''] = process.argv.slice(2);
const { hostname: host, port } = new URL(url);
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

const server = createServer((asked, answer) => {
  const from = performance.now();
  const forward = async () => {
    const body = await buffer(asked);
    const onward = request({ host, port, method: 'POST', headers: asked.headers, agent }, (reply) => {
      buffer(reply).then(
        (bytes) => {
          const left = Math.max(0, Number(milliseconds) - (performance.now() - from));
          setTimeout(() => answer.writeHead(reply.statusCode ?? 500, reply.headers).end(bytes), left);
        },
        () => answer.destroy(),
      );
    });
    onward.on('error', () => answer.destroy());
    onward.end(body);
  };
  forward().catch(() => answer.destroy());
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
