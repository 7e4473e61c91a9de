import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { createHttpApp } from '#http/app.ts';
import type { HttpEnv } from '#http/env.ts';
import type { Log } from '#http/log.ts';
import { ProblemError } from '#http/problem.ts';
import { credentialRoutes } from './credentials.ts';
import type { ApiDeps } from './env.ts';
import { importRoutes } from './imports.ts';

/** The providers' API: every route asks for a key first, and sees only that key's provider. */
export function createApi(deps: ApiDeps, log?: Log) {
  const v1 = new Hono<HttpEnv>();
  v1.use(signedIn(deps));
  v1.route('/credentials', credentialRoutes(deps));
  v1.route('/imports', importRoutes(deps));

  const app = createHttpApp({ fallbackLanguage: 'en', ...(log && { log }) });
  app.route('/v1', v1);
  return app;
}

const signedIn = ({ keyRing }: ApiDeps) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const [, secret] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const key = secret && (await keyRing.findBySecret(secret));
    if (!key || key.revokedAt)
      throw new ProblemError('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    c.set('key', key);
    await next();
  });
