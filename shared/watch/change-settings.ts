import type { Language } from '#register/certificate/credential.ts';
import type { Needed } from '#watch/coverage/coverage.ts';
import { changeWatchedSite } from './change-watched-site.ts';
import type { WatchedSites } from './ports.ts';
import { readSite } from './watched-site.ts';

/**
 * Changes what an employer calls a site, in which language it is told of it, and how many first-aiders it needs. `gone`:
 * the site is not watched, or not any more. `invalidSite`: as `askWatch`.
 */
export async function changeSettings(
  deps: { watchedSites: Pick<WatchedSites, 'get' | 'replace'> },
  rosterId: string,
  settings: { site: string; language: Language; needed?: Needed | undefined },
): Promise<'changed' | 'invalidSite' | 'gone'> {
  const site = readSite(settings.site);
  if (!site) return 'invalidSite';
  const { language, needed } = settings;
  const watchedSite = await changeWatchedSite(deps, rosterId, (seen) =>
    seen.state === 'watching' ? { ...seen, site, language, needed } : undefined,
  );
  return watchedSite?.state === 'watching' ? 'changed' : 'gone';
}
