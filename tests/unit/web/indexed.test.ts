import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { HttpEnv } from '#web/http/http-env.ts';
import { indexable } from '#web/http/indexed.ts';

it('lets search engines have the bare page alone: not what a form answers, an error, or what a query asks for', async () => {
  const app = new Hono<HttpEnv>();
  app.use('/', indexable);
  app.get('/', (c) => c.text('page'));
  app.post('/', (c) => c.text('answer'));
  app.use('/gone', indexable);
  app.get('/gone', (c) => c.text('gone', 410));
  const robots = async (path: string, method = 'GET') =>
    (await app.request(path, { method })).headers.get('x-robots-tag');
  expect(await robots('/')).toBe('all');
  expect(await robots('/?lang=en')).toBe('all');
  for (const path of ['/?asked', '/?number=1', '/gone']) expect(await robots(path)).toBeNull();
  expect(await robots('/', 'POST')).toBeNull();
});
