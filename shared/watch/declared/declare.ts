import type { CivilDate, Instant } from '#register/civil-date.ts';
import type { WatchedSites } from '#watch/ports.ts';
import { type Declared, MAX_DECLARED } from './declared.ts';
import { declaredStatus } from './declared-news.ts';

/**
 * Puts somebody whom the register does not have on a site's list. `gone`: the site is not watched, or not any more. Two at the same
 * time may take a site past its limit by one.
 */
export async function declare(
  { watchedSites, newId }: { watchedSites: Pick<WatchedSites, 'declaredIds' | 'declare'>; newId(): string },
  rosterId: string,
  person: Pick<Declared, 'nameEn' | 'nameZh' | 'document' | 'expiresOn'>,
  { at, on }: { at: Instant; on: CivilDate },
): Promise<'declared' | 'full' | 'gone'> {
  if ((await watchedSites.declaredIds(rosterId)).length >= MAX_DECLARED) return 'full';
  const told = declaredStatus(person, on);
  const added = await watchedSites.declare(
    { rosterId, declaredId: newId(), ...person, addedAt: at, told },
    on,
  );
  return added === 'notWatching' ? 'gone' : 'declared';
}
