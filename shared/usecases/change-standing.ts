import { type Transition, type TransitionProblem, transition } from '#domain/history';
import type { CredentialStore } from '#ports';
import { type Change, changeCredential } from './change-credential.ts';

/**
 * Revokes, suspends, reinstates or extends a credential of this provider. Failure codes: `not_found` and those of the
 * transition table in domain/history.
 */
export function changeStanding(
  deps: { credentials: CredentialStore },
  input: { provider: string; key: string; entry: Transition },
): Promise<Change<TransitionProblem | 'not_found'>> {
  return changeCredential(deps, input, (credential) => transition(credential, input.entry));
}
