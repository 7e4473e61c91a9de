import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSecrets } from '../../../operator/store/find-secret.ts';

const secret = (name: string, stack?: string) => ({
  ARN: `arn:aws:secretsmanager:ap-east-1:123456789012:secret:${name}`,
  Name: name,
  Tags: [
    { Key: 'application', Value: 'certkeeper' },
    ...(stack === undefined ? [] : [{ Key: 'aws:cloudformation:stack-name', Value: stack }]),
  ],
});

/** As Secrets Manager answers: page by page, and whatever begins like the value that is asked for. */
const pages = [
  [secret('Pepper-1', 'certkeeper-prod-registry-old'), secret('by-hand')],
  [secret('Pepper-2', 'certkeeper-prod-registry')],
];
const asked: unknown[] = [];
const service = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { NextToken, ...more } = JSON.parse(Buffer.concat(chunks).toString());
  asked.push(more);
  const n = Number(NextToken ?? 0);
  const next = n + 1 < pages.length ? { NextToken: String(n + 1) } : {};
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ SecretList: pages[n], ...next }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  });
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
});

test('the secrets of a stack are found by what CloudFormation notes on them, on whatever page', async () => {
  expect(await findSecrets('certkeeper-prod-registry')).toEqual([
    'arn:aws:secretsmanager:ap-east-1:123456789012:secret:Pepper-2',
  ]);
  expect(asked[0]).toMatchObject({ Filters: [{ Key: 'tag-value', Values: ['certkeeper-prod-registry'] }] });
});
