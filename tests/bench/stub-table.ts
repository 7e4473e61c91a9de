import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { type Provider, provider } from '#register/catalogue/provider.ts';
import { credential } from '#register/certificate/credential.ts';
import { INDEXES, indexKeys, keys } from '#storage/contract/table.ts';
import { toItem } from '#storage/credentials/credential-item.ts';
import { type Item, marshalled } from '#storage/table-reads.ts';

const asked = z.object({
  IndexName: z.string().optional(),
  ConsistentRead: z.literal(false).optional(),
  ExpressionAttributeValues: z.record(z.string(), z.object({ S: z.string() })),
});

const facts = credential.parse({
  key: 'SPMCOFA202500123',
  number: 'SPMC-OFA-2025-00123',
  provider: 'SPMC',
  type: 'OFA',
  nameEn: 'CHAN Tai Man',
  nameZh: '陳大文',
  email: 'chan.taiman@example.com',
  language: 'zh-HK',
  issuedOn: '2025-03-01',
  expiresOn: '2028-02-29',
  history: [
    {
      event: 'issued',
      at: '2025-03-03T02:15:30.000Z',
      on: '2025-03-01',
      source: {
        via: 'import',
        importId: '0198a1b2c3d4e5f60718293a4b5c6d7e',
        row: 123,
        keyId: 'a1b2c3d4e5f6',
      },
    },
    {
      event: 'corrected',
      at: '2025-03-10T07:42:11.000Z',
      on: '2025-03-10',
      source: { via: 'api', keyId: 'a1b2c3d4e5f6' },
      changes: [{ field: 'nameEn', from: 'CHAN Tai Mna', to: 'CHAN Tai Man' }],
      reason: 'misspelt',
    },
  ],
  version: 2,
});

/** What the register answers of its one certificate, as far as every contender shows it. */
export const registered = { number: facts.number, expiresOn: facts.expiresOn };

const providers = ['SPMC', 'HKFA'].map((code) =>
  provider.parse({
    code,
    name: { en: 'Provider of the benchmark', 'zh-HK': '測試機構' },
    contact: '+852 2345 6789',
    disclosure: 'masked',
    approvals: [{ scheme: 'HK-509A-17-2-b-iii', courseType: 'OFA', from: '2020-01-01' }],
  }),
);

/** As `createProviderDirectory` asks for it. */
function listed(profile: Provider): Item {
  const { byProviderSk } = indexKeys.providerList(profile.code);
  return { byProviderSk, profile };
}

const answerWith = (items: Item[]) => {
  const Items = items.map(marshalled);
  return JSON.stringify({ Items, Count: Items.length, ScannedCount: Items.length });
};
const certificate = answerWith([toItem({ credential: facts }, 'c0ffee'.padEnd(64, '0'))]);
const list = answerWith(providers.map(listed));
const { pk } = keys.credential(facts.key, '');

/**
 * A table that answers at once, with one certificate and the list of providers, so that what the asker itself takes shows.
 * On loopback. It refuses whatever is no eventually consistent query that is signed.
 */
export async function startStubTable() {
  let lookups = 0;
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        const said = answer(request, body);
        const length = Buffer.byteLength(said);
        response
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': length })
          .end(said);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  function answer({ headers }: IncomingMessage, body: string): string {
    const isSigned = headers.authorization?.startsWith('AWS4-HMAC-SHA256 ');
    if (!isSigned || headers['x-amz-target'] !== 'DynamoDB_20120810.Query') throw new Error('not a query');
    const { IndexName, ExpressionAttributeValues } = asked.parse(JSON.parse(body));
    if (IndexName === INDEXES.byProvider.name) return list;
    if (!Object.values(ExpressionAttributeValues).some(({ S }) => S === pk)) throw new Error('not there');
    lookups++;
    return certificate;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How often the certificate was asked for since this was last called. */
    lookups(): number {
      const counted = lookups;
      lookups = 0;
      return counted;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
