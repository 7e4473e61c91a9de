import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { forward } from '#infra/local/emulators/forward';
import {
  type LoopbackServer,
  readBytes,
  sendJson,
  serveOnLoopback,
} from '#infra/local/emulators/loopback-server';
import { type Signed, signerOf } from './signer.ts';
import type { TableGuard } from './table-guard.ts';

/** The most that DynamoDB takes. */
const MAX_BYTES = 17_000_000;
/** Sooner than the engine closes what is idle. */
const IDLE_MS = 5_000;

/**
 * DynamoDB as functions reach it: what a function's role may not do is refused, as on AWS. Who asks is told by the access key,
 * which is the function's name here.
 */
export async function guardTable(options: {
  engine: string;
  guard: TableGuard;
  report(line: string): void;
}): Promise<LoopbackServer> {
  const { engine, guard, report } = options;
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const server = await serveOnLoopback(async (asked, response) => {
    const body = await readBytes(asked, MAX_BYTES);
    const caller = signerOf(asked)?.caller ?? '';
    const refused = await guard.refusal(caller, operationOf(asked.headers), body);
    if (refused === undefined)
      return forward(asked, response, { body, agent, engine, headers: signedForTheEngine(asked.headers) });
    report(refused);
    sendJson(response, 400, accessDenied(refused), 'application/x-amz-json-1.0');
  });
  return {
    url: server.url,
    async stop() {
      agent.destroy();
      await server.stop();
    },
  };
}

/** `PutItem` */
export const operationOf = (headers: IncomingHttpHeaders | OutgoingHttpHeaders) =>
  String(headers['x-amz-target']).split('.').at(-1) ?? '';

/** DynamoDB Local takes no access key with a hyphen in it, and looks at nothing else of a signature. */
export const signedForTheEngine = ({ authorization = '' }: Signed['headers']) => ({
  authorization: authorization.replace(/Credential=[^/]+/, 'Credential=local'),
});

/** As DynamoDB says it. */
export const accessDenied = (message: string) => ({
  __type: 'com.amazon.coral.service#AccessDeniedException',
  Message: message,
});
