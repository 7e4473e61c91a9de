import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { instant } from '#register/civil-date.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { identifyCaller } from '#web/http/limits/caller.ts';
import { throttle } from '#web/http/limits/throttle.ts';
import { ProblemError, problemStatus } from '#web/http/problem.ts';
import { credentials, site } from '../verify/public-site.fixtures.ts';

/** A clock that the test moves on. */
function watch() {
  const start = Date.parse('2026-11-21T01:15:00.000Z');
  const time = { seconds: 0 };
  return { time, clock: () => instant.parse(new Date(start + time.seconds * 1000).toISOString()) };
}

function limited(perMinute: number, edgeSecret = '') {
  const { time, clock } = watch();
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => {
    if (!(error instanceof ProblemError)) throw error;
    return c.text(error.code, problemStatus[error.code], error.extras.headers);
  });
  const cost = (c: { req: { query(name: string): string | undefined } }) => Number(c.req.query('cost') ?? 1);
  app.use(identifyCaller(edgeSecret));
  app.get('/', throttle({ perMinute, clock, cost }), (c) => c.text('looked up'));
  const from = async (sourceIp: string, cost = 1, headers: Record<string, string> = {}) => {
    const response = await app.request(
      `/?cost=${cost}`,
      { headers },
      { requestContext: { http: { sourceIp } } },
    );
    return response.headers.has('retry-after')
      ? `${response.status} after ${response.headers.get('retry-after')}`
      : response.status;
  };
  return { time, from };
}

describe('look-ups from one address', () => {
  it('are as many as are allowed in a minute, and then one for each part of a minute that has passed', async () => {
    const { time, from } = limited(6);
    for (let i = 0; i < 6; i++) expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.1')).toBe('429 after 10');
    time.seconds = 4;
    expect(await from('192.0.2.1')).toBe('429 after 6');
    time.seconds = 10;
    expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.1')).toBe('429 after 10');
    time.seconds = 10_000;
    for (let i = 0; i < 6; i++) expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.1')).toBe('429 after 10');
  });

  it('keep nobody else from theirs', async () => {
    const { from } = limited(1);
    expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.1')).toBe('429 after 60');
    expect(await from('192.0.2.2')).toBe(200);
  });

  const secret = 'a secret of the edge';
  // What API Gateway hands over: whatever the caller sent, the caller as the edge saw it, the edge.
  const passedOn = (said: string, caller: string, edge: string | undefined = secret) => ({
    'x-forwarded-for': `${said}, ${caller}, 203.0.113.9`,
    ...(edge && { 'x-certkeeper-edge': edge }),
  });

  it('are those of the caller whom our edge saw, not of the edge', async () => {
    const { from } = limited(1, secret);
    expect(await from('203.0.113.9', 1, passedOn('198.51.100.7', '192.0.2.1'))).toBe(200);
    expect(await from('203.0.113.9', 1, passedOn('198.51.100.8', '192.0.2.1'))).toBe('429 after 60');
    expect(await from('203.0.113.9', 1, passedOn('198.51.100.8', '192.0.2.2'))).toBe(200);
  });

  it('are the connection’s for whoever invents callers past the edge', async () => {
    const { from } = limited(1, secret);
    expect(await from('203.0.113.9', 1, passedOn('', '192.0.2.1', ''))).toBe(200);
    for (const guess of ['', ' ', 'wrong', secret.slice(1), `${secret}${secret}`])
      expect(await from('203.0.113.9', 1, passedOn('', `192.0.2.${guess.length}`, guess))).toBe(
        '429 after 60',
      );
  });

  it('are the connection’s in a stage without an edge, whatever is said', async () => {
    const { from } = limited(1);
    expect(await from('203.0.113.9', 1, passedOn('', '192.0.2.1'))).toBe(200);
    for (const guess of ['', 'undefined', secret])
      expect(await from('203.0.113.9', 1, passedOn('', '192.0.2.2', guess))).toBe('429 after 60');
  });

  it('are the connection’s where nobody passes anything on', async () => {
    const { from } = limited(1);
    expect(await from('192.0.2.1', 1, { 'x-forwarded-for': '192.0.2.1' })).toBe(200);
    expect(await from('192.0.2.1', 1, { forwarded: 'for=198.51.100.7' })).toBe('429 after 60');
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8::1', '2001:0DB8:0000:0000:1::', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::1', '2001:db8::1', false],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
  ])('count an IPv6 network as one: %s and %s', async (one, other, same) => {
    const { from } = limited(1);
    expect(await from(one)).toBe(200);
    expect(await from(other)).toBe(same ? '429 after 60' : 200);
  });

  it('are ten times as many for all the networks that one subscriber may draw from, and no more', async () => {
    const { time, from } = limited(2);
    const answers = [];
    for (let n = 0; n < 30; n++) answers.push(await from(`2001:db8:1:${n.toString(16)}::1`));
    expect(answers.filter((status) => status === 200)).toHaveLength(20);
    expect(answers.at(-1)).toBe('429 after 3');
    expect(await from('2001:db8:2::1')).toBe(200);
    expect(await from('2001:db8:1:2::1')).toBe('429 after 3');
    time.seconds = 3;
    expect(await from('2001:db8:1:ff::1')).toBe(200);
    expect(await from('2001:db8:1:fe::1')).toBe('429 after 3');
  });

  it('cost as much as they look up, and never more than a full bucket', async () => {
    const { time, from } = limited(60);
    expect(await from('192.0.2.1', 20)).toBe(200);
    expect(await from('192.0.2.1', 41)).toBe('429 after 1');
    expect(await from('192.0.2.1', 40)).toBe(200);
    expect(await from('192.0.2.1', 0)).toBe(200);
    time.seconds = 60;
    expect(await from('192.0.2.1', 500)).toBe(200);
    expect(await from('192.0.2.1', 500)).toBe('429 after 60');
    expect(await from('192.0.2.3', Number.NaN)).toBe(200);
    expect(await from('192.0.2.3')).toBe('429 after 1');
  });

  it('are remembered of ten thousand addresses, the latest ones', async () => {
    const { from } = limited(1);
    for (let i = 0; i < 10_000; i++) await from(`old-${i}`);
    expect(await from('old-0')).toBe('429 after 60');
    expect(await from('new')).toBe(200);
    expect(await from('old-0')).toBe('429 after 60');
    expect(await from('old-1')).toBe(200);
  });
});

