import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { mustSignInAgain } from '#provider/colleagues/must-sign-in-again.ts';
import { signedInRecord } from '#provider/colleagues/signed-in-colleague.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import { MAX_PASSKEYS } from '#register/catalogue/passkey.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { hasIdentityNumber, tidy } from '#register/names/holder-input.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { readNewPasskey } from './device-answer.ts';
import { creationOptions, verifyNewPasskey } from './webauthn.ts';

const MAX_NAME_LENGTH = 80;
/** A browser asks for a fingerprint or a PIN meanwhile. */
export const CHALLENGE_SECONDS = 300;

/** What is wrong with the name. */
export type PasskeyNameRefusal = 'badName' | 'identityInName';
/** `notVerified`: the device's answer is not to what this session asked, or is none. `exists`: it was added already. */
export type AddRefusal = 'tooMany' | 'notVerified' | 'exists' | 'signInAgain';

export function readPasskeyName(
  typed: string,
): { ok: true; name: string } | { ok: false; because: PasskeyNameRefusal } {
  const name = tidy(typed);
  if (!name || name.length > MAX_NAME_LENGTH) return { ok: false, because: 'badName' };
  return hasIdentityNumber(name) ? { ok: false, because: 'identityInName' } : { ok: true, name };
}

type Deps = Pick<ColleagueDeps, 'passkeys' | 'codes' | 'colleagues' | 'publicBaseUrl'>;

/** What the browser of a colleague's session makes a passkey by; `tooMany`: they have ten. */
export async function askNewPasskey(deps: Deps, { actor, at }: { actor: Actor; at: Instant }) {
  if (await mustSignInAgain(deps, actor, at)) return 'signInAgain';
  const seen = await signedInRecord(deps, actor, at);
  const known = await deps.passkeys.list(seen);
  if (known.length >= MAX_PASSKEYS) return 'tooMany';
  const [handle, challenge] = await Promise.all([
    deps.passkeys.userHandle(seen),
    deps.passkeys.draw(boundTo(actor), addSeconds(at, CHALLENGE_SECONDS)),
  ]);
  // At two providers one has two, with the same address.
  const user = { handle, name: `${seen.email} (${seen.provider})`, displayName: seen.name };
  return creationOptions({ publicBaseUrl: deps.publicBaseUrl, challenge, user, known });
}

/** Adds the passkey that a browser made to the session's colleague. */
export async function addPasskey(
  deps: Deps,
  { actor, name, response, at }: { actor: Actor; name: string; response: string; at: Instant },
): Promise<'added' | AddRefusal> {
  if (await mustSignInAgain(deps, actor, at)) return 'signInAgain';
  const read = readNewPasskey(response);
  if (!read || !(await deps.passkeys.take(read.challenge, boundTo(actor), at))) return 'notVerified';
  const { answer, challenge } = read;
  const made = await verifyNewPasskey(answer, { publicBaseUrl: deps.publicBaseUrl, challenge });
  if (!made) return 'notVerified';
  return retry(ofOneRecord, async () => {
    const seen = await signedInRecord(deps, actor, at);
    if ((await deps.passkeys.list(seen)).length >= MAX_PASSKEYS) return 'tooMany';
    const { provider, colleagueId } = seen;
    const added = await deps.passkeys.add({ provider, colleagueId, ...made, name, addedAt: at }, seen);
    return added === 'changedMeanwhile' ? AGAIN : added;
  });
}

/** One session's challenge is of no use to another. */
const boundTo = ({ sessionId }: Actor) => `session ${sessionId}`;
