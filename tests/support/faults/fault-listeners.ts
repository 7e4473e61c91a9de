import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FaultProxy } from './fault-proxy.ts';
import { type Service, services, typeOf } from './fault-replies.ts';

/** The front on loopback, one listener a service, for functions in processes of their own. */
export async function listenFor({ pass }: Pick<FaultProxy, 'pass'>) {
  async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { headers, url: path = '/' } = request;
    const worker = /\bapp\/([\w-]+)/.exec(String(headers['user-agent']))?.[1] ?? '';
    const reply = await pass(worker, service, { headers, path, body });
    if (reply) response.writeHead(reply.status, { 'content-type': typeOf(service) }).end(reply.body);
    else response.destroy();
  }

  const servers = services.map((service) =>
    createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      answer(service, request, response).catch(() => response.destroy());
    }),
  );
  const urls = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }),
  );
  return {
    urlOf: (service: Service) => urls[services.indexOf(service)] ?? '',
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
}
