import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { credentials, site } from './public-site.fixtures.ts';

/** What stands in for the public address; asked, it answers as `answer` says. */
let answer: (path: string, headers: Headers) => Response | Promise<Response>;
const server = createServer(async (request, response) => {
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { status, body, headers: given } = await answer(request.url ?? '', headers);
  response.writeHead(status, Object.fromEntries(given)).end(body ? await new Response(body).text() : '');
});

let check: () => Promise<void>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('PUBLIC_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  vi.stubEnv('CANARY_NUMBER', credentials.expired.number);
  vi.stubEnv('METRICS_NAMESPACE', 'certkeeper/test');
  const { handler } = await import('#functions/check-verifying/handler.ts');
  check = () => handler({}, { awsRequestId: 'r' });
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const line = z.looseObject({ level: z.string(), VerifyingAnswered: z.number().optional() });

/** What it measured, and what it said. */
async function checked() {
  const lines: z.output<typeof line>[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(line.parse(JSON.parse(String(text))));
    return true;
  });
  await check().finally(() => write.mockRestore());
  const measured = lines.flatMap(({ VerifyingAnswered }) => VerifyingAnswered ?? []);
  return { measured, said: lines.filter(({ level }) => level !== 'INFO') };
}

describe('the check from outside', () => {
  let asked: string[];
  const ofSite = async (path: string, headers: Headers) => {
    asked.push(path);
    return await site().app.request(path, { headers });
  };
  beforeEach(() => {
    asked = [];
    answer = ofSite;
  });

  it('counts one where the site knows the certificate, though it has expired', async () => {
    expect(await checked()).toEqual({ measured: [1], said: [] });
    expect(asked).toEqual([`/verify/${credentials.expired.number}`]);
  });

  it.each<[string, typeof answer, object]>([
    [
      'the site does not know it',
      (_, headers) => ofSite('/verify/SPMC-OFA-2020-99999', headers),
      { because: 'notFound', status: 404 },
    ],
    [
      'it answers an error',
      () => new Response('{"message":"Internal Server Error"}', { status: 500 }),
      { because: 'refused', status: 500 },
    ],
    ['it refuses', () => new Response('{}', { status: 429 }), { because: 'refused', status: 429 }],
    [
      'a page of somebody else is there',
      () => new Response('<h1>For sale</h1>'),
      { because: 'refused', status: 200 },
    ],
    [
      'it leads elsewhere',
      () => new Response(null, { status: 302, headers: { location: '/x' } }),
      { because: 'silent' },
    ],
  ])('counts nothing where %s, and says why without an error of its own', async (_what, answers, because) => {
    answer = answers;
    const { measured, said } = await checked();
    expect(measured).toEqual([0]);
    expect(said).toMatchObject([{ level: 'WARN', event: 'verifying does not answer', ...because }]);
    expect(JSON.stringify(said)).not.toContain(credentials.expired.number);
  });

  it('counts nothing where nobody listens', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await checked()).toMatchObject({ measured: [0], said: [{ because: 'silent' }] });
  });
});
