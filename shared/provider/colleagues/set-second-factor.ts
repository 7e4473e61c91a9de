import type { Actor } from '#register/catalogue/colleague.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';

/** Whether a provider's colleagues need more than a link to sign in. `needsColleague`: a key opens everything without. */
export async function setSecondFactor(
  deps: { profiles: Pick<ProviderRepository, 'findProvider' | 'changeProvider'> },
  { to, by }: { to: 'required' | 'free'; by: Actor },
): Promise<'done' | 'needsColleague'> {
  if (by.name === undefined) return 'needsColleague';
  return retry(ofOneRecord, async () => {
    const seen = await deps.profiles.findProvider(by.provider);
    if (!seen) throw new Error('a provider without a profile');
    const { secondFactor: _, ...rest } = seen;
    const next = to === 'required' ? { ...rest, secondFactor: to } : rest;
    return (await deps.profiles.changeProvider(seen, next)) === 'stored' ? 'done' : AGAIN;
  });
}
