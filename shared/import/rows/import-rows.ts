import { changesOf, rehearsed } from '#import/rows/rehearsal.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { effectiveExpiry } from '#register/certificate/history.ts';
import type { Entry } from '#register/certificate/registration.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { type RegisterDeps, registerCredential } from '#register/change/register-credential.ts';
import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { eachAtOnce } from '#storage/worker-pool.ts';
import type { ChunkOutcome, ImportChunk, PreviewedRow, RawRow, RegisteredRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportPreviews } from '#tables/ports.ts';
import { changeCredentialByRow } from './change-by-row.ts';
import { type FileProblem, type FileProblems, readRow } from './file-row.ts';
import { problemsWith, rejection, sheetOf } from './row-rejection.ts';

const AT_ONCE = 8;

type OnRegister = { outcome: RegisteredRow['outcome']; credential: Credential };
type Answer = OnRegister | { outcome: 'rejected'; problems: FileProblems };
/** A row with what came of it. */
interface Done {
  row: RawRow;
  entry: Entry;
  answer: Answer;
}
type Taken = Done & { answer: OnRegister };
const isTaken = (done: Done): done is Taken => done.answer.outcome !== 'rejected';

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
  const done = await eachRow(deps, chunk, clock());
  await deps.chunks.record(summary(chunk, done, registeredRow, clock()));
}

/** The same without registering anything: keeps the chunk's rows, and records what would come of each. */
export async function previewRows(
  deps: RegisterDeps & { previews: ImportPreviews },
  chunk: ImportChunk,
  clock: () => Instant,
): Promise<void> {
  if (await deps.previews.isRecorded(chunk.importId, chunk.n)) return;
  await deps.previews.keep(chunk, clock());
  const done = await eachRow({ ...deps, credentials: rehearsed(deps.credentials) }, chunk, clock());
  await deps.previews.record(summary(chunk, done, previewedRow, clock()));
}

async function eachRow(deps: RegisterDeps, chunk: ImportChunk, at: Instant): Promise<Done[]> {
  // Once for all rows: finding out the day takes long.
  const on = hongKongDay(at);
  // Rows of one number go one after the other, in the order of the file; different numbers go side by side.
  const lanes = [...Map.groupBy(chunk.rows, rowLane).values()];
  const done = await eachAtOnce(lanes, AT_ONCE, async (lane) => {
    const ofLane: Done[] = [];
    for (const row of lane) {
      const entry: Entry = { at, on, source: sourceOf(chunk, row.row) };
      ofLane.push({ row, entry, answer: await answerTo(deps, chunk, row, entry) });
    }
    return ofLane;
  });
  return done.flat();
}

function rowLane(row: RawRow): string | number {
  const number = 'cells' in row && row.cells.number ? normaliseNumber(row.cells.number) : undefined;
  return number?.ok ? number.key : row.row;
}

/** What the history says of a change that a row made. */
const sourceOf = ({ importId, keyId }: ImportChunk, row: number): Entry['source'] => ({
  via: 'import',
  importId,
  row,
  ...(keyId && { keyId }),
});

function registeredRow({ row, answer: { outcome, credential } }: Taken): RegisteredRow {
  const cells = 'cells' in row && { cells: row.cells };
  return { outcome, row: row.row, ...sheetOf(row), number: credential.number, ...cells };
}

/** A number that is still to be assigned is nobody's to print. */
function previewedRow(taken: Taken): PreviewedRow {
  const { number, ...row } = registeredRow(taken);
  const isAssigned = row.outcome === 'accepted' && !row.cells?.number;
  const { credential } = taken.answer;
  const { type, issuedOn } = credential;
  const expiresOn = effectiveExpiry(credential);
  const changes = row.outcome === 'updated' && changesOf(credential, taken.entry);
  return {
    ...row,
    ...(!isAssigned && { number }),
    type,
    issuedOn,
    ...(expiresOn && { expiresOn }),
    ...(changes && { changes }),
  };
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
    : { outcome: registration.outcome, credential: registration.credential };
}

function problemIn({ column, code, because, detail }: FileProblem): FileProblem {
  return { column, code, ...(because && { because }), ...(detail !== undefined && { detail }) };
}

function unreadable(surplus: number | undefined): FileProblem {
  const row = { column: 'number', code: 'unreadable_row' } as const;
  if (surplus === undefined) return row;
  return surplus === 0
    ? { ...row, because: 'cutName' }
    : { ...row, because: 'tooManyCells', detail: String(surplus) };
}

function rejected(code: FileProblems[0]['code']): Answer {
  return { outcome: 'rejected', problems: [{ column: 'number', code }] };
}

function summary<Row extends Pick<PreviewedRow, 'row' | 'outcome'>>(
  { importId, n }: ImportChunk,
  done: readonly Done[],
  toRow: (taken: Taken) => Row,
  finishedAt: Instant,
): ChunkOutcome<Row> {
  const inOrder = done.toSorted((a, b) => a.row.row - b.row.row);
  const registered = inOrder.filter(isTaken).map(toRow);
  const rejected = inOrder.flatMap(({ row, answer }) =>
    answer.outcome === 'rejected' ? [rejection(row, answer.problems)] : [],
  );
  const count = (outcome: Row['outcome']) => registered.filter((row) => row.outcome === outcome).length;
  return {
    importId,
    n,
    accepted: count('accepted'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejectedCount: rejected.length,
    rejected,
    registered,
    finishedAt,
  };
}
