import type { RowProblem } from '#register/certificate/cell.ts';
import { correct, type Patch } from '#register/certificate/correction.ts';
import type { Credential } from '#register/certificate/credential.ts';
import type { Entry } from '#register/certificate/registration.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { type CredentialId, changeCredential } from './change-credential.ts';

export type Correction =
  | { ok: true; credential: Credential }
  | { ok: false; code: 'not_found' | 'history_full' }
  /** Nothing was changed: this is the credential, which is none that was expected. */
  | { ok: false; code: 'precondition_failed'; credential: Credential }
  | { ok: false; code: 'invalid'; problems: [RowProblem, ...RowProblem[]] };

/**
 * Corrects a provider's credential. `expected` is asked of the very version that is then replaced, so nobody's change can
 * come between. Failure codes: `not_found`; `precondition_failed`; `invalid` with what is wrong of which field.
 */
export async function correctCredential(
  deps: { credentials: CredentialStore },
  input: CredentialId & {
    patch: Patch;
    reason: string;
    entry: Entry;
    expected?: ((credential: Credential) => boolean) | undefined;
  },
): Promise<Correction> {
  let failure:
    | Extract<Correction, { code: 'precondition_failed' | 'invalid' }>
    | { ok: false; code: 'history_full' }
    | undefined;
  const change = await changeCredential(deps, input, (credential) => {
    if (input.expected && !input.expected(credential)) {
      failure = { ok: false, code: 'precondition_failed', credential };
      return failure;
    }
    const corrected = correct(credential, input.patch, input.reason, input.entry);
    if (!corrected.ok) failure = corrected;
    return corrected;
  });
  if (change.ok) return change;
  return failure ?? { ok: false, code: 'not_found' };
}
