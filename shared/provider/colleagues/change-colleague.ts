import { type Actor, type Colleague, isColleague, type Role } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { endInvitations } from './end-invitations.ts';

export type ChangeOutcome = 'done' | 'notFound' | 'lastManager';

interface ChangeDeps {
  colleagues: Pick<Colleagues, 'list' | 'replace'>;
}

/**
 * Gives a colleague another role, or removes them: at the next request they are no colleague any more. Invitations of who is no
 * manager any more end with it. `lastManager`: nobody would be left who can invite others.
 */
export async function changeColleague(
  deps: ChangeDeps,
  change: { colleagueId: string; to: Role | 'removed'; by: Actor; at: Instant },
): Promise<ChangeOutcome> {
  const { colleagueId, to, by, at } = change;
  const outcome = await storeChange(deps, change);
  if (outcome === 'done' && to !== 'manager')
    await endInvitations(deps, { provider: by.provider, senders: [colleagueId], by: by.keyId, at });
  return outcome;
}

/**
 * Whether nobody who can invite others would be left of these colleagues, if `by` had `seen` be no manager any more. With a key one is
 * never the last: it invites others.
 */
export function isLastManager(seen: Colleague, by: Actor, others: readonly Colleague[]): boolean {
  return seen.role === 'manager' && isColleagueId(by.keyId) && !managerWhoStays(seen, by, others);
}

async function storeChange(
  deps: ChangeDeps,
  { colleagueId, to, by, at }: Parameters<typeof changeColleague>[1],
): Promise<ChangeOutcome> {
  return retry(ofOneRecord, async () => {
    const all = (await deps.colleagues.list(by.provider)).filter((one) => isColleague(one, at));
    const seen = all.find((one) => one.colleagueId === colleagueId);
    if (!seen) return 'notFound';
    if (seen.role === to) return 'done';
    if (isLastManager(seen, by, all)) return 'lastManager';
    const { email, ...known } = seen;
    const next: Colleague =
      to === 'removed'
        ? { ...known, removedAt: at, changedBy: by.keyId }
        : { ...seen, role: to, changedBy: by.keyId };
    const stays = seen.role === 'manager' ? managerWhoStays(seen, by, all) : undefined;
    const stored = await deps.colleagues.replace(seen, next, stays);
    return stored === 'stored' ? 'done' : AGAIN;
  });
}

/** Whoever removes another stays; who goes leaves somebody who has come at all. */
function managerWhoStays(seen: Colleague, by: Actor, all: readonly Colleague[]): Colleague | undefined {
  const mayBeAnyone = by.keyId === seen.colleagueId || !isColleagueId(by.keyId);
  return all.find(
    ({ colleagueId, role, joinedAt, removedAt }) =>
      colleagueId !== seen.colleagueId &&
      role === 'manager' &&
      joinedAt &&
      !removedAt &&
      (mayBeAnyone || colleagueId === by.keyId),
  );
}

const isColleagueId = (keyId: string) => keyId.startsWith('colleague-');
