import type { Context } from 'hono';
import { type Actor, isAtLeast, type Role } from '#register/catalogue/colleague.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';

/** Whose request it is; every route of the API comes after the sign-in. */
export function signedInKey(c: Context<HttpEnv>): Actor {
  const key = c.get('key');
  if (!key) throw new Error('a provider route without a sign-in before it');
  return key;
}

/** Whether who asks may do what needs this role: what they may not is not offered. */
export const hasRole = (c: Context<HttpEnv>, needed: Role) => isAtLeast(signedInKey(c).role, needed);

export function newEntry(c: Context<HttpEnv>, at: Instant): Entry {
  return { at, on: hongKongDay(at), source: { via: 'api', keyId: signedInKey(c).keyId } };
}

/** Which credential of the signed-in provider the path means; 422 when it cannot be a number. */
export function credentialId(
  c: Context<HttpEnv>,
  number: string,
): { provider: string; key: string; spelt: string } {
  const normalised = normaliseNumber(number);
  if (!normalised.ok) throw new ProblemError(normalised.problem);
  return { provider: signedInKey(c).provider, key: normalised.key, spelt: number };
}
