import type { Credential, HistoryEntry } from '#register/certificate/credential.ts';
import { replay, transition } from '#register/certificate/history.ts';
import { isFull } from '#register/certificate/history-limits.ts';
import { type Entry, sameRow, withCorrections } from '#register/certificate/registration.ts';

/** What undoing a row means for the certificate that it registered or changed; `next`: as it then is. */
export type Undoing =
  | { outcome: 'takenBack'; next?: Credential | 'none' }
  /** Something happened to it since, and stays. */
  | { outcome: 'changedSince' };

/** Said in words by the console. */
const REASON = 'upload_undone';

/**
 * Takes back what one row did to a certificate, and nothing that happened to it later: a new certificate goes, as long as nothing else
 * was done with it; corrected facts are as they were before, where nobody has corrected them again; a revocation or a suspension ends,
 * where it is what holds. Done once, however often it is asked. `row` is the source of what the row did.
 */
export function undoRow(credential: Credential, row: Entry['source'], entry: Entry): Undoing {
  const { history } = credential;
  const did = history.findIndex(({ source }) => sameRow(source, row));
  const done = history[did];
  if (!done) return { outcome: 'changedSince' };
  if (history.some(({ source }) => sameRow(source, entry.source))) return { outcome: 'takenBack' };
  const since = history.slice(did + 1);
  switch (done.event) {
    case 'issued':
      return since.length === 0 ? { outcome: 'takenBack', next: 'none' } : { outcome: 'changedSince' };
    case 'corrected':
      return uncorrected(credential, done, since, entry);
    case 'revoked':
    case 'suspended':
      return reinstated(credential, did, entry);
    default:
      throw new Error(`a row of a file does not do what history has of it: ${done.event}`);
  }
}

function uncorrected(
  credential: Credential,
  { changes }: Extract<HistoryEntry, { event: 'corrected' }>,
  since: readonly HistoryEntry[],
  entry: Entry,
): Undoing {
  const facts: Record<string, unknown> = { ...credential };
  const isAsCorrected = changes.every(({ field, to }) => (facts[field] ?? null) === to);
  // Of an erased one nothing comes back, nor do dates that something else was counted from.
  const isFinal = since.some(
    ({ event }) => event === 'erased' || (event !== 'corrected' && movesDates(changes)),
  );
  if (!isAsCorrected || isFinal || isFull(credential.history)) return { outcome: 'changedSince' };
  const before = Object.fromEntries(changes.map(({ field, from }) => [field, from ?? undefined]));
  return {
    outcome: 'takenBack',
    next: withCorrections(credential, { ...credential, ...before }, REASON, entry),
  };
}

const movesDates = (changes: readonly { field: string }[]) =>
  changes.some(({ field }) => field === 'issuedOn' || field === 'expiresOn' || field === 'type');

function reinstated(credential: Credential, did: number, entry: Entry): Undoing {
  const { history } = credential;
  const [done, ...since] = history.slice(did);
  if (!done) return { outcome: 'changedSince' };
  const isOver = since.some(
    ({ event }) => event === 'revoked' || event === 'suspended' || event === 'reinstated',
  );
  const day = [done.on, entry.on].toSorted().at(-1) ?? entry.on;
  const { revokedOn, suspendedOn } = replay(credential, day);
  // A reinstatement would lift what held before the row as well.
  const before = replay({ ...credential, history: history.slice(0, did) }, day);
  if (isOver || !(revokedOn || suspendedOn) || before.revokedOn || before.suspendedOn)
    return { outcome: 'changedSince' };
  const change = transition(credential, { ...entry, on: day, event: 'reinstated', reason: REASON });
  return change.ok ? { outcome: 'takenBack', next: change.credential } : { outcome: 'changedSince' };
}
