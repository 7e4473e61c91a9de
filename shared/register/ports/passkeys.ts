import type { Colleague } from '#register/catalogue/colleague.ts';
import type { Passkey } from '#register/catalogue/passkey.ts';
import type { Instant } from '#register/civil-date.ts';

type OfColleague = Pick<Colleague, 'provider' | 'colleagueId'>;

/** Passkeys of colleagues, and the challenges that devices sign. Texts that devices made are in base64url. */
export interface Passkeys {
  /** What devices keep to name the colleague by: the same for all passkeys of one, and nothing that tells who it is. */
  userHandle(of: OfColleague): Promise<string>;
  /** All of a colleague; a consistent read. */
  list(of: OfColleague): Promise<Passkey[]>;
  find(credentialId: string): Promise<Passkey | undefined>;
  /** Stores it unless the colleague is no longer as `seen`. `exists`: somebody has added it. */
  add(
    passkey: Omit<Passkey, 'passkeyId' | 'lastUsedAt'>,
    seen: Colleague & { email: string },
  ): Promise<'added' | 'exists' | 'changedMeanwhile'>;
  /** Removes it unless the colleague is no longer as `seen`; what was opened with it ends too. */
  remove(passkey: Passkey, seen: Colleague, at: Instant): Promise<'removed' | 'changedMeanwhile'>;
  /** Opens a session: its token; undefined when the passkey is gone, or was used with this counter or a later one. */
  use(passkey: Passkey, used: { counter: number; at: Instant; until: Instant }): Promise<string | undefined>;
  /** A new challenge, for whoever can say what it was bound to. */
  draw(boundTo: string, until: Instant): Promise<string>;
  /** Takes a challenge away: once, in time, and for what it was bound to. */
  take(challenge: string, boundTo: string, at: Instant): Promise<boolean>;
}
