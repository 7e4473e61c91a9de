import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { Instant } from '#register/civil-date.ts';

export interface Colleagues {
  /** All of a provider that are known, removed ones too; a consistent read. */
  list(provider: string): Promise<Colleague[]>;
  find(provider: string, colleagueId: string): Promise<Colleague | undefined>;
  /** Those at the address with this pseudonym, one a provider; some may be so no longer. */
  atAddress(holder: string): Promise<Colleague[]>;
  /** `exists`: the provider has one at this address. `usedUp`, `noMoreMail`: see storage/unconfirmed-mail. */
  add(
    colleague: Colleague & { email: string },
    asked: { caller: string },
  ): Promise<'added' | 'exists' | 'usedUp' | 'noMoreMail'>;
  /** Stores `next` unless they are no longer as `seen`, or `stays` is no manager any more. */
  replace(seen: Colleague, next: Colleague, stays?: Colleague): Promise<'stored' | 'changedMeanwhile'>;
  /** Their passkeys and codes go, unless they are no longer as `seen`: a link in an email signs them in, until they add others. They are signed out. */
  resetSignIn(seen: Colleague, done: { by: string; at: Instant }): Promise<'stored' | 'changedMeanwhile'>;
  /** Everything that is known of them goes, the name too. */
  forget(colleague: Colleague): Promise<void>;
}

/** That somebody asked for a link to sign in; whether there is a colleague at the address is found out later. */
export interface SignIn {
  /** A UUID; the link has it. */
  signInId: string;
  /** The pseudonym of the address. */
  holder: string;
  /** The hash of the cookie of the browser that asked. */
  browser: string;
  language: Language;
  askedAt: Instant;
  until: Instant;
  usedAt?: Instant | undefined;
}

/** So long whoever signed in, in a browser or from a network, has an allowance of links that no stranger uses up. */
export const KNOWN_BROWSER_DAYS = 180;

export interface SignIns {
  ask(
    asked: { email: string; caller: string; cookie: string } & Pick<
      SignIn,
      'signInId' | 'language' | 'askedAt' | 'until'
    >,
  ): Promise<'stored' | 'usedUp' | 'noMoreMail'>;
  find(signInId: string): Promise<SignIn | undefined>;
  isOfBrowser(signIn: SignIn, cookie: string): boolean;
  /** Uses it up, remembers from where, and opens a session: its token; undefined when it was used, or they are no colleague any more. */
  use(
    signIn: SignIn,
    colleague: Colleague,
    opened: { at: Instant; until: Instant; caller: string; withCode: boolean },
  ): Promise<string | undefined>;
}
