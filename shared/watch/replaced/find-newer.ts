import type { Match } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { type FindSuccessorDeps, findSuccessor } from '#watch/news/find-successor.ts';
import { readMember, type WatchedEntry } from '#watch/report-site.ts';
import { certificateId, type Watched } from '#watch/watched-site.ts';

/** The certificate that one on a site's list was replaced by, as far as it can be shown to the employer. */
export interface Newer {
  /** On the list already. */
  isWatched: boolean;
  member: Watched;
  match: Match;
}

const READS_AT_ONCE = 25;

/** By the id of what was replaced; one that nobody can show to this employer is left out. */
export async function findNewer(
  deps: FindSuccessorDeps,
  entries: readonly WatchedEntry[],
  on: CivilDate,
): Promise<ReadonlyMap<string, Newer>> {
  const replaced = entries.filter(({ match }) => match?.status === 'superseded');
  const found = await eachAtOnce(replaced, READS_AT_ONCE, async (entry) => {
    const newer = onList(entry, entries) ?? (await inRegister(deps, entry, on));
    return newer ? [[certificateId(entry.member), newer] as const] : [];
  });
  return new Map(found.flat());
}

function onList({ match }: WatchedEntry, entries: readonly WatchedEntry[]): Newer | undefined {
  const by = match?.supersededBy;
  const found = entries.find(
    ({ match: other }) => other && other.number === by?.number && other.issuer.code === by.issuer,
  );
  return found?.match && { isWatched: true, member: found.member, match: found.match };
}

async function inRegister(
  deps: FindSuccessorDeps,
  { member, match }: WatchedEntry,
  on: CivilDate,
): Promise<Newer | undefined> {
  const by = match?.supersededBy;
  if (!by) return undefined;
  const supersededBy = { number: by.number, provider: by.issuer };
  const found = await findSuccessor(deps, { ...member, told: { ...member.told, supersededBy } }, on);
  // What it says on the list is somebody else's name: it is for the employer to look at, and to add by its number.
  if (!found || (member.name !== undefined && found.name === undefined)) return undefined;
  const seen = await readMember(deps, found, on);
  return seen.match && { isWatched: false, member: found, match: seen.match };
}
