import { createMiddleware } from 'hono/factory';
import { roleFor } from '#provider/colleagues/role-for.ts';
import { isAtLeast } from '#register/catalogue/colleague.ts';
import { signedInKey } from '#web/console/signed-in-request.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';

/** Where somebody may be who has to add a passkey or a code first. */
const isSetUp = /^\/console\/(?:passkeys|code)(?:\/|$)/;

/** Only those whose role allows it go on: failure `role_too_low`. */
export const permitted = createMiddleware<HttpEnv>(async (c, next) => {
  const { role, mustAddFactor } = signedInKey(c);
  if (mustAddFactor && !isSetUp.test(c.req.path)) return c.redirect('/console/passkeys', 303);
  if (!isAtLeast(role, roleFor(c.req.method, c.req.path))) throw new ProblemError('role_too_low');
  return await next();
});
