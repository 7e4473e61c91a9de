import { changeWatchedSite } from './change-watched-site.ts';
import type { WatchedSites } from './ports.ts';
import type { WatchedSite } from './watched-site.ts';

/**
 * Makes a new link to a site, and ends the one that it was opened by with all before it. `gone`: somebody else made one
 * meanwhile, or the site is not watched any more. Of two at once with the same link one alone gets the new one.
 */
export async function replaceLink(
  deps: { watchedSites: Pick<WatchedSites, 'get' | 'replace'> },
  { rosterId, link }: Pick<WatchedSite, 'rosterId' | 'link'>,
): Promise<{ link: number } | 'gone'> {
  let isOurs = false;
  const next = link + 1;
  await changeWatchedSite(deps, rosterId, (seen) => {
    isOurs = seen.state === 'watching' && seen.link === link;
    return isOurs ? { ...seen, link: next } : undefined;
  });
  return isOurs ? { link: next } : 'gone';
}
