import type { AddressChanges } from '#holder/ports.ts';
import { isTooLateToRefuse } from '#register/address/address-change.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { valuesEver } from '#register/certificate/values-ever.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { readEmail } from '#register/names/holder-input.ts';
import { isSamePerson } from '#register/names/holder-name.ts';
import type { Clock } from '#register/ports/clock.ts';
import type { CredentialFinder, CredentialStore, HolderIndex } from '#register/ports/register.ts';
import { isOf, type Person } from './person.ts';
import type { BegunErasures } from './ports.ts';

export interface FindPersonDeps {
  erasures: Pick<BegunErasures, 'of'>;
  changes: Pick<AddressChanges, 'ofHolder'>;
  clock: Clock;
  finder: CredentialFinder;
  credentials: CredentialStore;
  holders: HolderIndex;
}

/**
 * `notFound`: no such number, or nothing at that address. `severalProviders`: that use the number. `severalPersons`: share the
 * address, with the numbers of each. A person whose erasure has begun is found as they were before it.
 */
export type Found =
  | { ok: true; person: Person }
  | { ok: false; code: 'notFound' }
  | { ok: false; code: 'severalProviders'; providers: string[] }
  | { ok: false; code: 'severalPersons'; numbers: string[][] };

/** Whoever has the certificate with this number, or those at this address; `everyone`: also when they are several. */
export async function findPerson(
  deps: FindPersonDeps,
  asked: { who: string; provider?: string | undefined; everyone?: boolean | undefined },
): Promise<Found> {
  const address = readEmail(asked.who.trim())?.toLowerCase();
  return address ? atAddress(deps, address, asked) : withNumber(deps, asked);
}

async function withNumber(
  deps: FindPersonDeps,
  { who, provider }: { who: string; provider?: string | undefined },
): Promise<Found> {
  const number = normaliseNumber(who);
  const found = number.ok ? await deps.finder.findByKey(number.key) : [];
  const [one, ...others] = found.filter((each) => !provider || each.provider === provider);
  if (!one) return { ok: false, code: 'notFound' };
  if (others.length > 0)
    return { ok: false, code: 'severalProviders', providers: [one, ...others].map((each) => each.provider) };
  const begun = await deps.erasures.of(one);
  return { ok: true, person: await describe(deps, begun.length > 0 ? begun : [one], []) };
}

async function atAddress(
  deps: FindPersonDeps,
  address: string,
  { provider, everyone }: { provider?: string | undefined; everyone?: boolean | undefined },
): Promise<Found> {
  const credentials = (await certificatesAt(deps, address)).filter(
    (one) => !provider || one.provider === provider,
  );
  const persons = personsAmong(credentials);
  if (persons.length > 1 && !everyone)
    return {
      ok: false,
      code: 'severalPersons',
      numbers: persons.map((own) => own.map(({ number }) => number)),
    };
  // With no certificate at all there may still be what was asked for with it.
  return { ok: true, person: await describe(deps, credentials, [address]) };
}

async function certificatesAt(
  { holders, credentials }: FindPersonDeps,
  address: string,
): Promise<Credential[]> {
  const ids = await holders.ofHolder(await holders.pseudonymOf(address));
  const found = await Promise.all(ids.map(({ key, provider }) => credentials.get(key, provider)));
  return found.flatMap((one) => (one?.credential.email?.toLowerCase() === address ? [one.credential] : []));
}

function personsAmong(credentials: readonly Credential[]): Credential[][] {
  const persons: Credential[][] = [];
  for (const one of credentials) {
    const own = persons.find((others) => others.some((other) => isSamePerson(one, other)));
    if (own) own.push(one);
    else persons.push([one]);
  }
  return persons;
}

/** An address that others' certificates have too, or can be given back, stays theirs. */
async function describe(
  deps: FindPersonDeps,
  credentials: Credential[],
  asked: readonly string[],
): Promise<Person> {
  const ever = credentials.flatMap((one) => valuesEver(one, 'email')).map((one) => one.toLowerCase());
  const holders = new Set<string>();
  const addresses: string[] = [];
  const changes = credentials.flatMap(({ history }) =>
    history.flatMap(({ source }) => (source.via === 'holder' ? source.changeId : [])),
  );
  const person: Person = {
    credentials,
    addresses,
    holders,
    changeIds: new Set(),
    rosterIds: new Set(),
    imports: new Map(
      credentials.flatMap(({ provider, history }) =>
        history.flatMap(({ source }) =>
          source.via === 'import' ? [[source.importId, { provider, importId: source.importId }]] : [],
        ),
      ),
    ),
  };
  for (const address of new Set([...asked, ...ever])) {
    const others = (await certificatesAt(deps, address)).filter(
      ({ provider, key }) => !isOf(person, provider, key),
    );
    const holder = await deps.holders.pseudonymOf(address);
    if (others.length > 0 || (await isWayBack(deps, person, holder))) continue;
    addresses.push(address);
    holders.add(holder);
  }
  // A change of a shared address moved others' certificates as well, and is what takes them back.
  if (addresses.length > 0 && ever.every((one) => addresses.includes(one)))
    for (const changeId of changes) person.changeIds.add(changeId);
  return person;
}

/** Whether a change can still be taken back that has moved somebody else's certificate from the address with this pseudonym. */
async function isWayBack(
  { changes, clock }: FindPersonDeps,
  person: Person,
  holder: string,
): Promise<boolean> {
  const at = clock();
  return (await changes.ofHolder(holder)).some(
    (change) =>
      change.state !== 'refused' &&
      !isTooLateToRefuse(change, at) &&
      ('moves' in change ? (change.moves ?? []) : []).some(
        ({ provider, key }) => !isOf(person, provider, key),
      ),
  );
}
