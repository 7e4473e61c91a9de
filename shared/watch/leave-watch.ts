import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { changeWatchedSite } from './change-watched-site.ts';
import type { Recipients, WatchedSites } from './ports.ts';
import type { WatchedSite } from './watched-site.ts';

export interface LeaveWatchDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'replace' | 'memberIds' | 'remove' | 'declaredIds' | 'undeclare'>;
  recipients: Pick<Recipients, 'removeAll'>;
}

/**
 * Ends the watching of a site at once: nothing more is mailed about it, also not what is queued, and what the employer
 * typed is deleted. Again, or of a site that is not there, it does no harm.
 */
export async function leaveWatch(deps: LeaveWatchDeps, rosterId: string, at: Instant): Promise<'left'> {
  const watchedSite = await changeWatchedSite(deps, rosterId, (seen) =>
    seen.state === 'left' ? undefined : departed(seen, at),
  );
  if (watchedSite) await finishLeaving(deps, watchedSite);
  return 'left';
}

/** Stays due until its members are deleted, so that whoever breaks off leaves nothing behind. */
function departed({ rosterId, language, link, askedAt, version }: WatchedSite, at: Instant): WatchedSite {
  const dueOn = hongKongDay(at);
  return {
    rosterId,
    state: 'left',
    email: '',
    language,
    site: '',
    link,
    askedAt,
    leftAt: at,
    dueOn,
    version,
  };
}

/** Deletes the members of a site whose employer has left, the people declared, and whoever else was told of it. */
export async function finishLeaving(deps: LeaveWatchDeps, watchedSite: WatchedSite): Promise<void> {
  const { rosterId, dueOn } = watchedSite;
  if (dueOn === undefined) return;
  await deps.watchedSites.remove(rosterId, await deps.watchedSites.memberIds(rosterId));
  await deps.watchedSites.undeclare(rosterId, await deps.watchedSites.declaredIds(rosterId));
  await deps.recipients.removeAll(rosterId);
  const { dueOn: _, ...done } = watchedSite;
  await deps.watchedSites.replace(watchedSite, done);
}
