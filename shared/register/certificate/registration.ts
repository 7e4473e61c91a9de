import { isLeftByHolder } from '#register/address/address-moves.ts';
import { haveAddressesServed } from '#register/address/address-retention.ts';
import { isSameNumber } from '#register/certificate-number.ts';
import type { CivilDate, Instant } from '#register/civil-date.ts';
import { nameChange } from '#register/names/name-change.ts';
import type { RowProblem } from './cell.ts';
import {
  type Credential,
  credentialFacts,
  type Facts,
  factNames,
  type HistoryEntry,
  type Source,
} from './credential.ts';
import type { CredentialFacts } from './credential-input.ts';
import { isErased } from './erasure.ts';
import { replay } from './history.ts';
import { isFull } from './history-limits.ts';
import type { Column } from './upload-columns.ts';

/** When and by whom something is registered: the instant, its Hong Kong day, and where it came from. */
export interface Entry {
  at: Instant;
  on: CivilDate;
  source: Source;
}

/** `renewal`: its last valid day is that of the certificate that it renews, and two years. */
export function issueCredential(
  facts: CredentialFacts,
  identity: { provider: string; key: string; number: string; assignedFor?: string | undefined },
  entry: Entry,
  renewal = false,
): Credential {
  return {
    key: identity.key,
    number: identity.number,
    provider: identity.provider,
    ...credentialFacts.parse(facts),
    ...(identity.assignedFor && { assignedFor: identity.assignedFor }),
    // It holds from the day on the paper, whenever it was registered.
    history: [{ ...entry, on: facts.issuedOn, event: 'issued', ...(renewal && { renewal }) }],
    version: 1,
  };
}

/** Whether its last valid day is another certificate's, and two years. */
export const isRenewal = ({ history: [issued] }: Credential): boolean =>
  issued?.event === 'issued' && issued.renewal === true;

export type Merge =
  /** `accepted` and `updated` without `next`: this very row did it before, its message came twice. */
  | { outcome: 'accepted' | 'unchanged' }
  | { outcome: 'updated'; next?: Credential }
  | ({ outcome: 'rejected'; code: 'revoked' | 'conflicting_row' | 'history_full' } & RowProblem);

/**
 * What an uploaded row means for a credential that is there. A number that only its separators tell from this one's, and
 * another person's name, are another certificate (docs/decisions/027-another-certificate-under-a-number.md). Type and dates are what a certificate is, so to change
 * them the row must say `correct` and why (import/rows/row-change); the other facts are corrected by sending the row again;
 * a revoked one is never revived by a file. A row that still has the address which its holder has left is older than the
 * holder's change and does not undo it. Of an erased one no row brings its holder back.
 * `given`: the columns that the row really had; what it leaves empty it does not change.
 */
export function mergeUpload(
  existing: Credential,
  facts: CredentialFacts,
  given: ReadonlySet<Column>,
  entry: Entry,
): Merge {
  const mine = existing.history.find((earlier) => sameRow(earlier.source, entry.source));
  if (mine) return { outcome: mine.event === 'issued' ? 'accepted' : 'updated' };
  if (replay(existing, entry.on).revokedOn) return { outcome: 'rejected', column: 'number', code: 'revoked' };

  const { number } = existing;
  if (facts.number && !isSameNumber(facts.number, number))
    return conflict({ column: 'number', because: 'otherNumber', detail: number });
  const change = isErased(existing) ? 'samePerson' : nameChange(existing, facts);
  const named = facts.nameEn === undefined ? 'nameZh' : 'nameEn';
  if (change === 'otherPerson') return conflict({ column: named });
  if (change === 'oneScript') return conflict({ column: named, because: 'oneScript' });

  for (const column of ['type', 'issuedOn', 'expiresOn'] as const) {
    if (column === 'expiresOn' && !given.has(column)) continue;
    if (existing[column] !== facts[column]) return conflict({ column });
  }

  const changes = factNames.filter((field) => {
    if (isErased(existing)) return false;
    // Where a row has neither of these, they follow from its other facts.
    if ((field === 'language' || field === 'expiresOn') && !given.has(field)) return false;
    if (field === 'email' && facts.email && isLeftByHolder(existing, facts.email)) return false;
    // Else each upload of a whole list would bring back what is forgotten (address-retention).
    if (field === 'email' && haveAddressesServed(existing, entry.on)) return false;
    return facts[field] !== undefined && facts[field] !== existing[field];
  });
  const [firstChange] = changes;
  if (!firstChange) return { outcome: 'unchanged' };
  // One number pasted down a file would otherwise make many people one.
  if (existing.history.some((earlier) => sameFile(earlier.source, entry.source))) {
    return conflict({ column: firstChange });
  }
  const corrected = { ...existing, ...Object.fromEntries(changes.map((field) => [field, facts[field]])) };
  const next = withCorrections(existing, corrected, 'upload', entry);
  if (isFull(next.history)) return { outcome: 'rejected', column: 'number', code: 'history_full' };
  return { outcome: 'updated', next };
}

function conflict(problem: Omit<RowProblem, 'code'>): Merge {
  return { outcome: 'rejected', code: 'conflicting_row', ...problem };
}

/** The credential with these facts, those that were otherwise kept in history. */
export function withCorrections(
  existing: Credential,
  facts: Facts,
  reason: string,
  entry: Entry,
): Credential {
  const changes = factNames.flatMap((field) => {
    const [from, to] = [existing[field] ?? null, facts[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
  const corrected: HistoryEntry = { ...entry, event: 'corrected', changes, reason };
  const changed = Object.fromEntries(changes.map(({ field, to }) => [field, to ?? undefined]));
  return {
    ...existing,
    ...changed,
    history: [...existing.history, corrected],
    version: existing.version + 1,
  };
}

/** One row of one import, however often its message is delivered; that it was undone is another change. */
export function sameRow(a: Source, b: Source): boolean {
  return a.via === 'import' && b.via === 'import' && sameFile(a, b) && a.row === b.row && a.undo === b.undo;
}

function sameFile(a: Source, b: Source): boolean {
  return a.via === 'import' && b.via === 'import' && a.importId === b.importId;
}
