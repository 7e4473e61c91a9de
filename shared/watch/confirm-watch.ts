import type { Instant } from '#register/civil-date.ts';
import { changeWatchedSite } from './change-watched-site.ts';
import type { WatchedSites } from './ports.ts';
import { awaitsConfirmation } from './watched-site.ts';

/**
 * Begins to watch a site; again, it changes nothing. `gone`: nobody confirmed it in time, the employer left, or there is no
 * such site.
 */
export async function confirmWatch(
  deps: { watchedSites: Pick<WatchedSites, 'get' | 'replace'> },
  rosterId: string,
  at: Instant,
): Promise<'watching' | 'gone'> {
  const watchedSite = await changeWatchedSite(deps, rosterId, (seen) =>
    awaitsConfirmation(seen, at) ? { ...seen, state: 'watching', confirmedAt: at } : undefined,
  );
  return watchedSite?.state === 'watching' ? 'watching' : 'gone';
}
