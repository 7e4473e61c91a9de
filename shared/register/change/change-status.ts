import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import {
  isByRegistry,
  isReinstatedSinceReplaced,
  isRejection,
  type Transition,
  type TransitionProblem,
  transition,
} from '#register/certificate/history.ts';
import type { Instant } from '#register/civil-date.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { type Change, type CredentialId, changeCredential } from './change-credential.ts';

/**
 * Revokes, suspends, reinstates or extends a credential of this provider. `firstAskedAt`: when an earlier run of the very
 * same request began, of which nobody knows what became; what it recorded is then given back as done. `rejects`: whether a
 * reinstatement is meant to reject another provider's certificate; left out, it does what there is to do, but never rejects for good
 * what was reinstated already: asked for again for the same reason it is done, for another there is nothing to reinstate. Failure
 * codes: `not_found` and those of the transition table in certificate/history.
 */
export function changeStatus(
  deps: { credentials: CredentialStore },
  input: CredentialId & {
    entry: Transition;
    firstAskedAt?: Instant | undefined;
    rejects?: boolean | undefined;
  },
): Promise<Change<TransitionProblem | 'not_found'>> {
  const { entry, firstAskedAt, rejects } = input;
  return changeCredential(deps, input, (credential) => {
    if (firstAskedAt && isRecorded(credential, entry, firstAskedAt)) return { ok: true, credential };
    if (rejects !== undefined && rejects !== isRejection(credential, entry))
      return { ok: false, code: 'not_revoked_or_suspended' };
    if (rejects === undefined && isRejection(credential, entry) && isReinstatedSinceReplaced(credential))
      return isReinstatedFor(credential, entry)
        ? { ok: true, credential }
        : { ok: false, code: 'not_revoked_or_suspended' };
    return transition(credential, entry);
  });
}

/** The day of effect may differ: without one in the request it is the day of the run. */
function isRecorded({ history }: Credential, { event, reason }: Transition, since: Instant): boolean {
  return history
    .filter((entry) => entry.event === event || (event === 'reinstated' && isRejectionOf(entry)))
    .some((entry) => entry.at >= since && 'reason' in entry && entry.reason === reason);
}

const isReinstatedFor = ({ history }: Credential, asked: Transition) => {
  const last = history.findLast(({ event }) => event === 'reinstated');
  return last?.event === 'reinstated' && 'reason' in asked && last.reason === asked.reason;
};

const isRejectionOf = (entry: HistoryEntry) => entry.event === 'supersessionLifted' && !isByRegistry(entry);
