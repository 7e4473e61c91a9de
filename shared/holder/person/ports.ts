import type { Credential } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';
import type { Held } from './held.ts';
import type { Person } from './person.ts';

export interface PersonStore {
  /** Everything that the register holds of somebody now, in no order; changes and sites that it meets are added to them. */
  held(person: Person, at: Instant): AsyncIterable<Held>;
  /** `changedMeanwhile`: it is no longer as it was found, and stands. */
  erase(held: Held): Promise<'erased' | 'changedMeanwhile'>;
}

/** Of people whose erasure has begun and is not done. */
export interface BegunErasures {
  begin(person: Person, at: Instant): Promise<void>;
  /** The certificates, as they were before, of the person who had this one; none where nothing has begun. */
  of(id: { key: string; provider: string }): Promise<Credential[]>;
  end(person: Person): Promise<void>;
}
