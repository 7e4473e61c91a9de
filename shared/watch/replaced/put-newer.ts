import type { CivilDate } from '#register/civil-date.ts';
import type { WatchedSites } from '#watch/ports.ts';
import { MAX_SITES_A_CERTIFICATE, type MemberId, type WatchedSite } from '#watch/watched-site.ts';
import type { Newer } from './find-newer.ts';

/**
 * Puts a newer certificate on a site's list in place of the one that it replaced. First it is on it: what breaks off there loses nothing, and
 * again it goes on. `crowded`: as many sites watch it as may; the old one stays. `gone`: the site is not watched any more.
 */
export async function putNewer(
  { watchedSites }: { watchedSites: Pick<WatchedSites, 'add' | 'remove' | 'isWatchedBy'> },
  { rosterId }: Pick<WatchedSite, 'rosterId'>,
  { old, newer }: { old: MemberId; newer: Newer },
  on: CivilDate,
): Promise<'done' | 'crowded' | 'gone'> {
  if (!newer.isWatched) {
    if (await watchedSites.isWatchedBy(newer.member, MAX_SITES_A_CERTIFICATE)) return 'crowded';
    if ((await watchedSites.add(rosterId, [newer.member], on)) === 'notWatching') return 'gone';
  }
  await watchedSites.remove(rosterId, [old]);
  return 'done';
}
