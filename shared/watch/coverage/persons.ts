import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { isSamePerson, nameKeys } from '#register/names/holder-name.ts';

/** A certificate that a site watches. `provider`: its profile, `undefined` when it could not be read. */
export interface Holding {
  credential: Credential;
  provider: Provider | undefined;
  /** The employer says that this is somebody else than whoever else has that name. */
  somebodyElse: boolean;
}

interface Names {
  nameEn?: string | undefined;
  nameZh?: string | undefined;
}

/** What an employer declares of somebody; nobody has verified it. */
export interface DeclaredHolding extends Names {
  /** Its last day, inclusive. */
  expiresOn: CivilDate;
}

/**
 * The certificates of each person, in the order in which they came. One person is who has the same name (`isSamePerson`),
 * whatever the address; whom the employer calls somebody else stands alone. Names chain: `CHAN Tai Man` agrees with
 * `CHAN Tai Man 陳大文` and with `CHAN Tai Man 陳大民`, which disagree. All three are then one person, as it is not known
 * whose the first one is: on no day does the count come out too high.
 */
export function groupByPerson(holdings: readonly Holding[]): Holding[][] {
  return groupByName(holdings, ({ credential, somebodyElse }) => (somebodyElse ? undefined : credential));
}

/** The same of anything with a name; undefined: it is nobody else's. */
export function groupByName<T>(all: readonly T[], namesOf: (one: T) => Names | undefined): T[][] {
  const keysOf = (one: T) => nameKeys(namesOf(one) ?? {});
  const candidates = new Map<string, T[]>();
  for (const one of all) {
    for (const key of keysOf(one)) {
      const sharing = candidates.get(key);
      if (sharing) sharing.push(one);
      else candidates.set(key, [one]);
    }
  }
  const left = new Set(all);
  const persons: T[][] = [];
  for (const first of all) {
    if (!left.delete(first)) continue;
    const person = [first];
    // Grows while it is walked: whoever agrees with one who has just been found belongs to them as well.
    for (const one of person) {
      for (const other of keysOf(one).flatMap((key) => candidates.get(key) ?? [])) {
        if (left.has(other) && isSame(namesOf(one), namesOf(other)) && left.delete(other)) person.push(other);
      }
    }
    persons.push(person);
  }
  return persons;
}

const isSame = (one: Names | undefined, other: Names | undefined) =>
  one !== undefined && other !== undefined && isSamePerson(one, other);

/** Whether somebody declared has the name of somebody who is registered. */
export const isNamedAs = (declared: DeclaredHolding, { credential, somebodyElse }: Holding): boolean =>
  !somebodyElse && isSamePerson(declared, credential);
