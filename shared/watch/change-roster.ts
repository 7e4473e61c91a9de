import type { Rosters } from './ports.ts';
import type { Roster } from './roster.ts';

const MAX_TRIES = 10;

/**
 * Reads a roster, changes it and stores it, again from the start if somebody else was faster. `by` gives what is to be
 * stored; undefined: nothing. The roster as it then stands; undefined: there is none.
 */
export async function changeRoster(
  { rosters }: { rosters: Pick<Rosters, 'get' | 'replace'> },
  rosterId: string,
  by: (seen: Roster) => Roster | undefined,
): Promise<Roster | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const seen = await rosters.get(rosterId);
    const next = seen && by(seen);
    if (!next) return seen;
    if ((await rosters.replace(seen, next)) === 'stored') return { ...next, version: seen.version + 1 };
  }
  throw new Error(`a roster changed ${MAX_TRIES} times under a change`);
}
