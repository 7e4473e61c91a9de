import type { Page } from '#register/page.ts';
import type {
  ChunkCounts,
  ImportJob,
  PreviewedRow,
  RegisteredRow,
  RejectedRow,
  UndoneRow,
} from '#tables/import-job.ts';
import type { ReportDeps } from './report-import.ts';

type Asked = { provider: string; importId: string; cursor?: string | undefined };
type Lists<Row> = Promise<Page<Row> | undefined>;

/**
 * The rejected rows of a provider's import in the order of the file; of a preview that is not confirmed, those that would be.
 * `undefined`: the provider has no such import.
 */
export async function listImportRejections(
  deps: Pick<ReportDeps, 'jobs' | 'chunks' | 'previews'>,
  asked: Asked,
): Lists<RejectedRow> {
  const job = await theirs(deps, asked);
  return job && chunksOf(deps, job).rejected(asked.importId, asked.cursor);
}

/** How many of its rows each chunk of the file has, in their order, by which a list of them can be entered in the middle. */
export async function* listChunkCounts(
  deps: Pick<ReportDeps, 'jobs' | 'chunks' | 'previews'>,
  asked: Omit<Asked, 'cursor'>,
): AsyncGenerator<ChunkCounts> {
  const job = await theirs(deps, asked);
  if (job) yield* chunksOf(deps, job).counts(asked.importId);
}

const chunksOf = ({ chunks, previews }: Pick<ReportDeps, 'chunks' | 'previews'>, job: ImportJob) =>
  job.preview && !job.confirmed ? previews : chunks;

/** The same of its rows that are on the register, with the number that each brought or was given. */
export const listImportRegistered = async (
  deps: Pick<ReportDeps, 'jobs' | 'chunks'>,
  asked: Asked,
): Lists<RegisteredRow> =>
  (await theirs(deps, asked)) && deps.chunks.registered(asked.importId, asked.cursor);

/** The same of the rows of a preview that would be registered, for a day. */
export const listImportPreview = async (
  deps: Pick<ReportDeps, 'jobs' | 'previews'>,
  asked: Asked,
): Lists<PreviewedRow> =>
  (await theirs(deps, asked)) && deps.previews.registered(asked.importId, asked.cursor);

/** The same of what became of its rows when it was undone. */
export const listImportUndone = async (
  deps: Pick<ReportDeps, 'jobs' | 'undos'>,
  asked: Asked,
): Lists<UndoneRow> => (await theirs(deps, asked)) && deps.undos.rows(asked.importId, asked.cursor);

async function theirs({ jobs }: Pick<ReportDeps, 'jobs'>, { provider, importId }: Asked) {
  const job = await jobs.get(importId);
  return job?.provider === provider ? job : undefined;
}
