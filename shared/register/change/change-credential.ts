import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import { mayMean } from '#register/certificate-number.ts';
import type { CredentialStore, Registered } from '#register/ports/register.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { firstReminderOn, reopened } from '#register/schedule/series.ts';

/** What a change comes to: the next state, or a code of its own that says why it cannot be. */
export type Change<Code extends string> = { ok: true; credential: Credential } | { ok: false; code: Code };

/** `spelt`: the number as whoever wants the change wrote it, where a person or a program did. */
export interface CredentialId {
  provider: string;
  key: string;
  spelt?: string;
}

/** Whoever says `OFA-11-2` does not change `OFA-1-12`, though both have one key. */
export function isMeant({ number }: Credential, { spelt }: CredentialId): boolean {
  return spelt === undefined || mayMean(spelt, number);
}

/**
 * Reads a credential, applies a pure change to it and stores it, again from the start if somebody else was faster.
 * Failure codes: `not_found`, and whatever the change itself gives.
 */
export async function changeCredential<Code extends string>(
  deps: { credentials: CredentialStore },
  id: CredentialId,
  change: (credential: Credential) => Change<Code>,
): Promise<Change<Code | 'not_found'>> {
  return await retry(ofOneRecord, async () => {
    const seen = await deps.credentials.get(id.key, id.provider);
    if (!seen || !isMeant(seen.credential, id)) return { ok: false, code: 'not_found' };
    const changed = change(seen.credential);
    if (!changed.ok) return changed;
    if (changed.credential === seen.credential) return changed;
    const stored = await deps.credentials.replace(seen, withReminders(seen, changed.credential));
    return stored === 'stored' ? changed : AGAIN;
  });
}

/**
 * Another expiry, or another first stage, begins a new series. Another address, or the end of a suspension, opens the last
 * stage again. Any other change leaves the series where it is.
 */
export function withReminders(seen: Registered, credential: Credential): Registered {
  const first = firstReminderOn(credential);
  const sameSeries =
    first === firstReminderOn(seen.credential) &&
    effectiveExpiry(credential) === effectiveExpiry(seen.credential);
  if (!sameSeries) return { credential, nextReminderOn: first };
  const open = reachable(seen.credential, credential);
  return {
    credential,
    nextReminderOn: open ? reopened(credential, seen.nextReminderOn) : seen.nextReminderOn,
  };
}

function reachable(before: Credential, { email, history }: Credential): boolean {
  const last = history.length > before.history.length ? history.at(-1)?.event : undefined;
  return (
    (email !== undefined && email !== before.email) || last === 'reinstated' || last === 'supersessionLifted'
  );
}
