import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { mustSignInAgain } from '#provider/colleagues/must-sign-in-again.ts';
import { signedInRecord } from '#provider/colleagues/signed-in-colleague.ts';
import type { Actor } from '#register/catalogue/colleague.ts';
import type { Instant } from '#register/civil-date.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';

/** Removes one of the passkeys of who is signed in; they are told, and the provider. */
export async function removePasskey(
  deps: Pick<ColleagueDeps, 'passkeys' | 'codes' | 'colleagues'>,
  { actor, passkeyId, at }: { actor: Actor; passkeyId: string; at: Instant },
): Promise<'removed' | 'notFound' | 'signInAgain'> {
  return retry(ofOneRecord, async () => {
    const seen = await signedInRecord(deps, actor, at);
    const passkey = (await deps.passkeys.list(seen)).find((one) => one.passkeyId === passkeyId);
    if (!passkey) return 'notFound';
    if (await mustSignInAgain(deps, actor, at)) return 'signInAgain';
    return (await deps.passkeys.remove(passkey, seen, at)) === 'removed' ? 'removed' : AGAIN;
  });
}
