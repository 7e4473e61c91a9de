import type { Instant } from '#domain/civil-date';
import { type Column, mapHeadings } from '#domain/file-columns';
import { FileRefused, type ImportChunk, type RawRow } from '#domain/import-job';
import type { ChunkQueue, FileRow, ImportJobs, RowReader, UploadedFiles } from '#ports';

const ROWS_A_CHUNK = 100;
/** A queue's message is at most a megabyte; wide rows make smaller chunks. */
const MOST_CHUNK_CHARACTERS = 60_000;
const LONGEST_CELL = 500;

export interface SplitImportDeps {
  jobs: ImportJobs;
  files: UploadedFiles;
  reader: RowReader;
  chunks: ChunkQueue;
}

/**
 * Cuts an uploaded file into chunks for `import-rows`, never holding more than one chunk. The same file gives the same
 * chunks, so doing it twice (its event came twice, or it was killed half-way) changes no count.
 * A file that cannot be taken as a whole ends the job with its code; rows queued before are still imported.
 */
export async function splitImport(
  deps: SplitImportDeps,
  input: { importId: string; objectKey: string; etag: string; at: Instant },
): Promise<void> {
  const job = await deps.jobs.get(input.importId);
  if (!job) throw new Error('a file came for an import that was never requested');
  // A second file at the same place would meet the chunks of the first.
  if (job.etag !== undefined && job.etag !== input.etag) return;
  if (job.state === 'awaitingUpload')
    await deps.jobs.update(job.id, { state: 'splitting', etag: input.etag });
  try {
    const rows = deps.reader.rows(await deps.files.open(input.objectKey, input.etag));
    const { total, ignored } = await queueRows(
      deps.chunks,
      { importId: job.id, provider: job.provider },
      rows,
    );
    if (total === 0) throw new FileRefused('no_rows');
    await deps.jobs.update(job.id, { state: 'importing', total, ignoredColumns: ignored });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { code, detail } = error;
    await deps.jobs.update(job.id, {
      state: 'failed',
      error: { code, ...(detail && { detail }) },
      failedAt: input.at,
    });
  }
}

async function queueRows(
  queue: ChunkQueue,
  job: { importId: string; provider: string },
  rows: AsyncIterable<FileRow>,
) {
  let headings: { columns: (Column | undefined)[]; ignored: string[] } | undefined;
  let total = 0;
  let n = 0;
  let chunk: RawRow[] = [];
  let size = 0;
  const flush = async () => {
    const message: ImportChunk = { ...job, n: n++, rows: chunk };
    chunk = [];
    size = 0;
    await queue.send([message]);
  };
  for await (const row of rows) {
    if (isBlank(row)) continue;
    if (!headings) {
      headings = headingsOf(row);
      continue;
    }
    const raw = mapped(row, headings.columns);
    chunk.push(raw);
    size += JSON.stringify(raw).length;
    total++;
    if (chunk.length === ROWS_A_CHUNK || size > MOST_CHUNK_CHARACTERS) await flush();
  }
  if (chunk.length) await flush();
  return { total, ignored: headings?.ignored ?? [] };
}

const isBlank = (row: FileRow) => 'cells' in row && row.cells.every((cell) => cell.trim() === '');

function headingsOf(row: FileRow) {
  const mapping = mapHeadings('cells' in row ? row.cells : []);
  if (!mapping.ok) throw new FileRefused(mapping.code, mapping.detail);
  return mapping;
}

function mapped(row: FileRow, columns: (Column | undefined)[]): RawRow {
  if ('unreadable' in row) return { row: row.row, unreadable: row.unreadable.slice(0, LONGEST_CELL) };
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    const cell = row.cells[i]?.trim();
    if (column && cell) cells[column] = cell.slice(0, LONGEST_CELL);
  });
  return { row: row.row, cells };
}
