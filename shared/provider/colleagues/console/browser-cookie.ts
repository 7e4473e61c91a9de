import { randomBytes } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { KNOWN_BROWSER_DAYS } from '#register/ports/colleagues.ts';
import type { ConsoleContext } from '#web/console/page.tsx';
import { hostCookie } from '#web/console/session.ts';

/**
 * What binds a link to the browser that asked for it. It is kept, so that an earlier link goes on working, and a browser in
 * which somebody signed in is known again: strangers who ask for the same address take nothing from it.
 * Lax, as the way from a mail to the link is another site's.
 */
export function browserCookie(c: ConsoleContext, deps: ColleagueDeps): string {
  const { name, options } = askedCookie(deps);
  const known = readBrowserCookie(c, deps);
  const value = known ?? randomBytes(32).toString('base64url');
  setCookie(c, name, value, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    ...options,
    maxAge: KNOWN_BROWSER_DAYS * 86_400,
  });
  return value;
}

const askedCookie = (deps: ColleagueDeps) => hostCookie(deps, 'sign-in');

export function readBrowserCookie(c: ConsoleContext, deps: ColleagueDeps): string | undefined {
  const { name, options } = askedCookie(deps);
  const value = options.prefix ? getCookie(c, name, options.prefix) : getCookie(c, name);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}
