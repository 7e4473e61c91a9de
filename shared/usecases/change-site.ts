import type { Needed } from '#domain/coverage';
import { readSite } from '#domain/roster';
import type { Rosters } from '#ports/watching';
import type { Language } from '#register/certificate/credential.ts';
import { changeRoster } from './change-roster.ts';

/**
 * Changes what an employer calls a site, in which language it is told of it, and how many first-aiders it needs. `gone`:
 * the site is not watched, or not any more. `invalidSite`: as `askWatch`.
 */
export async function changeSite(
  deps: { rosters: Pick<Rosters, 'get' | 'replace'> },
  rosterId: string,
  settings: { site: string; language: Language; needed?: Needed | undefined },
): Promise<'changed' | 'invalidSite' | 'gone'> {
  const site = readSite(settings.site);
  if (!site) return 'invalidSite';
  const { language, needed } = settings;
  const roster = await changeRoster(deps, rosterId, (seen) =>
    seen.state === 'watching' ? { ...seen, site, language, needed } : undefined,
  );
  return roster?.state === 'watching' ? 'changed' : 'gone';
}
