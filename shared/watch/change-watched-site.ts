import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import type { WatchedSites } from './ports.ts';
import type { WatchedSite } from './watched-site.ts';

/**
 * Reads a watched site, changes it and stores it, again from the start if somebody else was faster. `by` gives what is
 * to be stored; undefined: nothing. The site as it then stands; undefined: there is none.
 */
export async function changeWatchedSite(
  { watchedSites }: { watchedSites: Pick<WatchedSites, 'get' | 'replace'> },
  rosterId: string,
  by: (seen: WatchedSite) => WatchedSite | undefined,
): Promise<WatchedSite | undefined> {
  return await retry(ofSharedRecord, async () => {
    const seen = await watchedSites.get(rosterId);
    const next = seen && by(seen);
    if (!next) return seen;
    const stored = await watchedSites.replace(seen, next);
    return stored === 'stored' ? { ...next, version: seen.version + 1 } : AGAIN;
  });
}
