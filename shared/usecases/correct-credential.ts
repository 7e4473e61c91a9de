import { correct, type Patch } from '#domain/correction';
import type { Credential } from '#domain/credential';
import type { RowProblem } from '#domain/credential-input';
import type { Entry } from '#domain/registration';
import type { CredentialStore } from '#ports';
import { changeCredential } from './change-credential.ts';

export type Correction =
  | { ok: true; credential: Credential }
  | { ok: false; code: 'not_found' }
  | { ok: false; code: 'invalid'; problems: [RowProblem, ...RowProblem[]] };

/** Corrects a provider's credential. Failure codes: `not_found`; `invalid` with what is wrong of which field. */
export async function correctCredential(
  deps: { credentials: CredentialStore },
  input: { provider: string; key: string; patch: Patch; reason: string; entry: Entry },
): Promise<Correction> {
  let problems: [RowProblem, ...RowProblem[]] | undefined;
  const change = await changeCredential(deps, input, (credential) => {
    const corrected = correct(credential, input.patch, input.reason, input.entry);
    if (!corrected.ok) problems = corrected.problems;
    return corrected;
  });
  if (change.ok) return change;
  return problems ? { ok: false, code: 'invalid', problems } : { ok: false, code: 'not_found' };
}
