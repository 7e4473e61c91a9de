import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { mediaType } from './body.ts';
import type { HttpEnv } from './http-env.ts';

const JSON_TYPES = ['application/json', 'application/problem+json'];

/** What the reader names in Accept; `either` when it names neither. */
function named(c: Context<HttpEnv>): 'json' | 'page' | 'either' {
  const type = accepts(c, { header: 'Accept', supports: ['text/html', ...JSON_TYPES], default: '' });
  if (JSON_TYPES.includes(type)) return 'json';
  return type === 'text/html' ? 'page' : 'either';
}

/** JSON for those who ask for it, and for those who send it and ask for nothing else. */
export function wantsJson(c: Context<HttpEnv>): boolean {
  const wanted = named(c);
  return wanted === 'json' || (wanted === 'either' && mediaType(c) === 'application/json');
}

/** Whether a problem is shown as a page: only to a reader that names HTML. */
export function namesPage(c: Context<HttpEnv>): boolean {
  return named(c) === 'page';
}
