import { undoRow } from '#import/rows/undo-row.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { withReminders } from '#register/change/change-credential.ts';
import { undefinedIfUnreadable } from '#register/change/undefined-if-unreadable.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import type { CredentialStore } from '#register/ports/register.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { ImportStep, RegisteredRow, UndoneRow } from '#tables/import-job.ts';
import type { ImportUndos } from '#tables/ports.ts';
import { sheetOf } from './row-rejection.ts';

const AT_ONCE = 8;

/**
 * Undoes what the rows of one chunk did, the last first, and records what became of each. May be done any number of times, and be
 * killed anywhere: a certificate knows from its history what was taken back. One that cannot be
 * read keeps no other from being undone.
 */
export async function undoRows(
  deps: { credentials: CredentialStore; undos: ImportUndos },
  step: ImportStep,
  clock: () => Instant,
): Promise<void> {
  if (await deps.undos.isRecorded(step.importId, step.n)) return;
  const at = clock();
  const on = hongKongDay(at);
  const rows = await deps.undos.registeredIn(step.importId, step.n);
  const lanes = [...Map.groupBy(rows.toReversed(), ({ number }) => keyOf(number)).entries()];
  const undone = await eachAtOnce(lanes, AT_ONCE, async ([key, lane]) => {
    const ofLane: UndoneRow[] = [];
    for (const row of lane) {
      const outcome = await undoOne(deps, step, { key, row, at, on });
      ofLane.push({ row: row.row, ...sheetOf(row), number: row.number, outcome });
    }
    return ofLane;
  });
  const inOrder = undone.flat().toSorted((a, b) => a.row - b.row);
  await deps.undos.record(step.importId, step.n, inOrder, clock());
}

async function undoOne(
  { credentials }: { credentials: CredentialStore },
  { importId, provider, keyId }: ImportStep,
  { key, row, at, on }: { key: string; row: RegisteredRow; at: Entry['at']; on: Entry['on'] },
): Promise<UndoneRow['outcome']> {
  if (row.outcome === 'unchanged') return 'nothing';
  const did = { via: 'import', importId, row: row.row } as const;
  const entry: Entry = { at, on, source: { ...did, keyId, undo: true } };
  return await retry(ofOneRecord, async () => {
    const stored = credentials.get(key, provider).then((found) => found ?? 'none');
    const seen = await undefinedIfUnreadable(stored);
    if (!seen) return 'unreadable';
    // Nothing else takes a certificate away.
    if (seen === 'none') return 'takenBack';
    const undoing = undoRow(seen.credential, did, entry);
    if (undoing.outcome === 'changedSince' || !undoing.next) return undoing.outcome;
    const written =
      undoing.next === 'none'
        ? await credentials.remove(seen)
        : await credentials.replace(seen, withReminders(seen, undoing.next));
    return written === 'changedMeanwhile' ? AGAIN : undoing.outcome;
  });
}

function keyOf(number: string): string {
  const normalised = normaliseNumber(number);
  if (!normalised.ok) throw new Error('a registered row has a number that is none');
  return normalised.key;
}
