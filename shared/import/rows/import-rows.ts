import type { Entry } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { type RegisterDeps, registerCredential } from '#register/change/register-credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { ChunkOutcome, ImportChunk, RawRow, RegisteredRow, RejectedRow } from '#tables/import-job.ts';
import type { ImportChunks } from '#tables/ports.ts';
import { changeCredentialByRow } from './change-by-row.ts';
import { type FileProblem, type FileProblems, readRow } from './file-row.ts';
import { problemsWith, rejection, sheetOf } from './row-rejection.ts';

const AT_ONCE = 8;

type RowOutcome = RegisteredRow | (RejectedRow & { outcome: 'rejected' });
type Answer =
  | { outcome: RegisteredRow['outcome']; number: string }
  | { outcome: 'rejected'; problems: FileProblems };

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
  const at = clock();
  // Once for all rows: finding out the day takes long.
  const on = hongKongDay(at);

  // Rows of one number go one after the other, in the order of the file; different numbers go side by side.
  const lanes = [...Map.groupBy(chunk.rows, rowLane).values()];
  const outcomes = await eachAtOnce(lanes, AT_ONCE, async (lane) => {
    const ofLane: RowOutcome[] = [];
    for (const row of lane) ofLane.push(await importRow(deps, chunk, row, { at, on }));
    return ofLane;
  });

  await deps.chunks.record(summary(chunk, outcomes.flat(), clock()));
}

function rowLane(row: RawRow): string | number {
  const number = 'cells' in row && row.cells.number ? normaliseNumber(row.cells.number) : undefined;
  return number?.ok ? number.key : row.row;
}

async function importRow(
  deps: RegisterDeps,
  { importId, provider, keyId, withoutRevoking }: ImportChunk,
  row: RawRow,
  when: Pick<Entry, 'at' | 'on'>,
): Promise<RowOutcome> {
  const entry: Entry = {
    ...when,
    source: { via: 'import', importId, row: row.row, ...(keyId && { keyId }) },
  };
  const answer = await answerTo(deps, { provider, withoutRevoking }, row, entry);
  return answer.outcome === 'rejected'
    ? { outcome: 'rejected', ...rejection(row, answer.problems) }
    : { outcome: answer.outcome, row: row.row, ...sheetOf(row), number: answer.number };
}

async function answerTo(
  deps: RegisterDeps,
  { provider, withoutRevoking }: Pick<ImportChunk, 'provider' | 'withoutRevoking'>,
  row: RawRow,
  entry: Entry,
): Promise<Answer> {
  if ('unreadable' in row) return { outcome: 'rejected', problems: [unreadable(row.surplus)] };
  if ('undecodable' in row) return rejected('undecodable');
  if (row.problem?.code === 'hidden_row') return rejected('hidden_row');
  const reading = readRow(row.cells, entry.on);
  const problems = problemsWith(reading.ok ? [] : reading.problems, row.problem);
  if (problems) return { outcome: 'rejected', problems };
  if (!reading.ok) throw new Error('a row that is refused has a problem');

  const { intent } = reading;
  if (withoutRevoking && (intent.action === 'revoke' || intent.action === 'suspend'))
    return { outcome: 'rejected', problems: [{ column: 'action', code: 'managers_only' }] };
  if (intent.action !== 'register') return changeCredentialByRow(deps, { provider, intent, entry });
  const { facts, given } = intent;
  const registration = await registerCredential(deps, { provider, facts, given, entry, correct: true });
  return registration.outcome === 'rejected'
    ? { outcome: 'rejected', problems: [problemIn(registration)] }
    : { outcome: registration.outcome, number: registration.credential.number };
}

function problemIn({ column, code, because, detail }: FileProblem): FileProblem {
  return { column, code, ...(because && { because }), ...(detail !== undefined && { detail }) };
}

function unreadable(surplus: number | undefined): FileProblem {
  const why = surplus === undefined ? {} : ({ because: 'tooManyCells', detail: String(surplus) } as const);
  return { column: 'number', code: 'unreadable_row', ...why };
}

function rejected(code: FileProblems[0]['code']): Answer {
  return { outcome: 'rejected', problems: [{ column: 'number', code }] };
}

function summary(chunk: ImportChunk, outcomes: RowOutcome[], finishedAt: Instant): ChunkOutcome {
  const inOrder = outcomes.toSorted((a, b) => a.row - b.row);
  const count = (outcome: RowOutcome['outcome']) => outcomes.filter((row) => row.outcome === outcome).length;
  return {
    importId: chunk.importId,
    n: chunk.n,
    accepted: count('accepted'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejectedCount: count('rejected'),
    rejected: inOrder.flatMap((row) => (row.outcome === 'rejected' ? [withoutOutcome(row)] : [])),
    registered: inOrder.flatMap((row) => (row.outcome === 'rejected' ? [] : [row])),
    finishedAt,
  };
}

function withoutOutcome({ outcome: _, ...row }: RejectedRow & { outcome: 'rejected' }): RejectedRow {
  return row;
}