describe('the public site', () => {
  const html = { accept: 'text/html' };
  const json = { accept: 'application/json' };
  const many = (count: number) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items: Array.from({ length: count }, (_, i) => ({ number: `NONE-${i}` })) }),
  });

  it('refuses one look-up too many in the reader’s language, as a page or as a problem, and looks nothing up', async () => {
    const { app, questions } = site({ lookupsPerMinute: 1 });
    await app.request('/verify/NONE-1', { headers: json });
    questions.length = 0;
    for (const [lang, title] of [
      ['en', 'Too many checks in a short time'],
      ['zh-HK', '短時間內核實次數過多'],
    ]) {
      const problem = await app.request(`/verify/NONE-1?lang=${lang}`, { headers: json });
      expect([problem.status, problem.headers.get('retry-after')]).toEqual([429, '60']);
      expect(await problem.json()).toMatchObject({ status: 429, code: 'too_many_requests', title });
      const page = await app.request(`/verify/NONE-1?lang=${lang}`, { headers: html });
      expect([page.status, page.headers.get('retry-after')]).toEqual([429, '60']);
      expect(await page.text()).toContain(`<h1>${title}</h1>`);
    }
    expect(questions).toEqual([]);
  });

  it('refuses alike whether the number is there, is not, or may not be shown', async () => {
    const { app } = site({ lookupsPerMinute: 1 });
    await app.request('/verify/NONE-1', { headers: json });
    const refusals = [];
    for (const { number } of [credentials.valid, credentials.quiet, { number: 'NONE-1' }]) {
      const response = await app.request(`/verify/${number}`, { headers: json });
      const headers = [...response.headers].filter(([name]) => name !== 'x-request-id');
      refusals.push(JSON.stringify([response.status, headers, await response.text()]));
    }
    expect(new Set(refusals).size).toBe(1);
  });

  it('counts each number of a list, and lets a rested address ask for 500 whatever the limit', async () => {
    const { time, clock } = watch();
    const { app } = site({ lookupsPerMinute: 100, clock });
    expect((await app.request('/verify', many(500))).status).toBe(200);
    expect((await app.request('/verify', many(1))).status).toBe(429);
    time.seconds = 30;
    expect((await app.request('/verify', many(51))).status).toBe(429);
    expect((await app.request('/verify', many(50))).status).toBe(200);
  });

  it('counts what looks something up, and nothing else', async () => {
    const { app } = site({ lookupsPerMinute: 1 });
    const form = (fields: Record<string, string>) => ({
      method: 'POST',
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    for (const path of ['/', '/privacy', '/health', '/qr/SPMC/A-1000.svg', '/.well-known/security.txt'])
      expect((await app.request(path)).status, path).toBe(200);
    expect((await app.request('/verify', form({ number: 'NONE-1' }))).status).toBe(303);
    expect((await app.request('/verify', form({ list: 'NONE-1' }))).status).toBe(307);
    expect((await app.request('/verify', { ...many(1), body: '{' })).status).toBe(400);
    expect((await app.request('/verify', form({ number: 'NONE-1', name: 'CHAN' }))).status).toBe(404);
    expect((await app.request('/verify', form({ number: 'NONE-1', name: 'CHAN' }))).status).toBe(429);
  });
});
