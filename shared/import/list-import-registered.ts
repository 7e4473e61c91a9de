import type { RegisteredRow } from '#tables/import-job.ts';
import type { ImportChunks, ImportJobs } from '#tables/ports.ts';

/**
 * The rows of a provider's import that are on the register, with the number that each brought or was given, in the order
 * of the file, page by page: `after` is the `last` of the page before, and the last page has none. `undefined`: the
 * provider has no such import.
 */
export async function listImportRegistered(
  deps: { jobs: ImportJobs; chunks: ImportChunks },
  input: { provider: string; importId: string; after?: number | undefined },
): Promise<{ rows: RegisteredRow[]; last?: number } | undefined> {
  const job = await deps.jobs.get(input.importId);
  if (job?.provider !== input.provider) return undefined;
  return deps.chunks.registered(input.importId, input.after);
}
