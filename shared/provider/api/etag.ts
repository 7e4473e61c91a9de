import type { Context } from 'hono';
import type { Credential } from '#register/certificate/credential.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

type Tagged = Pick<Credential, 'version' | 'history'>;

/**
 * Which state of which credential was read: its version, which every change raises, and when it was registered. A number whose upload was
 * undone may be registered again, for somebody else and from version 1 on: what was read before matches that nowhere. It
 * stands for what can be changed; the status, which moves with the day, and the reminders are not in it, so it is for
 * If-Match and not for 304.
 */
export const revisionOf = ({ version, history }: Tagged): string =>
  `${version}-${Date.parse(history[0]?.at ?? '').toString(36)}`;

export const etagOf = (credential: Tagged): string => `"${revisionOf(credential)}"`;

/** Whether a credential is one that If-Match asks for; undefined when it asks for none. A weak tag never matches. */
export function ifMatch(c: Context<HttpEnv>): ((credential: Tagged) => boolean) | undefined {
  const header = c.req.header('if-match');
  if (header === undefined) return undefined;
  if (header.trim() === '*') return () => true;
  const tags = header.split(',').map((tag) => tag.trim());
  return (credential) => tags.includes(etagOf(credential));
}
