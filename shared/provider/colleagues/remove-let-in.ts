import type { Actor, Colleague } from '#register/catalogue/colleague.ts';
import { revokeIssued } from '#register/change/revoke-keys.ts';
import type { Instant } from '#register/civil-date.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { changeColleague } from './change-colleague.ts';
import { endInvitations } from './end-invitations.ts';

/**
 * Removes colleagues with the keys that they issued, and the invitations that they or those keys sent and nobody took. Who stays, as the last
 * manager, keeps these; they are given back.
 */
export async function removeLetIn(
  deps: {
    colleagues: Pick<Colleagues, 'list' | 'replace'>;
    keys: Pick<ProviderRepository, 'listKeys' | 'revokeKey'>;
  },
  removed: readonly Colleague[],
  { by, at }: { by: Actor; at: Instant },
): Promise<Colleague[]> {
  const { provider } = by;
  const stayed: Colleague[] = [];
  for (const one of removed) {
    const { colleagueId } = one;
    const outcome = await changeColleague(deps, { colleagueId, to: 'removed', by, at });
    if (outcome === 'lastManager') {
      stayed.push(one);
      continue;
    }
    const senders = await revokeIssued(deps.keys, { provider, keyId: colleagueId, at });
    await endInvitations(deps, { provider, senders, by: by.keyId, at });
  }
  return stayed;
}
