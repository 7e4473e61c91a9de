import type { Instant } from '#register/civil-date.ts';
import { doneOf, estimateFinish } from '#storage/job-progress.ts';
import type { ImportError, ImportJob } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

export interface ImportReport {
  importId: string;
  fileName: string;
  state: 'awaitingUpload' | 'splitting' | 'importing' | 'finished' | 'failed';
  /** `total` is null until the whole file has been read. */
  rows: { total: number | null; accepted: number; updated: number; unchanged: number; rejected: number };
  ignoredColumns: string[];
  /** Of the mapped columns, as written, in the order of the file; empty until they are found. */
  headings: NonNullable<ImportJob['headings']>;
  /** Courses and days of issue that rows lack and were given. */
  given?: NonNullable<ImportJob['given']>;
  /** Of a workbook: sheets that no row was taken from. */
  sheetsNotRead?: NonNullable<ImportJob['sheetsNotRead']>;
  startedAt: Instant;
  finishedAt?: Instant;
  /** While rows are being imported, from the pace so far. */
  estimatedFinishAt?: Instant;
  error?: ImportError;
}

type Deps = { jobs: ImportJobs; chunks: ImportChunks };

/**
 * How far a provider's import is: the sum over its chunks. `at`, the instant of asking, is only for the estimate.
 * `undefined`: the provider has no such import.
 */
export async function reportImport(
  deps: Deps,
  input: { provider: string; importId: string; at?: Instant | undefined },
): Promise<ImportReport | undefined> {
  const job = await deps.jobs.get(input.importId);
  return job?.provider === input.provider ? reportJob(deps, job, input.at) : undefined;
}

/** The same of a job that was read already. */
export async function reportJob(deps: Deps, job: ImportJob, at: Instant | undefined): Promise<ImportReport> {
  const rows = { accepted: 0, updated: 0, unchanged: 0, rejected: 0 };
  const finishes: { at: Instant; rows: number }[] = [];
  for await (const chunk of deps.chunks.counts(job.id)) {
    rows.accepted += chunk.accepted;
    rows.updated += chunk.updated;
    rows.unchanged += chunk.unchanged;
    rows.rejected += chunk.rejectedCount;
    const size = chunk.accepted + chunk.updated + chunk.unchanged + chunk.rejectedCount;
    finishes.push({ at: chunk.finishedAt, rows: size });
  }
  const { done, latest } = doneOf(finishes, job.createdAt);
  const isImporting = job.state === 'importing';
  const finished = isImporting && done === job.total;
  const finishedAt = finished ? latest : job.failedAt;
  const estimatedFinishAt =
    at &&
    isImporting &&
    !finished &&
    estimateFinish({ finishes, total: job.total ?? 0, queuedAt: job.queuedAt, at });
  return {
    importId: job.id,
    fileName: job.fileName,
    state: finished ? 'finished' : job.state,
    rows: { total: job.total ?? null, ...rows },
    ignoredColumns: job.ignoredColumns ?? [],
    headings: job.headings ?? [],
    ...(job.given && { given: job.given }),
    ...(job.sheetsNotRead && { sheetsNotRead: job.sheetsNotRead }),
    startedAt: job.createdAt,
    ...(finishedAt && { finishedAt }),
    ...(estimatedFinishAt && { estimatedFinishAt }),
    ...(job.error && { error: job.error }),
  };
}
