import { readAsked } from '#register/asked-number.ts';
import type { Credential, CredentialStatus } from '#register/certificate/credential.ts';
import { effectiveExpiry, statusOn } from '#register/certificate/history.ts';
import { mayMean, normaliseNumber } from '#register/certificate-number.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { readEmail, tidy } from '#register/names/holder-input.ts';
import { hasTyped, readTypedName } from '#register/names/name-search.ts';
import { InvalidCursor, type Page, type PageQuery } from '#register/page.ts';
import type { CredentialList, CredentialStore, HolderIndex, NameIndex } from '#register/ports/register.ts';

export interface FindDeps {
  credentials: Pick<CredentialStore, 'get'>;
  list: CredentialList;
  holders: HolderIndex;
  names: NameIndex;
}

export interface CertificateQuery extends PageQuery {
  provider: string;
  /** The day that the status is of. */
  on: CivilDate;
  /** A number, an email address, or a part of a name. */
  q?: string | undefined;
  type?: string | undefined;
  /** Any of these. */
  types?: ReadonlySet<string> | undefined;
  status?: CredentialStatus | undefined;
  /** The last valid day, inclusive. */
  expiringFrom?: CivilDate | undefined;
  expiringTo?: CivilDate | undefined;
  /** The last to expire first; what `q` finds has its own order. */
  descending?: boolean | undefined;
}

/** Reads that one page may take: a status that hardly any has leaves a page short. */
const MAX_READS = 40;
const AT_ONCE = 25;
/** Behind every last valid day there is. */
const NEVER = '9999-12-31';

/**
 * A page of a provider's certificates: all, or those that have `q` as their number, their holder's address or a part of
 * their holder's name. A page may be short of its limit; the last one has no cursor. Fails with InvalidCursor.
 */
export function findCertificates(deps: FindDeps, query: CertificateQuery): Promise<Page<Credential>> {
  const { q } = query;
  if (q === undefined) return listed(deps, query);
  const address = readEmail(tidy(q) ?? '');
  return address === undefined ? named(deps, query, q) : atAddress(deps, query, address.toLowerCase());
}

async function listed({ list }: FindDeps, query: CertificateQuery): Promise<Page<Credential>> {
  const { status, on } = query;
  // Nothing that expired before today is in force, or only became what a status of today says of it.
  const isInForce = status === 'valid' || status === 'expiringSoon';
  const expiringFrom =
    isInForce && !(query.expiringFrom && query.expiringFrom > on) ? on : query.expiringFrom;
  const items: Credential[] = [];
  let { cursor } = query;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const limit = query.limit - items.length;
    const page = await list.list({ ...query, expiringFrom, cursor, limit });
    items.push(...page.items.filter((one) => isAsked(one, query)));
    cursor = page.cursor;
    if (cursor === undefined) return { items };
    if (items.length === query.limit) break;
  }
  return { items, ...(cursor !== undefined && { cursor }) };
}

async function atAddress(
  deps: FindDeps,
  query: CertificateQuery,
  address: string,
): Promise<Page<Credential>> {
  if (query.cursor !== undefined) throw new InvalidCursor();
  const ids = await deps.holders.ofHolder(await deps.holders.pseudonymOf(address));
  const own = ids.filter(({ provider }) => provider === query.provider);
  const found = await readAll(
    deps,
    query.provider,
    own.map(({ key }) => key),
  );
  const items = found.filter((one) => one.email?.toLowerCase() === address && isAsked(one, query));
  return { items };
}

/** On the first page before all others: what has it as its number. */
async function named(deps: FindDeps, query: CertificateQuery, q: string): Promise<Page<Credential>> {
  const { provider, limit } = query;
  const items = query.cursor === undefined ? await withNumber(deps, query, q) : [];
  const numbers = new Set(items.map(({ key }) => key));
  const typed = readTypedName(q);
  if (!typed) return { items };
  let { cursor } = query;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const entries = await deps.names.find({ provider, typed, cursor });
    for (let at = 0; at < entries.items.length; at += AT_ONCE) {
      const some = entries.items.slice(at, at + AT_ONCE);
      const found = await readEach(
        deps,
        provider,
        some.map(({ key }) => key),
      );
      for (const [n, one] of found.entries()) {
        cursor = some[n]?.cursor;
        if (one && !numbers.has(one.key) && hasTyped(one, typed) && isAsked(one, query)) items.push(one);
        if (items.length >= limit) return { items, ...(cursor !== undefined && { cursor }) };
      }
    }
    cursor = entries.cursor;
    if (cursor === undefined) return { items };
  }
  return { items, ...(cursor !== undefined && { cursor }) };
}

async function withNumber(deps: FindDeps, query: CertificateQuery, q: string): Promise<Credential[]> {
  const asked = readAsked(q).number;
  const number = normaliseNumber(asked);
  if (!number.ok) return [];
  const found = await readAll(deps, query.provider, [number.key]);
  return found.filter((one) => mayMean(asked, one.number) && isAsked(one, query));
}

/** In the order of the keys; undefined where nothing is, or nothing that can be read. */
const readEach = ({ credentials }: FindDeps, provider: string, keys: readonly string[]) =>
  Promise.all(
    keys.map(async (key) => (await undefinedIfUnreadable(credentials.get(key, provider)))?.credential),
  );

async function readAll(deps: FindDeps, provider: string, keys: readonly string[]): Promise<Credential[]> {
  return (await readEach(deps, provider, keys)).filter((one) => one !== undefined);
}

function isAsked(credential: Credential, query: CertificateQuery): boolean {
  const { type, types, status, on, expiringFrom, expiringTo } = query;
  const expiresOn = effectiveExpiry(credential) ?? NEVER;
  return (
    (type === undefined || credential.type === type) &&
    (types === undefined || types.has(credential.type)) &&
    (status === undefined || statusOn(credential, on) === status) &&
    (expiringFrom === undefined || expiresOn >= expiringFrom) &&
    (expiringTo === undefined || expiresOn <= expiringTo)
  );
}
