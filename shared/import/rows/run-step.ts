import { importRows, previewRows } from '#import/rows/import-rows.ts';
import { undoRows } from '#import/rows/undo-rows.ts';
import type { RegisterDeps } from '#register/change/register-credential.ts';
import type { Instant } from '#register/civil-date.ts';
import type { GivenFact, ImportChunk, ImportStep, RawRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs, ImportPreviews, ImportUndos } from '#tables/ports.ts';

export interface ChunkDeps extends RegisterDeps {
  jobs: Pick<ImportJobs, 'get'>;
  chunks: ImportChunks;
  previews: ImportPreviews;
  undos: ImportUndos;
}

/** What one message of the queue of rows asks for: rows that come with it, or something with rows that are kept or on record. */
export async function runChunk(
  deps: ChunkDeps,
  message: ImportChunk | ImportStep,
  clock: () => Instant,
): Promise<void> {
  if ('rows' in message) {
    if (message.only === 'keep') return await deps.previews.keep(message, clock());
    return await (message.only === 'look' ? previewRows : importRows)(deps, message, clock);
  }
  if (message.step === 'undo') return await undoRows(deps, message, clock);
  const chunk = await keptChunk(deps, message);
  await (message.step === 'look' ? previewRows : importRows)(deps, chunk, clock);
}

async function keptChunk(
  deps: ChunkDeps,
  { importId, provider, keyId, n }: ImportStep,
): Promise<ImportChunk> {
  const [job, kept] = await Promise.all([deps.jobs.get(importId), deps.previews.kept(importId, n)]);
  if (!job || !kept) throw new Error('the rows of a preview are kept no longer');
  // The job of a title has them in its rows already.
  const said = (job.given ?? []).filter(({ from }) => from === 'defaults');
  const withoutRevoking = job.withoutRevoking ?? job.confirmed?.withoutRevoking;
  const rows = kept.map((row) => withFacts(row, said));
  return { importId, provider, keyId, ...(withoutRevoking && { withoutRevoking }), n, rows };
}

/** Of sheets that have the column themselves the rows stay as they are. */
function withFacts(row: RawRow, said: readonly GivenFact[]): RawRow {
  if (!('cells' in row)) return row;
  const cells = Object.fromEntries(said.map(({ column, value }) => [column, value]));
  return { ...row, cells: { ...cells, ...row.cells } };
}
