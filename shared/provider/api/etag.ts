import type { Context } from 'hono';
import type { Credential } from '#register/certificate/credential.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

/**
 * The entity tag of one credential: its version, which every change raises. It stands for what can be changed; the status,
 * which moves with the day, and the reminders are not in it, so it is for If-Match and not for 304.
 */
export const etagOf = ({ version }: Pick<Credential, 'version'>): string => `"${version}"`;

/** Whether a version is one that If-Match asks for; undefined when it asks for none. A weak tag never matches. */
export function ifMatch(c: Context<HttpEnv>): ((version: number) => boolean) | undefined {
  const header = c.req.header('if-match');
  if (header === undefined) return undefined;
  if (header.trim() === '*') return () => true;
  const tags = header.split(',').map((tag) => tag.trim());
  return (version) => tags.includes(etagOf({ version }));
}
