import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, statSync, type WriteStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ImportJob } from '#tables/import-job.ts';

/** What a function in a process of its own talks to: answers at once, so that the function's own work shows. */
interface StandIn {
  /** The function's environment: its own variables, and where the services are. */
  environment: Record<string, string>;
  /** Messages queued, and rows accounted for by chunks' records. */
  counts(): { messages: number; rows: number };
  stop(): Promise<void>;
}

export const ETAG = 'e'.repeat(32);
const batch = z.object({ Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })) });
const put = z.object({ Item: z.record(z.string(), z.any()) });
const counted = z.looseObject({
  accepted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejectedCount: z.int(),
});

/**
 * S3 with one file (`object`), SQS that writes each message as a line of `queue`, a table with one import job, and a
 * secret. On loopback.
 */
export async function startStandIn(files: {
  job: ImportJob;
  object?: string;
  queue?: string;
}): Promise<StandIn> {
  const queue = files.queue ? createWriteStream(files.queue) : undefined;
  const found = { messages: 0, rows: 0 };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return sendObject(response, files.object);
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    const body = await text(request);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const said = JSON.stringify(await said200(operation, body));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(said);
  }

  async function said200(operation: string | undefined, body: string): Promise<object> {
    switch (operation) {
      case 'GetSecretValue':
        return { SecretString: 'pepper of the benchmark' };
      case 'GetItem':
        return body.includes('"JOB"') ? { Item: marshall(files.job, { removeUndefinedValues: true }) } : {};
      case 'PutItem':
        if (body.includes('"importChunk"')) found.rows += rowsOf(body);
        return {};
      case 'UpdateItem':
        return {};
      case 'BatchWriteItem':
        return { UnprocessedItems: {} };
      case 'Query':
        return { Items: [], Count: 0 };
      case 'SendMessageBatch':
        return keep(batch.parse(JSON.parse(body)).Entries, queue);
      default:
        throw new Error(`the stand-in does not know ${operation}`);
    }
  }

  async function keep(entries: z.infer<typeof batch>['Entries'], to: WriteStream | undefined) {
    for (const { Id: messageId, MessageBody: body } of entries) {
      found.messages++;
      if (to && !to.write(`${JSON.stringify({ Records: [{ messageId, body }] })}\n`))
        await new Promise<void>((drained) => to.once('drain', drained));
    }
    return {
      Successful: entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })),
    };
  }

  return {
    environment: {
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL: url,
      // Who does without the SDK reads its own alone.
      AWS_ENDPOINT_URL_DYNAMODB: url,
      TABLE_NAME: 'bench',
      UPLOAD_BUCKET: 'bench',
      ROWS_QUEUE_URL: `${url}/000000000000/rows`,
      PEPPER_SECRET: 'bench',
      LINK_SECRET: 'bench',
    },
    counts: () => ({ ...found }),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      if (queue) await finished(queue.end());
    },
  };
}

function sendObject(response: ServerResponse, file: string | undefined): void {
  if (!file) throw new Error('there is no file');
  response.writeHead(200, { 'content-length': statSync(file).size, etag: `"${ETAG}"` });
  createReadStream(file).pipe(response);
}

function rowsOf(body: string): number {
  const record = counted.parse(unmarshall(put.parse(JSON.parse(body)).Item));
  return record.accepted + record.updated + record.unchanged + record.rejectedCount;
}
