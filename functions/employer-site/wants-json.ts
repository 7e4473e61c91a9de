import { accepts } from 'hono/accepts';
import { mediaType } from '#http/body.ts';
import type { C } from './deps.ts';

/** JSON for those who ask for it, and for those who send it and ask for nothing else. */
export function wantsJson(c: C): boolean {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json', 'application/problem+json'],
    default: mediaType(c) === 'application/json' ? 'application/json' : 'text/html',
  });
  return type !== 'text/html';
}
