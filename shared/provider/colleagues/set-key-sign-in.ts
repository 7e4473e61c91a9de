import type { Actor } from '#register/catalogue/colleague.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';

/**
 * Whether people may sign in to the provider's console with a key; programs always may use it. `needsManager`: only a manager
 * who signed in by email turns it off, so that somebody is left who can turn it on.
 */
export async function setKeySignIn(
  deps: { profiles: Pick<ProviderRepository, 'findProvider' | 'changeProvider'> },
  { to, by }: { to: 'on' | 'off'; by: Actor },
): Promise<'done' | 'needsManager'> {
  if (to === 'off' && by.name === undefined) return 'needsManager';
  return retry(ofOneRecord, async () => {
    const seen = await deps.profiles.findProvider(by.provider);
    if (!seen) throw new Error('a provider without a profile');
    const { keySignIn: _, ...rest } = seen;
    const next = to === 'off' ? { ...rest, keySignIn: to } : rest;
    return (await deps.profiles.changeProvider(seen, next)) === 'stored' ? 'done' : AGAIN;
  });
}
