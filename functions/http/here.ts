import type { Language } from '#domain/credential';

/** How to ask for this very page again: the language switch does, in the other language. */
export type Here =
  | { method: 'get'; path: string; query: Record<string, string> }
  | { method: 'post'; path: string; fields: Record<string, string> };

export const home: Here = { method: 'get', path: '/', query: {} };

/** An address of this site; empty parameters are left out. */
export function address(path: string, query: Record<string, string | undefined>, language: Language): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${path}?${new URLSearchParams([...kept, ['lang', language]])}`;
}
