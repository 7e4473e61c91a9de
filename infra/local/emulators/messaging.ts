import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'node:net';
import { type FauxqsServer, type S3SpyEvent, type SpyMessage, startFauxqs } from 'fauxqs';
import { oneLine } from '#infra/local/failure';
import { createMessageTraces, type MessageTraces } from '#infra/local/lambda/recursion';
import { sendJson } from './loopback-server.ts';

export interface Messaging {
  url: string;
  engine: FauxqsServer;
  /** What the messages were sent with. */
  traces: MessageTraces;
  stop(): Promise<void>;
}

interface MessagingOptions {
  region: string;
  /** Folders for messages and objects; in memory when left out. */
  messages?: string;
  objects?: string;
  /** Called for each object that was stored, before its upload is answered. */
  onUpload?(event: S3SpyEvent): void;
  /** Sees each request first; true when it has answered it. What it has read of the body it puts back. */
  intercept?(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

type Intercept = NonNullable<MessagingOptions['intercept']>;

/** SQS, SNS and S3 in this process. */
export async function startMessaging(options: MessagingOptions): Promise<Messaging> {
  const traces = createMessageTraces();
  const intercept = async (request: IncomingMessage, response: ServerResponse) => {
    traces.watch(request, response);
    return (await options.intercept?.(request, response)) ?? false;
  };
  const engine = await onLoopback(intercept, () =>
    startFauxqs({
      port: 0,
      logger: false,
      defaultRegion: options.region,
      messageSpies: true,
      ...(options.messages !== undefined && { dataDir: options.messages }),
      ...(options.objects !== undefined && { s3StorageDir: options.objects }),
    }),
  );
  // A filter that never matches is shown every event, synchronously; the spy has no other way to listen.
  void engine.spy
    .waitForMessage((event: SpyMessage) => {
      if (event.service === 's3' && event.status === 'uploaded') options.onUpload?.(event);
      return false;
    })
    .catch(() => {});
  return { url: `http://127.0.0.1:${engine.port}`, engine, traces, stop: () => engine.stop() };
}

/** fauxqs listens on every interface and cannot be told otherwise; uploads are nobody else's business. */
async function onLoopback<T>(intercept: Intercept, start: () => Promise<T>): Promise<T> {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const [first, ...rest] = args;
    // Other engines start at the same time.
    if (!isEverywhere(first)) return Reflect.apply(listen, this, args);
    interceptRequests(this, intercept);
    return Reflect.apply(listen, this, [{ ...first, host: '127.0.0.1' }, ...rest]);
  };
  try {
    return await start();
  } finally {
    Server.prototype.listen = listen;
  }
}

const isEverywhere = (options: unknown): options is { host: string } =>
  typeof options === 'object' && options !== null && 'host' in options && options.host === '0.0.0.0';

function interceptRequests(server: Server, intercept: Intercept): void {
  const emit = server.emit.bind(server);
  server.emit = (event: string, ...args: unknown[]) => {
    if (event !== 'request') return emit(event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    intercept(request, response).then(
      (answered) => answered || emit(event, ...args),
      (error: unknown) => sendJson(response, 500, { message: oneLine(error) }),
    );
    return true;
  };
}
