import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { colleagueId } from '#register/catalogue/colleague.ts';
import { providerCode } from '#register/catalogue/provider.ts';
import { type Instant, instant } from '#register/civil-date.ts';
import { indexKeys, keys } from '#storage/contract/table.ts';
import { type Item, toTtl } from '#storage/table.ts';
import { hashOfSecret } from './key-ring.ts';

/** Of a token, as of a key, only the hash is stored: who reads the table can sign in as nobody. */
export const session = z.object({
  /** Absent of those from before they were listed, which last half a day. */
  sessionId: z.string().optional(),
  /** Of a sign-in with a key. */
  keyHash: z.string().optional(),
  /** Of a colleague's. */
  colleague: z.object({ provider: providerCode, colleagueId }).optional(),
  /** Of a colleague's that was opened with a passkey: it ends with it. */
  passkeyId: z.string().optional(),
  /** Of a colleague's by a link and a code: it ends with the app's codes. */
  withCode: z.literal(true).optional(),
  keyId: z.string().optional(),
  openedAt: instant,
  until: instant,
});
export type SessionItem = z.infer<typeof session>;

export const sessionIdOf = (tokenHash: string) => tokenHash.slice(0, 16);

/** A new token, and what is stored of its session. */
export function newSession(
  by: (
    | { keyHash: string }
    | { colleague: { provider: string; colleagueId: string }; passkeyId?: string; withCode?: true }
  ) & {
    keyId: string;
  },
  provider: string,
  { at, until }: { at: Instant; until: Instant },
): { token: string; item: Item } {
  const token = randomBytes(32).toString('base64url');
  const hash = hashOfSecret(token);
  const sessionId = sessionIdOf(hash);
  const item = {
    ...keys.session(hash),
    entity: 'session',
    sessionId,
    ...by,
    openedAt: at,
    until,
    ttl: toTtl(until),
    ...indexKeys.sessionList(provider, at, sessionId),
  };
  return { token, item };
}
