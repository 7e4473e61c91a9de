import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface LoopbackServer {
  url: string;
  stop(): Promise<void>;
}

/** A small HTTP server on 127.0.0.1, on a free port when none is given. An error of `answer` is a 500 with its message. */
export async function serveOnLoopback(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  wanted = 0,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
  const port = await listen(server, wanted, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}

/** The whole body as text, at most 1 MB. */
export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, 1_000_000)).toString('utf8');
}

/**
 * The whole body, which stays to be read by whoever comes next; its length has to be said beforehand.
 * @throws Error when it is not, or is too much
 */
export function peekBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const length = Number(request.headers['content-length']);
  if (!(length <= most)) throw new Error('the request is too large, or does not say how large it is');
  if (length === 0) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let read = 0;
    const gone = () => reject(new Error('the request broke off'));
    const look = () => {
      for (let chunk = request.read(); chunk !== null; chunk = read < length ? request.read() : null) {
        chunks.push(chunk);
        read += chunk.length;
      }
      if (read < length) return;
      request.off('readable', look).off('close', gone);
      // Before its end is said, after which nothing can be put back.
      const body = Buffer.concat(chunks);
      request.unshift(body);
      resolve(body);
    };
    request.on('readable', look).once('close', gone);
  });
}

export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > most) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
