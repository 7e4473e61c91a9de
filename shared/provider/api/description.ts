import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import type { Language } from '#register/certificate/credential.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import type { HttpEnv } from '#web/http/env.ts';
import { contentSecurityPolicy } from '#web/http/security.ts';

/**
 * What the API is, for programs and for people; needs no key. It is loaded and built when somebody first asks, so that
 * nobody else's request waits for it.
 */
export function descriptionRoutes({ publicBaseUrl }: Pick<ApiDeps, 'publicBaseUrl'>): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  const built = new Map<string, Promise<string>>();
  const once = (name: string, build: () => Promise<string>): Promise<string> => {
    const text = built.get(name) ?? build();
    built.set(name, text);
    return text;
  };
  const documentIn = async (language: Language) =>
    (await import('#provider/openapi/document.ts')).openApiDocument(language, publicBaseUrl);

  routes.get('/v1/openapi.json', async (c) => {
    const language = c.get('language');
    const text = await once(`json ${language}`, async () => JSON.stringify(await documentIn(language)));
    return c.body(text, 200, {
      'content-type': 'application/json',
      'content-language': language,
      vary: 'Accept-Language',
    });
  });
  refuseOtherMethods(routes, '/v1/openapi.json', ['GET']);

  routes.get('/docs', async (c) => {
    const language = c.get('language');
    const [{ docsPage }, { style }] = await Promise.all([
      import('#provider/docs/page.tsx'),
      import('#provider/docs/style.ts'),
    ]);
    const page = await once(`page ${language}`, async () => docsPage(await documentIn(language), language));
    return c.html(page, 200, {
      'content-security-policy': contentSecurityPolicy({ style }),
      'content-language': language,
      vary: 'Accept-Language',
    });
  });
  refuseOtherMethods(routes, '/docs', ['GET']);

  return routes;
}
