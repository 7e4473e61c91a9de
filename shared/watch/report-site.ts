import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { whoWantName } from '#register/certificate/disclosure.ts';
import { type Match, verify } from '#register/certificate/verification.ts';
import { readWithProvider } from '#register/change/read-with-provider.ts';
import type { CivilDate } from '#register/civil-date.ts';
import type { CredentialStore, ProviderDirectory } from '#register/ports/register.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { type Coverage, computeCoverage, coverageEnd } from '#watch/coverage/coverage.ts';
import type { Declared } from './declared/declared.ts';
import { holderNow } from './holder-now.ts';
import type { WatchedSites } from './ports.ts';
import type { Watched, WatchedSite } from './watched-site.ts';

export interface ReportSiteDeps {
  watchedSites: Pick<WatchedSites, 'members'>;
  credentials: Pick<CredentialStore, 'get'>;
  providers: Pick<ProviderDirectory, 'get'>;
}

/** One certificate of a site. `match`: its public verdict, with the member's name; undefined: it cannot be read, or not any more. */
export interface WatchedEntry {
  member: Watched;
  match: Match | undefined;
}

export interface SiteReport {
  watchedSite: WatchedSite;
  /** By number. */
  entries: WatchedEntry[];
  /** Whom the employer declares, by their last day. */
  declared: Declared[];
  /** So many more are watched, of which nothing can be said until a person has repaired them. */
  unreadable: number;
  coverage: Coverage;
}

const READS_AT_ONCE = 25;

/** A site that is watched, as of a Hong Kong day. */
export async function reportSite(
  deps: ReportSiteDeps,
  watchedSite: WatchedSite,
  on: CivilDate,
): Promise<SiteReport> {
  const { rosterId, needed } = watchedSite;
  const { watched, declared, unreadable } = await deps.watchedSites.members(rosterId);
  const seen = await eachAtOnce(watched, READS_AT_ONCE, (member) => readMember(deps, member, on));
  return {
    watchedSite,
    declared: declared.toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn)),
    unreadable,
    entries: seen
      .map(({ member, match }) => ({ member, match }))
      .toSorted((a, b) => a.member.number.localeCompare(b.member.number)),
    coverage: computeCoverage(
      seen.flatMap(({ holding }) => holding ?? []),
      { from: on, to: coverageEnd(on), needed, declared },
    ),
  };
}

interface WatchedSnapshot extends WatchedEntry {
  holding?: { credential: Credential; provider: Provider | undefined; somebodyElse: boolean };
}

/**
 * A certificate that its provider shows only to those who know the name is neither shown nor counted once its holder
 * has another name; nor is a number that was registered anew for somebody else.
 */
export async function readMember(
  deps: Omit<ReportSiteDeps, 'watchedSites'>,
  member: Watched,
  on: CivilDate,
): Promise<WatchedSnapshot> {
  const { name, somebodyElse } = member;
  const found = await readWithProvider(deps, member);
  if (!found || holderNow(member, found.credential) === 'another') return { member, match: undefined };
  const wantName = await whoWantName(deps.providers, [found.credential]);
  const [match] = verify([found], { name, on, today: on, wantName }).matches;
  return match ? { member, match, holding: { ...found, somebodyElse } } : { member, match };
}
