import type { Instant } from '#register/civil-date.ts';
import { doneOf, estimateFinish } from '#storage/job-progress.ts';
import { type ImportError, type ImportJob, type UndoSums, undoOutcomes } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs, ImportPreviews, ImportUndos } from '#tables/ports.ts';

/**
 * How far an import is. Of a preview: `asking`, while something is to be said of all its rows; `previewing`, while they are looked
 * at; `previewed`, when it can be confirmed. Of one that is undone: `undoing`, and `undone`.
 */
export const importReportStates = [
  'awaitingUpload',
  'splitting',
  'asking',
  'previewing',
  'previewed',
  'importing',
  'finished',
  'undoing',
  'undone',
  'failed',
] as const;

export interface ImportReport {
  importId: string;
  fileName: string;
  state: (typeof importReportStates)[number];
  /** `total` is null until the whole file has been read. Of a preview that is not confirmed: what would come of them. */
  rows: { total: number | null; accepted: number; updated: number; unchanged: number; rejected: number };
  ignoredColumns: string[];
  /** Of the mapped columns, as written, in the order of the file; empty until they are found. */
  headings: NonNullable<ImportJob['headings']>;
  /** Courses and days of issue that rows lack and were given. */
  given?: NonNullable<ImportJob['given']>;
  /** What the rows lack, while it is to be said. */
  asked?: NonNullable<ImportJob['asked']>;
  /** Of a workbook: sheets that no row was taken from. */
  sheetsNotRead?: NonNullable<ImportJob['sheetsNotRead']>;
  /** What became of the rows that were undone. */
  undone?: UndoSums;
  startedAt: Instant;
  finishedAt?: Instant;
  /** While rows are being imported, from the pace so far. */
  estimatedFinishAt?: Instant;
  error?: ImportError;
}

export interface ReportDeps {
  jobs: ImportJobs;
  chunks: ImportChunks;
  previews: ImportPreviews;
  undos: ImportUndos;
}

/**
 * How far a provider's import is: the sum over its chunks. `at`, the instant of asking, is only for the estimate.
 * `undefined`: the provider has no such import.
 */
export async function reportImport(
  deps: ReportDeps,
  input: { provider: string; importId: string; at?: Instant | undefined },
): Promise<ImportReport | undefined> {
  const job = await deps.jobs.get(input.importId);
  return job?.provider === input.provider ? reportJob(deps, job, input.at) : undefined;
}

/** The same of a job that was read already. */
export async function reportJob(
  deps: ReportDeps,
  job: ImportJob,
  at: Instant | undefined,
): Promise<ImportReport> {
  const isPreview = job.preview && !job.confirmed;
  const { rows, finishes } = await sumOf(isPreview ? deps.previews : deps.chunks, job.id);
  const { done, latest } = doneOf(finishes, job.createdAt);
  const isReady = job.state === 'importing' && done === job.total;
  const undone = job.undo && (await undoneOf(deps, job.id));
  const isUndone = undone !== undefined && sum(undone) === done - rows.rejected;
  const state = isPreview ? await previewState(deps, job, isReady) : isReady ? 'finished' : job.state;
  const finishedAt = state === 'finished' ? latest : job.failedAt;
  const queuedAt = job.confirmed?.at ?? job.queuedAt;
  const isGoing = state === 'importing' || state === 'previewing';
  const estimatedFinishAt =
    at && isGoing && estimateFinish({ finishes, total: job.total ?? 0, queuedAt, at });
  return {
    importId: job.id,
    fileName: job.fileName,
    state: undone ? (isUndone ? 'undone' : 'undoing') : state,
    rows: { total: job.total ?? null, ...rows },
    ignoredColumns: job.ignoredColumns ?? [],
    headings: job.headings ?? [],
    ...(job.given && { given: job.given }),
    ...(job.asked && { asked: job.asked }),
    ...(job.sheetsNotRead && { sheetsNotRead: job.sheetsNotRead }),
    ...(undone && { undone }),
    startedAt: job.createdAt,
    ...(finishedAt && { finishedAt }),
    ...(estimatedFinishAt && { estimatedFinishAt }),
    ...(job.error && { error: job.error }),
  };
}

async function sumOf(chunks: Pick<ImportChunks, 'counts'>, importId: string) {
  const rows = { accepted: 0, updated: 0, unchanged: 0, rejected: 0 };
  const finishes: { at: Instant; rows: number }[] = [];
  for await (const chunk of chunks.counts(importId)) {
    rows.accepted += chunk.accepted;
    rows.updated += chunk.updated;
    rows.unchanged += chunk.unchanged;
    rows.rejected += chunk.rejectedCount;
    const size = chunk.accepted + chunk.updated + chunk.unchanged + chunk.rejectedCount;
    finishes.push({ at: chunk.finishedAt, rows: size });
  }
  return { rows, finishes };
}

async function previewState(
  { previews }: ReportDeps,
  job: ImportJob,
  isReady: boolean,
): Promise<ImportReport['state']> {
  if (job.state !== 'importing') return job.state;
  if (!job.asked) return isReady ? 'previewed' : 'previewing';
  const kept = (await previews.keptCounts(job.id)).reduce((total, count) => total + count, 0);
  return kept === job.total ? 'asking' : 'splitting';
}

async function undoneOf({ undos }: ReportDeps, importId: string) {
  const counts: UndoSums = { takenBack: 0, changedSince: 0, unreadable: 0, nothing: 0 };
  for await (const chunk of undos.counts(importId)) {
    for (const outcome of undoOutcomes) counts[outcome] += chunk[outcome];
  }
  return counts;
}

const sum = (sums: UndoSums) => undoOutcomes.reduce((total, outcome) => total + sums[outcome], 0);
