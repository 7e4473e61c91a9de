import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { TrieRouter } from 'hono/router/trie-router';
import type { Language } from '#register/certificate/credential.ts';
import { InvalidCursor } from '#register/page.ts';
import { THROTTLING_ERRORS } from '#storage/contract/throttling-errors.ts';
import { logLine } from '#web/log.ts';
import { monotonicMilliseconds } from './elapsed.ts';
import type { HttpEnv } from './http-env.ts';
import { chooseLanguage } from './language.ts';
import { identifyCaller } from './limits/caller.ts';
import type { Log } from './log.ts';
import { ProblemError, problem } from './problem.ts';
import { contentSecurityPolicy, securityHeaders } from './security.ts';

interface HttpAppOptions {
  /** From `contentSecurityPolicy(…)`; a route with another page may set the header itself. Default: nothing is allowed. */
  policy?: string;
  /** When neither `?lang=` nor Accept-Language says. Default zh-HK. */
  fallbackLanguage?: Language;
  /** Answers a problem in another form than JSON (a page); undefined leaves it to JSON. */
  page?: (c: Context<HttpEnv>, error: ProblemError) => Response | Promise<Response> | undefined;
  /** Of the environment; empty, and by default, there is no edge. */
  edgeSecret?: string;
  log?: Log;
}

/**
 * A Hono app with what every HTTP function shares already on it: a request id and security headers on EVERY answer, the
 * language in `c.get('language')`, one log line a request, 404 and 500 as problems, and any `ProblemError` thrown in a
 * route answered as the problem that it names. Anything else thrown is logged and answered with the fixed 500.
 */
export function createHttpApp(options: HttpAppOptions = {}): Hono<HttpEnv> {
  const log = options.log ?? logLine;
  const answer = async (c: Context<HttpEnv>, error: ProblemError): Promise<Response> =>
    (await options.page?.(c, error)) ?? problem(c, error.code, error.extras);

  // Hono's default router takes the wrong one of two routes when a number with slashes comes before a verb.
  const app = new Hono<HttpEnv>({ router: new TrieRouter() });
  app.use(
    requestId,
    logRequests(log),
    withHeaders(securityHeaders(options.policy ?? contentSecurityPolicy())),
  );
  app.use(identifyCaller(options.edgeSecret ?? ''));
  app.use(language(options.fallbackLanguage ?? 'zh-HK'));
  app.notFound((c) => answer(c, new ProblemError('not_found')));
  app.onError(async (error, c) => {
    if (error instanceof ProblemError) return await answer(c, error);
    if (error instanceof InvalidCursor) return await answer(c, new ProblemError('invalid_cursor'));
    const { name, message, stack } = error;
    log({ level: 'ERROR', ...where(c), error: { name, message, stack } });
    return await answer(c, THROTTLING_ERRORS.has(name) ? busy() : new ProblemError('internal_error'));
  });
  return app;
}

const busy = () => new ProblemError('unavailable', { headers: { 'Retry-After': '5' } });

/** Answers every other method on `path` with 405 and `Allow`. Register it after the routes of that path. */
export function refuseOtherMethods(app: Hono<HttpEnv>, path: string, allow: readonly string[]): void {
  app.all(path, () => {
    throw new ProblemError('method_not_allowed', { headers: { Allow: allow.join(', ') } });
  });
}

const requestId: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const id = c.env?.requestContext?.requestId ?? crypto.randomUUID();
  c.set('requestId', id);
  await next();
  c.res.headers.set('x-request-id', id);
};

const language =
  (fallback: Language): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    c.set('language', chooseLanguage(c.req.query('lang'), c.req.header('accept-language'), fallback));
    await next();
  };

/** A header that the route itself has set (another policy, another cache time) stands. */
const withHeaders =
  (headers: Record<string, string>): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    await next();
    // Not `c.header`, which makes a new answer each time.
    for (const [name, value] of Object.entries(headers))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };

const logRequests =
  (log: Log): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const from = monotonicMilliseconds();
    await next();
    log({ level: 'INFO', ...where(c), status: c.res.status, ms: Math.round(monotonicMilliseconds() - from) });
  };

/** The route's pattern, never the path: a path holds a number. */
function where(c: Context<HttpEnv>): { correlationId: string; method: string; route: string } {
  return { correlationId: c.get('requestId'), method: c.req.method, route: routePath(c, -1) };
}
