import { createMiddleware } from 'hono/factory';
import { roleFor } from '#provider/colleagues/role-for.ts';
import { isAtLeast } from '#register/catalogue/colleague.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';

/** Only those whose role allows it go on: failure `role_too_low`. */
export const permitted = createMiddleware<HttpEnv>(async (c, next) => {
  if (!isAtLeast(signedInKey(c).role, roleFor(c.req.method, c.req.path)))
    throw new ProblemError('role_too_low');
  await next();
});
