import type { Context, Hono } from 'hono';
import { type PageContext, pageContext } from '#functions/look/page-context.ts';
import type { HttpEnv } from '#http/env.ts';
import type { Clock } from '#ports';

export interface EmployerSiteDeps {
  clock: Clock;
  /** The only origin that is genuine. */
  publicBaseUrl: string;
}

export type EmployerApp = Hono<HttpEnv>;
export type C = Context<HttpEnv>;

/** What a page is told about its request; `path` is where the reader comes back to. */
export const contextOf = (
  c: C,
  deps: EmployerSiteDeps,
  path: string,
  query: Record<string, string> = {},
): PageContext => pageContext(deps, c.get('language'), { method: 'get', path, query });
