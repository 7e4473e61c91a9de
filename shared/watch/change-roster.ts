import { AGAIN, ofSharedRecord, retry } from '#register/retry.ts';
import type { Rosters } from './ports.ts';
import type { Roster } from './roster.ts';

/**
 * Reads a roster, changes it and stores it, again from the start if somebody else was faster. `by` gives what is to be
 * stored; undefined: nothing. The roster as it then stands; undefined: there is none.
 */
export async function changeRoster(
  { rosters }: { rosters: Pick<Rosters, 'get' | 'replace'> },
  rosterId: string,
  by: (seen: Roster) => Roster | undefined,
): Promise<Roster | undefined> {
  return await retry(ofSharedRecord, async () => {
    const seen = await rosters.get(rosterId);
    const next = seen && by(seen);
    if (!next) return seen;
    const stored = await rosters.replace(seen, next);
    return stored === 'stored' ? { ...next, version: seen.version + 1 } : AGAIN;
  });
}
