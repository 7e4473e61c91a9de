import type { Context } from 'hono';
import type { Language } from '#register/certificate/credential.ts';
import type { HttpEnv } from './http-env.ts';

/** How to ask for this very page again: the language switch does, in the other language. */
export type CurrentPage =
  | { method: 'get'; path: string; query: Record<string, string> }
  | { method: 'post'; path: string; fields: Record<string, string> };

export const home: CurrentPage = { method: 'get', path: '/', query: {} };

/** An address of this site; empty parameters are left out. */
export function address(path: string, query: Record<string, string | undefined>, language: Language): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${path}?${new URLSearchParams([...kept, ['lang', language]])}`;
}

/** After a form: the page itself again, so that loading it anew sends nothing twice. */
export function backTo(c: Context<HttpEnv>, path: string, query: Record<string, string> = {}): Response {
  return c.redirect(address(path, query, c.get('language')), 303);
}
