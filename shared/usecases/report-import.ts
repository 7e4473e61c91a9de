import type { Instant } from '#domain/civil-date';
import type { ImportJob } from '#domain/import-job';
import type { ImportChunks, ImportJobs } from '#ports';

export interface ImportReport {
  importId: string;
  fileName: string;
  state: 'awaitingUpload' | 'splitting' | 'importing' | 'finished' | 'failed';
  /** `total` is null until the whole file has been read. */
  rows: { total: number | null; accepted: number; updated: number; unchanged: number; rejected: number };
  ignoredColumns: string[];
  startedAt: Instant;
  finishedAt?: Instant;
  error?: NonNullable<ImportJob['error']>;
}

/** How far a provider's import is: the sum over its chunks. `undefined`: the provider has no such import. */
export async function reportImport(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  input: { provider: string; importId: string },
): Promise<ImportReport | undefined> {
  const job = await deps.jobs.get(input.importId);
  if (job?.provider !== input.provider) return undefined;

  const rows = { accepted: 0, updated: 0, unchanged: 0, rejected: 0 };
  let latest = job.createdAt;
  for await (const chunk of deps.chunks.counts(job.id)) {
    rows.accepted += chunk.accepted;
    rows.updated += chunk.updated;
    rows.unchanged += chunk.unchanged;
    rows.rejected += chunk.rejectedCount;
    if (chunk.finishedAt > latest) latest = chunk.finishedAt;
  }
  const done = rows.accepted + rows.updated + rows.unchanged + rows.rejected;
  const finished = job.state === 'importing' && done === job.total;
  const finishedAt = finished ? latest : job.failedAt;
  return {
    importId: job.id,
    fileName: job.fileName,
    state: finished ? 'finished' : job.state,
    rows: { total: job.total ?? null, ...rows },
    ignoredColumns: job.ignoredColumns ?? [],
    startedAt: job.createdAt,
    ...(finishedAt && { finishedAt }),
    ...(job.error && { error: job.error }),
  };
}
