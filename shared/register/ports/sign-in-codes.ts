import type { Colleague } from '#register/catalogue/colleague.ts';
import type { SignInCode } from '#register/catalogue/sign-in-code.ts';
import type { Instant } from '#register/civil-date.ts';

type OfColleague = Pick<Colleague, 'provider' | 'colleagueId'>;

/** Codes that colleagues' apps show. */
export interface SignInCodes {
  /** What an app computes codes by: 160 bits. Nothing is stored by asking. */
  secret(of: OfColleague, draw: string): Promise<Buffer>;
  find(of: OfColleague): Promise<SignInCode | undefined>;
  /** Stores it unless the colleague is no longer as `seen`, or has one. */
  set(code: SignInCode, seen: Colleague & { email: string }): Promise<'set' | 'changedMeanwhile'>;
  remove(of: OfColleague): Promise<void>;
  /** Counts one more try; false: there were as many in this hour as there may be. */
  countTry(of: OfColleague, at: Instant): Promise<boolean>;
  /** Uses the code of that half minute up; false: it was, or a later one. */
  use(of: OfColleague, step: number): Promise<boolean>;
}
