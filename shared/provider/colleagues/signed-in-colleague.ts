import { type Actor, type Colleague, isColleague } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';

/** The record of who is signed in, where a key is not. */
export async function signedInRecord(
  { colleagues }: { colleagues: Pick<Colleagues, 'find'> },
  { provider, keyId }: Actor,
  at: Instant,
): Promise<Colleague & { email: string }> {
  const seen = await colleagues.find(provider, keyId);
  if (!seen || !isColleague(seen, at) || !seen.email)
    throw new Error('a key has no way to sign in of its own');
  return { ...seen, email: seen.email };
}
