import type { Actor } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { signedInRecord } from './signed-in-colleague.ts';

interface Deps {
  profiles: Pick<ProviderRepository, 'findProvider' | 'changeProvider'>;
  colleagues: Pick<Colleagues, 'find' | 'replace'>;
}

/** Whether a provider's colleagues need more than a link to sign in. `needsColleague`: a key opens everything without. */
export async function setSecondFactor(
  deps: Deps,
  { to, by, at }: { to: 'required' | 'free'; by: Actor; at: Instant },
): Promise<'done' | 'needsColleague'> {
  if (by.name === undefined) return 'needsColleague';
  return retry(ofOneRecord, async () => {
    const seen = await deps.profiles.findProvider(by.provider);
    if (!seen) throw new Error('a provider without a profile');
    if (seen.secondFactor === (to === 'required' ? to : undefined)) return 'done';
    // First, so that it is never done and not told.
    if (to === 'free') await noteLinkEnough(deps, by, at);
    const { secondFactor: _, ...rest } = seen;
    const next = to === 'required' ? { ...rest, secondFactor: to } : rest;
    return (await deps.profiles.changeProvider(seen, next)) === 'stored' ? 'done' : AGAIN;
  });
}

/** At the record of who did it: from there the provider is told. */
async function noteLinkEnough(deps: Deps, by: Actor, at: Instant): Promise<void> {
  await retry(ofOneRecord, async () => {
    const seen = await signedInRecord(deps, by, at);
    return (await deps.colleagues.replace(seen, { ...seen, linkEnoughAt: at })) === 'stored' || AGAIN;
  });
}
