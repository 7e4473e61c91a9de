import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { lambdaEnvironment } from '#storage/contract/environment.ts';
import { createSignedCalls, type Patience } from '#storage/signed-calls.ts';
import { absent, createTableOver, type Table } from '#storage/table.ts';
import { createTableReads, type TableReads } from '#storage/table-reads.ts';
import { createRegistry, instantFrom, type Registry } from '#support/storage/registry';

const at = instantFrom('2026-11-21T01:15:00.000Z');
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token/of+session=',
};

const callsTo = (endpoint: string, patience?: Patience, tries?: number) =>
  createSignedCalls(
    lambdaEnvironment.parse({
      AWS_REGION: 'ap-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_MAX_ATTEMPTS: tries,
    }),
    () => at,
    patience,
  );

describe('reads without the SDK', () => {
  let registry: Registry;
  let reads: TableReads;
  beforeAll(async () => {
    registry = await createRegistry();
    reads = createTableReads(registry.tableName, callsTo(inject('dynamoDbUrl')));
    for (let n = 0; n < 30; n++)
      await registry.table.put({
        pk: 'P',
        sk: `S#${String(n).padStart(2, '0')}`,
        byProviderPk: 'LIST',
        byProviderSk: `${n % 10}`,
        number: n,
        nested: { list: ['陳大文', true, null, { deep: 1.5 }] },
        // So that DynamoDB gives them back in more than one page.
        big: 'x'.repeat(60_000),
      });
  });

  it.each<[string, (table: TableReads) => Promise<unknown>]>([
    ['an item', (table) => table.get({ pk: 'P', sk: 'S#07' }, { consistent: true })],
    ['one that is not there', (table) => table.get({ pk: 'P', sk: 'none' }, { consistent: false })],
    [
      'a page from the end',
      (table) =>
        table.page({
          condition: { text: '#pk = :pk', values: { ':pk': 'P' } },
          fields: ['number', 'sk', 'pk'],
          descending: true,
          limit: 4,
          startAfter: { pk: 'P', sk: 'S#20' },
        }),
    ],
    [
      'what is filtered',
      (table) =>
        table.page({
          condition: { text: '#pk = :pk AND begins_with(#sk, :s)', values: { ':pk': 'P', ':s': 'S#1' } },
          filter: { text: '#number > :n', values: { ':n': 15 } },
          fields: ['number', 'nested'],
        }),
    ],
    [
      'an index',
      (table) =>
        Array.fromAsync(
          table.query({
            index: 'byProvider',
            condition: { text: '#byProviderPk = :list', values: { ':list': 'LIST' } },
            fields: ['byProviderSk', 'number', 'sk'],
          }),
        ).then((items) => items.toSorted((a, b) => String(a['sk']).localeCompare(String(b['sk'])))),
    ],
    [
      'all pages of a query',
      (table) =>
        Array.fromAsync(
          table.query({ condition: { text: '#pk = :pk', values: { ':pk': 'P' } }, consistent: true }),
        ),
    ],
  ])('give of %s what the SDK gives', async (_, read) => {
    expect(await read(reads)).toEqual(await read(registry.table));
  });

  it('tell what DynamoDB said of a read that is none', async () => {
    const none = createTableReads('no-such-table', callsTo(inject('dynamoDbUrl')));
    await expect(none.get({ pk: 'P', sk: 'S' }, { consistent: true })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('writes without the SDK', () => {
  const item = (sk: string, more = {}) => ({
    pk: 'P',
    sk,
    name: '陳大文',
    nested: { list: [1, null, true] },
    ...more,
  });
  const update = { text: 'SET #name = :name', values: { ':name': 'CHAN' } };
  const stored = (table: Table) =>
    Array.fromAsync(
      table.query({ condition: { text: '#pk = :pk', values: { ':pk': 'P' } }, consistent: true }),
    );
  const keyOf = (sk: string) => ({ pk: 'P', sk });

  it.each<[string, (table: Table) => Promise<unknown>]>([
    ['a new item', (table) => table.put(item('new'), absent)],
    ['one that is there', (table) => table.put(item('there'), absent)],
    ['one that is there, whatever it is', (table) => table.put(item('there', { left: undefined }))],
    ['a change', (table) => table.update(keyOf('there'), update)],
    ['a change that is refused', (table) => table.update(keyOf('there'), update, absent)],
    ['a deletion', (table) => table.delete(keyOf('there'))],
    [
      'many at once',
      (table) =>
        table.writeAll({
          puts: Array.from({ length: 30 }, (_, n) => item(`many${n}`)),
          deletes: [keyOf('there')],
        }),
    ],
    [
      'a transaction',
      (table) =>
        table.transact([
          { put: item('new'), condition: absent },
          { update: keyOf('there'), by: update },
          { check: keyOf('none'), condition: absent },
        ]),
    ],
    [
      'a transaction that is refused',
      (table) =>
        table.transact([
          { put: item('new'), condition: absent },
          { delete: keyOf('there'), condition: absent },
        ]),
    ],
  ])('do and answer of %s what the SDK does', async (_, write) => {
    const outcomes: unknown[] = [];
    for (const calls of ['signed', 'SDK']) {
      const { tableName, table } = await createRegistry();
      await table.put(item('there'));
      const answer = await write(
        calls === 'SDK' ? table : createTableOver(tableName, callsTo(inject('dynamoDbUrl'))),
      );
      outcomes.push({ answer, stored: await stored(table) });
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});

interface Seen {
  headers: IncomingMessage['headers'];
  body: string;
}

/** Something at the other end of the line that answers as it is told to. */
async function startOtherEnd(answer: (response: ServerResponse, n: number) => void) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        seen.push({ headers: request.headers, body });
        answer(response, seen.length);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const ok = (response: ServerResponse) => response.writeHead(200).end('{"Item":{"n":{"N":"1"}}}');
const refused = (status: number, type: string) => (response: ServerResponse) =>
  response
    .writeHead(status)
    .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'm' }));
const drip = (response: ServerResponse) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const key = { TableName: 't', Key: { pk: { S: 'P' } } };

describe('a signature', () => {
  it("is as Signature Version 4 has it, as the SDK's is", async () => {
    const { url, seen } = await startOtherEnd(ok);
    await callsTo(url).getItem(key);
    await new DynamoDBClient({ region: 'ap-east-1', endpoint: url, credentials }).send(
      new GetItemCommand(key),
    );
    const [ours, sdks] = seen;
    if (!ours || !sdks) throw new Error('they were not sent');
    for (const request of [sdks, ours]) {
      const { signed, signature } = signatureOf(request);
      expect(request.headers.authorization).toContain(`Signature=${signature}`);
      expect(signed).toEqual(
        expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target']),
      );
    }
    expect(ours.headers['x-amz-date']).toBe('20261121T011500Z');
    expect(JSON.parse(ours.body)).toEqual(JSON.parse(sdks.body));
  });
});

/** By the letter of AWS's "Create a signed AWS API request", from what arrived. */
function signatureOf({ headers, body }: Seen): { signed: string[]; signature: string } {
  const [, day = '', names = ''] =
    /Credential=[^/]+\/(\d{8})\/ap-east-1\/dynamodb\/aws4_request, SignedHeaders=([^,]+),/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const signed = names.split(';');
  const sha256 = (of: string) => createHash('sha256').update(of).digest('hex');
  const hmac = (secret: string | Buffer, of: string) => createHmac('sha256', secret).update(of).digest();
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const request = `POST\n/\n\n${lines}\n${names}\n${sha256(body)}`;
  const scope = `${day}/ap-east-1/dynamodb/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${headers['x-amz-date']}\n${scope}\n${sha256(request)}`;
  const secret = ['ap-east-1', 'dynamodb', 'aws4_request'].reduce<Buffer>(
    (of, part) => hmac(of, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  );
  return { signed, signature: hmac(secret, toSign).toString('hex') };
}

describe('a read that fails', () => {
  it.each<[string, (response: ServerResponse, timeIsUp: () => void) => void]>([
    ['with a fault of DynamoDB', refused(500, 'InternalServerError')],
    ['as too much is asked', refused(400, 'ProvisionedThroughputExceededException')],
    ['with something in between', (response) => response.writeHead(503).end('<html>')],
    ['with the connection', (response) => void response.destroy()],
    [
      'with half an answer',
      (response) => response.writeHead(200, { 'content-length': '99' }).write('{"It') && response.destroy(),
    ],
    ['with no answer in time', (_, timeIsUp) => timeIsUp()],
    [
      'with an answer that drips',
      (response, timeIsUp) => {
        drip(response);
        timeIsUp();
      },
    ],
    ['with what is no answer of DynamoDB', (response) => response.writeHead(200).end('{"__type":"x"}')],
    ['with half a record', (response) => response.writeHead(200).end('{"Item":{"nameEn":{"S":"CHAN')],
    ['when it may be asked again later', (response) => response.writeHead(429).end()],
    [
      'as its header says',
      (response) => response.writeHead(400, { 'x-amzn-errortype': 'ThrottlingException:x' }).end(),
    ],
  ])('%s is made again', async (_, fail) => {
    let isUp = () => {};
    const patience: Patience = (timeIsUp) => {
      isUp = timeIsUp;
      return () => {};
    };
    const { url, seen } = await startOtherEnd((response, n) =>
      n < 3 ? fail(response, () => isUp()) : ok(response),
    );
    expect(await callsTo(url, patience).getItem(key)).toEqual({ Item: { n: { N: '1' } } });
    expect(seen).toHaveLength(3);
  });

  it.each([
    ['after three times', 500, 'InternalServerError', 3],
    ['after three times, with a name that is answered with 503', 400, 'ThrottlingException', 3],
    ['at once, when it would fail again', 400, 'ValidationException', 1],
    ['at once, when it is forbidden', 400, 'AccessDeniedException', 1],
  ])('is given up %s', async (_, status, name, times) => {
    const { url, seen } = await startOtherEnd(refused(status, name));
    await expect(callsTo(url).query({ TableName: 't' })).rejects.toMatchObject({ name, message: 'm' });
    expect(seen).toHaveLength(times);
  });
});

it('is tried as often as the function is told', async () => {
  const { url, seen } = await startOtherEnd(refused(500, 'InternalServerError'));
  await expect(callsTo(url, undefined, 2).getItem(key)).rejects.toMatchObject({
    name: 'InternalServerError',
  });
  expect(seen).toHaveLength(2);
});

describe('a transaction', () => {
  const tokensIn = (seen: Seen[]) => seen.map(({ body }) => JSON.parse(body).ClientRequestToken);

  it('that is asked for again is the same one, which is done once; the next is another', async () => {
    const { url, seen } = await startOtherEnd((response, n) =>
      n === 1 ? response.destroy() : response.writeHead(200).end('{}'),
    );
    const calls = callsTo(url);
    await calls.transactWriteItems({ TransactItems: [] });
    await calls.transactWriteItems({ TransactItems: [] });
    const [first, again, next] = tokensIn(seen);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toBe(first);
    expect(next).toMatch(/^[0-9a-f-]{36}$/);
    expect(next).not.toBe(first);
  });

  it('whose first try is still at work is asked for again', async () => {
    const { url, seen } = await startOtherEnd((response, n) =>
      n === 1 ? refused(400, 'TransactionInProgressException')(response) : response.writeHead(200).end('{}'),
    );
    await callsTo(url).transactWriteItems({ TransactItems: [] });
    expect(seen).toHaveLength(2);
  });
});

it('a write is done only when DynamoDB says so', async () => {
  for (const body of ['', '[]', '123', '<html>', '{"message":"Service Unavailable"}', '{"__type":"x"}']) {
    const { url } = await startOtherEnd((response) => response.writeHead(200).end(body));
    const calls = callsTo(url, undefined, 1);
    for (const write of [
      calls.putItem({ TableName: 't', Item: {} }),
      calls.updateItem({ TableName: 't', Key: {} }),
      calls.deleteItem({ TableName: 't', Key: {} }),
      calls.batchWriteItem({ RequestItems: {} }),
      calls.transactWriteItems({ TransactItems: [] }),
    ])
      await expect(write).rejects.toMatchObject({ name: 'UnreadableAnswer' });
  }
});

it('a query whose answer has no items is no answer: nobody is told that there is no record', async () => {
  for (const body of ['{}', '[]', '123', '{"message":"Service Unavailable"}']) {
    const { url } = await startOtherEnd((response) => response.writeHead(200).end(body));
    await expect(callsTo(url).query({ TableName: 't' })).rejects.toMatchObject({ name: 'UnreadableAnswer' });
  }
});

it('connections that were all broken at once keep nobody from an answer', async () => {
  let isBroken = false;
  const { url } = await startOtherEnd((response) => {
    // A new connection is sound: only those from before are cut.
    const { socket } = response as ServerResponse & { socket: { isOld?: boolean; destroy(): void } };
    if (isBroken && socket.isOld) {
      socket.destroy();
      return;
    }
    socket.isOld = true;
    setTimeout(() => ok(response), 20);
  });
  const reads = callsTo(url);
  await Promise.all(Array.from({ length: 30 }, () => reads.getItem(key)));
  isBroken = true;
  for (let n = 0; n < 5; n++) expect(await reads.getItem(key)).toEqual({ Item: { n: { N: '1' } } });
});
