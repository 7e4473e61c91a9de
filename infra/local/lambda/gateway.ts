import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { close, listen } from '#infra/local/emulators/loopback-server';
import { Failure, hasCode } from '#infra/local/failure';
import type { FunctionPool } from './function-pool.ts';
import { httpEvent, parseTarget } from './http-event.ts';
import { type Answer, toAnswer } from './http-response.ts';
import { matchRoute, type Route } from './routes.ts';

export interface Gateway {
  stop(): Promise<void>;
}

/** What Lambda takes in one synchronous invocation; what it gives back is measured where the function runs. */
const PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Those that an HTTP API knows; TRACE is none of them. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * The HTTP API on `localhost:port`, in front of the functions. Its own answers are API Gateway's, but for
 * requests that cannot reach a function (too large, a broken path, TRACE): they get this product's problem document.
 * @throws Failure when the port is taken
 */
export async function startGateway(options: {
  port: number;
  routes: readonly Route[];
  poolOf(functionArn: string): FunctionPool | undefined;
}): Promise<Gateway> {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    answer(request, requestId, options)
      .catch(() => message(500, 'Internal Server Error'))
      .then((result) => write(request, response, requestId, result))
      .catch(() => response.destroy());
  };
  const servers: Server[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    // Header lines together may be 10 KB at API Gateway; Node's own limit of 16 KB is near enough.
    const server = createServer(handle);
    // A client that asks first learns that its body is too large before it sends it.
    server.on('checkContinue', (request, response) => {
      if (!tooLong(request)) response.writeContinue();
      handle(request, response);
    });
    server.on('clientError', (_error, socket) => {
      if (socket.writable)
        socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    });
    try {
      await listen(server, options.port, host);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 has one address only.
      if (host === '::1' && !hasCode(error, 'EADDRINUSE')) continue;
      await Promise.all(servers.map(close));
      throw new Failure(`port ${options.port} is taken; choose another: PORT=${options.port + 10} npm start`);
    }
  }
  return {
    async stop() {
      await Promise.all(servers.map(close));
    },
  };
}

const tooLong = (request: IncomingMessage) => Number(request.headers['content-length'] ?? 0) > PAYLOAD_BYTES;

async function answer(
  request: IncomingMessage,
  requestId: string,
  { routes, poolOf }: Parameters<typeof startGateway>[0],
): Promise<Answer> {
  const body = await readBody(request);
  if (!body) return problem(requestId, 'too_large');
  const target = parseTarget(request.url ?? '/');
  if (!target) return problem(requestId, 'malformed_path');
  if (!METHODS.has(request.method ?? '')) return problem(requestId, 'method_not_allowed');
  const matched = matchRoute(routes, request.method ?? 'GET', target.rawPath);
  const pool = matched && poolOf(matched.functionArn);
  if (!pool) return message(404, 'Not Found');
  const event = httpEvent(request, body, target, matched, requestId);
  if (body.length > 0 && Buffer.byteLength(JSON.stringify(event)) > PAYLOAD_BYTES)
    return problem(requestId, 'too_large');
  const outcome = await pool.invoke(event);
  const result = outcome.ok ? toAnswer(outcome.payload) : undefined;
  if (!result) return message(500, 'Internal Server Error');
  return { ...result, headers: { ...result.headers, 'apigw-requestid': requestId } };
}

/** The body, or `undefined` when it is too large; then the rest of it is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (tooLong(request)) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > PAYLOAD_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(request: IncomingMessage, response: ServerResponse, requestId: string, answer: Answer): void {
  const { status, headers, body } = answer;
  const unread = !request.complete;
  if (unread) linger(request.socket);
  const bodyless = request.method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, {
    'apigw-requestid': requestId,
    ...headers,
    ...(status !== 204 && status !== 304 && { 'content-length': body.length }),
    ...(unread && { connection: 'close' }),
  });
  response.end(bodyless ? undefined : body);
}

/** How long a client that still sends has for reading why it should not. */
const LINGER_MS = 2000;

/** Closed at once, the connection would be reset, and a client in the middle of sending would never see the answer. */
function linger(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
  };
}

const message = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: text })),
});

const PROBLEMS = {
  too_large: [413, 'Content Too Large', 'A request may have 6 MB at most.'],
  malformed_path: [
    400,
    'Bad Request',
    'The address has a % that two hexadecimal digits do not follow, or is no UTF-8.',
  ],
  method_not_allowed: [
    405,
    'Method Not Allowed',
    'An HTTP API takes GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS.',
  ],
} as const;

const problem = (requestId: string, code: keyof typeof PROBLEMS): Answer => {
  const [status, title, detail] = PROBLEMS[code];
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId },
    body: Buffer.from(
      JSON.stringify({ type: `urn:certkeeper:problem:${code}`, title, status, detail, code }),
    ),
  };
};
