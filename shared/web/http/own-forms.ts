import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { ProblemError } from './problem.ts';

/**
 * Before a form that has mail sent to whom somebody types: another site's page does not send it for its visitors, each of whom would ask from a
 * network of their own. Failure `cross_site`. Who does not say where a form was, is believed: older browsers, and programs.
 */
export const ownForms: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.header('sec-fetch-site') === 'cross-site') throw new ProblemError('cross_site');
  await next();
};
