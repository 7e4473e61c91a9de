import { Hono } from 'hono';
import { listUndeliverable, type Undeliverable } from '#mail/list-undeliverable.ts';
import type { ApiDeps } from '#provider/deps.ts';
import { keyOf } from '#web/console/env.ts';
import { pageQuery } from '#web/console/schemas.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/env.ts';

export function reportRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.get('/undeliverable', async (c) => {
    const { limit, cursor } = validate(c, pageQuery, c.req.query());
    const page = await listUndeliverable(deps, { provider: keyOf(c).provider, limit, cursor });
    const { items, cursor: next } = page;
    return c.json({ holders: items.map(holderJson), ...(next && { cursor: next }) });
  });

  refuseOtherMethods(routes, '/undeliverable', ['GET']);

  return routes;
}

function holderJson({ credential, trouble }: Undeliverable) {
  const { number, type, nameEn, nameZh, email } = credential;
  const { state, since, code } = trouble;
  return {
    number,
    type,
    nameEn: nameEn ?? null,
    nameZh: nameZh ?? null,
    email: email ?? null,
    state,
    since,
    code,
  };
}
