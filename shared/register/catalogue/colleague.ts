import * as z from 'zod';
import { addSeconds, type Instant, instant } from '#register/civil-date.ts';
import { type ApiKey, providerCode } from './provider.ts';

/** What a colleague may do at the console; each may do what the one before it may. */
export const roles = ['viewer', 'desk', 'manager'] as const;
export type Role = (typeof roles)[number];

export const isAtLeast = (role: Role, needed: Role) => roles.indexOf(role) >= roles.indexOf(needed);

/** Names a colleague wherever a key's id may be; a key's has no dash. */
export const colleagueId = z.string().regex(/^colleague-[0-9a-f]{12}$/);

/** Somebody of a provider who signs in to the console by email. */
export const colleague = z.object({
  colleagueId,
  provider: providerCode,
  /** Goes when the colleague is removed; the name stays for what is in the history. */
  email: z.string().optional(),
  name: z.string(),
  role: z.enum(roles),
  invitedAt: instant,
  /** Who invited: a colleague, a key, or `operator`. */
  invitedBy: z.string(),
  /** When they first signed in. */
  joinedAt: instant.optional(),
  /** When they last added a passkey or an app's codes. */
  passkeyAddedAt: instant.optional(),
  /** When a passkey or an app's codes were last removed. */
  factorsRemovedAt: instant.optional(),
  /** When somebody else last removed all of these: a sign-in from before is over. */
  resetAt: instant.optional(),
  /** When they last let a link alone sign in their provider's colleagues again. */
  linkEnoughAt: instant.optional(),
  /** Who last changed the role, or removed them, or a passkey or an app's codes of theirs. */
  changedBy: z.string().optional(),
  removedAt: instant.optional(),
  version: z.int(),
});
export type Colleague = z.infer<typeof colleague>;

/** What is told of a colleague, to themselves or to the provider. */
export const colleagueSteps = [
  'invitation',
  'invited',
  'role',
  'removed',
  'passkey',
  'factorAdded',
  'factorLost',
  'factorRemoved',
  'linkEnough',
] as const;
export type ColleagueStep = (typeof colleagueSteps)[number];

/** So long an invitation is open; then the address is deleted. */
export const INVITATION_DAYS = 14;
/** After a colleague is removed; then the history says "a former colleague". */
export const NAME_KEPT_DAYS = 3 * 365;

export const invitedUntil = ({ invitedAt }: Pick<Colleague, 'invitedAt'>) =>
  addSeconds(invitedAt, INVITATION_DAYS * 86_400);

/** Whether they can sign in. */
export const isColleague = (one: Colleague, at: Instant) =>
  one.removedAt === undefined && (one.joinedAt !== undefined || at < invitedUntil(one));

/** Who does something in a provider's name: a program or a person with a key, or a colleague. */
export interface Actor {
  provider: string;
  /** The key's id, or the colleague's. */
  keyId: string;
  role: Role;
  /** The colleague's. */
  name?: string;
  /** Of the sign-in to the console. */
  sessionId?: string;
  openedAt?: Instant;
  /** Signed in by a link alone, where that is not enough: they may add a passkey or a code, and nothing else. */
  mustAddFactor?: true;
}

/** A key may do everything. */
export const actorWith = ({ provider, keyId }: ApiKey): Actor => ({ provider, keyId, role: 'manager' });
