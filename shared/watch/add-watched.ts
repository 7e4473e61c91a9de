import { otherReadings } from '#register/asked-number.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { isHiddenFrom } from '#register/certificate/disclosure.ts';
import { mayBeMeant } from '#register/certificate/meant.ts';
import { askedKey, type NumberProblem } from '#register/certificate-number.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { decoy, decoyProvider } from '#register/decoy.ts';
import { tidy } from '#register/names/holder-input.ts';
import { compareNames } from '#register/names/holder-name.ts';
import type { CredentialFinder, CredentialStore, ProviderDirectory } from '#register/ports/register.ts';
import { cachingFinder } from '#storage/caching-finder.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import { statusToNotify } from '#watch/news/watch-news.ts';
import type { WatchedSites } from './ports.ts';
import { certificateId, MAX_SITES_A_CERTIFICATE, MAX_WATCHED, type Watched } from './watched-site.ts';

export interface AddWatchedDeps {
  watchedSites: Pick<WatchedSites, 'get' | 'memberIds' | 'add' | 'isWatchedBy'>;
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
 * not the right one. `nameDiffers`: there is such a certificate, in another name. `several`: neither name nor number says
 * which provider's is meant. `full`: the site has its 1,000. `crowded`: as many sites watch
 * the certificate as may.
 */
export interface RowWatched {
  row: number;
  number: string;
  outcome: 'added' | 'already' | 'notFound' | 'impossible' | 'nameDiffers' | 'several' | 'crowded' | 'full';
  /** What is wrong with a number that is `impossible`. */
  problem?: NumberProblem;
  /** The providers that it may be, where they are `several`. */
  issuers?: string[];
}

export type Added = { outcome: 'gone' } | { outcome: 'done'; rows: RowWatched[] };

const READS_AT_ONCE = 25;

/**
 * Watches certificates from now on: what is so already is not news. Of a number that several providers
 * have nothing is watched unless name, number or issuer says which. Again, it adds nothing. `gone`: the site is not watched, or not any
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
  const crowded = await crowdedOf(
    deps,
    found.flatMap((each) => ('outcome' in each ? [] : each.credential)),
    watched,
  );
  const adding: Watched[] = [];
  const answers = found.map(({ row, number, ...seen }): RowWatched => {
    if ('outcome' in seen) return { row, number, ...seen };
    const { credential, name } = seen;
    if (watched.has(certificateId(credential))) return { row, number, outcome: 'already' };
    if (crowded.has(certificateId(credential))) return { row, number, outcome: 'crowded' };
    if (watched.size >= MAX_WATCHED) return { row, number, outcome: 'full' };
    watched.add(certificateId(credential));
    const told = statusToNotify({ credential, on });
    adding.push({ ...member(rosterId, credential, at), told, ...(name && { name }) });
    return { row, number, outcome: 'added' };
  });
  const added = adding.length > 0 ? await deps.watchedSites.add(rosterId, adding, on) : 'added';
  return added === 'added' ? { outcome: 'done', rows: answers } : { outcome: 'gone' };
}

function member(rosterId: string, { key, provider, number }: Credential, addedAt: Instant) {
  return { rosterId, key, provider, number, somebodyElse: false, addedAt };
}

type Found = { row: number; number: string } & (
  | Pick<RowWatched, 'outcome' | 'problem' | 'issuers'>
  /** `name`: as typed, where it is the registered one. */
  | { credential: Credential; name: string | undefined }
);

/** Asked once for each certificate that is not watched yet: where thousands of sites watch it, that is thousands of reads. */
async function crowdedOf(
  { watchedSites }: Pick<AddWatchedDeps, 'watchedSites'>,
  found: readonly Credential[],
  watched: ReadonlySet<string>,
): Promise<Set<string>> {
  const fresh = new Map(found.map((each) => [certificateId(each), each]));
  for (const id of watched) fresh.delete(id);
  const asked = await eachAtOnce([...fresh], READS_AT_ONCE, async ([id, each]) =>
    (await watchedSites.isWatchedBy(each, MAX_SITES_A_CERTIFICATE)) ? [id] : [],
  );
  return new Set(asked.flat());
}

/** As `verifyNumber` reads it: where the whole is no number of the register, something may stand in front of it. */
async function find(deps: AddWatchedDeps, asked: RowToWatch): Promise<Found> {
  const found = await findBy(deps, asked);
  if (!isOfNobody(found)) return found;
  let answer = found;
  for (const reading of otherReadings(asked.number)) {
    if (reading.issuer && (asked.issuer || !(await deps.providers.get(reading.issuer)))) continue;
    const behind = { ...(await findBy(deps, { ...asked, ...reading })), number: asked.number };
    if (!isOfNobody(behind)) return behind;
    if ('outcome' in behind && behind.outcome === 'notFound') answer = behind;
  }
  return answer;
}

const isOfNobody = (found: Found) =>
  'outcome' in found && (found.outcome === 'notFound' || found.outcome === 'impossible');

async function findBy(
  deps: AddWatchedDeps,
  { row, number, name: typed, issuer }: RowToWatch,
): Promise<Found> {
  const asked = askedKey(number);
  if (!asked.ok) return { row, number, outcome: 'impossible', problem: asked.problem };

  const name = tidy(typed ?? '') ?? '';
  const shown = (await candidates(deps, asked.key, { name, issuer })).map((credential) => ({
    credential,
    compared: compareNames(name, credential),
  }));
  const possible = shown.filter(({ compared }) => compared !== 'mismatch');
  const [meant, ...others] = mayBeMeant(possible, ({ credential: { number, provider }, compared }) => ({
    number,
    provider,
    name: compared,
  }));
  if (!meant) return { row, number, outcome: shown.length > 0 ? 'nameDiffers' : 'notFound' };
  if (others.length > 0) {
    const issuers = [meant, ...others].map(({ credential }) => credential.provider).toSorted();
    return { row, number, outcome: 'several', issuers };
  }
  const { credential, compared } = meant;
  return { row, number, credential, name: compared === 'match' ? name : undefined };
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
