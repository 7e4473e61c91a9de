import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { isSamePerson, nameKeys } from '#register/names/holder-name.ts';

/** A certificate that a site watches. `provider`: its profile, `undefined` when it could not be read. */
export interface Holding {
  credential: Credential;
  provider: Provider | undefined;
  /** The employer says that this is somebody else than whoever else has that name. */
  somebodyElse: boolean;
}

/**
 * The certificates of each person, in the order in which they came. One person is who has the same name (`isSamePerson`),
 * whatever the address; whom the employer calls somebody else stands alone. Names chain: `CHAN Tai Man` agrees with
 * `CHAN Tai Man 陳大文` and with `CHAN Tai Man 陳大民`, which disagree. All three are then one person, as it is not known
 * whose the first one is: on no day does the count come out too high.
 */
export function groupByPerson(holdings: readonly Holding[]): Holding[][] {
  const candidates = new Map<string, Holding[]>();
  for (const holding of holdings) {
    for (const key of comparedNames(holding)) {
      const sharing = candidates.get(key);
      if (sharing) sharing.push(holding);
      else candidates.set(key, [holding]);
    }
  }
  const left = new Set(holdings);
  const persons: Holding[][] = [];
  for (const first of holdings) {
    if (!left.delete(first)) continue;
    const person = [first];
    // Grows while it is walked: whoever agrees with one who has just been found belongs to them as well.
    for (const one of person) {
      for (const other of comparedNames(one).flatMap((key) => candidates.get(key) ?? [])) {
        if (left.has(other) && isSamePerson(one.credential, other.credential) && left.delete(other))
          person.push(other);
      }
    }
    persons.push(person);
  }
  return persons;
}

const comparedNames = ({ credential, somebodyElse }: Holding) => (somebodyElse ? [] : nameKeys(credential));
