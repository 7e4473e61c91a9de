import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';

/**
 * Asks an engine what somebody asks, and hands on its answer. Resolves when whoever asked has it, or is gone. `isLost`: the
 * answer is not handed on, as if the network had broken off.
 */
export function forward(
  asked: IncomingMessage,
  response: ServerResponse,
  to: { body: Buffer; agent: Agent; engine: string; headers?: IncomingHttpHeaders; isLost?: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, url } = asked;
    const headers = { ...asked.headers, ...to.headers };
    const onward = request(new URL(url ?? '/', to.engine), { method, headers, agent: to.agent }, (answer) => {
      // Also when whoever asked is gone before the end.
      response.once('close', () => {
        answer.resume();
        resolve();
      });
      if (to.isLost) response.destroy();
      else answer.once('error', reject).pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    onward.once('error', reject);
    onward.end(to.body);
  });
}
