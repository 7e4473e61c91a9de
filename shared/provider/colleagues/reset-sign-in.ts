import { type Actor, isColleague } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';

/**
 * Removes the passkeys and codes of a colleague who lost the device. `own`: nobody does it for themselves, as it takes no code:
 * whoever has their browser for a minute would.
 */
export async function resetSignIn(
  { colleagues }: { colleagues: Pick<Colleagues, 'find' | 'resetSignIn'> },
  { colleagueId, by, at }: { colleagueId: string; by: Pick<Actor, 'provider' | 'keyId'>; at: Instant },
): Promise<'done' | 'notFound' | 'own'> {
  if (by.keyId === colleagueId) return 'own';
  return retry(ofOneRecord, async () => {
    const seen = await colleagues.find(by.provider, colleagueId);
    if (!seen || !isColleague(seen, at)) return 'notFound';
    return (await colleagues.resetSignIn(seen, { by: by.keyId, at })) === 'stored' ? 'done' : AGAIN;
  });
}
