import type { Instant } from '#register/civil-date.ts';
import type { Held } from './held.ts';
import type { Person } from './person.ts';

export interface PersonStore {
  /** Everything that the register holds of somebody now, in no order; changes and sites that it meets are added to them. */
  held(person: Person, at: Instant): AsyncIterable<Held>;
  /** `changedMeanwhile`: it is no longer as it was found, and stands. */
  erase(held: Held): Promise<'erased' | 'changedMeanwhile'>;
}
