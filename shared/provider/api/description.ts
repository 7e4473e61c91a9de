import { Hono } from 'hono';
import type { RouterRoute } from 'hono/types';
import type { ApiDeps } from '#provider/deps.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';
import { readDescription } from './operations.ts';

/**
 * What the API is, for programs and for people, made from the routes of `described`; needs no key, and is in English. It is
 * loaded and built when somebody first asks, so that nobody else's request waits for it.
 */
export function descriptionRoutes(
  { publicBaseUrl }: Pick<ApiDeps, 'publicBaseUrl'>,
  described: { readonly routes: RouterRoute[] },
): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  const document = once(async () =>
    (await import('#provider/openapi/document.ts')).openApiDocument(described.routes, publicBaseUrl),
  );
  const json = once(async () => JSON.stringify(await document()));
  const page = once(async () => {
    const [{ docsPage }, { style }] = await Promise.all([
      import('#provider/docs/page.tsx'),
      import('#provider/docs/style.ts'),
    ]);
    const described = await document();
    const whole = docsPage(described);
    return {
      html: (sought: string) => (sought ? docsPage(described, sought) : whole),
      policy: contentSecurityPolicy({ style }),
    };
  });

  routes.get('/v1/openapi.json', readDescription, async (c) =>
    c.body(await json(), 200, { 'content-type': 'application/json', 'content-language': 'en' }),
  );
  refuseOtherMethods(routes, '/v1/openapi.json', ['GET']);

  routes.get('/docs', async (c) => {
    const { html, policy } = await page();
    return c.html(html(c.req.query('q') ?? ''), 200, {
      'content-security-policy': policy,
      'content-language': 'en',
    });
  });
  refuseOtherMethods(routes, '/docs', ['GET']);

  return routes;
}

function once<T>(build: () => Promise<T>): () => Promise<T> {
  let built: Promise<T> | undefined;
  return () => {
    built ??= build();
    return built;
  };
}
