import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const units = z.object({ CapacityUnits: z.number() });
const consumed = z.object({
  Table: units,
  GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
});
const answered = z.looseObject({
  ConsumedCapacity: z.union([z.array(consumed), consumed.transform((one) => [one])]),
});

interface WriteUnits {
  puts: number;
  table: number;
  indexes: number;
}

/**
 * DynamoDB behind a proxy that asks for the capacity of every PutItem and BatchWriteItem and adds it up, the records of chunks and the entries of names apart; whoever
 * writes knows nothing of it. On loopback.
 */
export async function startCapacityProxy(dynamoDbUrl: string) {
  const found: Record<'credentials' | 'records' | 'names', WriteUnits> = {
    credentials: { puts: 0, table: 0, indexes: 0 },
    records: { puts: 0, table: 0, indexes: 0 },
    names: { puts: 0, table: 0, indexes: 0 },
  };
  const server = createServer((request, response) => {
    const forward = async () => {
      const body = await text(request);
      const target = String(request.headers['x-amz-target']);
      const put = /\.(?:Put|BatchWrite)Item$/.test(target);
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
        const isNames = target.endsWith('.BatchWriteItem');
        const of = found[isNames ? 'names' : body.includes('"CREDENTIAL#') ? 'credentials' : 'records'];
        of.puts++;
        for (const { Table, GlobalSecondaryIndexes } of ConsumedCapacity) {
          of.table += Table.CapacityUnits;
          for (const index of Object.values(GlobalSecondaryIndexes)) of.indexes += index.CapacityUnits;
        }
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
