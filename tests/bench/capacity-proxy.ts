import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const units = z.object({ CapacityUnits: z.number() });
const answered = z.looseObject({
  ConsumedCapacity: z.object({
    Table: units,
    GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
  }),
});

interface WriteUnits {
  puts: number;
  table: number;
  indexes: number;
}

/**
 * DynamoDB behind a proxy that asks for the capacity of every PutItem and adds it up, the records of chunks apart; whoever
 * writes knows nothing of it. On loopback.
 */
export async function startCapacityProxy(dynamoDbUrl: string) {
  const found: Record<'credentials' | 'records', WriteUnits> = {
    credentials: { puts: 0, table: 0, indexes: 0 },
    records: { puts: 0, table: 0, indexes: 0 },
  };
  const server = createServer((request, response) => {
    const forward = async () => {
      const body = await text(request);
      const target = String(request.headers['x-amz-target']);
      const put = target.endsWith('.PutItem');
      const answer = await fetch(dynamoDbUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          authorization: String(request.headers.authorization),
          'x-amz-date': String(request.headers['x-amz-date']),
        },
        body: put ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'INDEXES' }) : body,
      });
      const said = await answer.text();
      if (put && answer.ok) {
        const { ConsumedCapacity } = answered.parse(JSON.parse(said));
        const of = found[body.includes('"CREDENTIAL#') ? 'credentials' : 'records'];
        of.puts++;
        of.table += ConsumedCapacity.Table.CapacityUnits;
        for (const index of Object.values(ConsumedCapacity.GlobalSecondaryIndexes))
          of.indexes += index.CapacityUnits;
      }
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(said);
    };
    forward().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    found,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
