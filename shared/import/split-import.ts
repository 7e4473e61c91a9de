import { hongKongDay, type Instant } from '#register/civil-date.ts';
import { FileRefused, type ImportChunk, type ImportJob, type RawRow } from '#tables/import-job.ts';
import type { ChunkQueue, ImportJobs, UploadedFiles } from '#tables/ports.ts';
import { type SurveyedFile, surveyFile } from './survey-file.ts';

const ROWS_A_CHUNK = 100;
/**
 * Wide rows make smaller chunks: should all be rejected, the chunk's record has every cell twice, and an item of the
 * table is at most 400 KB. One more row, of 10 cells of 500 characters, is 30 KB at most.
 */
const MAX_CHUNK_BYTES = 120_000;
/** SQS takes ten messages at a time. */
const CHUNKS_AT_ONCE = 10;

export interface SplitImportDeps {
  jobs: ImportJobs;
  files: UploadedFiles;
  chunks: ChunkQueue;
}

/**
 * Cuts an uploaded file into chunks for `import-rows`. It is read twice: nothing is queued of a file that cannot be taken
 * as a whole, which ends the job with its code, and the number of rows is known before the first is imported. Never more
 * than a few chunks are held. Of a preview the chunks are only looked at and kept. The same file gives the same chunks, so doing it again (its event came twice, or it was
 * killed half-way) changes no count. Refused or queued, the file is deleted: it may hold what is never to be stored.
 */
export async function splitImport(
  deps: SplitImportDeps,
  input: { importId: string; objectKey: string; etag: string; at: Instant },
): Promise<void> {
  const job = await deps.jobs.get(input.importId);
  if (!job) throw new Error('a file came for an import that was never requested');
  if (job.state === 'failed' || job.queuedAllAt) return await deps.files.remove(input.objectKey);
  // Who splits the first file removes what is at its place. A second file at the same place would meet the chunks of the first.
  if ((await deps.jobs.claim(job.id, input.etag)) === 'anotherFile') return;
  if (job.state === 'awaitingUpload') await deps.jobs.update(job.id, { state: 'splitting' });
  try {
    await split(deps, job, input);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { code, detail, lack } = error;
    await deps.jobs.fail(job.id, { code, ...(detail && { detail }), ...lack }, input.at);
  }
  await deps.files.remove(input.objectKey);
}

async function split(
  deps: SplitImportDeps,
  job: ImportJob,
  { objectKey, etag, at }: { objectKey: string; etag: string; at: Instant },
): Promise<void> {
  const file = await deps.files.open(objectKey, etag);
  try {
    const surveyed = await surveyFile(file, hongKongDay(job.createdAt), job.defaults, {
      mayLack: job.mayAsk,
    });
    await deps.jobs.update(job.id, {
      state: 'importing',
      total: surveyed.survey.total,
      ignoredColumns: surveyed.ignored,
      headings: surveyed.headings,
      ...(surveyed.given.length && { given: surveyed.given }),
      ...(surveyed.sheetsNotRead.length && { sheetsNotRead: surveyed.sheetsNotRead }),
      ...(surveyed.lacking.length && { asked: surveyed.lacking }),
      queuedAt: job.queuedAt ?? at,
    });
    let batch: ImportChunk[] = [];
    for await (const chunk of chunksOf(job, surveyed)) {
      batch.push(chunk);
      if (batch.length < CHUNKS_AT_ONCE) continue;
      await deps.chunks.send(batch);
      batch = [];
    }
    if (batch.length) await deps.chunks.send(batch);
    await deps.jobs.update(job.id, { queuedAllAt: at });
  } finally {
    await file.close();
  }
}

async function* chunksOf(
  { id: importId, provider, keyId, withoutRevoking, preview }: ImportJob,
  { rows, survey, lacking }: SurveyedFile,
): AsyncGenerator<ImportChunk> {
  const only = lacking.length > 0 ? 'keep' : 'look';
  const ofJob = {
    importId,
    provider,
    keyId,
    ...(withoutRevoking && { withoutRevoking }),
    ...(preview && ({ only } as const)),
  };
  let n = 0;
  let chunk: RawRow[] = [];
  let bytes = 0;
  for await (const row of rows()) {
    const problem = survey.problemOf(row);
    const raw = problem && 'cells' in row ? { ...row, problem } : row;
    // The rows of a chunk are in the order of their numbers.
    if (chunk.length && chunk[0]?.sheet !== raw.sheet) {
      yield { ...ofJob, n: n++, rows: chunk };
      chunk = [];
      bytes = 0;
    }
    chunk.push(raw);
    bytes += Buffer.byteLength(JSON.stringify(raw));
    if (chunk.length < ROWS_A_CHUNK && bytes <= MAX_CHUNK_BYTES) continue;
    yield { ...ofJob, n: n++, rows: chunk };
    chunk = [];
    bytes = 0;
  }
  if (chunk.length) yield { ...ofJob, n, rows: chunk };
}
