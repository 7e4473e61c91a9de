import { Hono } from 'hono';
import type { ApiDeps } from '#provider/deps.ts';
import { listUndeliverable, type Undeliverable } from '#remind/list-undeliverable.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import * as operations from './operations.ts';

export function reportRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();

  routes.get('/undeliverable', operations.listUndeliverable, async (c) => {
    const { limit, cursor } = validate(c, operations.listUndeliverable.query, c.req.query());
    const page = await listUndeliverable(deps, { provider: signedInKey(c).provider, limit, cursor });
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
