import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import type { Sessions } from '#register/ports/access.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { chooseLanguage } from '#web/http/language.ts';
import { ProblemError } from '#web/http/problem.ts';
import type { ConsoleContext } from './page.tsx';

/** A working day; after it one signs in again. */
const SESSION_SECONDS = 12 * 3600;
const LANGUAGE_SECONDS = 365 * 86_400;

export interface SessionDeps {
  sessions: Sessions;
  clock: Clock;
  publicBaseUrl: string;
}

/** `__Host-`: only this very host can set it, and only over HTTPS; the local system has no HTTPS. */
export function hostCookie({ publicBaseUrl }: Pick<SessionDeps, 'publicBaseUrl'>, name: string) {
  const secure = publicBaseUrl.startsWith('https:');
  return { name, options: { secure, ...(secure && { prefix: 'host' as const }) } };
}

const sessionCookie = (deps: SessionDeps) => hostCookie(deps, 'session');

export const sessionUntil = (at: Instant): Instant => addSeconds(at, SESSION_SECONDS);

const strict = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;

/** Signs in with a key's secret: false when no key in use has it. */
export async function signIn(c: ConsoleContext, deps: SessionDeps, secret: string): Promise<boolean> {
  const at = deps.clock();
  const token = await deps.sessions.open(secret, { at, until: sessionUntil(at) });
  if (token) keepSession(c, deps, token);
  return token !== undefined;
}

/** From now on the browser is signed in. */
export function keepSession(c: ConsoleContext, deps: SessionDeps, token: string): void {
  const { name, options } = sessionCookie(deps);
  setCookie(c, name, token, { ...strict, ...options, maxAge: SESSION_SECONDS });
}

export async function signOut(c: ConsoleContext, deps: SessionDeps): Promise<void> {
  const token = sessionToken(c, deps);
  const { name, options } = sessionCookie(deps);
  deleteCookie(c, name, { ...strict, ...options });
  if (token) await deps.sessions.close(token);
}

function sessionToken(c: ConsoleContext, deps: SessionDeps): string | undefined {
  const { name, options } = sessionCookie(deps);
  return options.prefix ? getCookie(c, name, options.prefix) : getCookie(c, name);
}

/** Only those who are signed in go on; others are led to the sign-in, and from there back to a page they asked for. */
export const signedIn = (deps: SessionDeps) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const token = sessionToken(c, deps);
    const key = token && (await deps.sessions.find(token, deps.clock()));
    if (!key) {
      const { pathname, search } = new URL(c.req.url);
      const back = c.req.method === 'GET' ? `?${new URLSearchParams({ back: pathname + search })}` : '';
      return c.redirect(`/console/sign-in${back}`, 303);
    }
    c.set('key', key);
    return await next();
  });

/** A form of another site changes nothing here, whatever cookies a browser sends along: failure `cross_site`. */
export const sameOrigin = ({ publicBaseUrl }: SessionDeps) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    const own =
      c.req.header('sec-fetch-site') === 'same-origin' ||
      c.req.header('origin') === new URL(publicBaseUrl).origin;
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !own) throw new ProblemError('cross_site');
    await next();
  });

/** `?lang=` is kept for the next pages; then what was kept, Accept-Language, Chinese. */
export const language = createMiddleware<HttpEnv>(async (c, next) => {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang');
  const chosen = chooseLanguage(asked, c.req.header('accept-language'), 'zh-HK');
  c.set('language', chosen);
  if (c.req.query('lang') !== undefined) {
    setCookie(c, 'lang', chosen, { path: '/console', sameSite: 'Lax', maxAge: LANGUAGE_SECONDS });
  }
  await next();
});
