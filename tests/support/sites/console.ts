import type { ApiDeps } from '#provider/deps.ts';
import { createTestApi } from './api.ts';

/** The console on the real engine, as a person's browser meets it: signed in, forms sent from its own pages. */
export async function createTestConsole(overrides: Partial<ApiDeps> = {}) {
  const test = await createTestApi(overrides);

  const browser = (cookie: string, caller = '192.0.2.1') => {
    const go = async (path: string, init: RequestInit = {}) => {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', 'accept-language': 'en', ...init.headers };
      const response = await test.api.request(
        path,
        { redirect: 'manual', ...init, headers },
        { requestContext: { http: { sourceIp: caller } } },
      );
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    return {
      /** Anything that is no form of fields. */
      send: (path: string, init: RequestInit) => go(path, init),
      get: (path: string, headers: Record<string, string> = {}) => go(path, { headers }),
      post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
        go(path, { method: 'POST', body: new URLSearchParams(form), headers }),
    };
  };

  /** The browser of somebody who has signed in with that key. */
  async function signedIn(key: string) {
    const answer = await browser('').post('/console/sign-in', { key });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`not signed in: ${answer.status}`);
    return browser(cookie);
  }

  return { ...test, browser, signedIn, signedOut: browser('') };
}
