import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const answered = z.looseObject({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

/** Requests of each operation since the count was last taken, and the read units of all of them. */
interface Reads {
  requests: Record<string, number>;
  units: number;
}

/**
 * DynamoDB behind a proxy that counts every request and asks for the capacity of each read; whoever reads knows nothing of
 * it. On loopback.
 */
export async function startReadProxy(dynamoDbUrl: string) {
  let found: Reads = { requests: {}, units: 0 };
  const server = createServer((request, response) => {
    const forward = async () => {
      const target = String(request.headers['x-amz-target']);
      const operation = target.split('.').at(-1) ?? '';
      const asked = JSON.parse(await text(request));
      const answer = await fetch(dynamoDbUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          authorization: String(request.headers.authorization),
          'x-amz-date': String(request.headers['x-amz-date']),
        },
        body: JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' }),
      });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`${operation}: ${answer.status}`);
      found.requests[operation] = (found.requests[operation] ?? 0) + 1;
      found.units += answered.parse(JSON.parse(said)).ConsumedCapacity.CapacityUnits;
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(said);
    };
    forward().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What was read since the last time this was asked. */
    taken(): Reads {
      const taken = found;
      found = { requests: {}, units: 0 };
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
