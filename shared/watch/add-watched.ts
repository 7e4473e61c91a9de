import type { Credential } from '#register/certificate/credential.ts';
import { isHiddenFrom } from '#register/certificate/disclosure.ts';
import { askedKey, type NumberProblem } from '#register/certificate-number.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { decoy, decoyProvider } from '#register/decoy.ts';
import { tidy } from '#register/names/holder-input.ts';
import { compareNames, type NameComparison } from '#register/names/holder-name.ts';
import type { CredentialFinder, CredentialStore, ProviderDirectory } from '#register/ports/register.ts';
import { cachingFinder } from '#storage/caching-finder.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { statusToNotify } from '#watch/news/watch-news.ts';
import type { WatchedSites } from './ports.ts';
import { certificateId, MAX_WATCHED, type Watched } from './watched-site.ts';

export interface AddWatchedDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'memberIds' | 'add'>;
  finder: CredentialFinder;
  credentials: Pick<CredentialStore, 'get'>;
  providers: Pick<ProviderDirectory, 'get'>;
}

/** What was typed in one row. */
export interface RowToWatch {
  row: number;
  /** Any characters, any length. */
  number: string;
  /** The holder's name as printed; empty is as if it were left out. */
  name?: string | undefined;
  /** A provider's code: only its certificates count. */
  issuer?: string | undefined;
}

/**
 * `already`: it is watched, or stood in a row before. `notFound`: also one whose provider wants the name first, and it is
 * not the right one. `nameDiffers`: there is such a certificate, in another name. `full`: the site has its 1,000.
 */
export interface RowWatched {
  row: number;
  number: string;
  outcome: 'added' | 'already' | 'notFound' | 'impossible' | 'nameDiffers' | 'full';
  /** What is wrong with a number that is `impossible`. */
  problem?: NumberProblem;
}

export type Added = { outcome: 'gone' } | { outcome: 'done'; rows: RowWatched[] };

const READS_AT_ONCE = 25;

/**
 * Watches certificates from now on: what is so already is not news. A number that several providers have stands for all
 * of them, unless the name or the issuer says which. Again, it adds nothing. `gone`: the site is not watched, or not any
 * more. Two lists at the same time may take a site past its limit, by no more than one of them has.
 */
export async function addWatched(
  deps: AddWatchedDeps,
  rosterId: string,
  rows: readonly RowToWatch[],
  { at, on }: { at: Instant; on: CivilDate },
): Promise<Added> {
  if ((await deps.watchedSites.get(rosterId))?.state !== 'watching') return { outcome: 'gone' };
  const members = await deps.watchedSites.memberIds(rosterId);
  const once = { ...deps, finder: cachingFinder(deps.finder) };
  const found = await eachAtOnce(rows, READS_AT_ONCE, (row) => find(once, row));

  const watched = new Set(members.map(certificateId));
  const adding: Watched[] = [];
  const answers = found.map(({ row, number, ...seen }): RowWatched => {
    if ('outcome' in seen) return { row, number, ...seen };
    const fresh = seen.holders.filter(({ credential }) => !watched.has(certificateId(credential)));
    if (fresh.length === 0) return { row, number, outcome: 'already' };
    if (watched.size + fresh.length > MAX_WATCHED) return { row, number, outcome: 'full' };
    for (const { credential, name } of fresh) {
      watched.add(certificateId(credential));
      const told = statusToNotify({ credential, on });
      adding.push({ ...member(rosterId, credential, at), told, ...(name && { name }) });
    }
    return { row, number, outcome: 'added' };
  });
  const added = adding.length > 0 ? await deps.watchedSites.add(rosterId, adding, on) : 'added';
  return added === 'added' ? { outcome: 'done', rows: answers } : { outcome: 'gone' };
}

function member(rosterId: string, { key, provider, number }: Credential, addedAt: Instant) {
  return { rosterId, key, provider, number, somebodyElse: false, addedAt };
}

type Found = { row: number; number: string } & (
  | Pick<RowWatched, 'outcome' | 'problem'>
  /** `name`: as typed, where it is the registered one. */
  | { holders: { credential: Credential; name: string | undefined }[] }
);

async function find(deps: AddWatchedDeps, { row, number, name: typed, issuer }: RowToWatch): Promise<Found> {
  const asked = askedKey(number);
  if (!asked.ok) return { row, number, outcome: 'impossible', problem: asked.problem };

  const name = tidy(typed ?? '') ?? '';
  const shown = (await candidates(deps, asked.key, { name, issuer })).map((credential) => ({
    credential,
    compared: compareNames(name, credential),
  }));
  const best = bestCandidates(shown);
  if (best.length === 0) return { row, number, outcome: shown.length > 0 ? 'nameDiffers' : 'notFound' };
  const holders = best.map(({ credential, compared }) => ({
    credential,
    name: compared === 'match' ? name : undefined,
  }));
  return { row, number, holders };
}

interface Candidate {
  credential: Credential;
  compared: NameComparison;
}

/** Those whose name is the typed one; if none is, those of whom that cannot be said. */
function bestCandidates(shown: Candidate[]): Candidate[] {
  const matching = shown.filter(({ compared }) => compared === 'match');
  return matching.length > 0 ? matching : shown.filter(({ compared }) => compared !== 'mismatch');
}

/**
 * The certificates as they are now: the employer is notified of what changes after that. A certificate that is not to
 * be shown is not read again: the answer comes as soon as if it were not there.
 */
async function candidates(
  deps: AddWatchedDeps,
  key: string,
  { name, issuer }: { name: string; issuer: string | undefined },
): Promise<Credential[]> {
  const found = (await undefinedIfUnreadable(deps.finder.findByKey(key))) ?? [];
  // As much work for a number that is not there as for one that is hidden.
  if (found.length === 0) isHiddenFrom(name, { credential: decoy, provider: decoyProvider });
  const asked = found.filter(({ provider }) => !issuer || provider === issuer);
  const seen = asked.map(async (credential) => {
    const provider = await deps.providers.get(credential.provider);
    if (isHiddenFrom(name, { credential, provider })) return [];
    const now = await undefinedIfUnreadable(deps.credentials.get(key, credential.provider));
    // What somebody wrote in between may be another name.
    return now && !isHiddenFrom(name, { credential: now.credential, provider }) ? now.credential : [];
  });
  return (await Promise.all(seen)).flat();
}
