import type { RejectedRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

/**
 * The rejected rows of a provider's import in the order of the file, page by page: `after` is the `last` of the page
 * before, and the last page has none. `undefined`: the provider has no such import.
 */
export async function listImportRejections(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  input: { provider: string; importId: string; after?: number | undefined },
): Promise<{ rows: RejectedRow[]; last?: number } | undefined> {
  const job = await deps.jobs.get(input.importId);
  if (job?.provider !== input.provider) return undefined;
  return deps.chunks.rejected(input.importId, input.after);
}
