import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { mustSignInAgain } from '#provider/colleagues/must-sign-in-again.ts';
import { signedInRecord } from '#provider/colleagues/signed-in-colleague.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { appSetUp, stepOf } from './totp.ts';

type Deps = Pick<ColleagueDeps, 'codes' | 'passkeys' | 'colleagues'>;

/** What an app is set up with, by a draw: for the QR code and to be typed. */
export async function codeSetUp(
  deps: Deps,
  { actor, draw, at }: { actor: Actor; draw: string; at: Instant },
) {
  const seen = await signedInRecord(deps, actor, at);
  return appSetUp(await deps.codes.secret(seen, draw), `${seen.email} (${seen.provider})`);
}

/** From now on links need a code of the app too, which is shown to work by one. `exists`: there is one. */
export async function setCode(
  deps: Deps,
  { actor, draw, typed, at }: { actor: Actor; draw: string; typed: string; at: Instant },
): Promise<'set' | 'wrong' | 'exists' | 'signInAgain'> {
  return retry(ofOneRecord, async () => {
    const seen = await signedInRecord(deps, actor, at);
    const { provider, colleagueId } = seen;
    const lastStep = stepOf(await deps.codes.secret(seen, draw), typed, at);
    if (lastStep === undefined) return 'wrong';
    if (await deps.codes.find(seen)) return 'exists';
    if (await mustSignInAgain(deps, actor, at)) return 'signInAgain';
    const set = await deps.codes.set({ provider, colleagueId, draw, setAt: at, lastStep }, seen);
    return set === 'set' ? 'set' : AGAIN;
  });
}
