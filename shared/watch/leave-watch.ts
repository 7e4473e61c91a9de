import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { changeRoster } from './change-roster.ts';
import type { Rosters } from './ports.ts';
import type { Roster } from './roster.ts';

export interface LeaveWatchDeps {
  rosters: Pick<Rosters, 'get' | 'replace' | 'memberIds' | 'remove'>;
}

/**
 * Ends the watching of a site at once: nothing more is mailed about it, also not what is queued, and what the employer
 * typed is deleted. Again, or of a site that is not there, it does no harm.
 */
export async function leaveWatch(deps: LeaveWatchDeps, rosterId: string, at: Instant): Promise<'left'> {
  const roster = await changeRoster(deps, rosterId, (seen) =>
    seen.state === 'left' ? undefined : departed(seen, at),
  );
  if (roster) await finishLeaving(deps, roster);
  return 'left';
}

/** Stays due until its members are deleted, so that whoever breaks off leaves nothing behind. */
function departed({ rosterId, language, askedAt, version }: Roster, at: Instant): Roster {
  const dueOn = hongKongDay(at);
  return { rosterId, state: 'left', email: '', language, site: '', askedAt, leftAt: at, dueOn, version };
}

/** Deletes the members of a site whose employer has left. */
export async function finishLeaving(deps: LeaveWatchDeps, roster: Roster): Promise<void> {
  const { rosterId, dueOn } = roster;
  if (dueOn === undefined) return;
  await deps.rosters.remove(rosterId, await deps.rosters.memberIds(rosterId));
  const { dueOn: _, ...done } = roster;
  await deps.rosters.replace(roster, done);
}
