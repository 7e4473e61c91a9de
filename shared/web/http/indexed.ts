import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';

/** What a search engine may show. Everything else says that it must not: no verdict is ever among its results. */
export const indexedPaths = ['/', '/lists', '/watch', '/help', '/privacy'] as const;
export type IndexedPath = (typeof indexedPaths)[number];

/** Before the route of such a page; what it answers to a form, or instead of the page, is not to be found. */
export const indexable: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next();
  const isBare = Object.keys(c.req.query()).every((name) => name === 'lang');
  if (c.req.method === 'GET' && c.res.status === 200 && isBare) c.header('X-Robots-Tag', 'all');
};
