import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HttpEnv } from './http-env.ts';

/** A whole HTML document. */
export function page(
  c: Context<HttpEnv>,
  status: ContentfulStatusCode,
  document: Child,
): Response | Promise<Response> {
  c.header('Content-Language', c.get('language'));
  return c.html(`<!doctype html>${document}`, status);
}
