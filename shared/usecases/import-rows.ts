import { normaliseNumber } from '#domain/certificate-number';
import { hongKongDay, type Instant } from '#domain/civil-date';
import { readCredential } from '#domain/credential-input';
import { type Column, columns } from '#domain/file-columns';
import { hasIdentityNumber } from '#domain/holder-input';
import type { ChunkOutcome, ImportChunk, RawRow, RejectedRow } from '#domain/import-job';
import type { ImportChunks } from '#ports';
import { type RegisterDeps, registerCredential } from './register-credential.ts';

const AT_ONCE = 8;

type RowOutcome =
  | { outcome: 'accepted' | 'updated' | 'unchanged' }
  | { outcome: 'rejected'; rejected: RejectedRow };

/**
 * Imports one chunk of a file and records what came of each row. May be done any number of times: a row knows from the
 * history that it was here before, and the first record of the chunk stays.
 */
export async function importRows(
  deps: RegisterDeps & { chunks: ImportChunks },
  chunk: ImportChunk,
  clock: () => Instant,
): Promise<void> {
  if (await deps.chunks.isRecorded(chunk.importId, chunk.n)) return;
  const startedAt = clock();

  // Rows of one number go one after the other, in the order of the file; different numbers go side by side.
  const lanes = Map.groupBy(chunk.rows, laneOf);
  const outcomes: RowOutcome[] = [];
  const waiting = [...lanes.values()];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
        const conflict = conflictIn(lane, startedAt);
        for (const row of lane) {
          outcomes.push(
            conflict
              ? rejection(row, conflict, 'conflicting_row')
              : await importRow(deps, chunk, row, startedAt),
          );
        }
      }
    }),
  );

  await deps.chunks.record(summary(chunk, outcomes, clock()));
}

function laneOf(row: RawRow): string | number {
  const number = 'cells' in row && row.cells.number ? normaliseNumber(row.cells.number) : undefined;
  return number?.ok ? number.key : row.row;
}

/** The column in which rows of one number say different things: nobody but the sender knows which one is right. */
function conflictIn(lane: RawRow[], at: Instant): Column | undefined {
  // Nearly every row is alone with its number, and is read once.
  if (lane.length < 2) return undefined;
  const read = lane.flatMap((row) => {
    const reading = 'cells' in row ? readCredential(row.cells, hongKongDay(at)) : undefined;
    return reading?.ok ? [reading.facts] : [];
  });
  const [first, ...others] = read;
  const compared = columns.filter((column) => column !== 'number');
  return first && compared.find((column) => others.some((facts) => facts[column] !== first[column]));
}

async function importRow(
  deps: RegisterDeps,
  chunk: ImportChunk,
  row: RawRow,
  at: Instant,
): Promise<RowOutcome> {
  const on = hongKongDay(at);
  if ('unreadable' in row) return rejection(row, 'number', 'unreadable_row');
  const read = readCredential(row.cells, on);
  if (!read.ok) return rejection(row, read.problems[0].column, read.problems[0].code);

  const registration = await registerCredential(deps, {
    provider: chunk.provider,
    facts: read.facts,
    given: new Set(Object.keys(row.cells) as Column[]),
    entry: { at, on, source: { via: 'import', importId: chunk.importId, row: row.row } },
    correct: true,
  });
  return registration.outcome === 'rejected'
    ? rejection(row, registration.column, registration.code)
    : { outcome: registration.outcome };
}

function rejection(row: RawRow, column: Column, code: RejectedRow['code']): RowOutcome {
  const text = 'cells' in row ? (row.cells[column] ?? '') : row.unreadable;
  // An identity number is never stored, not even to say that it was refused.
  const value = code === 'identity_number' || hasIdentityNumber(text) ? '' : text;
  return { outcome: 'rejected', rejected: { row: row.row, column, code, value } };
}

function summary(chunk: ImportChunk, outcomes: RowOutcome[], finishedAt: Instant): ChunkOutcome {
  const count = (outcome: string) => outcomes.filter((row) => row.outcome === outcome).length;
  return {
    importId: chunk.importId,
    n: chunk.n,
    accepted: count('accepted'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejectedCount: count('rejected'),
    rejected: outcomes
      .flatMap((row) => (row.outcome === 'rejected' ? [row.rejected] : []))
      .toSorted((a, b) => a.row - b.row),
    finishedAt,
  };
}
