import type { Context } from 'hono';
import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CurrentPage } from '#web/http/current-page.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

/** What every page for the public needs to know about its request. */
export interface PageContext {
  language: Language;
  /** The Hong Kong day and the instant of the request. */
  today: CivilDate;
  at: Instant;
  /** The only origin that is genuine, `https://…` without a slash at its end. */
  publicBaseUrl: string;
  currentPage: CurrentPage;
}

interface Deps {
  clock: Clock;
  /** The only origin that is genuine; it may end with a slash. */
  publicBaseUrl: string;
}

/** `here` is where the reader comes back to. */
export function pageContext(
  { clock, publicBaseUrl }: Deps,
  language: Language,
  currentPage: CurrentPage,
): PageContext {
  const at = clock();
  return {
    language,
    at,
    today: hongKongDay(at),
    publicBaseUrl: publicBaseUrl.replace(/\/$/, ''),
    currentPage,
  };
}

/** The same of a page that is come back to by its address alone. */
export const requestContext = (
  c: Context<HttpEnv>,
  deps: Deps,
  path: string,
  query: Record<string, string> = {},
): PageContext => pageContext(deps, c.get('language'), { method: 'get', path, query });
