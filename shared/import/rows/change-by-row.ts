import type { Credential } from '#register/certificate/credential.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { changeCredential } from '#register/change/change-credential.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import type { FileProblems, RowIntent } from './file-row.ts';
import { changeByRow } from './row-change.ts';

export type ChangedByRow =
  | { outcome: 'updated' | 'unchanged'; credential: Credential }
  | { outcome: 'rejected'; problems: FileProblems };

/**
 * Corrects, revokes or suspends the certificate that a row of a file names; asked again by the same row it changes
 * nothing more. Failure: `rejected` with `not_registered` and what import/rows/row-change gives.
 */
export async function changeCredentialByRow(
  deps: { credentials: CredentialStore },
  input: { provider: string; intent: Exclude<RowIntent, { action: 'register' }>; entry: Entry },
): Promise<ChangedByRow> {
  const { provider, intent, entry } = input;
  let outcome: 'updated' | 'unchanged' = 'unchanged';
  let problems: FileProblems = [{ column: 'number', code: 'not_registered' }];
  const change = await changeCredential(deps, { provider, key: intent.key }, (credential) => {
    const changed = changeByRow(credential, intent, entry);
    if (changed.outcome === 'rejected') {
      problems = changed.problems;
      return { ok: false, code: 'rejected' };
    }
    outcome = changed.outcome;
    return { ok: true, credential: ('next' in changed && changed.next) || credential };
  });
  return change.ok ? { outcome, credential: change.credential } : { outcome: 'rejected', problems };
}
