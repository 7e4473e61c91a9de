import { correct } from '#register/certificate/correction.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { replay, transition } from '#register/certificate/history.ts';
import { type Entry, sameRow } from '#register/certificate/registration.ts';
import { isSameNumber } from '#register/certificate-number.ts';
import { compareNames } from '#register/names/holder-name.ts';
import type { FileProblems, RowIntent } from './file-row.ts';

export type RowChange =
  | { outcome: 'unchanged' }
  /** Without `next`: this very row did it before, its message came twice. */
  | { outcome: 'updated'; next?: Credential }
  | { outcome: 'rejected'; problems: FileProblems };

type ChangeIntent = Exclude<RowIntent, { action: 'register' }>;

/**
 * What a row that corrects, revokes or suspends means for the credential with its number. Done once however often its
 * message comes; what holds already is `unchanged`. Failure codes: `revoked`, when more than a revocation is asked of a
 * revoked one; `conflicting_row`, when the row names somebody else or another number of this key; those of a correction.
 */
export function changeByRow(existing: Credential, intent: ChangeIntent, entry: Entry): RowChange {
  if (existing.history.some(({ source }) => sameRow(source, entry.source))) return { outcome: 'updated' };
  const { number } = existing;
  if (!isSameNumber(number, intent.number)) {
    const problem = {
      column: 'number',
      code: 'conflicting_row',
      because: 'otherNumber',
      detail: number,
    } as const;
    return { outcome: 'rejected', problems: [problem] };
  }
  return intent.action === 'correct' ? corrected(existing, intent, entry) : ended(existing, intent, entry);
}

function corrected(
  existing: Credential,
  { patch, reason }: Extract<ChangeIntent, { action: 'correct' }>,
  entry: Entry,
): RowChange {
  if (replay(existing, entry.on).revokedOn) return rejected('number', 'revoked');
  const correction = correct(existing, patch, reason, entry);
  if (!correction.ok && correction.code === 'history_full') return rejected('number', 'history_full');
  if (!correction.ok) return { outcome: 'rejected', problems: correction.problems };
  const { credential } = correction;
  return credential === existing ? { outcome: 'unchanged' } : { outcome: 'updated', next: credential };
}

function ended(
  existing: Credential,
  { action, names, reason }: Extract<ChangeIntent, { action: 'revoke' | 'suspend' }>,
  entry: Entry,
): RowChange {
  const stranger = (['nameEn', 'nameZh'] as const).find(
    (column) => compareNames(names[column], existing) === 'mismatch',
  );
  if (stranger) return rejected(stranger, 'conflicting_row');
  const event = action === 'revoke' ? 'revoked' : 'suspended';
  const change = transition(existing, { ...entry, event, reason });
  if (change.ok) return { outcome: 'updated', next: change.credential };
  if (change.code === 'already_revoked' || change.code === 'already_suspended')
    return { outcome: 'unchanged' };
  return change.code === 'revoked' ? rejected('number', 'revoked') : rejected('issuedOn', 'in_future');
}

function rejected(
  column: FileProblems[0]['column'],
  code: FileProblems[0]['code'],
): { outcome: 'rejected'; problems: FileProblems } {
  return { outcome: 'rejected', problems: [{ column, code }] };
}
