import type { Instant } from '#register/civil-date.ts';
import { changeRoster } from './change-roster.ts';
import type { Rosters } from './ports.ts';
import { awaitsConfirmation } from './roster.ts';

/**
 * Begins to watch a site; again, it changes nothing. `gone`: nobody confirmed it in time, the employer left, or there is no
 * such site.
 */
export async function confirmWatch(
  deps: { rosters: Pick<Rosters, 'get' | 'replace'> },
  rosterId: string,
  at: Instant,
): Promise<'watching' | 'gone'> {
  const roster = await changeRoster(deps, rosterId, (seen) =>
    awaitsConfirmation(seen, at) ? { ...seen, state: 'watching', confirmedAt: at } : undefined,
  );
  return roster?.state === 'watching' ? 'watching' : 'gone';
}
