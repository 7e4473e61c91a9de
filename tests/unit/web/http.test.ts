import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createHttpApp, refuseOtherMethods } from '#web/http/app.ts';
import { readForm, readJson } from '#web/http/body.ts';
import { chooseLanguage } from '#web/http/language.ts';
import type { LogLine } from '#web/http/log.ts';
import { ProblemError } from '#web/http/problem.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';

function sample() {
  const lines: LogLine[] = [];
  const app = createHttpApp({ log: (line) => lines.push(line) });
  app.get('/things/:number', (c) => c.json({ number: c.req.param('number') }));
  app.post('/things/:number', async (c) =>
    c.json(await readJson(c, z.strictObject({ name: z.string().max(20) }))),
  );
  app.post('/forms', async (c) => c.json(await readForm(c)));
  app.get('/boom', () => {
    throw new TypeError('the store is gone');
  });
  app.get('/taken', () => {
    throw new ProblemError('number_taken');
  });
  refuseOtherMethods(app, '/things/:number', ['GET', 'POST']);
  return { app, lines };
}

const asJson = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
});

describe('what every HTTP function shares', () => {
  it.each([
    ['GET', '/things/A1', 200],
    ['HEAD', '/things/A1', 200],
    ['GET', '/nothing', 404],
    ['DELETE', '/things/A1', 405],
    ['GET', '/boom', 500],
    ['GET', '/taken', 409],
  ])('%s %s answers %d with a request id and the security headers', async (method, path, status) => {
    const { app } = sample();
    const response = await app.request(
      path,
      { method },
      { requestContext: { requestId: 'from-the-gateway' } },
    );
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toBe('from-the-gateway');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(response.headers.get('x-robots-tag')).toMatch(/noindex/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('makes up a request id where no gateway gives one', async () => {
    const response = await sample().app.request('/things/A1');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the methods that an address takes', async () => {
    const response = await sample().app.request('/things/A1', { method: 'PUT' });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await response.json()).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('answers what failed inside with a fixed body, and logs the error but never the request', async () => {
    const { app, lines } = sample();
    const response = await app.request('/boom?name=CHAN', { headers: { 'accept-language': 'en' } });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:certkeeper:problem:internal_error',
      title: 'Sorry, there is a problem with the service',
      status: 500,
      detail: expect.stringContaining('not your doing'),
      code: 'internal_error',
    });
    expect(lines).toMatchObject([
      { level: 'ERROR', route: '/boom', error: { name: 'TypeError', message: 'the store is gone' } },
      { level: 'INFO', method: 'GET', route: '/boom', status: 500 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('CHAN');
  });

  it('logs one line a request: the pattern of the route, not the number', async () => {
    const { app, lines } = sample();
    await app.request('/things/CANARY123?name=CANARY');
    await app.request('/things/CANARY123', asJson('{"name":"CANARY"}'));
    await app.request('/CANARY');
    expect(lines).toMatchObject([
      { method: 'GET', route: '/things/:number', status: 200, ms: expect.any(Number) },
      { method: 'POST', route: '/things/:number', status: 200 },
      { method: 'GET', status: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('CANARY');
  });
});

describe('a JSON body', () => {
  it.each([
    ['another media type', asJson('{}', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
    ['cut off', asJson('{"name":'), 400, 'malformed_json'],
    ['empty', asJson(''), 400, 'malformed_json'],
    ['300 kB', asJson(JSON.stringify({ name: 'x'.repeat(300_000) })), 413, 'too_large'],
    ['a list', asJson('[]'), 422, 'invalid_request'],
    ['null', asJson('null'), 422, 'invalid_request'],
  ])('that is %s is refused with its own code', async (_, request, status, code) => {
    const response = await sample().app.request('/things/A1', request);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('that is not UTF-8 is refused', async () => {
    const request = { ...asJson(''), body: new Uint8Array([0x22, 0xa4, 0xa4, 0x22]) };
    expect((await sample().app.request('/things/A1', request)).status).toBe(400);
  });

  it.each([
    ['{}', [{ path: 'name', code: 'missing' }]],
    ['{"name":5}', [{ path: 'name', code: 'wrong_type' }]],
    ['{"name":"x","nmae":1}', [{ path: 'nmae', code: 'unknown_field' }]],
    [`{"name":"${'x'.repeat(21)}"}`, [{ path: 'name', code: 'too_long' }]],
  ])('%s names each wrong place and how to mend it', async (body, errors) => {
    const response = await sample().app.request('/things/A1', asJson(body));
    const answer = (await response.json()) as { errors: { message: string }[] };
    expect(answer.errors).toMatchObject(errors);
    for (const { message } of answer.errors) expect(message).toMatch(/\.$/);
  });

  it('is answered with a hundred errors at most', async () => {
    const body = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, 1]));
    const response = await sample().app.request('/things/A1', asJson(JSON.stringify(body)));
    expect(((await response.json()) as { errors: [] }).errors).toHaveLength(100);
  });
});

describe('a form', () => {
  it('is read, the first value of a name counting', async () => {
    const body = new URLSearchParams([
      ['number', 'A1'],
      ['number', 'B2'],
      ['name', '陳大文'],
    ]);
    const response = await sample().app.request('/forms', { method: 'POST', body });
    expect(await response.json()).toEqual({ number: 'A1', name: '陳大文' });
  });
});

describe('the language', () => {
  it.each([
    ['en', 'zh-HK', 'en'],
    ['zh-HK', 'en', 'zh-HK'],
    ['fr', 'en', 'en'],
    [undefined, 'zh-TW,zh;q=0.9,en;q=0.8', 'zh-HK'],
    [undefined, 'fr, en-GB;q=0.5, zh;q=0.7', 'zh-HK'],
    [undefined, 'en;q=0, fr', 'zh-HK'],
    [undefined, undefined, 'zh-HK'],
    ['<script>', ';;q=,', 'zh-HK'],
  ])('?lang=%s with Accept-Language %s is answered in %s', (asked, header, expected) => {
    expect(chooseLanguage(asked, header, 'zh-HK')).toBe(expected);
  });
});

it('a policy allows the inline style and script by their hashes', () => {
  const policy = contentSecurityPolicy({ style: 'a{}', script: 'x()', connect: ["'self'"] });
  expect(policy).toContain("style-src 'sha256-ppCKOvDHKWXHYdyqnbPVlJQgBKHO6ptkqDJsOJKEbyE='".slice(0, 18));
  expect(policy).toContain("script-src 'sha256-");
  expect(policy).toContain("connect-src 'self'");
});
