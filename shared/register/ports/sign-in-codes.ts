import type { Colleague } from '#register/catalogue/colleague.ts';
import type { SignInCode } from '#register/catalogue/sign-in-code.ts';
import type { Instant } from '#register/civil-date.ts';

type OfColleague = Pick<Colleague, 'provider' | 'colleagueId'>;

/** What a code is tried for, each counted by itself: whoever has a browser for a minute shuts nobody out of the link. */
export interface CodeTry {
  to: 'signIn' | 'remove';
  at: Instant;
}

/** Codes that colleagues' apps show. */
export interface SignInCodes {
  /** What an app computes codes by: 160 bits. Nothing is stored by asking. */
  secret(of: OfColleague, draw: string): Promise<Buffer>;
  find(of: OfColleague): Promise<SignInCode | undefined>;
  /** Stores it unless the colleague is no longer as `seen`, or has one. */
  set(code: SignInCode, seen: Colleague & { email: string }): Promise<'set' | 'changedMeanwhile'>;
  /** Removes it unless the colleague is no longer as `seen`; what was opened with one ends too. */
  remove(seen: Colleague, at: Instant): Promise<'removed' | 'changedMeanwhile'>;
  /** Counts one more try in this hour: how many are left; undefined: there were as many as there may be. */
  countTry(of: OfColleague, tried: CodeTry): Promise<number | undefined>;
  /** The tries of this hour count no more. */
  forgetTries(of: OfColleague, tried: CodeTry): Promise<void>;
  /** Uses the code of that half minute up; false: it was, or a later one. */
  use(of: OfColleague, step: number): Promise<boolean>;
}
