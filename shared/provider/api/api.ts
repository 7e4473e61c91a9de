import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { importRoutes } from '#import/api/imports.ts';
import { extensionOrderRoutes } from '#orders/api/extension-orders.ts';
import { consoleProblem, consoleRoutes } from '#provider/console/console.tsx';
import type { ApiDeps } from '#provider/deps.ts';
import { actorWith } from '#register/catalogue/colleague.ts';
import { createHttpApp } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import type { Log } from '#web/http/log.ts';
import { packLarge } from '#web/http/packed.ts';
import { ProblemError } from '#web/http/problem.ts';
import { credentialRoutes } from './credentials.ts';
import { descriptionRoutes } from './description.ts';
import { answersOnce } from './idempotency.ts';
import { reportRoutes } from './reports.ts';

/** The providers' side: the API and the console. Every route of the API asks for a key first, and sees only that key's provider. */
export function createApi(deps: ApiDeps, log?: Log) {
  const v1 = new Hono<HttpEnv>();
  v1.use(signedIn(deps), answersOnce(deps));
  v1.route('/credentials', credentialRoutes(deps));
  v1.route('/imports', importRoutes(deps));
  v1.route('/extension-orders', extensionOrderRoutes(deps));
  v1.route('/reports', reportRoutes(deps));

  const app = createHttpApp({
    fallbackLanguage: 'en',
    page: consoleProblem,
    edgeSecret: deps.edgeSecret,
    ...(log && { log }),
  });
  app.use(packLarge);
  app.route('/', descriptionRoutes(deps, app));
  app.route('/v1', v1);
  app.route('/console', consoleRoutes(deps));
  return app;
}

const signedIn = ({ keyRing }: ApiDeps) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const [, secret] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const key = secret && (await keyRing.findBySecret(secret));
    if (!key || key.revokedAt)
      throw new ProblemError('unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
    c.set('key', actorWith(key));
    await next();
  });
