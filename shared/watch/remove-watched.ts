import type { WatchedSites } from './ports.ts';
import type { Watched } from './watched-site.ts';

/** Watches these certificates no longer; those that are not watched do no harm. `gone`: the site is not watched. */
export async function removeWatched(
  { watchedSites }: { watchedSites: Pick<WatchedSites, 'get' | 'remove'> },
  rosterId: string,
  ids: readonly Pick<Watched, 'key' | 'provider'>[],
): Promise<'removed' | 'gone'> {
  if ((await watchedSites.get(rosterId))?.state !== 'watching') return 'gone';
  await watchedSites.remove(rosterId, ids);
  return 'removed';
}
